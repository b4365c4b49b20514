import RecordIO
import XCTest

@testable import Fetching

final class WARCBodiesTests: XCTestCase {
    func testBodiesAreCountedWithoutTheirEncodings() throws {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        let unknown = "HTTP/1.1 200 OK\r\nContent-Encoding: x-aneh\r\n\r\n\u{1}\u{2}"
        let records = [("warcinfo", "a: b"), ("response", chunked), ("response", unknown), ("aneh", "x")]
        let text = records.map { type, block in
            "WARC/1.0\r\nWARC-Type: \(type)\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
        }
        let path = "\(FileManager.default.temporaryDirectory.path)/warc-bodies-\(getpid()).warc.gz"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let cut = MemberCompressor().member(of: Array(text[1].utf8)).dropLast(9)
        try OpenFile.writing(path).write(text.flatMap { MemberCompressor().member(of: Array($0.utf8)) } + cut)
        let bodies = try WARCBodies(reading: path)
        XCTAssertEqual([bodies.count, bodies.bytes, bodies.faults], [2, 5, 2])
    }
}
