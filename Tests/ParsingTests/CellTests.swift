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

    func testCounts() {
        XCTAssertEqual(Count.read("12"), 12)
        XCTAssertEqual(Count.read("1.234.567"), 1_234_567)
        XCTAssertEqual(Count.read("12,345"), 12_345)
        for text in ["", "1,5", "1.23", "12.3456", ".123", "1 rb", "x", "1.-23"] {
            XCTAssertNil(Count.read(text), text)
        }
        XCTAssertEqual(Count.read("2 Tindak Lanjut 14 Komentar", before: "Tindak Lanjut"), 2)
        XCTAssertEqual(Count.read("2 Tindak Lanjut 14 Komentar", before: "komentar"), 14)
        XCTAssertNil(Count.read("Komentar", before: "Komentar"))
        XCTAssertNil(Count.read("14 Suka", before: "Komentar"))
    }
}
