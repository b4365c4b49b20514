import RecordIO
import Records
import StageKit
import WebLab
import XCTest

@testable import Fetching

/// Many nights of a feed whose pages fail, change and come, against a server: what is asked when, and what is told.
final class LinkChoiceTests: FetchTestCase {
    private func serve(_ answer: @escaping @Sendable (WebRequest) -> WebReply) throws -> LabServer {
        let server = try LabServer(answer)
        addTeardownBlock { server.stop() }
        return server
    }

    private func item(_ url: String, _ published: String, title: String = "Judul") -> String {
        #"{"id":"i","url":"\#(url)","source":"alfa","title":"\#(title)","published":{"text":"\#(published)"}}"#
    }

    private func night(_ day: Int, _ items: [String], budget: Int = 10) throws -> Outcome {
        let key = "\(try XCTUnwrap(CivilDay("2023-08-01")).adding(day - 1))"
        try write("items.jsonl", items.map { $0 + "\n" }.joined())
        return try run(
            ["follow": "link", "delay_ms": 0, "retries": 0, "budget": .int(budget)], key: key,
            inputs: ["\(root)/items.jsonl"], publishes: true)
    }

    private func paths(_ outcome: Outcome) -> [String] {
        outcome.captures.map { "/" + ($0.url ?? "").split(separator: "/").dropFirst(2).joined(separator: "/") }
    }

    private func register(_ server: LabServer) throws {
        try writePack([("alfa", "type: feed, url: '\(server.url("alfa", "/feed"))', allow_private: true")])
    }

    func testAHeapOfFailuresStarvesNoNewPage() throws {
        let server = try serve { request in
            request.target.hasPrefix("/baru") ? .answer(text: request.target) : .answer("404 Not Found")
        }
        try register(server)
        let dead = (0..<6).map { item(server.url("alfa", "/hilang/\($0)"), "2023-01-0\($0 + 1)") }
        XCTAssertEqual(paths(try night(1, dead, budget: 4)), (0..<4).map { "/hilang/\($0)" }, "the oldest first")
        func new(_ numbers: ClosedRange<Int>) -> [String] {
            numbers.map { item(server.url("alfa", "/baru/\($0)"), "2023-08-0\($0)") }
        }
        // Two were never tried and are over the last budget; one of the dead has its quarter.
        let second = try night(2, dead + new(1...4), budget: 4)
        XCTAssertEqual(paths(second), ["/hilang/4", "/hilang/5", "/baru/1", "/hilang/0"])
        XCTAssertEqual(second.account.rejected, ["over_budget": 6])
        XCTAssertEqual(
            second.rejects.map { $0["detail"]?.string },
            [1, 2, 3].map { _ in "the budget of 4 pages is used up; this page was tried before and is due again" }
                + [2, 3, 4].map { _ in "the budget of 4 pages is used up; the next run takes this page first" })
        XCTAssertEqual(
            paths(try night(3, dead + new(1...4), budget: 4)), ["/baru/2", "/baru/3", "/baru/4", "/hilang/1"])
        // Nothing new any more: the rest of the budget is theirs, those first that wait longest.
        let fourth = try night(4, dead + new(1...4), budget: 4)
        XCTAssertEqual(paths(fourth), ["/hilang/2", "/hilang/3", "/hilang/4", "/hilang/5"])
        XCTAssertEqual(fourth.account.rejected, ["backing_off": 2])
        XCTAssertEqual(fourth.account.merged, 4)
        XCTAssertEqual(
            fourth.rejects.first?["detail"]?.string,
            "http_404 since 2023-08-15T16:00:00Z, tried for 2 keys in vain; asked again for the key 2023-08-05, or at "
                + "once by 'serap run --refetch'")
    }

    func testAPageThatIsGoneIsGivenUpAndSaysSo() throws {
        let server = try serve { request in
            request.target == "/b" ? .answer(text: "b") : .answer("404 Not Found")
        }
        try register(server)
        let (dead, url) = ("2023-08-01", server.url("alfa", "/a"))
        var tried: [Int] = []
        for day in 1...40 {
            let outcome = try night(day, [item(url, dead)])
            if !outcome.captures.isEmpty { tried.append(day) }
            if day == 12 {
                XCTAssertEqual(
                    outcome.captures[0].error?["detail"]?.string,
                    "the server answered 404; http_404 since 2023-08-15T16:00:00Z, tried for 4 keys in vain; given up: "
                        + "asked again when date or title of its entry change, or by 'serap run --refetch'")
            }
            if day > 12 { XCTAssertEqual(outcome.account.rejected, ["given_up": 1], "\(day)") }
        }
        XCTAssertEqual(tried, [1, 2, 5, 12])
        XCTAssertEqual(server.requests.filter { $0.target == "/a" }.count, 4)
        // Its entry has changed, and it failed for the last time 30 nights ago and more.
        XCTAssertEqual(paths(try night(42, [item(url, dead, title: "Diralat")])), ["/a"])
        XCTAssertEqual(paths(try night(43, [item(url, dead, title: "Diralat lagi")])), [])
    }

