import RecordIO
import Records
import StageKit
import Synchronization
import WebLab
import XCTest

@testable import Fetching

/// A site with one document, and a way with validators.
final class VersionedSite: Sendable {
    struct State {
        var body = "<rss><item><guid>1</guid></item></rss>"
        var etag: String? = "\"1\""
        var modified: String?
        /// It compares; false: it answers 304 to whoever sends any.
        var compares = true
        var status = "200 OK"
        /// Where `/feed` and `/p` have moved.
        var location: String?
        /// Requests that are answered by 500, by their number.
        var broken: Set<Int> = []
        var count = 0
    }

    private let state = Mutex(State())

    func change(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    func answer(_ request: WebRequest) -> WebReply {
        let state = state.withLock { state in
            state.count += 1
            return state
        }
        if state.broken.contains(state.count) { return .answer("500 Oh") }
        if let location = state.location, request.target.hasPrefix("/feed") || request.target.hasPrefix("/p") {
            return .redirect("301 Moved Permanently", to: location)
        }
        let headers = [state.etag.map { "ETag: \($0)" }, state.modified.map { "Last-Modified: \($0)" }]
            .compactMap { $0 }
        let isSame =
            request["if-none-match"].map { $0 == state.etag }
            ?? request["if-modified-since"].map { $0 == state.modified }
        if state.status.hasPrefix("200"), isSame == true || (isSame != nil && !state.compares) {
            return .raw("HTTP/1.1 304 Not Modified\r\n\(headers.map { $0 + "\r\n" }.joined())\r\n")
        }
        return .answer(state.status, ["Content-Type: text/xml"] + headers, text: state.body)
    }
}

/// Nights one after the other against a server that knows versions, or says so.
final class ConditionalRequestTests: FetchTestCase {
    private let site = VersionedSite()
    private var server: LabServer?

    override func setUpWithError() throws {
        try super.setUpWithError()
        let site = site
        server = try LabServer { site.answer($0) }
        try writePack([("alfa", "type: feed, url: '\(base)/feed', allow_private: true")])
    }

    override func tearDownWithError() throws {
        server?.stop()
        try super.tearDownWithError()
    }

    private var base: String { server?.base ?? "" }

    private func change(_ change: (inout VersionedSite.State) -> Void) { site.change(change) }

    private func noon(_ day: Int) -> FixedClock { FixedClock(Instant(CivilDay(number: 19_570 + day), hour: 12)) }
    private func key(_ day: Int) -> String { CivilDay(number: 19_570 + day).description }

    @discardableResult
    private func night(_ day: Int, publishes: Bool = true) throws -> Outcome {
        try run(["select": "feeds", "delay_ms": 0], key: key(day), clock: noon(day), publishes: publishes)
    }

    /// The request lines' validators since the last look, a line for each request: `-` where it had none.
    private func asked() -> [String] {
        let requests = server?.requests ?? []
        defer { seen = requests.count }
        return requests.dropFirst(seen).map { request in
            let lines = request.lines.filter { $0.hasPrefix("If-") }
            return lines.isEmpty ? "-" : lines.joined(separator: ", ")
        }
    }
    private var seen = 0

    private func state(_ outcome: Outcome) -> String {
        let row = outcome.account.health.first
        return [row?["state"]?.string, row?["reason"]?.string].compactMap { $0 }.joined(separator: " ")
    }

    func testValidatorsOfTheLastBodyAreSentAndA304IsACaptureWithoutBody() throws {
        change { $0.modified = "Tue, 15 Aug 2023 16:05:00 GMT" }
        XCTAssertEqual(state(try night(1)), "ok")
        XCTAssertEqual(asked(), ["-"])
        let second = try night(2)
        XCTAssertEqual(
            asked(), ["If-None-Match: \"1\", If-Modified-Since: Tue, 15 Aug 2023 16:05:00 GMT"])
        XCTAssertEqual(state(second), "unchanged http_304")
        XCTAssertEqual(second.lines("source", "status", "body", "sha256", "error"), ["alfa 304 - - -"])
        XCTAssertEqual(second.account.used, 1)
        XCTAssertEqual(second.account.output, 1)
        change { ($0.body, $0.etag) = ("<rss><item><guid>2</guid></item></rss>", "\"2\"") }
        let third = try night(3)
        XCTAssertEqual(asked().count, 1)
        XCTAssertEqual(state(third), "ok")
        XCTAssertEqual(third.lines("status", "body"), ["200 <rss><item><guid>2</guid></item></rss>"])
        try night(4)
        XCTAssertEqual(asked(), ["If-None-Match: \"2\", If-Modified-Since: Tue, 15 Aug 2023 16:05:00 GMT"])
    }

