import CZlib
import XCTest

@testable import RecordIO

final class GzipMemberTests: XCTestCase {
    /// Bytes as random as a linear congruence makes them, of so many values.
    private func noise(_ count: Int, of values: UInt32) -> [UInt8] {
        var state: UInt32 = 1
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8((state >> 24) % values)
        }
    }

    /// What zlib, another reader than ours, finds in a deflate stream.
    private func inflated(_ member: [UInt8], room: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var (member, text) = (member, [UInt8](repeating: 0, count: room + 1))
        let (size, space) = (member.count, text.count)
        let count = member.withUnsafeMutableBufferPointer { input in
            text.withUnsafeMutableBufferPointer { output -> Int? in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(size)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(space)
                return inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0 ? Int(stream.total_out) : nil
            }
        }
        return count.map { Array(text.prefix($0)) }
    }

    func testTextOfEverySizeAndKindComesBack() throws {
        let compressor = MemberCompressor()
        for size in [0, 1, 2, 17, 1000, 65_534, 65_535, 65_536, 200_000, 1_100_000] {
            for values: UInt32 in [1, 8, 256] {
                let text = noise(size, of: values)
                let member = compressor.member(of: text)
                XCTAssertEqual(try MemberDecompressor().text(of: member), text, "\(size) \(values)")
                XCTAssertEqual(inflated(member, room: size), text, "\(size) \(values)")
                XCTAssertEqual(GzipMember.memberSize(header: member), member.count)
            }
        }
    }

    func testWhatDoesNotShrinkHardlyGrows() {
        XCTAssertEqual(MemberCompressor().member(of: noise(1 << 20, of: 256)).count, (1 << 20) + 28 + 85)
    }

    func testUsedMemoryAndPlaceDoNotShowInTheBytes() {
        let text = noise(300_000, of: 5)
        let fresh = MemberCompressor().member(of: text)
        let used = MemberCompressor()
        for (count, values) in [(1_500_000, 256), (70_000, 3), (1, 1)] as [(Int, UInt32)] {
            _ = used.member(of: noise(count, of: values))
            XCTAssertEqual(used.member(of: text), fresh)
        }
        for offset in 1...3 {
            XCTAssertEqual(used.member(of: ([UInt8](repeating: 9, count: offset) + text)[offset...]), fresh)
        }
    }
}
