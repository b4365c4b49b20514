import XCTest

@testable import Markup

final class AllowedURLTests: XCTestCase {
    func testSchemes() {
        XCTAssertEqual(AllowedURL.resolve("mailto:a@b.id", against: nil), "mailto:a@b.id")
        XCTAssertEqual(AllowedURL.resolve("//c.id/d", against: "https://a.id"), "https://c.id/d")
        XCTAssertEqual(AllowedURL.resolve("a/b:c", against: nil), "a/b:c")
        XCTAssertEqual(AllowedURL.resolve("#a:b", against: nil), "#a:b")
        XCTAssertNil(AllowedURL.resolve("file:///etc", against: nil))
        XCTAssertNil(AllowedURL.resolve("java script:a", against: nil))
        XCTAssertNil(AllowedURL.resolve("x", against: "javascript:/a"))
    }

    func testCandidates() {
        XCTAssertEqual(
            AllowedURL.resolve(candidates: "a,b.jpg 2x,, javascript:x 1x , c.jpg,d.jpg, e.jpg", against: nil),
            "a,b.jpg 2x, c.jpg,d.jpg, e.jpg")
        XCTAssertNil(AllowedURL.resolve(candidates: " , ", against: nil))
    }

    func testDrawingsStayInside() {
        XCTAssertFalse(AllowedURL.leadsOut("url(#a) red"))
        XCTAssertFalse(AllowedURL.leadsOut("rotate(45)"))
        XCTAssertTrue(AllowedURL.leadsOut("URL( '//x')"))
        XCTAssertTrue(AllowedURL.leadsOut("url(#a) url(b)"))
        XCTAssertTrue(AllowedURL.leadsOut("u\\72l(x)"))
    }
}
