import XCTest

@testable import Markup

final class PageReaderTests: XCTestCase {
    private let paragraphs = [
        "Pemerintah desa memperbaiki saluran air bersih yang rusak sejak bulan lalu, kata kepala desa kepada warga, Senin.",
        "Perbaikan dikerjakan secara gotong royong oleh warga selama tiga hari, dan biayanya diambil dari dana desa.",
        "Warga berharap air kembali mengalir lancar sebelum musim kemarau, karena sumur di kampung itu mulai mengering.",
    ]

    private func page(_ body: String, head: String = "") -> [UInt8] {
        Array("<!DOCTYPE html><html lang=\"id\"><head>\(head)</head><body>\(body)</body></html>".utf8)
    }

    private func error(_ bytes: [UInt8], url: String? = nil) -> PageError? {
        do throws(PageError) {
            _ = try PageReader().read(bytes, url: url)
            return nil
        } catch { return error }
    }

    func testThePortalManner() throws {
        func bytes(hits: Int) -> [UInt8] {
            page(
                """
                <nav><a href="/">Beranda</a></nav><div class="detail"><h1>Saluran Air Desa Contoh Diperbaiki</h1>
                <div class="info">Oleh MC KAB CONTOH, Selasa, 15 Agustus 2023 | 18:19 WIB - Redaktur: Ani Contoh - \(hits)</div>
                <div class="isi"><p>Kota Contoh, PortalContoh - \(paragraphs[0])</p><p>\(paragraphs[1])</p>
                <p>Baca juga: <a href="/x">Berita lain yang tidak ada hubungannya</a></p>
                <p>\(paragraphs[2]) (*DiskominfoContoh/Ani)</p></div></div>
                <div class="related"><a href="/y">Berita terkait tentang hal lain yang panjang sekali judulnya</a></div>
                """)
        }
        let article = try PageReader().read(bytes(hits: 77), url: "https://contoh.id/berita/1")
        XCTAssertEqual(article.title, "Saluran Air Desa Contoh Diperbaiki")
        XCTAssertEqual(article.authors, ["MC KAB CONTOH"])
        XCTAssertEqual(article.editor, "Ani Contoh")
        XCTAssertEqual(article.published, DatedText(text: "Selasa, 15 Agustus 2023 | 18:19 WIB", foundIn: "byline"))
        XCTAssertEqual(article.dateline, "Kota Contoh, PortalContoh")
        XCTAssertEqual(article.credit, "(*DiskominfoContoh/Ani)")
        XCTAssertEqual(article.counters, ["dibaca": 77])
        XCTAssertEqual(article.text, paragraphs.joined(separator: "\n"))
        XCTAssertEqual(article.language, "id")
        let later = try PageReader().read(bytes(hits: 1234))
        XCTAssertEqual(later.text, article.text)
        XCTAssertEqual(later.counters, ["dibaca": 1234])
    }

    func testMetadata() throws {
        let head = """
            <title>Judul Berita yang Panjang - Warta</title><meta property="og:site_name" content="Warta">
            <meta property="og:title" content="Judul Berita yang Panjang"><meta property="og:image" content="/a.jpg">
            <link rel="canonical" href="/berita/1"><meta name="description" content="Ringkas">
            <meta name="keywords" content="air, desa">
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Judul Berita yang Panjang",
            "datePublished":"2023-08-15T18:19:00+08:00","dateModified":"2023-08-16T08:00:00+08:00",
            "author":[{"@type":"Person","name":"Ani Contoh"}],"articleSection":"Desa"}</script>
            """
        let body = "<article><p>\(paragraphs.joined(separator: "</p><p>"))</p><aside>\(paragraphs[0])</aside></article>"
        let article = try PageReader().read(page(body, head: head), url: "https://contoh.id/b")
        XCTAssertEqual(article.title, "Judul Berita yang Panjang")
        XCTAssertEqual(article.authors, ["Ani Contoh"])
        XCTAssertEqual(
            article.published, DatedText(text: "2023-08-15T18:19:00+08:00", foundIn: "json-ld:datePublished"))
        XCTAssertEqual(article.modified?.text, "2023-08-16T08:00:00+08:00")
        XCTAssertEqual(article.canonicalURL, "https://contoh.id/berita/1")
        XCTAssertEqual(article.images, ["https://contoh.id/a.jpg"])
        XCTAssertEqual(article.summary, "Ringkas")
        XCTAssertEqual(article.section, "Desa")
        XCTAssertEqual(article.tags, ["air", "desa"])
        XCTAssertEqual(article.siteName, "Warta")
        XCTAssertEqual(article.text, paragraphs.joined(separator: "\n"))
        XCTAssertEqual(article.foundBy, "article")
    }

    func testTheTitleOfAnOldTemplate() throws {
        let body = """
            <div class="judul">Jalan Poros Rusak</div><div>Penulis: Ani Contoh &nbsp; Penyunting: M. Budi Contoh</div>
            <div class="isi">\(paragraphs.joined(separator: "<br><br>"))</div>
            """
        let bytes = page(body, head: "<title>Warta Contoh - Jalan Poros Rusak</title>")
        for url in ["https://www.wartacontoh.example/b.php?id=1", "file:b.html"] {
            let article = try PageReader().read(bytes, url: url)
            XCTAssertEqual(article.title, "Jalan Poros Rusak", url)
            XCTAssertEqual(article.authors, ["Ani Contoh"])
            XCTAssertEqual(article.editor, "M. Budi Contoh")
        }
    }

