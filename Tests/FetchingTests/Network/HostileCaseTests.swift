import Foundation
import RecordIO
import Records
import Synchronization
import WebLab
import XCTest

@testable import Fetching

/// What a hostile web does to a crawler, each by its name: a rejection with its own reason and words, and the other
/// sources of the run come through.
final class HostileCaseTests: WebTestCase {
    private static let page = Array("<p>baik</p>".utf8)

    /// Asks for one URL between two that are well, on their own hosts, in one run.
    private func assert(
        _ url: (LabServer) -> String, _ reason: String, _ detail: (LabServer) -> String, allowPrivate: Bool = true,
        access: NetworkAccess = NetworkAccess(), limits change: (inout FetchLimits) -> Void = { _ in },
        line: UInt = #line, reply: @escaping @Sendable (WebRequest) -> WebReply
    ) throws {
        let server = try serve { $0.host.hasPrefix("baik") ? .answer("200 OK", [], Self.page) : reply($0) }
        let answers = try fetch(
            [
                FetchRequest(url: server.url("baik-1"), allowPrivate: true),
                FetchRequest(url: url(server), allowPrivate: allowPrivate),
                FetchRequest(url: server.url("baik-2"), allowPrivate: true),
            ], access: access, change)
        XCTAssertEqual(answers[1].failure?.reason, reason, line: line)
        XCTAssertEqual(answers[1].failure?.detail, detail(server), line: line)
        XCTAssertNil(answers[1].body, line: line)
        for well in [answers[0], answers[2]] {
            XCTAssertNil(well.failure, line: line)
            XCTAssertEqual(well.body, .memory(Self.page), line: line)
        }
        XCTAssertEqual((try? Directory.names("\(root)/files")) ?? [], [], line: line)
    }

    private func hostile(_ server: LabServer) -> String { server.url("jahat") }

    func testAZipBombOfTenGigabytes() throws {
        let zeros = DeflatedZeros.piece
        try assert(
            hostile, "too_large_unpacked",
            { _ in "the body unpacks to over 33554432 bytes; raise 'max_bytes' to take it, unless it is a bomb" }
        ) { _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
                + WebReply([
                    .send([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]), .stream { $0 < 10_000 ? zeros : nil }, .close,
                ])
        }
    }

    func testABodyThatNeverEnds() throws {
        try assert(
            hostile, "too_large", { _ in "the body is over 33554432 bytes; raise 'max_bytes' to take it" }
        ) { _ in .raw("HTTP/1.1 200 OK\r\n\r\n") + .endless([UInt8](repeating: 0x61, count: 65_536)) }
    }

    func testABodyOfEndlessChunks() throws {
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x61, count: 65_536) + [13, 10]
        try assert(
            hostile, "too_large", { _ in "the body is over 33554432 bytes; raise 'max_bytes' to take it" }
        ) { _ in .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") + .endless(chunk) }
    }

    func testAPackedBodyThatNeverEndsAndUnpacksToNothing() throws {
        // Empty stored blocks of deflate: nothing comes out, however much goes in.
        let blocks = [UInt8]((0..<13_000).flatMap { _ in [0, 0, 0, 0xFF, 0xFF] as [UInt8] })
        try assert(
            hostile, "too_large", { _ in "the body is over 2000000 bytes; raise 'max_bytes' to take it" },
            limits: { $0.sentBody = 2_000_000 }
        ) { _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n") + .endless(blocks)
        }
    }

    func testOneByteAtATime() throws {
        // As slow as one byte a second to the limit that is as much shorter.
        try assert(
            hostile, "too_slow", { _ in "less than 100 bytes a second for 1 s; 'min_speed' is the limit" },
            limits: { $0.stallTimeout = 1 }
        ) { _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                + .slowly([UInt8](repeating: 0x61, count: 1000), every: 100)
        }
    }

    func testTenThousandHeaders() throws {
        try assert(hostile, "too_many_headers", { _ in "more than 1000 header lines" }) { _ in
            .raw("HTTP/1.1 200 OK\r\n") + WebReply([.stream { $0 < 10_000 ? Array("X-\($0): a\r\n".utf8) : nil }])
                + .raw("Content-Length: 0\r\n\r\n")
        }
    }

    func testARedirectLoop() throws {
        try assert(
            hostile, "redirect_ring",
            { "the redirects go round in a ring, back to '\($0.url("jahat"))'" }
        ) { request in
            .redirect(to: request.target == "/" ? "/a" : request.target == "/a" ? "/b" : "/")
        }
    }

    func testRedirectsWithoutAnEnd() throws {
        try assert(
            hostile, "too_many_redirects",
            { "more than 10 redirects, the last to '\($0.url("jahat", "/xxxxxxxxxxx"))'" }
        ) { .redirect(to: "\($0.target)x") }
    }

