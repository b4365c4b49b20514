import Foundation
import RecordIO
import Records
import WebLab
import XCTest

@testable import Fetching

/// Every fault of a hostile web has a reason of its own, costs a bounded amount, and leaves the others alone.
final class HostileWebTests: WebTestCase {
    private struct Fault {
        var name: String
        var reply: WebReply
        var failure: FetchFailure?

        init(_ name: String, _ reply: WebReply, _ failure: FetchFailure?) {
            (self.name, self.reply, self.failure) = (name, reply, failure)
        }
    }

    /// All in one run, each at a host of its own, with one that is well between every two.
    private func check(
        _ faults: [Fault], _ change: (inout FetchLimits) -> Void = { _ in }, line: UInt = #line
    ) throws {
        let replies = Dictionary(uniqueKeysWithValues: faults.map { ("\($0.name).localhost", $0.reply) })
        let server = try serve { replies[$0.host] ?? .answer(text: "baik") }
        let urls = faults.enumerated().flatMap { number, fault in
            [server.url(fault.name), server.url("baik-\(number)")]
        }
        let answers = try fetch(urls) { limits in
            limits.parallel = 100
            change(&limits)
        }
        for (number, fault) in faults.enumerated() {
            let answer = answers[2 * number]
            XCTAssertEqual(answer.failure, fault.failure, fault.name, line: line)
            XCTAssertEqual(answer.body == nil, fault.failure != nil, fault.name, line: line)
            XCTAssertEqual(answers[2 * number + 1].body, .memory(Array("baik".utf8)), fault.name, line: line)
        }
        let left = (try? Directory.names("\(root)/files")) ?? []
        XCTAssertEqual(left, [], "nothing of what failed is left", line: line)
    }

    private func head(_ lines: String...) -> WebReply {
        .raw((["HTTP/1.1 200 OK"] + lines).joined(separator: "\r\n") + "\r\n\r\n")
    }

    func testEndsBombs() throws {
        // Ten gigabytes of zeros a packing, made as they are sent.
        let zeros = DeflatedZeros.piece
        func bomb(_ encoding: String, _ start: [UInt8]) -> WebReply {
            head("Content-Encoding: \(encoding)") + WebReply([.send(start)])
                + WebReply([.stream { $0 < 10_000 ? zeros : nil }, .close])
        }
        let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let unpacked = FetchFailure.tooLarge(limit: 10_000_000, .unpacked)
        try check([
            Fault("gzip", bomb("gzip", gzip), unpacked), Fault("deflate", bomb("deflate", [0x78, 0x9C]), unpacked),
            Fault("bare-deflate", bomb("deflate", []), unpacked),
            Fault(
                "brotli",
                .answer("200 OK", ["Content-Encoding: br"], Array(Data(base64Encoded: Self.brotli) ?? Data())),
                unpacked),
            Fault("nested", bomb("gzip, gzip", gzip), .badEncoding("2 encodings, one in the other")),
            Fault("lines", bomb("gzip\r\nContent-Encoding: gzip", gzip), .badEncoding("2 encodings, one in the other")),
            Fault(
                "zstd", .answer("200 OK", ["Content-Encoding: zstd"], [0x28, 0xB5, 0x2F, 0xFD, 0, 1]),
                .badEncoding("'zstd' was not asked for")),
            Fault(
                "endless", head() + .endless([UInt8](repeating: 0x61, count: 65_536)), .tooLarge(limit: 10_000_000)),
            Fault("length", head("Content-Length: 99999999999") + .hang, .tooLarge(limit: 10_000_000)),
            Fault(
                "error", .raw("HTTP/1.1 500 Oh\r\n\r\n") + .endless([UInt8](repeating: 0x61, count: 65_536)),
                .status(500, retryAfter: nil)),
        ]) { ($0.body, $0.sentBody) = (10_000_000, 10_000_000) }
        XCTAssertEqual(
            unpacked.detail,
            "the body unpacks to over 10000000 bytes; raise 'max_bytes' to take it, unless it is a bomb")
    }

