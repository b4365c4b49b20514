import RecordIO
import XCTest

@testable import Fetching

final class HTTPMessageTests: XCTestCase {
    private func body(
        _ headers: [String], _ body: [UInt8], status: String = "HTTP/1.1 200 OK", isCut: Bool = false, limit: Int = 1000
    ) throws -> String {
        let head = ([status] + headers).joined(separator: "\r\n") + "\r\n\r\n"
        let message = try XCTUnwrap(HTTPMessage(Array(head.utf8) + body))
        return String(decoding: try message.body(limit: limit, isCut: isCut).bytes, as: UTF8.self)
    }

    private let brotli: [UInt8] = [
        0x0B, 0x06, 0x80, 0x3C, 0x70, 0x3E, 0x62, 0x72, 0x6F, 0x74, 0x6C, 0x69, 0x3C, 0x2F, 0x70, 0x3E, 0x03,
    ]
    private let gzip = MemberCompressor().member(of: Array("<p>gzip</p>".utf8))

    func testOpensEveryEncoding() throws {
        XCTAssertEqual(try body(["Content-Encoding: br"], brotli), "<p>brotli</p>")
        XCTAssertEqual(try body(["Content-Encoding: X-GZIP"], gzip), "<p>gzip</p>")
        // The last one named was put on last.
        XCTAssertEqual(
            try body(["Content-Encoding: br, gzip"], MemberCompressor().member(of: brotli)), "<p>brotli</p>")
        XCTAssertEqual(try body(["Content-Length: 3"], Array("panjang".utf8)), "panjang")
        XCTAssertEqual(try body([], Array("dua".utf8), status: "HTTP/2 200"), "dua")
        XCTAssertEqual(try body([], Array("kosong".utf8), status: "\r\nHTTP/1.0 200 OK"), "kosong")
        for encoding in ["gzip", "deflate", "br", "zstd"] {
            XCTAssertEqual(try body(["Content-Encoding: \(encoding)"], []), "", encoding)
        }
    }

    func testTextIsTakenAsItIsWhateverTheHeadersSay() throws {
        for encoding in ["gzip", "deflate", "br", "utf-8", "zstd"] {
            XCTAssertEqual(
                try body(["Content-Encoding: \(encoding)", "Transfer-Encoding: chunked"], Array("<p>\té</p>".utf8)),
                "<p>\té</p>", encoding)
        }
        for (encoding, detail) in [
            ("br", "not brotli, after 0 bytes"), ("gzip", "incorrect header check, after 0 bytes"),
            ("zstd", "'zstd' was not asked for"),
        ] {
            XCTAssertThrowsError(try body(["Content-Encoding: \(encoding)"], [0x28, 0xB5, 0x2F, 0xFD, 0, 1, 2])) {
                XCTAssertEqual($0 as? FetchFailure, .badEncoding(detail))
            }
        }
    }

    func testABodyThatBreaksOffIsOnlyTakenWhereTheCrawlerSaysSo() throws {
        let cut = Array(gzip.dropLast(10))
        XCTAssertEqual(try body(["Content-Encoding: gzip"], cut, isCut: true), "<p>gzip</")
        XCTAssertThrowsError(try body(["Content-Encoding: gzip"], cut))
        let chunks = Array("5\r\n<p>ch\r\n9\r\nunk".utf8)
        XCTAssertEqual(try body(["Transfer-Encoding: chunked"], chunks, isCut: true), "<p>chunk")
        XCTAssertThrowsError(try body(["Transfer-Encoding: chunked"], chunks)) {
            XCTAssertEqual($0 as? FetchFailure, .brokenAnswer("the chunked body breaks off after 8 bytes"))
        }
        XCTAssertEqual(try body(["Content-Encoding: br"], Array(brotli.dropLast(3)), isCut: true).isEmpty, false)
    }

    func testABombCostsNoMoreThanTheLimit() {
        // 50 MB of zeros.
        let bomb: [UInt8] = [
            0xCB, 0xFF, 0xFF, 0x3F, 0xF8, 0x27, 0x00, 0xE2, 0xB1, 0x40, 0x20, 0xF7, 0xFE, 0x8F, 0xFF, 0xFF, 0x7F, 0xF0,
            0x4F, 0x00, 0xC4, 0x61, 0x11, 0x80, 0xEE, 0xFD, 0x1F, 0xFF, 0xFF, 0xFF, 0xE0, 0x9F, 0x00, 0x88, 0xC3, 0x02,
            0x00, 0xDD, 0xFB, 0x3F, 0xFE, 0xFF, 0xFF, 0xC1, 0x3F, 0x01, 0x10, 0x87, 0x05, 0x00, 0xBA, 0xF7, 0x7F, 0xFC,
            0xFF, 0xFF, 0x83, 0x7F, 0x02, 0x20, 0x0E, 0x0B, 0x00, 0x74, 0xEF, 0xFF, 0xF2, 0x0F, 0x5E, 0x0F, 0xFF, 0x04,
            0x40, 0x1C, 0x16, 0x00, 0xE8, 0xA0, 0xEB, 0x01,
        ]
        XCTAssertThrowsError(try body(["Content-Encoding: br"], bomb)) {
            XCTAssertEqual($0 as? FetchFailure, .tooLarge(limit: 1000))
        }
    }

    /// A head of any length is read in the time of one, and refused as from the network.
    func testAHeadIsBounded() {
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "Content-Type: a\r\n", count: 200_000) + "\r\n"
        XCTAssertThrowsError(try HTTPMessage(Array(many.utf8))) {
            XCTAssertEqual($0 as? FetchFailure, .tooManyHeaders(limit: 1000))
        }
        let long = "HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 300_000) + "\r\n\r\n"
        XCTAssertThrowsError(try HTTPMessage(Array(long.utf8))) {
            XCTAssertEqual($0 as? FetchFailure, .headersTooLarge(limit: 256 << 10))
        }
    }

    func testWhatIsNoAnswerIsNone() {
        for text in [
            "", "\r\n", "HTTP/1.1", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 99\r\n\r\n", "Content-Type: a\r\n\r\n", "<p>",
        ] {
            XCTAssertNil(try HTTPMessage(Array(text.utf8)), text)
        }
    }
}
