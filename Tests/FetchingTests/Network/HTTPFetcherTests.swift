import RecordIO
import Records
import WebLab
import XCTest

@testable import Fetching

final class HTTPFetcherTests: WebTestCase {
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

    /// Status and `Location` decide, and nobody waits for the body of an error or a redirect.
    func testABodyThatNobodyNeedsIsNotWaitedFor() throws {
        let drip = WebReply.slowly([UInt8](repeating: 0x61, count: 1000), every: 20)
        let head = "Content-Length: 1000\r\n\r\n"
        let server = try serve { request in
            switch request.target {
            case "/hilang": .raw("HTTP/1.1 404 Not Found\r\n" + head) + drip
            case "/pindah": .raw("HTTP/1.1 302 Found\r\nLocation: /baru\r\n" + head) + .hang
            case "/putus": .raw("HTTP/1.1 410 Gone\r\n" + head + "sedikit") + .close
            case "/bagian": .raw("HTTP/1.1 206 Partial Content\r\n" + head) + .hang
            case "/baru": .answer(text: "halo")
            default: .raw("HTTP/1.1 200 OK\r\n" + head) + drip
            }
        }
        let answers = try fetch(["/hilang", "/pindah", "/putus", "/bagian", "/lambat"].map { server.base + $0 }) {
            $0.perHost = 5
            $0.totalTimeout = 1500
        }
        XCTAssertEqual(
            answers.map(\.failure),
            [
                .status(404, retryAfter: nil), nil, .status(410, retryAfter: nil), .partialBody,
                .timeout("no whole answer within 1500 ms; 'timeout_s' is the limit", received: true),
            ])
        XCTAssertEqual(answers[1].body, .memory(Array("halo".utf8)))
        XCTAssertEqual(answers.map { $0.failure?.isUnreachable ?? false }, [false, false, false, false, false])
        XCTAssert(FetchFailure.timeout("").isUnreachable, "not a byte came")
    }

    /// RFC 9110, section 6.5.1: what stands behind the body must not change what was said of it.
    func testTrailersAreNoHeaders() throws {
        let server = try serve { _ in
            .raw(
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: \"kepala\"\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "4\r\nhalo\r\n0\r\nContent-Type: text/evil\r\nETag: \"ekor\"\r\n\r\n")
        }
        let answer = try fetch([server.base])[0]
        XCTAssertEqual(answer.body, .memory(Array("halo".utf8)))
        XCTAssertEqual(
            JSONValue.object(answer.headers.json).text,
            #"{"content-type":"text/xml","etag":"\"kepala\"","transfer-encoding":"chunked"}"#)
    }

    func testALengthThatNoNumberHoldsIsOverTheLimit() throws {
        let server = try serve { request in
            request.target == "/205"
                ? .answer("205 Reset Content", text: "isi")
                : .raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhalo") + .close
        }
        XCTAssertEqual(
            try fetch(["\(server.base)/", "\(server.base)/205"]).map(\.failure),
            [.tooLarge(limit: 32 << 20), .emptyBody(status: 205)])
    }

    /// From the moment before the first start, as a request may come late and never early.
    func testStartsAtOneHostAreApartAndOthersDoNotWait() throws {
        let server = try serve { _ in .answer(text: "isi") }
        let hosts = (0..<4).map { "h\($0)" }
        let urls = (0..<4).flatMap { page in hosts.map { server.url($0, "/\(page)") } }
        let before = monotonicMilliseconds()
        XCTAssert(try fetch(urls) { $0.delay = 60 }.allSatisfy { $0.failure == nil })
        for host in hosts {
            let starts = try XCTUnwrap(server.traffic.starts["\(host).localhost"])
            XCTAssertEqual(starts.count, 4)
            for (number, start) in starts.enumerated() {
                XCTAssertGreaterThanOrEqual(start - before, number * 60, "\(host) \(number)")
            }
        }
    }

    func testTheLimitInAllHolds() throws {
        let server = try serve { _ in .answer(text: "isi").after(milliseconds: 5) }
        let urls = (0..<60).map { server.url("h\($0)") }
        XCTAssert(try fetch(urls) { $0.parallel = 3 }.allSatisfy { $0.failure == nil })
        XCTAssertEqual(server.traffic.all.requests, 60)
        XCTAssertLessThanOrEqual(server.traffic.all.most, 3)
        XCTAssertGreaterThan(server.traffic.all.most, 1)
    }

    /// A socket that listens and has no room for one more: what comes is dropped without a word.
    func testNamesAConnectionThatNeverComesAbout() throws {
        let full = try FullListener()
        defer { full.close() }
        let answer = try fetch(["http://127.0.0.1:\(full.port)/"]) { $0.connectTimeout = 150 }[0]
        XCTAssertEqual(answer.failure, .connectTimeout(host: "127.0.0.1", milliseconds: 150))
        XCTAssertEqual(
            answer.failure?.detail,
            "no connection to '127.0.0.1' within 150 ms; 'connect_timeout_s' is the limit")
    }

    func testCookiesAreNeverSentBack() throws {
        let server = try serve { request in
            request.target == "/pindah"
                ? .answer("302 Found", ["Location: /", "Set-Cookie: a=1; Path=/"])
                : .answer("200 OK", ["Set-Cookie: b=2; Path=/"], text: "isi")
        }
        let answers = try fetch(["/pindah", "/", "/lagi"].map { server.base + $0 }) { $0.perHost = 1 }
        XCTAssert(answers.allSatisfy { $0.failure == nil })
        XCTAssertEqual(server.requests.count, 4)
        XCTAssert(server.requests.allSatisfy { $0["cookie"] == nil })
    }

    func testOpensGzipAndRefusesABomb() throws {
        let text = [UInt8](repeating: 0x61, count: 3_000_000)
        let packed = MemberCompressor().member(of: text)
        XCTAssertLessThan(packed.count, 60_000)
        let server = try serve { _ in .answer("200 OK", ["Content-Encoding: gzip"], packed) }
        XCTAssertEqual(try fetch([server.base])[0].body, .memory(text))
        let refused = try fetch([server.base]) { $0.body = 100_000 }[0]
        XCTAssertEqual(refused.failure, .tooLarge(limit: 100_000, .unpacked))
        XCTAssertNil(refused.body)
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
            case "/notgzip": .answer("200 OK", ["Content-Encoding: gzip"], [0, 1, 2, 3])
            default: .close
            }
        }
        let paths = ["/missing", "/busy", "/slow", "/cut", "/flood", "/garbage", "/notgzip"]
        let answers = try fetch(paths.map { server.base + $0 }) { $0.totalTimeout = 400 }
        XCTAssertEqual(
            answers.map { $0.failure?.reason },
            [
                "http_404", "http_429", "timeout", "truncated", "too_many_headers", "not_http", "bad_encoding",
            ])
        XCTAssertEqual(answers[1].failure?.detail, "the server answered 429 and asks to wait 120 s")
        XCTAssertEqual(answers[2].failure?.detail, "no whole answer within 400 ms; 'timeout_s' is the limit")
        XCTAssert(answers.allSatisfy { $0.body == nil })
    }

    func testOutlivesAConnectionThatIsResetUnderTLS() throws {
        signal(SIGPIPE, SIG_DFL)
        _ = try fetch([])
        var action = sigaction()
        XCTAssertEqual(sigaction(SIGPIPE, nil, &action), 0)
        XCTAssertEqual(unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self), 1, "SIG_IGN")
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
