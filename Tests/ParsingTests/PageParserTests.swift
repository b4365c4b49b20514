import Foundation
import Markup
import Pack
import RecordIO
import Records
import XCTest

@testable import Parsing

final class PageParserTests: XCTestCase {
    private let sentence =
        "Warga Desa Contoh meminta jalan poros yang berlubang sejak Maret segera diperbaiki oleh dinas. "

    private func page(canonical: String = "https://a.example/berita/1") -> String {
        let text = String(repeating: sentence, count: 3)
        return """
            <html lang="id"><head><title>Jalan Poros Berlubang Sejak Maret</title>
            <link rel="canonical" href="\(canonical)">
            <meta property="article:published_time" content="2023-08-15T18:19:00+07:00"></head>
            <body><article><h1>Jalan Poros Berlubang Sejak Maret</h1><p>\(text)</p><p>Kemarin: \(text)</p></article></body></html>
            """
    }

    func testAPageThatAnEntryLedToTakesItsId() throws {
        var capture = Support.capture("https://a.example/b?id=1", page(), source: "a")
        capture.via = ["item": "abcdefghijklmnopqrstuvwxyz"]
        let item = try XCTUnwrap(Support.parser([Support.source("a", .feed)]).parsed(capture).items.first)
        XCTAssertEqual(item.id, "abcdefghijklmnopqrstuvwxyz")
        XCTAssertEqual(item.via, "abcdefghijklmnopqrstuvwxyz")
        XCTAssertEqual(item.url, "https://a.example/berita/1")
        XCTAssertEqual(item.sameAs, ["https://a.example/b?id=1"])
        XCTAssertEqual(item.title, "Jalan Poros Berlubang Sejak Maret")
        XCTAssertEqual(item.published?.at?.description, "2023-08-15T11:19:00Z")
        XCTAssertEqual(item.language, "id")
        let paragraph = String(repeating: sentence, count: 3).dropLast()
        XCTAssertEqual(item.text, "\(paragraph)\nKemarin: \(paragraph)")
        XCTAssertEqual(item.raw, ["capture": "c1", "offset": 0, "length": .int(page().utf8.count)])
    }

    func testTheEntrysTitleAndTheTimeOfTheFetch() {
        var capture = Support.capture(
            "https://a.example/1",
            "<html><head><meta property=\"og:title\" content=\"Portal Info Publik\"></head><body><article><p>"
                + String(repeating: sentence, count: 6) + "</p></article></body></html>")
        let parser = Support.parser()
        XCTAssertEqual(parser.parsed(capture).items.map(\.title), ["Portal Info Publik"])
        capture.via = ["item": "abcdefghijklmnopqrstuvwxyz", "entry_title": "Jalan Poros Berlubang"]
        XCTAssertEqual(parser.parsed(capture).items.map(\.title), ["Jalan Poros Berlubang"])
        XCTAssertEqual(parser.parsed(capture).items.map(\.seenAt), [Instant("2023-08-15T15:00:00Z")])
    }

    func testIdentityOfPagesThatNoEntryLedTo() {
        let parser = Support.parser()
        XCTAssertEqual(
            parser.parsed(Support.capture("https://a.example/b?id=1", page())).items.map(\.id),
            [ItemIdentity.link("https://a.example/b?id=1").id])
        XCTAssertEqual(
            parser.parsed(Support.capture("file:arsip/1.html", page())).items.map(\.id),
            [ItemIdentity.link("https://a.example/berita/1").id])
        // The front page as everybody's canonical address would make all pages one.
        let front = parser.parsed(Support.capture("file:arsip/1.html", page(canonical: "https://a.example/")))
        XCTAssertEqual(front.items.map(\.id), [ItemIdentity.link("file:arsip/1.html").id])
        XCTAssertEqual(front.items.map(\.url), ["file:arsip/1.html"])
    }

    /// As the ministry's portal prints its articles: byline with editor and visits, dateline, signature.
    private func portal(hits: Int) -> String {
        """
        <html lang="en"><head><title>InfoContoh - Warga Teluk Contoh Belajar Mengelola Aduan</title>
        <meta property="og:title" content="InfoContoh - Portal Berita Info Publik"><meta name="author" content="developer">
        </head><body><div class="menu"><a href="/">Beranda</a></div><h2>Warga Teluk Contoh Belajar Mengelola Aduan</h2>
        <img src="/foto.jpg"><p>:</p>
        <p>Oleh MC KAB TELUK CONTOH, Selasa, 15 Agustus 2023 | 18:19 WIB - Redaktur: Ani Contoh - \(hits)</p>
        <div class="isi"><p>Kota Contoh, InfoContoh - \(sentence)</p><p>\(sentence)</p><p>"\(sentence)"katanya.</p>
        <p>Lebih lanjut, \(sentence) (*DiskominfoContoh/Ani)</p></div>
        <div>Berita Terkait</div><p>Oleh MC KAB LAIN, Rabu, 16 Agustus 2023 | 08:00 WIB - Redaktur: Budi - 5</p></body></html>
        """
    }

