import XCTest

@testable import Markup

/// Fields for which several places of a page speak, read from whole pages.
final class PageMetadataTests: XCTestCase {
    private let text =
        "<p>\(String(repeating: "Pemerintah desa memperbaiki saluran air bersih yang rusak sejak bulan lalu, kata warga. ", count: 4))</p>"

    private func read(_ body: String, head: String = "", url: String? = nil) throws -> Article {
        let page = "<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>"
        return try PageReader().read(Array(page.utf8), url: url)
    }

    func testAuthorsByPlace() throws {
        let account =
            #"<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Akun Situs"}}</script>"#
        func authors(_ line: String, head: String = "") throws -> [String] {
            let article = try read("<h1>Judul Berita</h1><div>\(line)</div><article>\(text)</article>", head: head)
            return article.authors + (article.evidence["authors"] ?? [])
        }
        XCTAssertEqual(try authors("Penulis: Ani Contoh", head: account), ["Ani Contoh", "byline"])
        XCTAssertEqual(try authors("12 Mei 2023 oleh redaksi", head: account), ["Akun Situs", "json-ld:author"])
        XCTAssertEqual(try authors("<a rel='author' href='/a'>Ani Contoh</a>"), ["Ani Contoh", "rel:author"])
        XCTAssertEqual(try authors("<span class='post-author'>Ani Contoh</span>"), ["Ani Contoh", "class"])
        XCTAssertEqual(try authors("<i class='fa fa-user'></i> Ani Contoh"), ["Ani Contoh", "icon"])
        XCTAssertEqual(try authors("By Ani Contoh, in Daerah"), ["Ani Contoh", "text"])
        XCTAssertEqual(
            try authors(
                "<span itemprop='author' itemscope itemtype='http://schema.org/Person'><b itemprop='name'>Ani Contoh</b> Wartawan</span>",
                head: "<meta name='author' content='Ani Contoh'>"), ["Ani Contoh", "meta:author", "itemprop:author"])
        XCTAssertEqual(
            try authors("", head: "<meta property='og:site_name' content='Warta'><meta name='author' content='Warta'>"),
            ["Warta", "meta:author"])
        XCTAssertEqual(try authors("<i class='fa fa-user'></i> Masuk"), [])
    }

    func testWhatLiesBesideTheArticleDoesNotCount() throws {
        let article = try read(
            """
            <div class="top">Senin, 25 Desember 2023</div><h1>Judul Berita</h1><div>15 Agustus 2023 10.00 WIB</div>
            <article>\(text)</article>
            <div class="comments"><span class="comment-author">Pembaca</span><span itemprop="author">Pembaca</span>
            <time datetime="2023-12-01">1 Des</time></div>
            <aside><div>Oleh Orang Lain, Jumat, 1 Desember 2023</div></aside>
            <div class="berita-terkait"><div class="author">Orang Lain</div></div>
            """)
        XCTAssertEqual(article.authors, [])
        XCTAssertEqual(article.published, DatedText(text: "15 Agustus 2023 10.00 WIB", foundIn: "text"))
    }

    func testTopics() throws {
        let article = try read(
            """
            <div class="breadcrumb"><a href="/">Beranda</a> <a href="/d">Daerah</a></div><h1>Judul Berita</h1>
            <article>\(text)<div class="tags"><a href="/1">#air</a><a href="/2">desa</a><a href="/2">Desa</a></div></article>
            """)
        XCTAssertEqual(article.section, "Daerah")
        XCTAssertEqual(article.tags, ["air", "desa"])
        let marked = try read(
            "<h1>Judul</h1><article>\(text)<a rel='category tag' href='/'>Desa</a><a rel='tag' href='/'>air</a></article>"
        )
        XCTAssertEqual(marked.section, "Desa")
        XCTAssertEqual(marked.tags, ["air"])
        let loose = try read(
            "<article>\(text)</article>", head: "<meta name='keywords' content='portal, Saluran Air, info'>")
        XCTAssertEqual(loose.tags, ["Saluran Air"])
        XCTAssertEqual(loose.evidence["tags"], ["meta:keywords"])
    }

    func testPicturesWithTheirCaptions() throws {
        let article = try read(
            """
            <article><figure><img data-src="/b.jpg" src="data:image/gif;base64,AA"><figcaption>Warga. (Foto: Ani)</figcaption></figure>
            \(text)<div class="wp-caption"><img src="/c.jpg"><p class="wp-caption-text">Saluran</p></div><img src="/d.jpg"></article>
            <aside><figure><img src="/e.jpg"><figcaption>Iklan</figcaption></figure></aside>
            """, head: "<meta property='og:image' content='https://a.example/a.jpg'>", url: "https://a.example/1")
        XCTAssertEqual(
            article.pictures,
            [
                Article.Picture(url: "https://a.example/a.jpg"),
                Article.Picture(url: "https://a.example/b.jpg", caption: "Warga. (Foto: Ani)"),
                Article.Picture(url: "https://a.example/c.jpg", caption: "Saluran"),
            ])
    }

    func testCountersInEachManner() throws {
        for (line, hits) in [
            ("Dibaca: 1.077 kali", 1077), ("77 kali dibaca", 77), ("Dilihat 77", 77), ("1,204 views", 1204),
            ("Hits: 77", 77),
        ] {
            let article = try read("<h1>Judul</h1><div>\(line)</div><article>\(text)</article>")
            XCTAssertEqual(article.counters, ["dibaca": hits], line)
        }
        XCTAssertEqual(try read("<h1>Judul</h1><div>Lantai 2 dibaca</div><article>\(text)</article>").counters, [:])
    }

    func testLanguageAndEvidenceOfTheTitle() throws {
        let article = try read(
            "<h1>Judul Berita</h1><article>\(text)</article>",
            head: "<title>Judul Berita - Warta</title><meta property='og:locale' content='id_ID'>")
        XCTAssertEqual(article.language, "id-ID")
        XCTAssertEqual(article.evidence["title"], ["h1", "title"])
    }
}
