import XCTest

@testable import Fetching

final class SitemapIndexTests: XCTestCase {
    func testReadsAddressesAndDates() {
        let index = """
            <?xml version="1.0"?><!-- <sitemap><loc>https://a.example/0</loc></sitemap> -->
            <sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">
            <sm:sitemap><sm:loc> https://a.example/1.xml?a=1&amp;b=2 </sm:loc><sm:lastmod>2023-08-15</sm:lastmod></sm:sitemap>
            <sitemap><loc><![CDATA[https://a.example/2.xml]]></loc></sitemap>
            <sitemap><loc>/3.xml</loc></sitemap><sitemap><loc>ftp://a.example/4</loc></sitemap><sitemap/>
            <sitemap><loc> </loc></sitemap></sm:sitemapindex>
            """
        XCTAssertEqual(
            SitemapIndex.entries(in: Array(index.utf8), url: "https://a.example/i.xml"),
            [
                .init(url: "https://a.example/1.xml?a=1&b=2", modified: "2023-08-15"),
                .init(url: "https://a.example/2.xml"), .init(url: "https://a.example/3.xml"),
            ])
    }

    func testWhatTheServersOwnProgramSaysBeforeTheListIsPassedOver() {
        let index = "<sitemapindex><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>"
        for remark in ["Warning: x in y.php\n", "<br />\n<b>Notice</b>: x<br />\n"] {
            XCTAssertEqual(
                SitemapIndex.entries(in: Array((remark + index).utf8), url: "https://a.example/"),
                [.init(url: "https://a.example/1.xml")], remark)
        }
    }

    func testOtherListsAreNone() {
        for text in [
            "", "<", "<urlset><url><loc>https://a.example/</loc></url></urlset>", "<rss/>", "{}", "<!--", "<a",
        ] {
            XCTAssertNil(SitemapIndex.entries(in: Array(text.utf8), url: "https://a.example/"), text)
        }
        XCTAssertEqual(SitemapIndex.entries(in: Array("<sitemapindex><sitemap><loc".utf8), url: ""), [])
        XCTAssertEqual(SitemapIndex.entries(in: Array("<sitemapindex><sitemap><loc><![CDATA[".utf8), url: ""), [])
    }
}
