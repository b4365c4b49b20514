import Foundation
import RecordIO
import WebLab
import XCTest

@testable import Fetching

/// Bodies in a content coding: whole, cut off, damaged, and in ways that nobody asked for.
final class PackedBodyTests: WebTestCase {
    private static let page = Array(String(repeating: "<p>Jalan rusak di Penajam.</p>\n", count: 400).utf8)
    private static let gzip = MemberCompressor().member(of: page)
    /// A stored block of RFC 1951 with a text, and the end.
    private static let deflate: [UInt8] =
        [0x00, 0x04, 0x00, 0xFB, 0xFF] + Array("halo".utf8) + [0x01, 0, 0, 0xFF, 0xFF]
    private static let brotli = Array(Data(base64Encoded: "G9sA+B2pU5+7cB1GhlanQcLY3FTaWwwYAbSI4hM=") ?? Data())

    /// Answers that end with the connection, in chunks, and by their length.
    private static func framed(_ coding: String, _ body: [UInt8]) -> [String: WebReply] {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\n"
        let chunks: [UInt8] = body.chunked.flatMap { Array("\(String($0.count, radix: 16))\r\n".utf8) + $0 + [13, 10] }
        return [
            "tutup": .raw(head + "Connection: close\r\n\r\n") + WebReply([.send(body), .close]),
            "potongan": .raw(head + "Transfer-Encoding: chunked\r\n\r\n")
                + WebReply([.send(chunks + Array("0\r\n\r\n".utf8))]),
            "panjang": .answer("200 OK", ["Content-Encoding: \(coding)"], body),
        ]
    }

    private func answers(_ replies: [String: WebReply]) throws -> [(name: String, answer: Answer)] {
        let server = try serve { replies["\($0.target.dropFirst())"] ?? .answer("404 Not Found") }
        let names = replies.keys.sorted()
        return Array(zip(names, try fetch(names.map { "\(server.base)/\($0)" })))
    }

    private func assert(
        _ coding: String, _ body: [UInt8], _ expected: Result<[UInt8], FetchFailure>, line: UInt = #line
    ) throws {
        for (name, answer) in try answers(Self.framed(coding, body)) {
            switch expected {
            case .success(let text):
                XCTAssertNil(answer.failure, name, line: line)
                XCTAssertEqual(answer.body, .memory(text), name, line: line)
            case .failure(let failure):
                XCTAssertEqual(answer.failure, failure, name, line: line)
                XCTAssertNil(answer.body, name, line: line)
            }
        }
    }

    func testABodyThatBreaksOffInsideItsCodingIsNotWhole() throws {
        let half = Array(Self.gzip.prefix(Self.gzip.count / 2))
        let answers = try answers(Self.framed("gzip", half))
        for (name, answer) in answers {
            guard case .cutBody("gzip", let count)? = answer.failure else {
                XCTFail("\(name): \(String(describing: answer.failure))")
                continue
            }
            XCTAssertEqual(answer.failure?.reason, "truncated")
            XCTAssertEqual(
                answer.failure?.detail, "the body breaks off: its gzip has no end, after \(count) bytes unpacked")
            XCTAssertNil(answer.body, name)
        }
        XCTAssertEqual((try? Directory.names("\(root)/files")) ?? [], [])
        // All of the text, and no checksum.
        let count = Self.page.count
        try assert("gzip", Array(Self.gzip.dropLast(8)), .failure(.cutBody("gzip", unpacked: count)))
        try assert("gzip", Array(Self.gzip.dropLast(1)), .failure(.cutBody("gzip", unpacked: count)))
        try assert("gzip", Self.gzip + Self.gzip.prefix(12), .failure(.cutBody("gzip", unpacked: count)))
        try assert("deflate", Array(Self.deflate.dropLast(3)), .failure(.cutBody("deflate", unpacked: 4)))
        try assert("br", Array(Self.brotli.prefix(1)), .failure(.cutBody("brotli", unpacked: 0)))
    }

    func testWholeBodiesAreTakenAsTheyCome() throws {
        try assert("gzip", Self.gzip, .success(Self.page))
        try assert("X-GZIP", Self.gzip + Self.gzip, .success(Self.page + Self.page))
        try assert("gzip", Self.gzip + Array("<!-- 0,01 s -->".utf8), .success(Self.page))
        try assert("gzip", Self.gzip + [UInt8](repeating: 0, count: 100), .success(Self.page))
        try assert("deflate", Self.deflate, .success(Array("halo".utf8)))
        try assert("br", Self.brotli, .success(Array(String(repeating: "halo dunia ", count: 20).utf8)))
        try assert("identity, none", Self.page, .success(Self.page))
        try assert("gzip", [], .failure(.emptyBody(status: 200)))
    }