    /// 64 MiB of zeros by `brotli`, which is no part of the project: an array of 102 bytes.
    private static let brotli =
        "y///PwAkAOKxQHLv//j//weABEAcFoDu/R////8AkACIwwLQvf/j//8fABIAcVgAuvd//P//A0ACIA4LQPf+j///fwBIAMRhAeje//H//w8ACYA4"
        + "LADd+z/+//8BIAEQhwWge/83"

    func testOpensBrotli() throws {
        let packed = Array(Data(base64Encoded: "G9sA+B2pU5+7cB1GhlanQcLY3FTaWwwYAbSI4hM=") ?? Data())
        let server = try serve { _ in .answer("200 OK", ["Content-Encoding: br"], packed) }
        let text = String(repeating: "halo dunia ", count: 20)
        XCTAssertEqual(try fetch([server.base])[0].body, .memory(Array(text.utf8)))
        XCTAssertEqual(server.requests.first?["accept-encoding"], "gzip, deflate, br")
    }

    func testEndsWhatIsTooSlow() throws {
        let page = [UInt8](repeating: 0x61, count: 1000)
        try check([
            Fault("silent", .hang, .stalled(seconds: 1, received: false)),
            Fault("stops", head("Content-Length: 9") + .raw("halo") + .hang, .stalled(seconds: 1, received: true)),
            Fault(
                "drips", head("Content-Length: 1000") + .slowly(page, every: 100),
                .tooSlow(bytesPerSecond: 100, seconds: 1)),
            Fault(
                "drips-headers",
                .raw("HTTP/1.1 200 OK\r\n")
                    + .slowly((0..<600).map { Array("X: a\r\n".utf8)[$0 % 6] }, piece: 6, every: 200),
                .tooSlow(bytesPerSecond: 100, seconds: 1)),
        ]) { $0.stallTimeout = 1 }
        try check([
            Fault(
                "total", head("Content-Length: 1000") + .slowly(page, piece: 20, every: 20),
                .timeout("no whole answer within 300 ms; 'timeout_s' is the limit", received: true)),
            Fault(
                "total-silent", .hang, .timeout("no whole answer within 300 ms; 'timeout_s' is the limit")),
        ]) { $0.totalTimeout = 300 }
    }