    func testOfABodyWithoutValidatorsNoneAreSentAlthoughAnEarlierOneHadSome() throws {
        try night(1)
        change { ($0.etag, $0.body) = (nil, "<rss><item><guid>2</guid></item></rss>") }
        try night(2)
        try night(3)
        XCTAssertEqual(asked(), ["-", "If-None-Match: \"1\"", "-"])
    }

    func testWithLastModifiedAlone() throws {
        change { ($0.etag, $0.modified) = (nil, "Tue, 15 Aug 2023 16:05:00 GMT") }
        try night(1)
        XCTAssertEqual(state(try night(2)), "unchanged http_304")
        XCTAssertEqual(asked(), ["-", "If-Modified-Since: Tue, 15 Aug 2023 16:05:00 GMT"])
    }

    func testTheWholeBodyIsAskedForNowAndThenAndATrueServerIsTrusted() throws {
        for day in 1...7 { try night(day) }
        XCTAssertEqual(asked(), ["-"] + [String](repeating: "If-None-Match: \"1\"", count: 6))
        let checked = try night(8)
        XCTAssertEqual(asked(), ["If-None-Match: \"1\"", "-"])
        XCTAssertEqual(checked.captures.count, 1)
        XCTAssertEqual(checked.lines("status", "unmodified"), ["200 true"])
        XCTAssertEqual(state(checked), "unchanged same_bytes")
        XCTAssertEqual(state(try night(9)), "unchanged http_304")
        // After seven days of keys too, however few runs there were.
        XCTAssertEqual(asked(), ["If-None-Match: \"1\""])
        try night(15)
        XCTAssertEqual(asked(), ["If-None-Match: \"1\"", "-"])
    }

    func testAServerThatSays304WhateverItHasIsFoundOutAndAskedForTheWholeFromThenOn() throws {
        change { $0.compares = false }
        try night(1)
        change { ($0.body, $0.etag) = ("<rss><item><guid>2</guid></item></rss>", "\"2\"") }
        for day in 2...7 { XCTAssertEqual(state(try night(day)), "unchanged http_304") }
        let found = try night(8)
        XCTAssertEqual(state(found), "ok")
        XCTAssertEqual(found.account.health.first?["false_304"]?.bool, true)
        XCTAssertEqual(found.lines("body"), ["<rss><item><guid>2</guid></item></rss>"])
        _ = asked()
        for day in 9...10 {
            let later = try night(day)
            XCTAssertEqual(later.account.health.first?["false_304"]?.bool, true)
        }
        XCTAssertEqual(asked(), ["-", "-"])
        // Another URL begins anew.
        try writePack([("alfa", "type: feed, url: '\(base)/feed/baru', allow_private: true")])
        XCTAssertNil(try night(11).account.health.first?["false_304"])
        try night(12)
        XCTAssertEqual(asked(), ["-", "If-None-Match: \"2\""])
    }

    func testACheckThatFailsLeavesThe304AndIsMadeTheNextNight() throws {
        for day in 1...7 { try night(day) }
        _ = asked()
        change { $0.broken = [$0.count + 2] }
        XCTAssertEqual(try night(8).lines("status", "error"), ["304 -"])
        XCTAssertEqual(try night(9).lines("status", "unmodified"), ["200 true"])
        XCTAssertEqual(asked(), ["If-None-Match: \"1\"", "-", "If-None-Match: \"1\"", "-"])
    }

    func testAListThatIsEmptyOrNoneIsAskedForWhole() throws {
        for (body, told) in [
            ("<rss></rss>", "silent no_entries"), ("<html>Segera kembali</html>", "failed not_a_feed"),
        ] {
            change { $0.body = body }
            try night(1)
            XCTAssertEqual(state(try night(2)), told, body)
            XCTAssertEqual(asked(), ["-", "-"], body)
            try forget()
        }
    }

    func testA304ToWhoeverSentNothingIsAFailure() throws {
        change { $0.status = "304 Not Modified" }
        let outcome = try night(1)
        XCTAssertEqual(state(outcome), "failed broken_answer")
        XCTAssertEqual(
            outcome.captures.first?.error?["detail"]?.string,
            "no whole HTTP answer: 304 to a request that names no version")
    }

    func testARunThatAddsAsksAgainAndA304IsWhatIsCaptured() throws {
        try night(1)
        let again = try night(1)
        XCTAssertEqual(asked(), ["-", "If-None-Match: \"1\""])
        XCTAssertEqual(again.captures.count, 0)
        XCTAssertEqual(again.account.merged, 1)
        XCTAssertEqual(state(again), "unchanged http_304")
        change { ($0.body, $0.etag) = ("<rss><item><guid>2</guid></item></rss>", "\"2\"") }
        let third = try night(1)
        XCTAssertEqual(third.account.used, 1)
        XCTAssertEqual(try night(2).lines("status"), ["304"])
        XCTAssertEqual(asked().last, "If-None-Match: \"2\"")
    }