    func testTheEntrysTitleIsAVoice() throws {
        let bytes = page(
            "<div class=\"isi\"><p>\(paragraphs.joined(separator: "</p><p>"))</p></div>",
            head: "<meta property=\"og:title\" content=\"Portal Info Publik\">")
        XCTAssertEqual(try PageReader().read(bytes).title, "Portal Info Publik")
        XCTAssertEqual(try PageReader().read(bytes, entryTitle: "Jalan Poros Rusak").title, "Jalan Poros Rusak")
    }

    func testTheNewsroomSignsWhereNobodyElseDoes() throws {
        func authors(_ byline: String) throws -> [String] {
            let head = """
                <script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Redaksi"}}</script>
                """
            let body = "<div>\(byline)</div><div class=\"isi\"><p>\(paragraphs.joined(separator: "</p><p>"))</p></div>"
            return try PageReader().read(page(body, head: head)).authors
        }
        XCTAssertEqual(try authors("Oleh Ani Contoh, Senin, 14 Agustus 2023"), ["Ani Contoh"])
        XCTAssertEqual(try authors("Oleh Redaksi Senin, 14 Agustus 2023"), ["Redaksi"])
        XCTAssertEqual(try authors("Senin, 14 Agustus 2023"), ["Redaksi"])
    }

    func testBlocksKeepTheirKind() throws {
        let body = """
            <div class="entry-content"><p>\(paragraphs[0])</p><h2>Rencana</h2><ul><li>\(paragraphs[1])</li></ul>
            <blockquote>\(paragraphs[2])</blockquote></div><script>var x = "<p>bukan teks</p>"</script>
            """
        let article = try PageReader().read(page(body))
        XCTAssertEqual(article.blocks.map(\.kind), [.paragraph, .heading, .list, .quote])
        XCTAssertEqual(article.blocks.map(\.text), [paragraphs[0], "Rencana", paragraphs[1], paragraphs[2]])
    }

    func testWhatIsNoArticle() {
        XCTAssertEqual(error([]), .empty)
        XCTAssertEqual(error(page("<p>Sebentar</p>")), .tooShort(bytes: 0, limit: 200))
        XCTAssertEqual(error(page(String(repeating: "<a href='/x'>Berita</a> ", count: 30))), .listing(links: 30))
        let text = paragraphs.map { "<p>\($0)</p>" }.joined()
        XCTAssertEqual(error(page(text), url: "https://contoh.id/"), .frontPage)
        XCTAssertNil(error(page(text), url: "https://contoh.id/?p=17"))
        let type = "<meta property=\"og:type\" content=\"article\">"
        XCTAssertNil(error(page(text, head: type), url: "https://contoh.id/"))
        let paid = """
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"A","isAccessibleForFree":"False"}</script>
            """
        XCTAssertEqual(
            error(page("<h1>A</h1><p>\(paragraphs[0])</p>", head: paid)), .paywall(bytes: paragraphs[0].utf8.count))
        XCTAssertNil(error(page(text, head: paid)))
        XCTAssertEqual(
            error(page("<p>x</p>", head: "<title>404 Not Found</title>")), .errorPage(title: "404 Not Found"))
        XCTAssertEqual(error(Array("%PDF-1.4".utf8)), .notAPage(what: "PDF"))
        XCTAssertEqual(error(Array("<rss><channel/></rss>".utf8)), .notAPage(what: "feed"))
        XCTAssertEqual(
            PageError.tooShort(bytes: 3, limit: 200).description,
            "the page's text has 3 bytes; an article has at least 200")
        XCTAssertEqual(
            PageError.frontPage.description,
            "the page is the front page of its site, not an article; where a link led here, its article is gone")
        XCTAssertEqual(
            PageError.paywall(bytes: 90).description, "the page shows 90 bytes of an article that only subscribers read"
        )
    }

    func testLinkedDataShowsWhereTheTextIs() throws {
        let other = "<div><p>\(paragraphs[2])</p><p>\(paragraphs[2])</p><p>\(paragraphs[2])</p></div>"
        let head = """
            <script type="application/ld+json">{"@type":"NewsArticle","articleBody":"\(paragraphs[0]) \(paragraphs[1])
            Warga desa itu berjumlah dua ratus orang lebih, dan semuanya memakai air dari saluran yang sama setiap hari."}</script>
            """
        let body = "<div>\(other)<div><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p></div></div>"
        let article = try PageReader().read(page(body, head: head))
        XCTAssertEqual(article.text, paragraphs[0...1].joined(separator: "\n"))
    }

    func testHostilePagesEnd() {
        let deep = page(String(repeating: "<div>", count: 200_000) + "x")
        XCTAssertEqual(error(deep), .tooComplex)
        let drawings = page(String(repeating: "<svg a='", count: 50_000))
        XCTAssertNotNil(error(drawings))
        let wide = page("<p " + (0..<20_000).map { "a\($0)=1" }.joined(separator: " ") + ">x</p>\0\0")
        XCTAssertNotNil(error(wide))
        XCTAssertNotNil(error(Array("<!DOCTYPE html><script>never closed <p>".utf8)))
    }
}
