import XCTest

@testable import Markup

final class PageLinksTests: XCTestCase {
    func testLinksAndWhatTheSiteSaysOfItself() {
        let page = PageLinks(
            Array(
                """
                <html lang="id"><head><title>Satu &amp; dua</title><base href="https://b.example/x/">
                <meta property="og:site_name" content="Media"><meta name="generator" content="WordPress 6.2">
                <link REL="Alternate feed" type="application/RSS+xml; charset=utf-8" title=" A  b " href="feed/">
                <link rel="icon"></head><body><a href="/1">Judul <b>tebal</b></a><a name="x">y</a></body></html>
                """.utf8), url: "https://a.example/")
        XCTAssertEqual(
            page.head,
            [
                PageLinks.Link(
                    url: "https://b.example/x/feed/", relations: ["alternate", "feed"], type: "application/rss+xml",
                    title: "A b")
            ])
        XCTAssertEqual(
            page.anchors, [PageLinks.Link(url: "https://b.example/1", relations: [], type: nil, title: "Judul tebal")])
        XCTAssertEqual(
            [page.siteName, page.title, page.language, page.generator], ["Media", "Satu & dua", "id", "WordPress 6.2"])
    }

    func testAnythingElseHasNone() {
        for bytes in [[], [0xFF, 0xFE], Array("teks saja".utf8), Array("{}".utf8)] {
            let page = PageLinks(bytes, url: nil)
            XCTAssertEqual(page.head + page.anchors, [])
            XCTAssertNil(page.title)
        }
    }
}
