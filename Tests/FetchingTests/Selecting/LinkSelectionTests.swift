import Records
import StageKit
import XCTest

@testable import Fetching

final class LinkSelectionTests: FetchTestCase {
    private func item(_ id: String, _ path: String, _ day: String, title: String = "Judul", source: String = "alfa")
        -> String
    {
        #"{"id":"\#(id)","url":"https://alfa.example/\#(path)","source":"\#(source)","title":"\#(title)","#
            + #""published":{"at":"2023-08-\#(day)T00:00:00Z"}}"#
    }

    private func params(_ budget: Int = 10) -> JSONObject {
        ["follow": "link", "budget": .int(budget), "replay": .string("\(root)/web")]
    }

    private func run(_ items: [String], _ key: String, budget: Int = 10, publishes: Bool = true) throws -> Outcome {
        try write("items.jsonl", items.map { $0 + "\n" }.joined())
        return try run(params(budget), key: key, inputs: ["\(root)/items.jsonl"], publishes: publishes)
    }

    override func setUpWithError() throws {
        try super.setUpWithError()
        try writePack([
            ("alfa", "type: feed, url: 'https://alfa.example/feed'"),
            ("penuh", "type: feed, url: 'https://penuh.example/feed', follow: false"),
        ])
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        for page in ["a", "b", "c", "d"] { try write("web/alfa.example/\(page).html", "<p>\(page)</p>") }
    }

    func testAnArticleInSeveralPagesIsAskedForWhole() throws {
        try write(
            "pack/sites/alfa.yaml", "site: alfa\ndomains: [alfa.example]\nuntil: 2023-08-31\nwhole: \"?page=all\"\n")
        func asked(_ path: String, _ key: String) throws -> String? {
            try run([item("i-\(path)", path, "13")], key).captures.first?.url
        }
        XCTAssertEqual(try asked("a.html", "2023-08-15"), "https://alfa.example/a.html?page=all")
        XCTAssertEqual(try asked("b.html", "2023-09-01"), "https://alfa.example/b.html", "after 'until'")
    }

    func testFetchesOldestFirstAndGivesEveryRecordAFate() throws {
        let outcome = try run(
            [
                item("i-b", "b.html", "14"), item("i-a", "a.html", "13"), item("i-penuh", "x", "13", source: "penuh"),
                item("i-a2", "a.html?utm_source=rss", "14"), item("i-mati", "hilang.html", "15"),
                #"{"id":"i-tanpa","source":"alfa"}"#, #"{"id":"i-ftp","source":"alfa","url":"ftp://a/b"}"#,
                "bukan json",
            ], "2023-08-15")
        XCTAssertEqual(
            outcome.captures.map { "\($0.url ?? "") \($0.error?["reason"]?.string ?? "ok")" },
            [
                "https://alfa.example/a.html ok", "https://alfa.example/b.html ok",
                "https://alfa.example/hilang.html not_recorded",
            ])
        XCTAssertEqual(
            outcome.captures[0].via,
            ["item": "i-a", "entry_title": "Judul", "entry_published": "2023-08-13T00:00:00Z"])
        XCTAssertEqual(outcome.account.input, 8)
        XCTAssertEqual(outcome.account.used, 4)
        XCTAssertEqual(outcome.account.merged, 1)
        XCTAssertEqual(outcome.account.rejected, ["no_link": 1, "bad_url": 1, "not_json": 1])
        XCTAssertEqual(
            outcome.health,
            [
                #"{"source":"alfa","name":"Media alfa","state":"ok","reason":"not_recorded","entries":2,"failed":1,"failures":{"not_recorded":1}}"#
            ])
    }

    func testEachPageOnceUntilItsEntryChangesAndAgainAfterItFailed() throws {
        let first = [item("i-a", "a.html", "13"), item("i-mati", "hilang.html", "13")]
        let before = try run(first, "2023-08-14", publishes: false)
        XCTAssertEqual(before.parts, try run(first, "2023-08-14").parts, "a killed run repeats to the byte")

        let second = try run(first + [item("i-b", "b.html", "14")], "2023-08-15")
        XCTAssertEqual(
            second.lines("url"), ["https://alfa.example/b.html", "https://alfa.example/hilang.html"],
            "what was never tried comes first")
        XCTAssertEqual(second.account.merged, 1)

        let third = try run(
            [item("i-a", "a.html", "13", title: "Judul diralat"), item("i-b", "b.html", "15")], "2023-08-16")
        XCTAssertEqual(third.lines("url"), ["https://alfa.example/a.html", "https://alfa.example/b.html"])
    }

