import Foundation
import RecordIO
import Records
import StageKit
import WebLab
import XCTest

@testable import Fetching

/// What a run makes of the wishes of hosts: captures, health, and what the next key takes.
final class PolitenessOfARunTests: FetchTestCase {
    private func serve(_ answer: @escaping @Sendable (WebRequest) -> WebReply) throws -> LabServer {
        let server = try LabServer(answersRobots: true, answer)
        addTeardownBlock { server.stop() }
        return server
    }

    private func errors(_ outcome: Outcome) -> [String] {
        outcome.captures.map { "\($0.source ?? "") \($0.error?["reason"]?.string ?? "ok")" }.sorted()
    }

    func testAFeedObeysUnlessItsOwnerPermits() throws {
        let feed = "<rss><item><guid>1</guid></item></rss>"
        let server = try serve { request in
            .answer(text: request.target == "/robots.txt" ? "User-agent: *\nDisallow: /feed\n" : feed)
        }
        let port = server.port
        try writePack([
            ("patuh", "type: feed, url: 'http://patuh.localhost:\(port)/feed', allow_private: true"),
            ("izin", "type: feed, url: 'http://izin.localhost:\(port)/feed', allow_private: true, robots: false"),
        ])
        let outcome = try run(["select": "feeds", "delay_ms": 0])
        XCTAssertEqual(errors(outcome), ["izin ok", "patuh robots"])
        let detail =
            "http://patuh.localhost:\(port)/robots.txt, line 2: 'Disallow: /feed'; the source needs 'robots: false' "
            + "where its owner permits it all the same"
        XCTAssertEqual(
            outcome.captures.first { $0.source == "patuh" }?.error, ["reason": "robots", "detail": .string(detail)])
        let row = try XCTUnwrap(outcome.account.health.first { $0["source"]?.string == "patuh" })
        XCTAssertEqual(row["state"]?.string, "failed")
        XCTAssertEqual(row["detail"]?.string, detail)
        XCTAssertEqual(server.traffic.hosts["izin.localhost"]?.requests, 1)
        // The next run of the day knows it.
        _ = try run(["select": "feeds", "delay_ms": 0], key: "2023-08-16")
        XCTAssertEqual(server.requests.filter { $0.target == "/robots.txt" }.count, 1)
    }

    func testPagesOfAHostThatAsksToWaitAreTakenByTheNextKey() throws {
        let server = try serve { request in
            request.target == "/robots.txt"
                ? .answer("404 Not Found")
                : request.host == "sibuk.localhost"
                    ? .answer("429 Too Many Requests", ["Retry-After: 3600"]) : .answer(text: "isi")
        }
        let port = server.port
        try writePack([
            ("sibuk", "type: feed, url: 'http://sibuk.localhost:\(port)/feed', allow_private: true"),
            ("lain", "type: feed, url: 'http://lain.localhost:\(port)/feed', allow_private: true"),
        ])
        func pages(_ lines: [String], _ key: String) throws -> Outcome {
            try write("items.jsonl", lines.map { $0 + "\n" }.joined())
            return try run(
                ["follow": "link", "delay_ms": 0, "per_host": 1], key: key, inputs: ["\(root)/items.jsonl"],
                publishes: true)
        }
        let items = ["sibuk", "sibuk", "lain"].enumerated().map {
            #"{"id":"i\#($0)","source":"\#($1)","url":"http://\#($1).localhost:\#(port)/\#($0)"}"#
        }
        let first = try pages(items, "2023-08-15")
        XCTAssertEqual(errors(first), ["lain ok", "sibuk host_backing_off", "sibuk http_429"])
        let row = try XCTUnwrap(first.account.health.first { $0["source"]?.string == "sibuk" })
        XCTAssertEqual(row["detail"]?.string, "the server answered 429 and asks to wait 3600 s")
        // No feed lists them any more; the gaps grow, and after eight keys they are left.
        let tried = [16, 17, 19, 23, 30, 37, 44]
        for day in 16...80 {
            let key = "\(try XCTUnwrap(CivilDay("2023-08-01")).adding(day - 1))"
            XCTAssertEqual(
                errors(try pages([], key)), tried.contains(day) ? ["sibuk host_backing_off", "sibuk http_429"] : [], key
            )
        }
    }

    func testTheStagesOfANightAskAHostForItsRobotsOnce() throws {
        let server = try serve { request in
            switch (request.target, request.host) {
            case ("/robots.txt", "tutup.localhost"): .answer(text: "User-agent: *\nDisallow: /berita\n")
            case ("/robots.txt", _): .answer("404 Not Found")
            default: .answer(text: "<rss><item><guid>1</guid></item></rss>")
            }
        }
        let port = server.port
        try writePack(
            ["buka", "tutup"].map {
                ($0, "type: feed, url: 'http://\($0).localhost:\(port)/feed', allow_private: true")
            })
        let items = ["buka", "tutup"].map {
            #"{"id":"i","source":"\#($0)","url":"http://\#($0).localhost:\#(port)/berita/1"}"# + "\n"
        }
        try write("items.jsonl", items.joined())
        func pages(_ key: String, _ clock: any WallClock) throws -> [String] {
            let params: JSONObject = ["follow": "link", "delay_ms": 0]
            return errors(
                try run(params, key: key, inputs: ["\(root)/items.jsonl"], clock: clock, stage: "pages"))
        }
        func robots() -> Int { server.requests.filter { $0.target == "/robots.txt" }.count }
        let clock = FixedClock(Instant(seconds: 1_692_115_200))
        let feeds = try run(["select": "feeds", "delay_ms": 0], clock: clock)
        XCTAssertEqual(robots(), 2)
        XCTAssertEqual(try pages("2023-08-15", clock), ["buka ok", "tutup robots"])
        XCTAssertEqual(robots(), 4, "what is not published counts for nobody")
        try Directory.remove("\(root)/state-pages")
        try publish(feeds, key: "2023-08-15")
        XCTAssertEqual(try pages("2023-08-15", clock), ["buka ok", "tutup robots"])
        XCTAssertEqual(robots(), 4)
        // A day later they are too old, whoever fetched them.
        XCTAssertEqual(
            try pages("2023-08-15", FixedClock(Instant(seconds: 1_692_115_200 + 86_400))), ["buka ok", "tutup robots"])
        XCTAssertEqual(robots(), 4, "the answers of the attempt before stand in the spool")
        try Directory.remove("\(root)/state-pages")
        _ = try pages("2023-08-15", FixedClock(Instant(seconds: 1_692_115_200 + 86_400)))
        XCTAssertEqual(robots(), 6)
    }

    func testAReplayHasNoRobots() throws {
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed'")])
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        try write("web/alfa.example/feed", "<rss><item/></rss>")
        try write("web/alfa.example/robots.txt", "User-agent: *\nDisallow: /\n")
        XCTAssertEqual(errors(try run(["select": "feeds", "replay": .string("\(root)/web")])), ["alfa ok"])
    }

    func testChecksItsParameters() throws {
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed'")])
        assertUsage("parameter 'retries' must be between 0 and 10, not 11", ["select": "feeds", "retries": 11])
        assertUsage("parameter 'max_wait_s' must be between 0 and 3600, not -1", ["select": "feeds", "max_wait_s": -1])
        let parameters = try FetchParameters(
            StageParameters(["select": "feeds", "retries": 2, "max_wait_s": 7, "max_crawl_delay_s": 5]))
        XCTAssertEqual(parameters.limits.patience?.retries, 2)
        XCTAssertEqual(parameters.limits.patience?.longest, 7000)
        XCTAssertEqual(parameters.limits.crawlDelay, 5000)
    }
}
