import RecordIO
import Records
import WebLab
import XCTest

@testable import Fetching

final class HTTPFetcherTests: FetchTestCase {
    private let moment = Instant(seconds: 1_692_115_200)

    private func fetch(
        _ urls: [String], allowPrivate: Bool = true, _ change: (inout FetchLimits) -> Void = { _ in }
    ) throws -> [Answer] {
        try fetch(urls.map { FetchRequest(url: $0, allowPrivate: allowPrivate) }, change)
    }

    private func fetch(_ requests: [FetchRequest], _ change: (inout FetchLimits) -> Void = { _ in }) throws -> [Answer]
    {
        var limits = FetchLimits()
        limits.delay = 0
        change(&limits)
        let fetcher = HTTPFetcher(
            limits: limits, userAgent: "Serap/1 (+mailto:uji@kominfo.example)", clock: FixedClock(moment),
            filesDirectory: "\(root)/files")
        var answers: [Int: Answer] = [:]
        try fetcher.fetch(requests) { index, answer in
            XCTAssertNil(answers[index], "one answer for each request")
            answers[index] = answer
        }
        return try requests.indices.map { try XCTUnwrap(answers[$0]) }
    }

    private func serve(_ answer: @escaping @Sendable (WebRequest) -> WebReply) throws -> LabServer {
        let server = try LabServer(answer)
        addTeardownBlock { server.stop() }
        return server
    }

    func testKeepsBodyHeadersAndStatus() throws {
        let server = try serve { _ in
            .answer(
                "200 OK", ["Content-Type: text/html; charset=UTF-8", "X-B: 1", "x-b: 2", "Set-Cookie: id=7"],
                text: "halo")
        }
        let answer = try fetch(["\(server.base)/ok?p=1#atas"])[0]
        XCTAssertNil(answer.failure)
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.body, .memory(Array("halo".utf8)))
        XCTAssertEqual(answer.fetchedAt, moment)
        XCTAssertEqual(
            JSONValue.object(answer.headers.json).text,
            #"{"content-length":"4","content-type":"text/html; charset=UTF-8","x-b":"1, 2"}"#)
        XCTAssertEqual(answer.headers.mediaType, "text/html")
        XCTAssertEqual(answer.headers.charset, "utf-8")
        let request = try XCTUnwrap(server.requests.first)
        XCTAssertEqual(request.lines.first, "GET /ok?p=1 HTTP/1.1")
        XCTAssertEqual(request["user-agent"], "Serap/1 (+mailto:uji@kominfo.example)")
    }

    func testOpensGzipAndRefusesABomb() throws {
        let text = [UInt8](repeating: 0x61, count: 3_000_000)
        let packed = MemberCompressor().member(of: text)
        XCTAssertLessThan(packed.count, 60_000)
        let server = try serve { _ in .answer("200 OK", ["Content-Encoding: gzip"], packed) }
        XCTAssertEqual(try fetch([server.base])[0].body, .memory(text))
        let refused = try fetch([server.base]) { $0.body = 100_000 }[0]
        XCTAssertEqual(refused.failure, .tooLarge(limit: 100_000))
        XCTAssertNil(refused.body)
        XCTAssertEqual(
            refused.failure?.detail, "the body is over 100000 bytes; raise 'max_bytes' to take it")
    }

    func testKeepsLargeBodiesAsFilesAndLeavesNothingElse() throws {
        let large = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
        let server = try serve { request in
            guard request.target == "/endless" else { return .answer("200 OK", [], large) }
            return .raw("HTTP/1.1 200 OK\r\n\r\n") + .endless([UInt8](repeating: 0x61, count: 65_536))
        }
        let answers = try fetch(["\(server.base)/large", "\(server.base)/endless"]) { $0.body = 6_000_000 }
        let digest = SHA256.hex(large)
        XCTAssertEqual(answers[0].body, .file(sha256: digest, size: large.count))
        XCTAssertEqual(answers[1].failure, .tooLarge(limit: 6_000_000))
        XCTAssertEqual(try Directory.names("\(root)/files"), [digest])
        XCTAssertEqual(try FileDigest.sha256("\(root)/files/\(digest)").hex, digest)
    }

    func testNamesTheReasonOfEveryRefusal() throws {
        let server = try serve { request in
            switch request.target {
            case "/missing": .answer("404 Not Found", text: "tidak ada")
            case "/busy": .answer("429 Too Many Requests", ["Retry-After: 120"])
            case "/slow": .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsedikit") + .hang
            case "/cut": .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsedikit") + .close
            case "/flood":
                .raw("HTTP/1.1 200 OK\r\n")
                    + WebReply([
                        .stream { number in
                            let line = "X-\(number): \(String(repeating: "a", count: 60))\r\n"
                            return number < 10_000 ? Array(line.utf8) : nil
                        }
                    ]) + .raw("Content-Length: 0\r\n\r\n")
            case "/garbage": .raw("220 ftp siap\r\n") + .close
            case "/notgzip": .answer("200 OK", ["Content-Encoding: gzip"], text: "bukan gzip")
            default: .close
            }
        }
        let paths = ["/missing", "/busy", "/slow", "/cut", "/flood", "/garbage", "/notgzip"]
        let answers = try fetch(paths.map { server.base + $0 }) { $0.totalTimeout = 400 }
        XCTAssertEqual(
            answers.map { $0.failure?.reason },
            [
                "http_404", "http_429", "timeout", "broken_answer", "headers_too_large", "broken_answer",
                "bad_encoding",
            ])
        XCTAssertEqual(answers[1].failure?.detail, "the server answered 429 and asks to wait: '120'")
        XCTAssertEqual(answers[2].failure?.detail, "no whole answer within 400 ms")
        XCTAssert(answers.allSatisfy { $0.body == nil })
    }

