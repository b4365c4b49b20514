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

    func testWhatIsNoArticle() {
        let rejection = Support.parser().rejection(
            Support.capture("https://a.example/", "<html><body><p>Segera hadir.</p></body></html>"))
        XCTAssertTrue(rejection.hasPrefix("too_short: https://a.example/: the page's text has "), rejection)
    }
}
