import CZlib
import RecordIO
import XCTest

final class InflateStreamTests: XCTestCase {
    /// gzip as others write it: zlib, no extra field.
    private func gzip(_ text: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        var input = text
        var output = [UInt8](repeating: 0, count: text.count + 1000)
        let room = UInt32(output.count)
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = room
                deflate(&stream, Z_FINISH)
            }
        }
        let size = Int(room - stream.avail_out)
        deflateEnd(&stream)
        return Array(output[0..<size])
    }

    private let text = Array((0..<50_000).map { "{\"n\":\($0)}\n" }.joined().utf8)

    func testOneHugeMemberAndManyMembersAreRead() throws {
        let directory = try temporaryDirectory()
        try write(gzip(text), to: "\(directory)/one.jsonl.gz")
        XCTAssertEqual(try PartReader(path: "\(directory)/one.jsonl.gz").form(), .gzip)
        XCTAssertEqual(try lines("\(directory)/one.jsonl.gz").count, 50_000)
        let many = gzip(Array(text[0..<1003])) + gzip([]) + gzip(Array(text[1003...])) + [0, 0, 0]
        try write(many, to: "\(directory)/many.jsonl.gz")
        XCTAssertEqual(try lines("\(directory)/many.jsonl.gz"), try lines("\(directory)/one.jsonl.gz"))
    }

    func testATruncatedFileGivesItsWholeLinesFirst() throws {
        let path = try temporaryDirectory() + "/a.jsonl.gz"
        let bytes = gzip(text)
        try write(Array(bytes[0..<bytes.count / 2]), to: path)
        var lines: [String] = []
        XCTAssertThrowsError(
            try PartReader(path: path).forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        ) { XCTAssertEqual($0 as? RecordIOError, .truncated(file: path, offset: bytes.count / 2)) }
        XCTAssertGreaterThan(lines.count, 10_000)
        XCTAssertEqual(lines, (0..<lines.count).map { "{\"n\":\($0)}" })
    }

    func testDamageAndForeignBytesAreNamedWithTheirPlace() throws {
        let path = try temporaryDirectory() + "/a.jsonl.gz"
        let bytes = gzip(text)
        try write(bytes + Array("sampah".utf8), to: path)
        XCTAssertThrowsError(try lines(path)) { error in
            guard case .damaged(path, let offset, "incorrect header check")? = error as? RecordIOError else {
                return XCTFail("\(error)")
            }
            XCTAssertTrue((bytes.count...bytes.count + 6).contains(offset))
        }
        var flipped = bytes
        flipped[bytes.count - 6] ^= 1
        try write(flipped, to: path)
        XCTAssertThrowsError(try lines(path)) {
            guard case .damaged(path, _, "incorrect data check")? = $0 as? RecordIOError else {
                return XCTFail("\($0)")
            }
        }
    }
}
