import RecordIO
import Records
import StageKit
import WebLab
import XCTest

@testable import Fetching

final class FollowingsTests: FetchTestCase {
    private func index(_ sitemaps: [(String, String)]) -> String {
        "<sitemapindex>"
            + sitemaps.map {
                "<sitemap><loc>https://a.example/\($0.0)</loc><lastmod>\($0.1)</lastmod></sitemap>"
            }.joined() + "</sitemapindex>"
    }

    private func urls(_ pages: String...) -> String {
        "<urlset>" + pages.map { "<url><loc>https://a.example/\($0)</loc></url>" }.joined() + "</urlset>"
    }

    private func feed(_ entries: ClosedRange<Int>) -> String {
        "<rss><channel>" + entries.reversed().map { "<item><guid>\($0)</guid></item>" }.joined() + "</channel></rss>"
    }

    private func replay(_ key: String) throws -> JSONObject {
        try write("web/replay.json", #"{"fetched_at": "\#(key)T16:00:00Z"}"#)
        return ["select": "feeds", "replay": .string("\(root)/web")]
    }

    private func asked(_ outcome: Outcome) -> [String] {
        outcome.captures.map { capture in
            let via = capture.via.map { " \(JSONValue.object($0).text)" } ?? ""
            let error = capture.error?["reason"]?.string.map { " \($0)" } ?? ""
            return (capture.url ?? "").replacing("https://a.example/", with: "") + via + error
        }
    }

    func testAnIndexIsFollowedAndWhatHasNotChangedIsNotAskedAgain() throws {
        try writePack([("a", "type: sitemap, url: 'https://a.example/index.xml'")])
        try write(
            "web/a.example/index.xml",
            index([("1.xml", "2013-01-01"), ("2.xml.gz", "2023-08-14"), ("3.xml", "2023-08-15")]))
        let packed = MemberCompressor().member(of: Array(urls("c", "d").utf8))
        try write("web/a.example/2.xml.gz", packed)
        try write("web/a.example/3.xml", urls("e"))
        let via = #" {"sitemap_index":"https://a.example/index.xml"}"#
        let first = try run(try replay("2023-08-15"), key: "2023-08-15", publishes: true)
        XCTAssertEqual(asked(first), ["index.xml", "3.xml\(via)", "2.xml.gz\(via)"])
        XCTAssertEqual(first.parts.keys.sorted(), ["source=a.jsonl.gz"])
        XCTAssertEqual(try first.captures[2].bodyBytes(filesOf: ""), packed)
        XCTAssertEqual(first.account.input, 3)
        XCTAssertEqual(first.account.used, 3)
        XCTAssertEqual(
            first.health,
            [
                #"{"source":"a","name":"Media a","state":"ok","detail":"2 of 3 sitemaps asked for","status":200,"#
                    + #""entries":3,"last_new":"2023-08-15T16:00:00Z"}"#
            ])
        XCTAssertEqual(first.parts, try run(try replay("2023-08-15"), key: "2023-08-14").parts)

        try write(
            "web/a.example/index.xml",
            index([("1.xml", "2013-01-01"), ("2.xml.gz", "2023-08-14"), ("3.xml", "2023-08-17T15:00:00Z")]))
        try write("web/a.example/3.xml", urls("e", "f"))
        let second = try run(try replay("2023-08-17"), key: "2023-08-17", publishes: true)
        XCTAssertEqual(asked(second), ["index.xml", "3.xml\(via)"])
        XCTAssertEqual(second.account.health.first?["entries"], 2)
        XCTAssertEqual(second.account.health.first?["state"], "ok")

        let third = try run(try replay("2023-08-19"), key: "2023-08-19")
        XCTAssertEqual(asked(third), ["index.xml"])
        XCTAssertEqual(third.account.health.first?["reason"], "no_newer_sitemap")
    }

    func testWhatIsOverTheBoundComesFirstTheNextTime() throws {
        try writePack([("a", "type: sitemap, url: 'https://a.example/index.xml', sitemaps: 1")])
        try write("web/a.example/index.xml", index([("1.xml", "2023-08-14"), ("2.xml", "2023-08-15")]))
        try write("web/a.example/1.xml", urls("c"))
        try write("web/a.example/2.xml", urls("d"))
        let via = #" {"sitemap_index":"https://a.example/index.xml"}"#
        let first = try run(try replay("2023-08-15"), key: "2023-08-15", publishes: true)
        XCTAssertEqual(asked(first), ["index.xml", "2.xml\(via)"])
        XCTAssertEqual(
            first.rejects.map { $0["reason"]?.string ?? "" }, ["over_budget"])
        XCTAssertEqual(first.account.input, 3)
        XCTAssertEqual(
            first.account.health.first?["detail"], "1 of 2 sitemaps asked for, 1 left to the next run")
        XCTAssertEqual(
            asked(try run(try replay("2023-08-20"), key: "2023-08-20")), ["index.xml", "1.xml\(via)"])
    }

    func testAHostileIndexOfIndexesIsKeptWithinBounds() throws {
        try writePack([("a", "type: sitemap, url: 'https://a.example/index.xml', sitemaps: 2")])
        try write("web/a.example/index.xml", index([("1.xml", "2023-08-15"), ("2.xml", "2023-08-15")]))
        for name in ["1", "2"] {
            try write("web/a.example/\(name).xml", index((0..<3000).map { ("\(name)-\($0).xml", "2023-08-15") }))
        }
        let outcome = try run(try replay("2023-08-15"))
        XCTAssertEqual(
            outcome.account.health.first?["detail"],
            "2 of 6002 sitemaps asked for, 1000 left to the next run, 5000 more are due than can be remembered")
        XCTAssertEqual(outcome.account.rejected, ["over_budget": 1000])
        let left = try WaitingLinks.read(outcome.output)
        XCTAssertEqual(left.count, 1000)
        XCTAssertEqual(left.last?["url"], "https://a.example/1-999.xml")
    }

    func testOfAnIndexOnlyWhatIsDueIsKept() {
        let choice = SitemapChoice(captured: [:], lastGood: nil, waiting: [], now: 1_692_115_200)
        let list = SitemapList(
            due: [
                .init(url: "https://a.example/1.xml", modified: "2013-01-01"),
                .init(url: "https://a.example/2.xml", modified: "2023-08-14"),
                .init(url: "https://a.example/3.xml", modified: "2023-08-15"),
            ], listed: 3)
        XCTAssertEqual(
            list.kept(choice, most: 1),
            SitemapList(
                due: [.init(url: "https://a.example/3.xml", modified: "2023-08-15")], listed: 3, dropped: 1))
    }

    func testSitemapsThatFailWaitAndAreCounted() throws {
        try writePack([("a", "type: sitemap, url: 'https://a.example/index.xml'")])
        try write("web/a.example/index.xml", index([("1.xml", "2023-08-14"), ("2.xml", "2023-08-15")]))
        try write("web/a.example/2.xml.http.json", #"{"status": 503}"#)
        try write("web/a.example/1.xml.http.json", #"{"status": 503}"#)
        let outcome = try run(try replay("2023-08-15"), key: "2023-08-15", publishes: true)
        XCTAssertEqual(outcome.account.health.first?["state"], "failed")
        XCTAssertEqual(outcome.account.health.first?["reason"], "http_503")
        XCTAssertEqual(outcome.account.health.first?["failed"], 2)
        XCTAssertEqual(asked(try run(try replay("2023-08-25"), key: "2023-08-25")).count, 3)
    }

    func testAnIndexOfWhichNothingCameIsAskedForWhole() throws {
        let server = try LabServer { request in
            if request["if-none-match"] != nil { return .answer("304 Not Modified") }
            switch request.target {
            case "/a.xml":
                return .answer(
                    "200 OK", ["ETag: \"1\""],
                    text: "<sitemapindex><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>")
            case "/b.xml": return .answer("500 Internal Server Error")
            default: return .answer("404 Not Found")
            }
        }
        defer { server.stop() }
        try writePack([("a", "type: sitemap, url: '\(server.base)/a.xml', allow_private: true")])
        for key in ["2023-08-14", "2023-08-15"] {
            let outcome = try run(["select": "feeds", "delay_ms": 0], key: key, publishes: true)
            XCTAssertEqual(outcome.captures.map(\.status), [200, 500])
        }
    }

    func testAnIndexInAnIndexIsOpenedOnce() throws {
        try writePack([("a", "type: sitemap, url: 'https://a.example/0.xml'")])
        for number in 0..<4 {
            try write(
                "web/a.example/\(number).xml", index([("\(number + 1).xml", "2023-08-15"), ("0.xml", "2023-08-15")]))
        }
        XCTAssertEqual(
            asked(try run(try replay("2023-08-15"))).map { $0.prefix { $0 != " " } }, ["0.xml", "1.xml", "2.xml"])
    }

    func testPagesUntilAllIsCaptured() throws {
        try writePack([("a", "type: feed, url: 'https://a.example/feed/', pages: 4")])
        func pages(newest: Int) throws {
            for page in 1...5 {
                let last = newest - (page - 1) * 3
                try write("web/a.example/feed/index" + (page == 1 ? "" : "%3Fpaged=\(page)"), feed((last - 2)...last))
            }
        }
        try pages(newest: 30)
        func via(_ page: Int) -> String { #"feed/?paged=\#(page) {"feed":"https://a.example/feed/","page":\#(page)}"# }
        let first = try run(try replay("2023-08-14"), key: "2023-08-14", publishes: true)
        XCTAssertEqual(asked(first), ["feed/", via(2), via(3), via(4)])
        XCTAssertEqual(first.account.health.first?["entries"], 12)
        XCTAssertNil(first.account.health.first?["detail"])
        try pages(newest: 34)
        XCTAssertEqual(
            asked(try run(try replay("2023-08-15"), key: "2023-08-15", publishes: true)), ["feed/", via(2), via(3)])
        XCTAssertEqual(asked(try run(try replay("2023-08-16"), key: "2023-08-16", publishes: true)), ["feed/"])
        try pages(newest: 90)
        let late = try run(try replay("2023-08-17"), key: "2023-08-17")
        XCTAssertEqual(asked(late).count, 4)
        XCTAssertEqual(
            late.account.health.first?["detail"],
            "every page was new to its end; raise 'pages', or entries between two runs are lost")
    }

    func testPagesEndAtAMissingOneAndAtOneThatRepeats() throws {
        let requests = 6...8
        let server = try LabServer { request in
            switch request.target {
            case "/habis?n=1", "/ulang?page=2", "/ulang":
                .answer(text: "<rss><item><guid>\(requests.lowerBound)</guid></item></rss>")
            case "/habis": .answer(text: "<rss><item><guid>7</guid></item></rss>")
            case "/habis?n=2": .answer(text: "<rss><item><guid>8</guid></item></rss>")
            default: .answer("404 Not Found")
            }
        }
        defer { server.stop() }
        try writePack([
            (
                "habis",
                "type: feed, url: '\(server.base)/habis', pages: 9, page_url: '\(server.base)/habis?n={n}', allow_private: true"
            ),
            (
                "ulang",
                "type: feed, url: '\(server.base)/ulang', pages: 9, page_url: '\(server.base)/ulang?page={n}', allow_private: true"
            ),
        ])
        let outcome = try run(["select": "feeds", "delay_ms": 0])
        XCTAssertEqual(
            outcome.captures.map { ($0.url ?? "").dropFirst(server.base.count) + " \($0.status ?? 0)" },
            ["/habis 200", "/habis?n=2 200", "/habis?n=3 404", "/ulang 200", "/ulang?page=2 200"])
        XCTAssertEqual(outcome.account.health.map { $0["state"] }, ["ok", "ok"])
        XCTAssertEqual(outcome.account.health.map { $0["failed"] }, [nil, nil])
        XCTAssertEqual(outcome.account.input, 5)
        XCTAssertEqual(outcome.account.used, 5)
        // As if that attempt had been killed at its end: what it got is not asked for again.
        XCTAssertEqual(try run(["select": "feeds", "delay_ms": 0]).parts, outcome.parts)
        XCTAssertEqual(server.requests.filter { $0.target != "/robots.txt" }.count, 5)
    }

    func testAnIndexIsAskedForWholeAndItsSitemapsSayWhatIsNew() throws {
        let server = try LabServer { request in
            let index = "<sitemapindex><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>"
            if request["if-none-match"] != nil { return .answer("304 Not Modified") }
            let isIndex = request.target == "/a.xml"
            return .answer(
                "200 OK", ["ETag: \"1\""], text: isIndex ? index : "<urlset><url><loc>/1</loc></url></urlset>")
        }
        defer { server.stop() }
        try writePack([("a", "type: sitemap, url: '\(server.base)/a.xml', allow_private: true")])
        for (key, state) in [("2023-08-14", "ok"), ("2023-08-15", "unchanged")] {
            let outcome = try run(["select": "feeds", "delay_ms": 0], key: key, publishes: true)
            XCTAssertEqual(outcome.captures.map(\.status), [200, 200])
            XCTAssertEqual(outcome.account.health.first?["state"], .string(state))
            XCTAssertEqual(outcome.account.health.first?["entries"], 1)
        }
    }
}
