import Records
import Synchronization
import WebLab
import XCTest

@testable import Fetching

/// Against a server: what is asked, in which order, and how often.
final class PoliteStepsTests: FetchTestCase {
    private let moment = Instant(seconds: 1_692_115_200)

    private func serve(_ answer: @escaping @Sendable (WebRequest) -> WebReply) throws -> LabServer {
        let server = try LabServer(answersRobots: true, answer)
        addTeardownBlock { server.stop() }
        return server
    }

    private func fetch(
        _ requests: [FetchRequest], cache: Bool = false, _ change: (inout FetchLimits) -> Void = { _ in }
    ) throws -> [Answer] {
        var limits = FetchLimits()
        limits.delay = 0
        var patience = FetchLimits.Patience()
        patience.firstPause = 10
        limits.patience = patience
        change(&limits)
        let clock = FixedClock(moment)
        let gate = RobotsGate(
            agent: "Serap", cache: cache ? RobotsCache(directory: "\(root)/robots") : nil, clock: clock,
            maxDelay: limits.crawlDelay)
        let fetcher = HTTPFetcher(
            limits: limits, userAgent: "Serap/1", clock: clock, filesDirectory: "\(root)/files",
            access: NetworkAccess(isPublic: { _ in true }), gate: gate, jitter: { 0 })
        var answers: [Int: Answer] = [:]
        try fetcher.fetch(requests) { index, answer in
            XCTAssertNil(answers[index], "one answer for each request")
            answers[index] = answer
        }
        XCTAssert(fetcher.held.isEmpty)
        return try requests.indices.map { try XCTUnwrap(answers[$0]) }
    }

    private func asked(_ server: LabServer) -> [String] { server.requests.map { "\($0.host)\($0.target)" } }

    private func request(_ url: String, _ permitted: [String] = []) -> FetchRequest {
        FetchRequest(url: url, permittedHosts: permitted)
    }

