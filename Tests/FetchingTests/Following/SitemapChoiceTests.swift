import Records
import XCTest

@testable import Fetching

final class SitemapChoiceTests: XCTestCase {
    private let now = Instant("2023-08-15T16:00:00Z")?.seconds ?? 0

    private func choose(
        _ entries: [(String, String?)], captured: [String: String] = [:], lastGood: String? = nil,
        waiting: Set<String> = []
    ) -> [String] {
        func moment(_ text: String) -> Int { Instant(text)?.seconds ?? 0 }
        func url(_ name: String) -> String { "https://a.example/\(name)" }
        let choice = SitemapChoice(
            captured: Dictionary(uniqueKeysWithValues: captured.map { (url($0.key), moment($0.value)) }),
            lastGood: lastGood.map(moment), waiting: Set(waiting.map(url)), now: now)
        return choice.due(entries.map { SitemapIndex.Entry(url: url($0.0), modified: $0.1) })
            .map { String($0.url.dropFirst(18)) }
    }

    func testTheArchiveIsLeftAlone() {
        let entries: [(String, String?)] = [
            ("post-1.xml", "2013-02-01"), ("post-2.xml", "2023-08-12"), ("post-3.xml", "2023-08-14T00:00:00Z"),
            ("post-4.xml", "2023-08-15T15:00:00Z"),
        ]
        XCTAssertEqual(choose(entries), ["post-4.xml", "post-3.xml"])
        // Five nights without a run: back to the last one.
        XCTAssertEqual(
            choose(entries, lastGood: "2023-08-10T16:00:00Z"), ["post-4.xml", "post-3.xml", "post-2.xml"])
        XCTAssertEqual(
            choose(entries, captured: ["post-4.xml": "2023-08-15T15:30:00Z", "post-3.xml": "2023-08-13T16:00:00Z"]),
            ["post-3.xml"])
        XCTAssertEqual(
            choose(entries, captured: ["post-4.xml": "2023-08-15T15:30:00Z"], waiting: ["post-1.xml"]),
            ["post-1.xml", "post-3.xml"])
    }

    func testANightWithAWrongClockKeepsNoSitemapFromBeingAsked() {
        XCTAssertEqual(
            choose(
                [("a.xml", "2023-08-15")], captured: ["a.xml": "2099-01-01T00:00:00Z"], lastGood: "2099-01-01T00:00:00Z"
            ),
            ["a.xml"])
    }

    func testWhereAllIsOldTheNewestIsTakenOnce() {
        let entries: [(String, String?)] = [("a.xml", "2020-01-01"), ("b.xml", "2021-01-01")]
        XCTAssertEqual(choose(entries), ["b.xml"])
        XCTAssertEqual(choose(entries, captured: ["b.xml": "2023-08-14T16:00:00Z"]), [])
    }

    func testNamesSayWhatDatesDoNot() {
        let entries: [(String, String?)] = [
            ("2013-05.xml", nil), ("2023-07.xml", nil), ("2023-08.xml", nil), ("news.xml", nil), ("halaman.xml", nil),
        ]
        XCTAssertEqual(choose(entries), ["2023-08.xml", "news.xml", "halaman.xml"])
        // The month is not over, so that what was captured this morning may have changed.
        XCTAssertEqual(
            choose(entries, captured: ["2023-08.xml": "2023-08-15T15:00:00Z"]),
            ["2023-08.xml", "news.xml", "halaman.xml"])
    }

    func testOfANumberedSeriesTheEnds() {
        let entries: [(String, String?)] =
            (1...40).map { ("posts-\($0).xml", nil) } + [("pages-1.xml", nil), ("category-1.xml", nil)]
        XCTAssertEqual(choose(entries), ["posts-1.xml", "posts-40.xml", "pages-1.xml"])
    }

    func testWhatListsNoArticlesIsNotAskedFor() {
        XCTAssertEqual(
            choose([
                ("category-sitemap.xml", "2023-08-15"), ("post_tag-sitemap.xml", "2023-08-15"),
                ("wp-sitemap-taxonomies-x-1.xml", nil), ("image-sitemap-1.xml", nil), ("stage.xml", "2023-08-15"),
            ]), ["stage.xml"])
    }
}