    func testValidatorsGoToTheURLThatGaveThemAndAPermanentMoveIsTold() throws {
        change { $0.location = "/rumah/umpan" }
        let first = try night(1)
        XCTAssertEqual(first.account.health.first?["moved_to"]?.string, "\(base)/rumah/umpan")
        let second = try night(2)
        XCTAssertEqual(asked(), ["-", "-", "-", "If-None-Match: \"1\""])
        XCTAssertEqual(second.lines("status"), ["304"])
        XCTAssertEqual(second.account.health.first?["moved_to"]?.string, "\(base)/rumah/umpan")
        change { $0.location = nil }
        XCTAssertNil(try night(3).account.health.first?["moved_to"])
        XCTAssertEqual(asked(), ["-"], "the register's URL never gave that version")
    }

    func testWhatKeepsFailingIsAskedLessOftenAndEveryNightSaysSo() throws {
        change { $0.status = "404 Not Found" }
        let states = try (1...6).map { state(try night($0)) }
        XCTAssertEqual(
            states,
            [
                "failed http_404", "failed http_404", "failed http_404", "failed backing_off", "failed http_404",
                "failed backing_off",
            ])
        XCTAssertEqual(asked().count, 4)
        let paused = try night(7)
        let detail =
            "http_404 since 2023-08-02T12:00:00Z, asked 4 times in vain; asked again for the key 2023-08-10, or at once by "
            + "'serap run --refetch' or when its url in the register changes"
        XCTAssertEqual(
            paused.health,
            [
                #"{"source":"alfa","name":"Media alfa","state":"failed","reason":"backing_off","detail":"\#(detail)","#
                    + #""failures":{"http_404":4},"failing_since":"2023-08-02T12:00:00Z","next_key":"2023-08-10"}"#
            ])
        XCTAssertEqual(
            paused.lines("source", "fetched_at", "status", "error"),
            [#"alfa 2023-08-08T12:00:00Z - {"reason":"backing_off","detail":"\#(detail)"}"#])
        XCTAssertEqual(asked(), [])
        // --refetch of the night asks at once, and so does another URL.
        change { $0.status = "200 OK" }
        XCTAssertEqual(state(try night(7, publishes: false)), "ok")
        try writePack([("alfa", "type: feed, url: '\(base)/feed/baru', allow_private: true")])
        XCTAssertEqual(state(try night(8)), "ok")
        XCTAssertEqual(asked(), ["-", "-"])
    }

    func testASourceWhoseBytesChangeWithoutNewsFallsSilent() throws {
        for day in 1...4 {
            change { $0.etag = nil }
            change { $0.body = "<rss><item><guid>\(day)</guid></item></rss>" }
            try night(day)
        }
        var states: [String] = []
        for day in 5...8 {
            change { $0.body = "<rss><lastBuildDate>\(day)</lastBuildDate><item><guid>4</guid></item></rss>" }
            let outcome = try night(day)
            states.append(state(outcome))
            guard day == 7 else { continue }
            XCTAssertEqual(
                outcome.health,
                [
                    #"{"source":"alfa","name":"Media alfa","state":"silent","reason":"nothing_new","status":200,"#
                        + #""entries":1,"last_new":"2023-08-05T12:00:00Z","usual_gap":24,"#
                        + #""silent_since":"2023-08-05T12:00:00Z"}"#
                ])
        }
        XCTAssertEqual(
            states, ["unchanged nothing_new", "unchanged nothing_new", "silent nothing_new", "silent nothing_new"])
        change { $0.body = "<rss><item><guid>baru</guid></item></rss>" }
        XCTAssertEqual(state(try night(9)), "ok")
    }

    func testAnErrorPageWithStatus200IsNoFeed() throws {
        change { ($0.body, $0.etag) = ("<!doctype html><html><body>Basis data tidak tersambung</body></html>", nil) }
        XCTAssertEqual(
            try night(1).health,
            [
                #"{"source":"alfa","name":"Media alfa","state":"failed","reason":"not_a_feed","#
                    + #""detail":"the answer is 'text/xml', no feed or sitemap; look at it in a browser, "#
                    + #"or find another with 'serap-fetch discover'","status":200}"#
            ])
        try forget()
        for body in ["Bad gateway", "{\"error\": 7}", "[]"] {
            change { $0.body = body }
            XCTAssertEqual(state(try night(1)), "failed not_a_feed", body)
            try forget()
        }
        // The least that the parser takes.
        change { $0.body = "<channel><item><guid>1</guid></item></channel>" }
        XCTAssertEqual(state(try night(1)), "ok")
        try forget()
        change { $0.body = "<html>" + String(repeating: "x", count: 5_000_000) }
        XCTAssertEqual(state(try night(1)), "failed not_a_feed", "a body that is no line of the capture")
    }

    private func forget() throws {
        for folder in ["captures", "state"] { try Directory.remove("\(root)/\(folder)") }
    }

    func testASourceThatChangesItsEntriesUnderTheSameGuidGivesSomethingNew() throws {
        change { $0.etag = nil }
        func feed(_ title: String, _ date: String) -> String {
            "<rss><item><guid>1</guid><title>\(title)</title><pubDate>\(date)</pubDate></item>"
                + "<item><guid>2</guid><title>Tetap</title><pubDate>Sel</pubDate></item></rss>"
        }
        var states: [String] = []
        for day in 1...9 {
            change { $0.body = feed(day < 6 ? "Harga hari \(day)" : "Harga", day < 8 ? "Sen" : "\(day)") }
            let outcome = try night(day)
            states.append(state(outcome))
            guard day == 9 else { continue }
            XCTAssertEqual(outcome.account.health.first?["last_new"]?.string, "2023-08-10T12:00:00Z")
            XCTAssertEqual(outcome.account.health.first?["usual_gap"]?.int, 24)
        }
        XCTAssertEqual(states, ["ok", "ok", "ok", "ok", "ok", "ok", "unchanged same_bytes", "ok", "ok"])
    }

    func testAServerThatDatesEveryEntryByItsClockFallsSilent() throws {
        change { $0.etag = nil }
        var states: [String] = []
        for day in 1...7 {
            change {
                $0.body =
                    "<rss>"
                    + ["a", "b", "c", "d"].prefix(min(day, 4)).map {
                        "<item><guid>\($0)</guid><title>\($0)</title><pubDate>\(day)</pubDate></item>"
                    }.joined() + "</rss>"
            }
            states.append(state(try night(day)))
        }
        XCTAssertEqual(
            states, ["ok", "ok", "ok", "ok", "unchanged nothing_new", "unchanged nothing_new", "silent nothing_new"])
    }

    /// A night on which no source could be reached is not captured, unless that says nothing of the network.
    func testWhatCouldNotBeReachedBeforeSaysNothingOfTheNetwork() throws {
        try writePack([
            ("alfa", "type: feed, url: '\(base)/feed', allow_private: true"),
            ("mati", "type: feed, url: 'http://127.0.0.1:1/feed', allow_private: true"),
        ])
        change { $0.status = "404 Not Found" }
        for day in 1...3 { try night(day) }
        let fourth = try night(4)
        XCTAssertEqual(
            fourth.account.health.map { $0["reason"]?.string }, ["backing_off", "connect"],
            "the one that was asked could not be reached the nights before either")
        site.change { $0.status = "200 OK" }
        try writePack([
            ("alfa", "type: feed, url: 'http://127.0.0.1:1/', allow_private: true"),
            ("mati", "type: feed, url: 'http://127.0.0.1:1/feed', allow_private: true"),
        ])
        XCTAssertThrowsError(try night(5)) {
            XCTAssertEqual(($0 as? StageFailure)?.exitStatus, 75)
        }
    }

    func testAKilledNightGoesOnWithTheSameQuestions() throws {
        try night(1)
        try night(2, publishes: false)
        let again = try night(2, publishes: false)
        XCTAssertEqual(asked(), ["-", "If-None-Match: \"1\""], "the second go has its answer from the spool")
        XCTAssertEqual(again.lines("status"), ["304"])
    }

    func testAPageIsAskedWithItsVersionWhenItsEntryHasChanged() throws {
        func pages(_ day: Int, title: String) throws -> Outcome {
            try write(
                "items.jsonl",
                #"{"id":"i-1","url":"\#(base)/p/1","source":"alfa","title":"\#(title)"}"# + "\n")
            return try run(
                ["follow": "link", "delay_ms": 0], key: key(day), inputs: ["\(root)/items.jsonl"], clock: noon(day),
                publishes: true)
        }
        XCTAssertEqual(try pages(1, title: "Judul").lines("status"), ["200"])
        XCTAssertEqual(try pages(2, title: "Judul").captures.count, 0)
        let changed = try pages(3, title: "Ralat")
        XCTAssertEqual(changed.lines("status", "body"), ["304 -"])
        XCTAssertEqual(changed.captures.first?.via?["item"]?.string, "i-1")
        XCTAssertEqual(try pages(4, title: "Ralat").captures.count, 0, "a 304 is the page as it is")
        XCTAssertEqual(try pages(5, title: "Ralat lagi").lines("status"), ["200"], "a 304 is not trusted twice")
        XCTAssertEqual(asked(), ["-", "If-None-Match: \"1\"", "-"])
    }
}
