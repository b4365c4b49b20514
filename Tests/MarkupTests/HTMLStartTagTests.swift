import XCTest

@testable import Markup

final class HTMLStartTagTests: XCTestCase {
    private func read(_ text: String) -> HTMLStartTag? {
        var text = text
        return text.withUTF8 { HTMLStartTag($0, at: 0) }
    }

    func testAttributesInAllTheirSpellings() {
        let tag = read("<IMG/src = 'a>b' ALT=\"c &amp; d\"width=3 hidden alt=e />rest")
        XCTAssertEqual(tag?.name, "IMG")
        XCTAssertEqual(tag?.attributes.map(\.name), ["src", "alt", "width", "hidden"])
        XCTAssertEqual(tag?.attributes.map(\.spelling), ["src", "ALT", "width", "hidden"])
        XCTAssertEqual(tag?.attributes.map(\.value), ["a>b", "c & d", "3", ""])
        XCTAssertEqual(tag?.closesItself, true)
        XCTAssertEqual(tag?.end, 55)
    }

    func testASlashInAValueClosesNothing() {
        let tag = read("<a href=/x/>b")
        XCTAssertEqual(tag?.attributes.map(\.value), ["/x/"])
        XCTAssertEqual(tag?.closesItself, false)
    }

    func testTagsThatNeverEnd() {
        for text in ["<a", "<a b", "<a b=", "<a b='c>"] { XCTAssertNil(read(text), text) }
    }
}
