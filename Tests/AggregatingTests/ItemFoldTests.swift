import Records
import XCTest

@testable import Aggregating

final class ItemFoldTests: XCTestCase {
    func testAPageGivesTextAndLabelsThoughTheFeedWasSeenLater() {
        let page = makeItem("a", text: "panjang", issues: ["jalan"], seen: "2023-08-15T10:00:00Z", page: true)
        let feed = makeItem("a", text: "pendek", issues: ["listrik"], seen: "2023-08-15T11:00:00Z")
        let item = ItemFold.fold([feed, page])
        XCTAssertEqual(item.text, "panjang")
        XCTAssertEqual(item.issues.map(\.code), ["jalan"])
    }

    func testTheGreatestKeyThenTheLatestSeenThenTheHashDecides() {
        let older = makeItem("a", key: "2023-08-14", title: "lama", seen: "2023-08-16T10:00:00Z")
        let early = makeItem("a", title: "pagi", seen: "2023-08-15T08:00:00Z")
        let late = makeItem("a", title: "malam", seen: "2023-08-15T20:00:00Z")
        XCTAssertEqual(ItemFold.fold([early, older, late]).title, "malam")
        let twins = [makeItem("a", title: "x"), makeItem("a", title: "y")]
        let greatest = twins.max { ($0.contentHash ?? "") < ($1.contentHash ?? "") }?.title
        XCTAssertEqual(ItemFold.fold(twins).title, greatest)
    }

    func testWhatNoFigureNeedsDecidesLast() throws {
        func item(_ hits: Int, _ voice: String) throws -> Item {
            Item(try Record(line: #"{"counters":{"hits":\#(hits)},"id":"a","key":"2023-08-15","voice":"\#(voice)"}"#))
        }
        XCTAssertEqual(ItemFold.fold([try item(9, "rilis"), try item(1, "warga")]).voice, "warga")
        XCTAssertEqual(ItemFold.fold([try item(1, "rilis"), try item(9, "warga")]).voice, "warga")
        XCTAssertEqual(ItemFold.fold([try item(1, "warga"), try item(9, "warga")]).counters, ["hits": 9])
    }

    func testAbsentFieldsComeFromTheOthersButLabelsDoNot() {
        var page = makeItem("a", text: "isi", page: true)
        page.editor = nil
        var feed = makeItem("a", issues: ["jalan"])
        feed.editor = "Redaktur"
        feed.tags = ["jalan"]
        let item = ItemFold.fold([feed, page])
        XCTAssertEqual(item.editor, "Redaktur")
        XCTAssertEqual(item.tags, ["jalan"])
        XCTAssertEqual(item.issues, [])
    }

    func testOfVersionsInOneKeyTheLaterSeenCounts() {
        let early = makeItem("a", title: "pagi", seen: "2023-08-15T01:00:00Z")
        let late = makeItem("a", title: "malam", seen: "2023-08-15T15:00:00Z")
        var unseen = makeItem("a", title: "entah")
        unseen.seenAt = nil
        XCTAssertEqual(ItemFold.fold([late, unseen, early]).title, "malam")
        XCTAssertEqual(ItemFold.fold([unseen, early]).title, "pagi")
    }

    func testKeysLinksCountersAndHistoryAreJoined() {
        var first = makeItem(
            "a", key: "2023-08-13", seen: "2023-08-13T12:00:00Z", page: true,
            status: [("masuk", "2023-08-13T12:00:00Z")])
        first.url = "https://satu.example/a"
        first.counters = ["hits": 7]
        var second = makeItem(
            "a", key: "2023-08-15",
            status: [("masuk", "2023-08-14T12:00:00Z"), ("proses", "2023-08-15T12:00:00Z")])
        second.url = "https://dua.example/a"
        second.counters = ["hits": 90]
        let item = ItemFold.fold([second, first])
        XCTAssertEqual(item.firstKey, "2023-08-13")
        XCTAssertEqual(item.key, "2023-08-15")
        XCTAssertEqual(item.url, "https://satu.example/a")
        XCTAssertEqual(item.sameAs, ["https://dua.example/a"])
        XCTAssertEqual(item.counters, ["hits": 90])
        XCTAssertEqual(item.statusHistory.compactMap { $0["code"]?.string }, ["masuk", "proses"])
        XCTAssertEqual(item.statusHistory.first?["seen_at"]?.string, "2023-08-13T12:00:00Z")
    }

    func testOrderNeverMattersAndOnceSensitiveIsAlwaysSensitive() {
        let versions = [
            makeItem("a", key: "2023-08-13", title: "x", sensitive: true), makeItem("a", title: "y", page: true),
            makeItem("a", key: "2023-08-14", title: "z"),
        ]
        let all = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map { order in
            ItemFold.fold(order.map { versions[$0] }).record.text
        }
        XCTAssertEqual(Set(all).count, 1)
        XCTAssertTrue(ItemFold.fold(versions).sensitive)
    }
}

final class StatusHistoryTests: XCTestCase {
    func testStatesWithTimesStandOnceAndInOrder() {
        let first: JSONValue = [
            "code": "masuk", "text": "m", "at": "2023-08-01T00:00:00Z", "seen_at": "2023-08-02T00:00:00Z",
        ]
        let again: JSONValue = [
            "code": "masuk", "text": "m", "at": "2023-08-01T00:00:00Z", "seen_at": "2023-08-03T00:00:00Z",
        ]
        let done: JSONValue = ["code": "selesai", "text": "s", "at": "2023-08-05T00:00:00Z"]
        XCTAssertEqual(StatusHistory.union([[done], [again], [first]]), [first, done])
        XCTAssertEqual(StatusHistory.latest([done, first]), done)
    }

    func testAStateThatComesBackStandsTwice() {
        func state(_ code: String, _ day: Int) -> JSONValue {
            ["code": .string(code), "text": "", "seen_at": .string("2023-08-0\(day)T00:00:00Z")]
        }
        let history = [state("masuk", 1), state("tunda", 2), state("masuk", 3)]
        XCTAssertEqual(StatusHistory.union([history]), history)
    }
}