    func testAsksForRobotsFirstAndOnlyOnceADay() throws {
        let server = try serve { request in
            request.target == "/robots.txt"
                ? .answer(text: "User-agent: Serap\nAllow: /p/1\nDisallow: /p\n") : .answer(text: "isi")
        }
        let requests = ["/p/2", "/a", "/p/1", "/b"].map { request(server.url("satu", $0)) }
        let answers = try fetch(requests, cache: true) { $0.perHost = 1 }
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["robots", nil, nil, nil])
        let file = server.url("satu", "/robots.txt")
        XCTAssertEqual(answers[0].failure, .robots(file: file, line: 3, rule: "Disallow: /p"))
        XCTAssertEqual(asked(server), ["/robots.txt", "/a", "/p/1", "/b"].map { "satu.localhost\($0)" })
        _ = try fetch(requests, cache: true)
        XCTAssertEqual(asked(server).filter { $0.hasSuffix("/robots.txt") }.count, 1)
    }

    func testARedirectObeysTheHostThatItLeadsTo() throws {
        let server = try serve { request in
            request.target == "/robots.txt" ? .answer(text: "User-agent: *\nDisallow: /tutup\n") : .answer(text: "isi")
        }
        let port = server.port
        let other = try serve { request in
            request.target == "/robots.txt"
                ? .answer("404 Not Found") : .redirect(to: "http://dua.localhost:\(port)\(request.target)")
        }
        let answers = try fetch([
            request(other.url("satu", "/tutup")), request(other.url("satu", "/buka")),
            // Permission of the one is not permission of the other.
            request(other.url("satu", "/tutup/1"), ["satu.localhost"]),
        ])
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["robots", nil, "robots"])
        XCTAssertEqual(answers[0].redirects, [Redirect(url: other.url("satu", "/tutup"), status: 302)])
        XCTAssertEqual(answers[0].finalURL, server.url("dua", "/tutup"))
        XCTAssertEqual(asked(server).sorted(), ["dua.localhost/buka", "dua.localhost/robots.txt"])
    }

    func testFollowsFiveRedirectsOfARobotsFile() throws {
        let server = try serve { request in
            let steps = ["lima": 5, "enam": 6][request.host.split(separator: ".").first.map(String.init) ?? ""] ?? 0
            if request.target == "/robots.txt" { return .redirect(to: "/r1") }
            if request.target.hasPrefix("/r"), let step = Int(request.target.dropFirst(2)) {
                return step < steps ? .redirect(to: "/r\(step + 1)") : .answer(text: "User-agent: *\nDisallow: /\n")
            }
            return .answer(text: "isi")
        }
        let answers = try fetch([request(server.url("lima")), request(server.url("enam"))])
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["robots", nil])
    }

    func testOfALongRobotsFileTheBeginningCounts() throws {
        let server = try serve { request in
            request.target == "/robots.txt"
                ? WebReply([
                    .send(Array("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n".utf8)),
                    .stream { _ in Array(String(repeating: "# isi\n", count: 1000).utf8) },
                ])
                : .answer(text: "isi")
        }
        let answers = try fetch([request(server.url("satu", "/a")), request(server.url("satu", "/b"))])
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["robots", nil])
    }

    /// By the server's clock: the whole host is left alone for as long as it asks, in both forms of `Retry-After`.
    func testAHostThatAsksToWaitIsNotAskedBefore() throws {
        let wishes = [
            "detik.localhost": ("429 Too Many Requests", "1"),
            "tanggal.localhost": ("503 Service Unavailable", "Tue, 15 Aug 2023 16:00:01 GMT"),
        ]
        let met = Mutex<Set<String>>([])
        let server = try serve { request in
            if request.target == "/robots.txt" { return .answer("404 Not Found") }
            guard let (status, wish) = wishes[request.host], met.withLock({ $0.insert(request.host).inserted }) else {
                return .answer(text: "isi")
            }
            return .answer(status, ["Retry-After: \(wish)"])
        }
        let urls = ["detik", "tanggal"].flatMap { host in (0..<3).map { server.url(host, "/\($0)") } }
        let answers = try fetch(urls.map { request($0) }) { $0.perHost = 1 }
        XCTAssertEqual(answers.map(\.failure), [nil, nil, nil, nil, nil, nil])
        for host in wishes.keys.sorted() {
            // The robots.txt, what was refused, and all that came after the pause.
            let starts = try XCTUnwrap(server.traffic.starts[host])
            XCTAssertEqual(starts.count, 5)
            XCTAssertGreaterThanOrEqual(starts[2] - starts[1], 1000, host)
        }
    }

    /// Neither the length that a head announces nor the operator's limits on bodies let a robots.txt pass unread.
    func testTheLimitsOnBodiesDoNotHoldForRobots() throws {
        let rules = Array("User-agent: *\nDisallow: /rahasia\n".utf8)
        let padding = [UInt8](repeating: UInt8(ascii: "#"), count: 64 << 10)
        let server = try serve { request in
            switch (request.host, request.target) {
            case ("besar.localhost", "/robots.txt"):
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 40000000\r\n\r\n")
                    + WebReply([.send(rules), .stream { $0 < 640 ? padding : nil }, .close])
            case (_, "/robots.txt"): .answer("200 OK", [], rules)
            default: .answer(text: "isi")
            }
        }
        let urls = ["besar", "kecil"].flatMap { [server.url($0, "/rahasia"), server.url($0, "/terbuka")] }
        let answers = try fetch(urls.map { request($0) }) {
            $0.body = 20
            $0.sentBody = 20
        }
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["robots", nil, "robots", nil])
        XCTAssertEqual(asked(server).filter { $0.hasSuffix("/rahasia") }, [])
    }

    func testNothingIsAskedWhereRobotsCannotBeRead() throws {
        let server = try serve {
            $0.target == "/robots.txt" ? .answer("500 Internal Server Error") : .answer(text: "isi")
        }
        let answers = try fetch(
            (0..<3).map { request(server.url("satu", "/\($0)")) } + [request(server.url("dua"), ["dua.localhost"])])
        XCTAssertEqual(
            answers.map { $0.failure?.reason }, ["robots_unreachable", "robots_unreachable", "robots_unreachable", nil])
        // Tried again three times, as much hangs on it.
        XCTAssertEqual(
            asked(server).sorted(), ["dua.localhost/"] + Array(repeating: "satu.localhost/robots.txt", count: 4))
    }

    func testWaitsForAnOverloadedHostAndAsksAgain() throws {
        let count = Mutex(0)
        let server = try serve { request in
            guard request.host == "satu.localhost", request.target != "/robots.txt" else {
                return .answer("404 Not Found")
            }
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number <= 2 { return .answer("503 Service Unavailable") }
            return number == 3 ? .answer("429 Too Many Requests", ["Retry-After: 0"]) : .answer(text: "isi")
        }
        let answers = try fetch((0..<3).map { request(server.url("satu", "/\($0)")) } + [request(server.url("dua"))])
        XCTAssertEqual(answers.map { $0.failure?.reason }, [nil, nil, nil, "http_404"])
        XCTAssertEqual(count.withLock { $0 }, 6)
        XCTAssertEqual(server.traffic.hosts["satu.localhost"]?.requests, 7)
    }

    func testLeavesAHostAloneThatAsksForMoreThanThereIs() throws {
        let server = try serve { request in
            if request.target == "/robots.txt" { return .answer("404 Not Found") }
            return request.host == "satu.localhost"
                ? .answer("429 Too Many Requests", ["Retry-After: 3600"]) : .answer(text: "isi")
        }
        let answers = try fetch((0..<20).map { request(server.url($0 < 19 ? "satu" : "dua", "/\($0)")) }) {
            $0.perHost = 1
        }
        XCTAssertEqual(answers[0].failure?.reason, "http_429")
        XCTAssertEqual(answers[0].failure?.detail, "the server answered 429 and asks to wait 3600 s")
        for answer in answers[1..<19] {
            XCTAssertEqual(
                answer.failure?.detail,
                "nothing more is asked of 'satu.localhost' in this run: the server answered 429 and asks to wait 3600 s"
            )
            XCTAssertEqual(answer.failure?.reason, "host_backing_off")
            XCTAssertNil(answer.status)
        }
        XCTAssertNil(answers[19].failure)
        XCTAssertEqual(server.traffic.hosts["satu.localhost"]?.requests, 2)
    }

    func testARobotsFileThatAsksToWaitLeavesTheHostAlone() throws {
        let server = try serve {
            $0.target == "/robots.txt" ? .answer("429 Too Many Requests", ["Retry-After: 900"]) : .answer()
        }
        let answers = try fetch((0..<3).map { request(server.url("satu", "/\($0)")) })
        XCTAssertEqual(Set(answers.map { $0.failure?.reason }), ["host_backing_off"])
        XCTAssertEqual(server.requests.count, 1)
    }

    func testABrokenAnswerIsTriedAgain() throws {
        let count = Mutex(0)
        let server = try serve { request in
            if request.target == "/robots.txt" { return .answer("404 Not Found") }
            return count.withLock { count in
                count += 1
                return count
            } < 3 ? .close : .answer(text: "isi")
        }
        let answers = try fetch([request(server.url("satu"))])
        XCTAssertNil(answers[0].failure)
        XCTAssertEqual(count.withLock { $0 }, 3)
    }

    func testKeepsTheDelayThatRobotsAskFor() throws {
        let server = try serve { request in
            .answer(text: request.target == "/robots.txt" ? "User-agent: *\nCrawl-delay: 3\n" : "isi")
        }
        let start = monotonicMilliseconds()
        let answers = try fetch((0..<4).map { request(server.url("satu", "/\($0)")) }) { $0.crawlDelay = 150 }
        XCTAssertGreaterThanOrEqual(monotonicMilliseconds() - start, 4 * 150)
        XCTAssertEqual(server.traffic.hosts["satu.localhost"]?.most, 1)
        XCTAssertEqual(
            Set(answers.map(\.note)),
            [
                "\(server.url("satu", "/robots.txt")) asks for 3 s between requests; 0.15 s were kept, as 'max_crawl_delay_s' says"
            ])
    }

    /// What a source may do at its own host, the robots.txt of a host that a redirect leads to may not.
    func testARobotsFileIsNoWayIntoAPrivateNetwork() throws {
        let inner = try serve { _ in .answer(text: "rahasia") }
        let port = inner.port
        let outer = try serve { request in
            request.target == "/robots.txt"
                ? .answer("404 Not Found") : .redirect(to: "http://dalam.localhost:\(port)/x")
        }
        let clock = FixedClock(moment)
        let fetcher = HTTPFetcher(
            limits: FetchLimits(), userAgent: "Serap/1", clock: clock, filesDirectory: "\(root)/files",
            gate: RobotsGate(agent: "Serap", cache: nil, clock: clock, maxDelay: 0))
        var reasons: [String?] = []
        try fetcher.fetch([FetchRequest(url: outer.url("luar"), allowPrivate: true)]) {
            reasons.append($1.failure?.reason)
        }
        XCTAssertEqual(reasons, ["private_address"])
        XCTAssertEqual(inner.traffic.connections, 0)
    }
}
