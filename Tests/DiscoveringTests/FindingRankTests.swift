import Fetching
import Pack
import Records
import XCTest

@testable import Discovering

final class FindingRankTests: XCTestCase {
    private let today = Instant(seconds: 1_692_115_200)

    private func finding(
        _ url: String, _ kind: Finding.Kind = .feed, days: Int? = 1, keys: Set<String>? = nil,
        _ change: (inout Finding) -> Void = { _ in }
    ) -> Finding {
        var finding = Finding(
            url: url, asked: url, address: url, reason: .declared, kind: kind, format: .rss, entries: 10,
            newest: days.map { Instant(seconds: today.seconds - $0 * 86_400) }, keys: keys ?? [url], triedAt: today)
        change(&finding)
        return finding
    }

    func testTheBestComesFirst() {
        let site = "https://media.example"
        let findings = [
            finding("\(site)/comments/feed/"), finding("\(site)/sitemap.xml", .sitemap),
            finding("\(site)/index.xml", .index), finding("\(site)/news.xml", .newsSitemap),
            finding("\(site)/lama", days: 90), finding("\(site)/tanpa", days: nil),
            finding("\(site)/feed/"), finding("\(site)/penuh") { $0.fullTexts = 10 },
            finding("\(site)/ppu/feed/"), finding("\(site)/diberi", days: 90) { $0.reason = .given },
        ]
        XCTAssertEqual(
            FindingRank(path: "/ppu/?halaman=2").ranked(findings).found.map { $0.url.dropFirst(site.count) },
            [
                "/diberi", "/ppu/feed/", "/penuh", "/feed/", "/news.xml", "/index.xml", "/sitemap.xml", "/tanpa",
                "/lama", "/comments/feed/",
            ])
    }

    func testTheSameListIsFoundOnce() {
        let (found, repeated) = FindingRank(path: "/").ranked([
            finding("https://a.example/1", keys: ["x"]), finding("https://a.example/2", keys: ["x"]),
            finding("https://a.example/3", .sitemap, keys: ["x"]),
        ])
        XCTAssertEqual(found.map(\.url), ["https://a.example/1", "https://a.example/3"])
        XCTAssertEqual(repeated.map { "\($0.url) \($0.of)" }, ["https://a.example/2 https://a.example/1"])
    }

    func testTheRegisterIsSearchedByEveryAddress() {
        let source = Source(
            code: "a", name: "a", kind: .feed, url: "https://a.example/lama",
            origin: Origin(source: "x", verified: true))
        let moved = finding("https://a.example/baru") { $0.asked = "https://a.example/lama" }
        XCTAssertEqual(FindingRank.known([moved], [source])?.code, "a")
        XCTAssertNil(FindingRank.known([finding("https://a.example/x")], [source]))
    }
}