    func testARedirectToTheMetadataService() throws {
        let away: @Sendable (WebRequest) -> WebReply = { _ in
            .redirect(to: "http://169.254.169.254/latest/meta-data/iam/")
        }
        // Allowed and not: to this run ::1 is a public address.
        try assert(
            hostile, "private_address",
            { _ in
                "'169.254.169.254' is at 169.254.169.254, which is not public; no name and no redirect may lead to a "
                    + "link-local address or a metadata service: write the address itself into 'url' if it is meant"
            }, reply: away)
        var access = NetworkAccess()
        access.isPublic = { $0 != [169, 254, 169, 254] }
        try assert(
            hostile, "private_address",
            { _ in
                "'169.254.169.254' is at 169.254.169.254, which is not public; "
                    + "the source needs 'allow_private: true' for that"
            }, allowPrivate: false, access: access, reply: away)
    }

    func testANameThatResolvesToThisMachine() throws {
        var access = NetworkAccess()
        access.resolve = { host, _ in host == "jahat.example" ? "127.0.0.1" : nil }
        try assert(
            { "http://jahat.example:\($0.port)/" }, "private_address",
            { _ in
                "'jahat.example' is at 127.0.0.1, which is not public; the source needs 'allow_private: true' for that"
            }, allowPrivate: false, access: access
        ) { _ in .answer(text: "rahasia") }
    }

    func testANameThatResolvesDifferentlyTheSecondTime() throws {
        var access = NetworkAccess()
        access.isPublic = { $0.count == 16 }
        access.resolve = { host, step in host == "jahat.example" ? step == 0 ? "[::1]" : "127.0.0.1" : nil }
        let seen = Mutex<[String]>([])
        try assert(
            { "http://jahat.example:\($0.port)/" }, "private_address",
            { _ in
                "'jahat.example' is at 127.0.0.1, which is not public; the source needs 'allow_private: true' for that"
            }, allowPrivate: false, access: access
        ) { request in
            seen.withLock { $0.append(request.target) }
            return .redirect(to: "/lagi") + .init([.close])
        }
        XCTAssertEqual(seen.withLock { $0 }, ["/"])
    }

    func testACertificateForAnotherName() throws {
        let ours = try TestAuthority("\(root)/ca")
        let other = try serve(identity: try ours.identity("lain.localhost")) { _ in .answer(text: "rahasia") }
        try assert(
            { _ in "https://jahat.localhost:\(other.port)/" }, "tls_name",
            { _ in
                "the certificate of 'jahat.localhost' is for another name: SSL: no alternative certificate subject name "
                    + "matches target host name 'jahat.localhost'; check the address in the register of sources"
            }, access: NetworkAccess(authorities: ours.certificate)
        ) { _ in .answer() }
        XCTAssertEqual(other.requests.count, 0)
    }

    func testAddressesInEverySpelling() throws {
        let server = try serve { _ in .answer(text: "rahasia") }
        let spellings = [
            ("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("0x7F000001", "127.0.0.1"),
            ("017700000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"),
            ("0.0.0.0", "0.0.0.0"), ("0", "0.0.0.0"), ("[::1]", "::1"), ("[::]", "::"),
            ("[0:0:0:0:0:0:0:1]", "::1"), ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
            ("[::ffff:7f00:1]", "::ffff:127.0.0.1"), ("[::127.0.0.1]", "::127.0.0.1"),
            ("[fd12:3456::1]", "fd12:3456::1"), ("[fc00::1]", "fc00::1"), ("[fe80::1]", "fe80::1"),
            ("100.64.0.1", "100.64.0.1"), ("100.127.255.255", "100.127.255.255"), ("10.1", "10.0.0.1"),
            ("192.168.0.1", "192.168.0.1"), ("172.16.0.1", "172.16.0.1"), ("0xa9fea9fe", "169.254.169.254"),
            ("[64:ff9b::7f00:1]", "64:ff9b::7f00:1"), ("[64:ff9b::10.0.0.1]", "64:ff9b::a00:1"),
            ("[64:ff9b::a9fe:a9fe]", "64:ff9b::a9fe:a9fe"), ("[64:ff9b:1::1]", "64:ff9b:1::1"),
            ("[2002:7f00:1::]", "2002:7f00:1::"), ("255.255.255.255", "255.255.255.255"), ("224.0.0.1", "224.0.0.1"),
        ]
        let urls = spellings.map { "http://\($0.0):\(server.port)/" }
        let redirector = try serve { request in
            let number = Int(request.target.dropFirst()) ?? 0
            return .redirect(to: urls[number])
        }
        let direct = try fetch(urls, allowPrivate: false)
        let redirected = try fetch(urls.indices.map { "\(redirector.base)/\($0)" })
        for (number, (host, address)) in spellings.enumerated() {
            for answer in [direct[number], redirected[number]] {
                guard case .privateAddress(_, let found, _)? = answer.failure else {
                    XCTFail("\(host): \(String(describing: answer.failure))")
                    continue
                }
                XCTAssertEqual(found, address, host)
            }
        }
        // With a dot behind it, it is an address to some resolvers and no name to others.
        for answer in try fetch(
            ["127.0.0.1.", "localhost.", "a.localhost."].map { "http://\($0):\(server.port)/" }, allowPrivate: false)
        {
            XCTAssertTrue(["private_address", "dns"].contains(answer.failure?.reason), answer.finalURL)
        }
        XCTAssertEqual(server.requests.count, 0)
    }
}
