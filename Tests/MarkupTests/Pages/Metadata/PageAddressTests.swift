import XCTest

@testable import Markup

final class PageAddressTests: XCTestCase {
    func testSpellingsOfOneAddress() {
        let address = PageAddress("https://a.example/berita/1")
        for other in [
            "http://a.example/berita/1/", "https://www.a.example/berita/1?page=2", "//m.a.example/berita/1#x",
            "https://amp.a.example/berita/1/amp/", " https://A.example/berita/1 ",
        ] {
            XCTAssertEqual(PageAddress(other), address, other)
        }
        XCTAssertNotEqual(PageAddress("https://a.example/berita/2"), address)
        XCTAssertNotEqual(PageAddress("https://b.example/berita/1"), address)
        XCTAssertNil(PageAddress("/berita/1"))
        XCTAssertNil(PageAddress("#article"))
    }
}
