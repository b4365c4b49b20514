import XCTest

@testable import Markup

final class SignedLineTests: XCTestCase {
    func testLines() {
        XCTAssertEqual(SignedLine.names(in: "By Ani Contoh, in News, Region"), "Ani Contoh")
        XCTAssertEqual(SignedLine.names(in: "By ANI, 31 Jan 2025"), "ANI")
        XCTAssertEqual(SignedLine.names(in: "Von Ani von Contoh und Budi Contoh"), "Ani von Contoh und Budi Contoh")
        XCTAssertEqual(SignedLine.names(in: "By Ani Contoh 15 Agustus 2023"), "Ani Contoh")
        XCTAssertEqual(SignedLine.names(in: "Par Ani Contoh | 15 août 2023"), "Ani Contoh")
    }

    func testSentences() {
        XCTAssertNil(SignedLine.names(in: "By contrast, the river rose"))
        XCTAssertNil(SignedLine.names(in: "By Monday the river had risen"))
        XCTAssertNil(SignedLine.names(in: "Ani Contoh"))
        XCTAssertNil(SignedLine.names(in: "By"))
    }
}