    func testWhatIsOverTheBudgetComesFirstNextTime() throws {
        let all = ["a", "b", "c"].map { item("i-\($0)", "\($0).html", "13") }
        let first = try run(all, "2023-08-14", budget: 1)
        XCTAssertEqual(first.lines("url"), ["https://alfa.example/a.html"])
        XCTAssertEqual(first.account.rejected, ["over_budget": 2])
        XCTAssertEqual(first.rejects.map { $0["record"]?["id"]?.string }, ["i-b", "i-c"])
        XCTAssertEqual(
            first.rejects[0]["detail"]?.string,
            "the budget of 1 pages is used up; the next run takes this page first")

        // `d` is older, and the feed no longer lists `b`.
        let second = try run([item("i-c", "c.html", "13"), item("i-d", "d.html", "01")], "2023-08-15", budget: 2)
        XCTAssertEqual(second.lines("url"), ["https://alfa.example/b.html", "https://alfa.example/c.html"])
        XCTAssertEqual(second.captures[0].via?["item"]?.string, "i-b")
        XCTAssertEqual(second.account.input, 2)
        XCTAssertEqual(second.account.used, 1)
        XCTAssertEqual(second.account.rejected, ["over_budget": 1])

        let third = try run([], "2023-08-16", budget: 2)
        XCTAssertEqual(third.lines("url"), ["https://alfa.example/d.html"])
    }

    private func dated(_ id: String, _ page: String, _ published: String, source: String = "alfa") -> String {
        #"{"id":"\#(id)","url":"https://alfa.example/\#(page).html","source":"\#(source)","published":{\#(published)}}"#
    }

    func testTheOldestFirstHoweverItsDateIsWritten() throws {
        let items = [
            dated("i-d", "d", #""text":"1 jam lalu""#),
            dated("i-c", "c", #""at":"2026-11-24T01:00:00Z","text":"1 jam lalu""#),
            dated("i-b", "b", #""day":"2026-11-23","text":"23/11/2026""#),
            dated("i-a", "a", #""at":"2025-01-02T00:00:00Z","text":"2 Januari 2025""#),
        ]
        XCTAssertEqual(
            try run(items, "2023-08-15", publishes: false).captures.map { $0.via?["item"]?.string },
            ["i-a", "i-b", "i-c", "i-d"])
        // What is left over has its day still.
        _ = try run(items, "2023-08-15", budget: 1)
        XCTAssertEqual(
            try run([], "2023-08-16").captures.map { $0.via?["item"]?.string }, ["i-b", "i-c", "i-d"])
    }

    func testTheOrderOfTheInputsChangesNothing() throws {
        try writePack([
            ("alfa", "type: feed, url: 'https://alfa.example/feed'"),
            ("beta", "type: feed, url: 'https://beta.example/feed'"),
        ])
        let items = [
            dated("i-2", "a", #""day":"2023-08-13""#), dated("i-1", "a", #""day":"2023-08-12""#, source: "beta"),
            dated("i-3", "b", #""day":"2023-08-13""#), dated("i-0", "b", #""text":"kemarin""#, source: "beta"),
            dated("i-5", "c", #""text":"tadi""#), dated("i-4", "c", #""text":"tadi""#, source: "beta"),
        ]
        let one = try run(items, "2023-08-15", budget: 2, publishes: false)
        XCTAssertEqual(one.captures.map { $0.via?["item"]?.string }, ["i-3", "i-1"], "a part a source")
        let other = try run(items.reversed(), "2023-08-15", budget: 2, publishes: false)
        XCTAssertEqual(one.parts, other.parts)
        XCTAssertEqual(one.account.rejected, other.account.rejected)
        XCTAssertEqual(
            try WaitingLinks.read(one.output), try WaitingLinks.read(other.output))
    }

    func testPagesOfASourceThatIsNotFollowedAnyMoreAreLeft() throws {
        let items = ["a", "b", "c"].map { item("i-\($0)", "\($0).html", "13") }
        for (day, rest) in [("14", [("alfa", "follow: false")]), ("16", [("lain", "follow: true")])] {
            try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed'")])
            XCTAssertEqual(try run(items, "2023-08-\(day)", budget: 1).captures.count, 1)
            try writePack(rest.map { ($0, "type: feed, url: 'https://\($0).example/feed', \($1)") })
            XCTAssertEqual(try run([], "2023-08-\((Int(day) ?? 0) + 1)", publishes: false).captures.count, 0)
        }
    }
}
