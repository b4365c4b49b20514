import XCTest

@testable import Markup

final class MetaTagsTests: XCTestCase {
    private func read(_ head: String) -> MetaTags {
        MetaTags(HTMLParser.parse(Array("<html><head>\(head)</head><body></body></html>".utf8)).tree)
    }

    func testKeysAndValues() {
        let meta = read(
            """
            <meta property="OG:Title" content=" Judul  panjang "><meta name="author" content="Ani">
            <meta name="author" content="Budi"><meta itemprop="articleSection" content="Desa"><meta name="date" content="">
            <meta property="og:description" content="Jalan &amp;amp; &amp;quot;jembatan&amp;quot;">
            <link rel="Canonical" href=" /berita/1 "><link rel="canonical" href="/lain">
            """)
        XCTAssertEqual(meta.first("og:title")?.value, "Judul panjang")
        XCTAssertEqual(meta.all("author"), ["Ani", "Budi"])
        XCTAssertEqual(meta.first("date", "articlesection")?.key, "articlesection")
        XCTAssertEqual(meta.line("og:description"), "Jalan & \"jembatan\"")
        XCTAssertEqual(meta.canonical, "/berita/1")
        XCTAssertNil(meta.first("section"))
    }
}