    func testEndsFloodsOfHeaders() throws {
        let lines = WebReply([.stream { $0 < 10_000 ? Array("X-\($0): a\r\n".utf8) : nil }])
        let kilobytes = WebReply([.stream { Array("X-\($0): \(String(repeating: "a", count: 1000))\r\n".utf8) }])
        let end = WebReply.raw("Content-Length: 0\r\n\r\n")
        try check([
            Fault("many", .raw("HTTP/1.1 200 OK\r\n") + lines + end, .tooManyHeaders(limit: 1000)),
            Fault("large", .raw("HTTP/1.1 200 OK\r\n") + kilobytes, .headersTooLarge(limit: 256 << 10)),
            Fault(
                "line", .raw("HTTP/1.1 200 OK\r\nX: ") + .endless([UInt8](repeating: 0x61, count: 65_536)),
                .headerLineTooLong),
            Fault(
                "reason", .raw("HTTP/1.1 200 ") + .endless([UInt8](repeating: 0x61, count: 65_536)), .headerLineTooLong),
            Fault(
                "interim", .endless(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)), .tooManyInterim(limit: 20)),
            Fault(
                "trailers",
                head("Transfer-Encoding: chunked") + .raw("4\r\nhalo\r\n0\r\n") + lines + .raw("\r\n"),
                .tooManyHeaders(limit: 1000)),
            Fault("nul", head("X: a\0b", "Content-Length: 0"), .badHeader("Nul byte in header")),
            Fault(
                "return", head("X: a\rSet-Cookie: b", "Content-Length: 0"),
                .badHeader("a carriage return without a line feed")),
            Fault(
                "lengths", head("Content-Length: 4", "Content-Length: 8") + .raw("halohalo"),
                .badHeader("several lengths of one body, 4 and 8")),
            Fault(
                "negative", head("Content-Length: -4") + .raw("halo"), .badHeader("Invalid Content-Length: value")),
        ])
        let long = String(repeating: "a", count: 40_000)
        let server = try serve { _ in .raw("HTTP/1.1 200 \(long)\r\nContent-Length: 4\r\n\r\nhalo") }
        XCTAssertEqual(try fetch([server.base])[0].body, .memory(Array("halo".utf8)), "a long reason is no fault")
    }

    func testTellsWhatIsNoWholeAnswer() throws {
        let noHTTP = FetchFailure.notHTTP("Received HTTP/0.9 when not allowed")
        try check([
            Fault("page", .raw("<html>halo</html>") + .close, noHTTP),
            Fault("ssh", .raw("SSH-2.0-OpenSSH_9.2\r\n") + .close, noHTTP),
            Fault("mail", .raw("220 surat siap\r\n") + .hang, noHTTP),
            Fault("closes", .close, .noAnswer),
            Fault("half", .raw("HTTP/1.1 200 OK\r\nX: a") + .close, .truncated("in the middle of its headers")),
            Fault(
                "long", head("Content-Length: 400") + .raw("halo") + .close,
                .truncated("transfer closed with 396 bytes remaining to read")),
            Fault(
                "head", head("Content-Length: 55") + .close,
                .truncated("transfer closed with 55 bytes remaining to read")),
            Fault(
                "chunk", head("Transfer-Encoding: chunked") + .raw("zz\r\nhalo\r\n"),
                .badChunks("Illegal or missing hexadecimal sequence in chunked-encoding")),
            Fault(
                "last-chunk", head("Transfer-Encoding: chunked") + .raw("4\r\nhalo\r\n") + .close,
                .truncated("transfer closed with outstanding read data remaining")),
            Fault("empty", .answer(), .emptyBody(status: 200)),
            Fault("status", head() + .close, .emptyBody(status: 200)),
            Fault("s204", .raw("HTTP/1.1 204 No Content\r\n\r\n"), .emptyBody(status: 204)),
            Fault("s205", .answer("205 Reset Content"), .emptyBody(status: 205)),
            Fault("s206", .answer("206 Partial Content", text: "sebagian"), .partialBody),
            Fault("s999", .answer("999 Lain", text: "x"), .status(999, retryAfter: nil)),
        ])
        // A body that is longer than its headers say ends where they say, and what is behind it is no next answer.
        let server = try serve { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhalo dunia") }
        let answers = try fetch(["\(server.base)/1", "\(server.base)/2"]) { $0.perHost = 1 }
        XCTAssertEqual(answers.map(\.body), [.memory(Array("halo".utf8)), .memory(Array("halo".utf8))])
    }
}

/// A piece of deflated data that unpacks to a megabyte of zeros, wherever it stands: pieces in a row are a bomb of any
/// size.
enum DeflatedZeros {
    static let piece: [UInt8] = {
        var bytes: [UInt8] = []
        var (buffer, count): (UInt32, UInt32) = (0, 0)
        func put(_ value: UInt32, _ bits: UInt32) {
            buffer |= value << count
            count += bits
            while count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: buffer))
                buffer >>= 8
                count -= 8
            }
        }
        // RFC 1951: a block of fixed codes with a zero, and 258 bytes more from one byte back 4096 times; its end.
        put(0b010, 3)
        put(0b0000_1100, 8)
        for _ in 0..<4096 {
            put(0b1010_0011, 8)
            put(0, 5)
        }
        put(0, 7)
        // An empty block of stored bytes, which brings the next piece to the border of a byte.
        put(0, 3)
        put(0, (8 - count) % 8)
        return bytes + [0, 0, 0xFF, 0xFF]
    }()
}