    func testAPageThatFailedIsAskedAgainThoughItsFeedHasForgottenIt() throws {
        let server = try serve { _ in .answer("500 Internal Server Error") }
        try register(server)
        let first = try night(1, [item(server.url("alfa", "/a"), "2023-08-01")])
        XCTAssertEqual(first.lines("url").count, 1)
        XCTAssertEqual((2...6).filter { (try? night($0, []).captures.count) == 1 }, [2, 3, 5])
        // While it waits its source is not well.
        XCTAssertEqual(
            try night(7, []).health,
            [
                #"{"source":"alfa","name":"Media alfa","state":"failed","reason":"backing_off","entries":0,"failed":1,"failures":{"backing_off":1}}"#
            ])
    }

    func testDatesThatAreNewEachNightDoNotAskForEachPageEachNight() throws {
        let server = try serve { _ in .answer(text: "isi") }
        try register(server)
        var asked: [Int] = []
        for day in 1...20 {
            let outcome = try night(
                day, (0..<3).map { item(server.url("alfa", "/\($0)"), "2023-08-\(day + 10)") })
            if !outcome.captures.isEmpty { asked.append(day) }
            XCTAssertEqual(outcome.captures.count + (outcome.account.rejected["too_soon"] ?? 0), 3)
        }
        XCTAssertEqual(asked, [1, 2, 3, 5, 9, 17])
        XCTAssertEqual(server.requests.count, 18)
    }

    func testAnEntryThatGoesBackToTheCapturedOneIsSeen() throws {
        let server = try serve { _ in .answer(text: "isi") }
        try register(server)
        let url = server.url("alfa", "/a")
        let (one, two) = (item(url, "2023-08-01"), item(url, "2023-08-01", title: "Judul - Alfa"))
        XCTAssertEqual(paths(try night(1, [one, two])), ["/a"])
        XCTAssertEqual(paths(try night(2, [two, one])), [], "two feeds list it under two titles, in any order")
    }

    func testWhatAFirstRunOfAKeyLeftOverAndASecondCapturedIsDone() throws {
        let server = try serve { _ in .answer(text: "isi") }
        try register(server)
        let urls = ["/a", "/b"].map { server.url("alfa", $0) }
        XCTAssertEqual(paths(try night(1, urls.map { item($0, "2023-08-01") }, budget: 1)), ["/a"])
        // The same key again; the entry has another title by now.
        let changed = [item(urls[0], "2023-08-01"), item(urls[1], "2023-08-01", title: "Diralat")]
        XCTAssertEqual(paths(try night(1, changed)), ["/b"])
        XCTAssertEqual(paths(try night(2, [])), [])
    }

    func testParametersThatCountClicksMakeNoOtherPage() throws {
        let server = try serve { _ in .answer(text: "isi") }
        try register(server)
        for (day, query) in ["fbclid=1", "fbclid=2", "utm_source=rss&_ga=3", ""].enumerated() {
            let outcome = try night(day + 1, [item(server.url("alfa", "/a?id=7&\(query)"), "2023-08-01")])
            XCTAssertEqual(outcome.captures.count, day == 0 ? 1 : 0, query)
            XCTAssertEqual(outcome.account.merged, day == 0 ? 0 : 1, query)
        }
    }

    func testALinkThatLeadsNowhereIsTheFeedsFault() throws {
        try writePack([("alfa", "type: feed, url: 'http://alfa.localhost/feed'")])
        let outcome = try night(
            1, [item("http://tidak-ada.invalid/x", "2023-08-01"), item("http://127.0.0.1:9/y", "2023-08-02")])
        XCTAssertEqual(
            outcome.captures.map { $0.error?["detail"]?.string },
            [
                "the name 'tidak-ada.invalid' does not resolve; an entry of source 'alfa' leads there by its link "
                    + "'http://tidak-ada.invalid/x'",
                "'127.0.0.1' is at 127.0.0.1, which is not public; an entry of source 'alfa' leads there by its link "
                    + "'http://127.0.0.1:9/y'; 'allow_private: true' holds for the hosts of 'url' and 'domains' of the source",
            ])
    }

    func testWithoutItsStateARunChoosesTheSame() throws {
        let server = try serve { request in
            request.target == "/a" ? .answer(text: "a") : .answer("503 Service Unavailable")
        }
        try register(server)
        let items = ["/a", "/b", "/c"].map { item(server.url($0 == "/b" ? "beta" : "alfa", $0), "2023-08-01") }
        for day in 1...4 { _ = try night(day, items) }
        let state = try Directory.names("\(root)/state")
        XCTAssert(state.contains("captured"))
        func fifth() throws -> ([String], [JSONObject]) {
            try write("items.jsonl", items.map { $0 + "\n" }.joined())
            let outcome = try run(
                ["follow": "link", "delay_ms": 0, "retries": 0], key: "2023-08-05", inputs: ["\(root)/items.jsonl"])
            return (paths(outcome), outcome.rejects)
        }
        let with = try fifth()
        try Directory.remove("\(root)/state")
        let without = try fifth()
        XCTAssertEqual(with.0, without.0)
        XCTAssertEqual(with.1, without.1)
    }
}
