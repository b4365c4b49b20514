import RecordIO
import XCTest

@testable import Fetching

final class InflationTests: XCTestCase {
    func testOpensMembersOneAfterTheOther() throws {
        let two = MemberCompressor().member(of: [1, 2]) + MemberCompressor().member(of: [3]) + [0, 0, 7]
        XCTAssertEqual(try Inflation.inflate(two, .gzip, limit: 3), [1, 2, 3])
    }

    func testStopsAtTheLimitAndNamesDamage() {
        let bomb = MemberCompressor().member(of: [UInt8](repeating: 0, count: 20_000_000))
        XCTAssertThrowsError(try Inflation.inflate(bomb, .gzip, limit: 1000)) {
            XCTAssertEqual($0 as? FetchFailure, .tooLarge(limit: 1000))
        }
        XCTAssertThrowsError(try Inflation.inflate(Array(bomb.dropLast(8)), .gzip, limit: 1 << 30)) {
            XCTAssertEqual($0 as? FetchFailure, .cutBody("gzip", unpacked: 20_000_000))
        }
        XCTAssertThrowsError(try Inflation.inflate([], .gzip, limit: 10)) {
            XCTAssertEqual($0 as? FetchFailure, .cutBody("gzip", unpacked: 0))
        }
    }

    func testTakesDeflateWithAndWithoutItsWrapper() throws {
        // A stored block of RFC 1951, and the same in RFC 1950's wrapper with its Adler-32.
        let raw: [UInt8] = [0x01, 0x02, 0x00, 0xFD, 0xFF, 0x68, 0x69]
        XCTAssertEqual(try Inflation.inflate(raw, .deflate, limit: 10), Array("hi".utf8))
        let wrapped = [0x78, 0x01] + raw + [0x01, 0x3B, 0x00, 0xD2]
        XCTAssertEqual(try Inflation.inflate(wrapped, .deflate, limit: 10), Array("hi".utf8))
    }
}