    func testAPortalsArticleWhoseVisitsGrow() throws {
        let parser = Support.parser()
        let item = try XCTUnwrap(parser.parsed(Support.capture("https://a.example/1", portal(hits: 77))).items.first)
        XCTAssertEqual(item.title, "Warga Teluk Contoh Belajar Mengelola Aduan")
        XCTAssertEqual(item.authors, ["MC KAB TELUK CONTOH"])
        XCTAssertEqual(item.editor, "Ani Contoh")
        XCTAssertEqual(item.published?.at?.description, "2023-08-15T11:19:00Z", "the printed zone counts")
        XCTAssertEqual(item.published?.text, "Selasa, 15 Agustus 2023 | 18:19 WIB")
        XCTAssertEqual(item.published?.precision, .minute)
        XCTAssertEqual(item.published?.evidence, "byline")
        XCTAssertEqual(item.dateline, "Kota Contoh, InfoContoh")
        XCTAssertEqual(item.credit, "(*DiskominfoContoh/Ani)")
        XCTAssertEqual(item.counters, ["dibaca": 77])
        let line = sentence.dropLast()
        XCTAssertEqual(item.text, "\(line)\n\(line)\n\"\(sentence)\"katanya.\nLebih lanjut, \(line)")
        let later = try XCTUnwrap(parser.parsed(Support.capture("https://a.example/1", portal(hits: 1204))).items.first)
        XCTAssertEqual(later.counters, ["dibaca": 1204])
        XCTAssertEqual(later.contentHash, item.contentHash)
        XCTAssertEqual(later.text, item.text)
    }

    func testPicturesKeepTheirCaptions() throws {
        let text = String(repeating: sentence, count: 4)
        let page = """
            <html><body><article><h1>Jalan Rusak</h1><figure><img src="/a.jpg"><figcaption>Jalan (Foto: Ani)</figcaption></figure>
            <p>\(text)</p></article></body></html>
            """
        let item = try XCTUnwrap(Support.parser().parsed(Support.capture("https://a.example/1", page)).items.first)
        XCTAssertEqual(
            item.record["images"], [["url": "https://a.example/a.jpg", "caption": "Jalan (Foto: Ani)"]])
    }

    func testRulesOfASite() throws {
        let text = """
            site: warta
            domains: [a.example]
            until: 2023-12-31
            title: [.judul, .kepala]
            authors: .penulis
            remove: [.promo]
            """
        let path = NSTemporaryDirectory() + "site-\(ProcessInfo.processInfo.processIdentifier).yaml"
        try OpenFile.writing(path).write(Array(text.utf8))
        defer { try? Directory.remove(path) }
        let site = try Site(path: path)
        let body =
            "<div class=\"kepala\">Judul Lain</div><article><p>\(String(repeating: sentence, count: 4))</p></article>"
        func parse(_ time: String) -> ParsedCapture? {
            var capture = Support.capture("https://www.a.example/1", "<html><body>\(body)</body></html>")
            capture.fetchedAt = Instant(time)
            let context = ParseContext(capture, source: nil, bytes: 1, months: [:])
            guard
                case .parsed(let parsed) = PageParser.parse(
                    Array("<html><body>\(body)</body></html>".utf8), context, sites: [site])
            else { return nil }
            return parsed
        }
        let parsed = try XCTUnwrap(parse("2023-08-15T15:00:00Z"))
        XCTAssertEqual(parsed.items.map(\.title), ["Judul Lain"])
        XCTAssertEqual(
            parsed.losses,
            [
                .init(
                    reason: "site_rule_unmatched",
                    detail: "\(site.place):5: 'authors' finds nothing on this page with '.penulis'; mend it, or end it "
                        + "with 'until'")
            ])
        let later = try XCTUnwrap(parse("2024-01-01T15:00:00Z"))
        XCTAssertEqual(later.losses, [])
        XCTAssertNotEqual(later.items.map(\.title), ["Judul Lain"])
    }

    func testWhatIsNoArticle() {
        func rejection(_ url: String) -> String {
            Support.parser().rejection(Support.capture(url, "<html><body><p>Segera hadir.</p></body></html>"))
        }
        let short = rejection("https://a.example/1")
        XCTAssertTrue(short.hasPrefix("too_short: https://a.example/1: the page's text has "), short)
        let front = rejection("https://a.example/")
        XCTAssertTrue(front.hasPrefix("front_page: https://a.example/: the page is the front page"), front)
    }
}
