import Foundation
import RecordIO
import Records
import StageKit
import XCTest

@testable import Fetching

/// What counts as captured: what is published, and nothing else.
final class EarlierCapturesTests: FetchTestCase {
    private func item(_ page: String) -> String {
        #"{"id":"i-\#(page)","url":"https://alfa.example/\#(page).html","source":"alfa","title":"\#(page)"}"# + "\n"
    }

    override func setUpWithError() throws {
        try super.setUpWithError()
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed'")])
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        for page in ["a", "b", "c", "d", "e"] { try write("web/alfa.example/\(page).html", "<p>\(page)</p>") }
    }

    private func pages(
        _ pages: String..., key: String, budget: Int = 9, publishes: Bool = true
    ) throws -> (urls: [String], account: StageAccount) {
        try write("items.jsonl", pages.map(item).joined())
        let params: JSONObject = ["follow": "link", "budget": .int(budget), "replay": .string("\(root)/web")]
        let outcome = try run(params, key: key, inputs: ["\(root)/items.jsonl"], publishes: publishes)
        return (outcome.lines("url").map { String($0.dropFirst(21).dropLast(5)) }, outcome.account)
    }

    func testAKilledOrRefusedAttemptLeavesNothingThatCountsAsCaptured() throws {
        XCTAssertEqual(try pages("a", "b", key: "2023-08-13", publishes: false).urls, ["a", "b"])
        XCTAssertEqual(try pages("a", "b", key: "2023-08-14").urls, ["a", "b"], "the 13th was never published")
        XCTAssertEqual(try pages("a", "b", "c", key: "2023-08-15").urls, ["c"])
    }

    func testWithoutItsStateAStageKnowsTheSame() throws {
        try FileManager.default.createDirectory(atPath: "\(root)/state", withIntermediateDirectories: true)
        XCTAssertEqual(try pages("a", "b", key: "2023-08-13").urls, ["a", "b"])
        XCTAssertEqual(try pages("a", "c", key: "2023-08-14").urls, ["c"])
        let extracts = "\(root)/state/captured"
        XCTAssertEqual(try Directory.names(extracts), ["2023-08-13~all"])
        let extract = try Data(contentsOf: URL(fileURLWithPath: "\(extracts)/2023-08-13~all"))
        for damage in ["", "x", String(decoding: extract.dropLast(3), as: UTF8.self)] {
            try write("state/captured/2023-08-13~all", damage)
            XCTAssertEqual(try pages("a", "b", "c", "d", key: "2023-08-15", publishes: false).urls, ["d"], damage)
            XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: "\(extracts)/2023-08-13~all")), extract)
        }
        try Directory.remove("\(root)/state")
        XCTAssertEqual(try pages("a", "b", "c", "d", key: "2023-08-15", publishes: false).urls, ["d"])
    }

    func testAnExtractOfOtherCapturesIsNotUsed() throws {
        XCTAssertEqual(try pages("a", key: "2023-08-13").urls, ["a"])
        XCTAssertEqual(try pages("a", key: "2023-08-14", publishes: false).urls, [])
        // The captures are lost and made anew, under another receipt.
        try Directory.remove(place("2023-08-13"))
        XCTAssertEqual(try pages("a", key: "2023-08-14", publishes: false).urls, ["a"], "what is lost is not captured")
        XCTAssertEqual(try pages("b", key: "2023-08-13").urls, ["b"])
        XCTAssertEqual(try pages("a", "b", key: "2023-08-14").urls, ["a"])
    }

    func testDamagedCapturesDoNotStopALaterNight() throws {
        XCTAssertEqual(try pages("a", key: "2023-08-13").urls, ["a"])
        XCTAssertEqual(truncate("\(place("2023-08-13"))/source=alfa.jsonl.gz", 25), 0)
        XCTAssertEqual(try pages("a", "b", key: "2023-08-14").urls, ["a", "b"])
    }

    func testARunThatAddsTakesWhatWasOverTheBudgetAndNothingTwice() throws {
        XCTAssertEqual(try pages("a", "b", "c", "d", key: "2023-08-15", budget: 1).urls, ["a"])
        // The same key again: what is captured is merged, what waited comes first, though `e` was listed before it.
        let again = try pages("e", "a", "b", "c", key: "2023-08-15", budget: 2)
        XCTAssertEqual(again.urls, ["b", "c"])
        XCTAssertEqual(again.account.merged, 1)
        XCTAssertEqual(again.account.rejected, ["over_budget": 1])
        XCTAssertEqual(
            try pages("a", key: "2023-08-16").urls, ["d", "e"], "those of both goes, without what is captured")
        XCTAssertEqual(try pages("a", key: "2023-08-17").urls, [])
    }

    func testFeedsThatGiveTheSameBytesAreMergedWhenARunAdds() throws {
        try writePack([
            ("alfa", "type: feed, url: 'https://alfa.example/feed'"),
            ("beta", "type: feed, url: 'https://beta.example/feed'"),
        ])
        try write("web/alfa.example/feed", "<rss><item><guid>1</guid></item></rss>")
        let params: JSONObject = ["select": "feeds", "replay": .string("\(root)/web")]
        XCTAssertEqual(try run(params, publishes: true).lines("source"), ["alfa", "beta"])
        let two = "<rss><item><guid>1</guid></item><item><guid>2</guid></item></rss>"
        try write("web/beta.example/feed", two)
        let again = try run(params, publishes: true)
        XCTAssertEqual(again.lines("source", "body"), ["beta \(two)"])
        XCTAssertEqual(again.account.used, 1)
        XCTAssertEqual(again.account.merged, 1)
        XCTAssertEqual(
            again.health.last,
            #"{"source":"beta","name":"Media beta","state":"ok","status":200,"entries":2,"#
                + #""last_new":"2023-08-15T16:05:00Z"}"#)
    }

    func testAnArchiveIsAddedToWithoutRepeatingIt() throws {
        try write("arsip/a.html", "<p>a</p>")
        let params: JSONObject = ["select": "folder", "folder": .string("\(root)/arsip"), "source": "alfa"]
        XCTAssertEqual(try run(params, key: "arsip", publishes: true).account.used, 1)
        try write("arsip/b.html", "<p>b</p>")
        let again = try run(params, key: "arsip", publishes: true)
        XCTAssertEqual(again.lines("url"), ["file:b.html"])
        XCTAssertEqual(again.account.merged, 1)
        XCTAssertEqual(try run(params, key: "arsip").account.merged, 2)
    }
}
