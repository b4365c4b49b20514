import XCTest

@testable import Markup

final class Base64Tests: XCTestCase {
    func testBytes() {
        XCTAssertEqual(Base64.decode("QWly\n YmVyc2lo"), Array("Airbersih".utf8))
        XCTAssertEqual(Base64.decode("QQ=="), [0x41])
        XCTAssertEqual(Base64.decode("QQ"), [0x41])
        XCTAssertEqual(Base64.decode("+/8="), [0xFB, 0xFF])
        XCTAssertEqual(Base64.decode(""), [])
        XCTAssertNil(Base64.decode("Q"))
        XCTAssertNil(Base64.decode("QQ==QQ"))
        XCTAssertNil(Base64.decode("a-b_"))
    }

    func testTextOnly() {
        XCTAssertEqual(Base64.text("PGI+QWlyPC9iPg=="), "<b>Air</b>")
        XCTAssertNil(Base64.text("iVBORw0KGgo="))
        XCTAssertNil(Base64.text("AAEC"))
    }

    func testInAtom() throws {
        func entry(_ root: String, _ element: String) throws -> FeedEntry {
            try FeedReader().read(Array("<feed xmlns='\(root)'><entry>\(element)</entry></feed>".utf8)).entries[0]
        }
        let old = "http://purl.org/atom/ns#"
        let new = "http://www.w3.org/2005/Atom"
        XCTAssertEqual(
            try entry(old, "<content type='text/html' mode='base64'>PGI+QWlyPC9iPg==</content>").contentHTML,
            "<b>Air</b>")
        XCTAssertEqual(try entry(old, "<title mode='base64'>PGI+QWlyPC9iPg==</title>").title, "<b>Air</b>")
        let bytes = try entry(new, "<content type='application/octet-stream'>PGI+QWlyPC9iPg==</content>")
        XCTAssertEqual([bytes.contentText, bytes.contentHTML], ["<b>Air</b>", "&lt;b&gt;Air&lt;/b&gt;"])
        XCTAssertNil(try entry(new, "<content type='image/png'>iVBORw0KGgo=</content>").contentHTML)
        XCTAssertEqual(try entry(new, "<content type='text/x-catatan'>QWly</content>").contentHTML, "QWly")
        XCTAssertEqual(try entry(new, "<content>a &lt; b</content>").contentText, "a < b")
    }
}