    func testFollowsRedirectsAndKeepsTheChain() throws {
        let server = try serve { request in
            switch request.target {
            case "/a/lama": .redirect("301 Moved Permanently", to: "../b/baru?x=1")
            case "/a/../b/baru?x=1", "/b/baru?x=1": .redirect(to: "/akhir")
            case "/akhir": .answer(text: "sampai")
            case "/ring": .redirect(to: "/ring")
            case "/keluar": .redirect(to: "file:///etc/passwd")
            default: .answer("302 Found")
            }
        }
        let paths = ["/a/lama", "/ring", "/keluar", "/buntu"]
        let answers = try fetch(paths.map { server.base + $0 }) { $0.redirects = 4 }
        XCTAssertEqual(answers[0].body, .memory(Array("sampai".utf8)))
        XCTAssertEqual(answers[0].finalURL, "\(server.base)/akhir")
        XCTAssertEqual(
            answers[0].redirects,
            [
                Redirect(url: "\(server.base)/a/lama", status: 301),
                Redirect(url: "\(server.base)/b/baru?x=1", status: 302),
            ])
        XCTAssertEqual(answers[1].failure, .tooManyRedirects(limit: 4, last: "\(server.base)/ring"))
        XCTAssertEqual(answers[1].redirects.count, 5)
        XCTAssertEqual(answers[2].failure, .badRedirect("file:///etc/passwd"))
        XCTAssertEqual(answers[3].failure, .badRedirect(""))
    }

    func testRefusesAddressesThatAreNotPublic() throws {
        let server = try serve { _ in .answer(text: "rahasia") }
        // The first is allowed, and its connection stays open: the second must not get to use it.
        let mixed = try fetch([
            FetchRequest(url: server.base, allowPrivate: true), FetchRequest(url: server.base, allowPrivate: false),
        ]) { $0.perHost = 1 }
        XCTAssertEqual(mixed[0].body, .memory(Array("rahasia".utf8)))
        XCTAssertEqual(mixed[1].failure, .privateAddress(host: "127.0.0.1", "127.0.0.1"))
        XCTAssertEqual(
            mixed[1].failure?.detail,
            "'127.0.0.1' is at 127.0.0.1, which is not public; the source needs 'allow_private: true' for that")
        let port = server.port
        let answers = try fetch(
            [
                "http://localhost:\(port)/", "http://[::1]:\(port)/", "http://2130706433:\(port)/",
                "http://0.0.0.0:\(port)/", "http://[::ffff:127.0.0.1]:\(port)/", "http://169.254.169.254/latest/",
            ], allowPrivate: false)
        XCTAssertEqual(answers.map { $0.failure?.reason }, Array(repeating: "private_address", count: 6))
        XCTAssertEqual(server.requests.count, 1)
    }

    func testRefusesWhatIsNoURL() throws {
        let urls = ["ftp://media.example/a", "file:///etc/passwd", "https://user:pass@media.example/", "", "http://"]
        let answers = try fetch(urls)
        XCTAssertEqual(answers.map(\.failure), urls.map { .badURL($0) })
    }

    func testNeedsTLSWhereTheURLSaysSo() throws {
        let server = try serve { _ in .close }
        let answers = try fetch(["https://127.0.0.1:\(server.port)/"])
        XCTAssertEqual(answers[0].failure?.reason, "tls")
    }

    func testNamesAClosedPort() throws {
        let server = try LabServer { _ in .close }
        server.stop()
        let answers = try fetch([server.base])
        XCTAssertEqual(answers[0].failure?.reason, "connect")
    }

    func testNeverAsksOneHostForMoreThanTwoAtOnce() throws {
        // Pauses, so that a limit of one would show as well as a limit of three.
        let server = try serve { _ in .answer().after(milliseconds: 5) }
        let answers = try fetch((0..<20).map { "\(server.base)/\($0)" })
        XCTAssertEqual(answers.filter { $0.status == 200 }.count, 20)
        let traffic = server.traffic
        XCTAssertEqual(traffic.hosts["127.0.0.1"]?.most, 2)
        XCTAssertEqual(traffic.hosts["127.0.0.1"]?.requests, 20)
        XCTAssertEqual(traffic.connections, 2, "connections are used again")
    }
}
