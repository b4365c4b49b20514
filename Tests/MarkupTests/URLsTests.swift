import XCTest

@testable import Markup

final class URLsTests: XCTestCase {
    /// RFC 3986, 5.4.
    func testTheExamplesOfTheStandard() {
        let base = "http://a/b/c/d;p?q"
        let table = [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
            ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
            ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
        ]
        for (reference, expected) in table {
            XCTAssertEqual(URLs.resolve(reference, against: base), expected, reference)
        }
    }

    func testSpellingIsKept() {
        XCTAssertEqual(URLs.resolve(" /A%2fb c?x=é ", against: "HTTP://Host"), "HTTP://Host/A%2fb c?x=é")
        XCTAssertEqual(URLs.resolve("x", against: nil), "x")
        XCTAssertEqual(URLs.resolve("x", against: "mailto:a@b"), "x")
    }

    func testHosts() {
        XCTAssertEqual(URLs.host("https://user@WWW.Contoh.id:8080/x"), "www.contoh.id")
        XCTAssertNil(URLs.host("/x"))
        XCTAssertTrue(URLs.isWeb("https://a/b"))
        XCTAssertFalse(URLs.isWeb("tag:a,2023:b"))
    }
}
