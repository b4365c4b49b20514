import XCTest

@testable import Normalizing

final class PlainTextTests: XCTestCase {
    func testInvisibleCharactersAndControlsGo() {
        XCTAssertEqual(
            PlainText.normalized("\u{FEFF}Ja\u{AD}lan\u{200B} ru\u{202E}sak\u{07}", .line), "Jalan rusak")
    }

    func testWhiteSpaceMeansSomething() {
        XCTAssertEqual(PlainText.normalized("  satu \u{A0}\t dua \n\n\r\n tiga  ", .paragraphs), "satu dua\ntiga")
        XCTAssertEqual(PlainText.normalized("satu\ndua", .line), "satu dua")
        XCTAssertEqual(PlainText.normalized("satu\ndua", .paragraphs), "satu\ndua")
        XCTAssertEqual(PlainText.normalized(" \n ", .paragraphs), "")
    }

    func testLettersAreComposed() {
        let composed = PlainText.normalized("cafe\u{301} Ba\u{302}\u{323}n", .line)
        XCTAssertEqual(Array(composed.unicodeScalars.map(\.value)), Array("café Bận".unicodeScalars.map(\.value)))
        XCTAssertEqual(composed.utf8.count, 11)
    }

    func testPicturesStayWhole() {
        let family = "👨\u{200D}👩\u{200D}👧 ok"
        XCTAssertEqual(PlainText.normalized(family, .line).unicodeScalars.count, family.unicodeScalars.count)
        XCTAssertEqual(PlainText.normalized("a\u{200D}b", .line), "ab")
    }
}
