import Fetching
import Markup
import XCTest

@testable import Discovering

final class UsualPlacesTests: XCTestCase {
    func testAnchorsThatLookLikeFeeds() throws {
        let page = PageLinks(
            Array(
                """
                <a href="/rss">x</a><a href="/rss/ppu.xml">x</a><a href="/berita/feed/">x</a><a href="/a?feed=rss2">x</a>
                <a href="/umpan">RSS</a><a href="http://feeds.feedburner.com/media">RSS</a><a href="/berita/1">Berita</a>
                <a href="https://lain.example/rss">x</a><a href="/feedback">x</a><a href="mailto:a@b.example">RSS</a>
                """.utf8), url: "https://www.media.example/")
        XCTAssertEqual(
            UsualPlaces.linked(page, host: "www.media.example"),
            [
                "https://www.media.example/rss", "https://www.media.example/rss/ppu.xml",
                "https://www.media.example/berita/feed/", "https://www.media.example/a?feed=rss2",
                "https://www.media.example/umpan", "http://feeds.feedburner.com/media",
            ])
    }

    func testTheSystemsOwnPlacesComeFirst() throws {
        let site = try XCTUnwrap(URLParts("https://media.example/kabar"))
        XCTAssertEqual(
            UsualPlaces.feeds(at: site, generator: "Blogger").prefix(3),
            [
                "https://media.example/kabar/feed/", "https://media.example/feeds/posts/default",
                "https://media.example/feed/",
            ])
        XCTAssertEqual(UsualPlaces.feeds(at: site, generator: "Drupal 9")[1], "https://media.example/rss.xml")
    }

    func testSitemapsOfRobots() throws {
        let site = try XCTUnwrap(URLParts("https://media.example/robots.txt"))
        let text =
            "\u{FEFF}User-agent: *\r\nSITEMAP: https://a.example/1.xml\r\n Sitemap:/2.xml#x\nSitemap:\nSitemap: /2.xml"
        XCTAssertEqual(
            Visitor.sitemaps(inRobots: Array(text.utf8), at: site),
            ["https://a.example/1.xml", "https://media.example/2.xml"])
        XCTAssertEqual(Visitor.sitemaps(inRobots: [0xFF, 0x0A, 0x3A], at: site), [])
    }
}
