import XCTest

@testable import Markup

final class TextOfBytesTests: XCTestCase {
    /// The library's own reading is the measure, for text of every length around those that are read in steps.
    func testItReadsAsTheLibraryDoes() {
        for length in [0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 95, 96, 97, 200] {
            let plain = Array(repeating: UInt8(ascii: "a"), count: length)
            for part: [UInt8] in [
                [], [0xC3, 0xA9], [0xE2, 0x80, 0x93], [0xF0, 0x9F, 0x98, 0x80], [0xFF], [0xC3], [0xE2, 0x80],
                [0xED, 0xA0, 0x80],
                [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            ] {
                for place in Set([0, length / 2, max(0, length - 1), length]) {
                    let bytes = plain[..<place] + part + plain[place...]
                    XCTAssertEqual(
                        Array(String(textOf: Array(bytes)).utf8), Array(String(decoding: bytes, as: UTF8.self).utf8),
                        "\(length) \(part) \(place)")
                }
            }
        }
    }
}