    func testWhatIsNotAsItsHeadersSayIsRefused() throws {
        var damaged = Self.gzip
        damaged[damaged.count - 8] ^= 1
        try assert(
            "gzip", damaged, .failure(.badEncoding("incorrect data check, after \(Self.page.count) bytes")))
        let noise: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, 1, 2]
        try assert("gzip", noise, .failure(.badEncoding("incorrect header check, after 0 bytes")))
        try assert("br", noise, .failure(.badEncoding("not brotli, after 0 bytes")))
        let twice = MemberCompressor().member(of: Self.gzip)
        try assert("gzip, gzip", twice, .failure(.badEncoding("2 encodings, one in the other")))
        // Told once and packed twice: what is taken off is what the headers name.
        try assert("gzip", twice, .success(Self.gzip))
        try assert("zstd", noise, .failure(.badEncoding("'zstd' was not asked for")))
        try assert("utf-8", noise, .failure(.badEncoding("'utf-8' was not asked for")))
        let packed = "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: gzip\r\n\r\n"
        XCTAssertEqual(
            try answers(["x": .raw(packed) + WebReply([.send(Self.gzip), .close])])[0].answer.failure,
            .badEncoding("the transfer encoding 'gzip' was not asked for"))
    }

    /// As from archives: nothing is lost to a header that is not true, and the operator is told.
    func testPlainTextIsTakenAsItIsWhateverItsHeadersSay() throws {
        for coding in ["gzip", "deflate", "br", "utf-8", "binary", "zstd", "gzip, br"] {
            for body in [Self.page, Array("<p>h\u{E9}</p>".utf8), [0x61]] {
                for (name, answer) in try answers(Self.framed(coding, body)) {
                    XCTAssertNil(answer.failure, "\(coding) \(name)")
                    XCTAssertEqual(answer.body, .memory(body), "\(coding) \(name)")
                    XCTAssertEqual(
                        answer.note,
                        "the body is plain text, though its headers say 'Content-Encoding: \(coding)'; taken as it came"
                    )
                    let message = try XCTUnwrap(
                        HTTPMessage(Array("HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\n\r\n".utf8) + body))
                    let stored = try message.body(limit: 1 << 20)
                    XCTAssertEqual(stored.bytes, body, coding)
                    XCTAssert(stored.isUntrue)
                }
            }
        }
        let whole = try answers(Self.framed("gzip", Self.gzip))
        XCTAssertEqual(whole.map(\.answer.note), [nil, nil, nil])
    }

    /// What is not kept is not unpacked, so that its coding has no say.
    func testTheCodingOfAFailureOrRedirectHasNoSay() throws {
        let found = try answers([
            "a": .answer("404 Not Found", ["Content-Encoding: zstd"], Self.page),
            "b": .answer("302 Found", ["Location: /c", "Content-Encoding: gzip"], Self.page),
            "c": .answer("200 OK", [], Self.page),
            "d": .answer("206 Partial Content", ["Content-Encoding: gzip"], Array(Self.gzip.prefix(40))),
        ])
        XCTAssertEqual(found.map(\.answer.failure), [.status(404, retryAfter: nil), nil, nil, .partialBody])
        XCTAssertEqual(found[1].answer.body, .memory(Self.page))
    }

    /// 10 MB that unpack to 10 GB, and a body that goes over to a file: memory stays where it was.
    func testUnpackingTakesBoundedMemory() throws {
        let zeros = DeflatedZeros.piece
        let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let server = try serve { _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
                + WebReply([.send(gzip), .stream { $0 < 10_000 ? zeros : nil }, .close])
        }
        func peak() -> Int {
            var usage = rusage()
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss
        }
        _ = try fetch([server.base]) { $0.body = 8_000_000 }
        let before = peak()
        let answers = try fetch((0..<4).map { "\(server.base)/\($0)" }) { $0.body = 20_000_000 }
        XCTAssertEqual(
            answers.map(\.failure), Array(repeating: .tooLarge(limit: 20_000_000, .unpacked), count: 4))
        XCTAssertLessThan(peak() - before, 64 << 10, "kilobytes")
        XCTAssertEqual((try? Directory.names("\(root)/files")) ?? [], [])
    }
}

extension [UInt8] {
    /// Pieces of at most 100 bytes.
    fileprivate var chunked: [[UInt8]] {
        stride(from: 0, to: count, by: 100).map { Array(self[$0...].prefix(100)) }
    }
}
