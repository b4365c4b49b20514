import XCTest

@testable import Markup

final class ReadAttributesTests: XCTestCase {
    private func copied(_ tag: String) -> String? {
        var output: [UInt8] = [0x21]
        let end = Array(tag.utf8).withUnsafeBufferPointer { ReadAttributes.copyTag($0, at: 0, to: &output) }
        XCTAssertEqual(output.first, 0x21)
        if end == nil { XCTAssertEqual(output.count, 1) }
        return end.map {
            "\(String(decoding: output.dropFirst(), as: UTF8.self))|\(String(decoding: tag.utf8.dropFirst($0), as: UTF8.self))"
        }
    }

    func testOnlyWhatIsReadIsKept() {
        XCTAssertEqual(copied("<p data-x=\"1\" CLASS='a b'  onclick=f(1) id=c>d"), "<p CLASS='a b' id=c>|d")
        XCTAssertEqual(copied("<img src = \"a>b\" srcset=\"x\" hidden/>c"), "<img src = \"a>b\" hidden/>|c")
        XCTAssertEqual(copied("<a href=/x/y/>z"), "<a href=/x/y/>|z")
        XCTAssertEqual(copied("<br>"), "<br>|")
    }

    func testBrokenAttributes() {
        XCTAssertEqual(copied("<a title=\"b\" c\" href=\"d\">e"), "<a title=\"b\" href=\"d\">|e")
        XCTAssertEqual(copied("<a =\"b\" href>e"), "<a href>|e")
        XCTAssertEqual(copied("<a \"b\" class=>e"), "<a class=>|e")
        XCTAssertNil(copied("<a class=\"b> c"))
        XCTAssertNil(copied("<a class"))
    }

    func testMoreThanTheLimitAreLeftOut() throws {
        let many = String(repeating: " class=\"x\"", count: 1000)
        XCTAssertEqual(try XCTUnwrap(copied("<p\(many)>")).utf8.count, 2 + 256 * 10 + 2)
    }
}
