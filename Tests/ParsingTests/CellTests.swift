import XCTest

@testable import Parsing

final class CellTests: XCTestCase {
    func testWhiteSpaceAndLines() {
        XCTAssertEqual(Cell.clean("satu dua"), "satu dua")
        XCTAssertEqual(Cell.clean(""), "")
        XCTAssertEqual(Cell.clean(" satu\u{A0}\u{A0}dua\t"), "satu dua")
        XCTAssertEqual(Cell.clean("\r\nsatu \r\n\r\n\u{A0}\n dua é 😂\n"), "satu\ndua é 😂")
        XCTAssertEqual(Cell.clean("\u{A0}"), "")
    }

    func testEveryLengthAndPlace() {
        for length in 0..<40 {
            for place in 0..<length {
                var text = Array(repeating: UInt8(ascii: "a"), count: length)
                text[place] = 0x20
                let isEdge = place == 0 || place == length - 1
                XCTAssertEqual(
                    Array(Cell.clean(text[...])), isEdge ? Array(repeating: 0x61, count: length - 1) : text)
                if place + 1 < length - 1, place > 0 {
                    text[place + 1] = 0x20
                    var wanted = text
                    wanted.remove(at: place)
                    XCTAssertEqual(Array(Cell.clean(text[...])), wanted)
                }
            }
        }
    }

    func testMarkup() {
        XCTAssertTrue(Cell.mayBeMarkup(Array("a &amp; b".utf8)[...]))
        XCTAssertTrue(Cell.mayBeMarkup(Array("<b>".utf8)[...]))
        XCTAssertFalse(Cell.mayBeMarkup(Array("a > b".utf8)[...]))
        XCTAssertFalse(Cell.mayBeMarkup([]))
    }
}
