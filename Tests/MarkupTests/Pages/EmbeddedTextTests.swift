import XCTest

@testable import Markup

final class EmbeddedTextTests: XCTestCase {
    private let html = [
        SamplePage.first, SamplePage.second, SamplePage.third, SamplePage.other, SamplePage.first + "!",
    ]
    .map { "\\u003cp class=\\\"isi\\\"\\u003e\($0)\\u003c/p\\u003e" }.joined()

    private func page(_ script: String) -> [UInt8] {
        SamplePage.bytes("<div id=\"app\"></div><script>\(script)</script>")
    }

    func testTheArticleInAStateOfAProgram() throws {
        let bytes = page("window.__STATE__ = {\"menu\":\"\(String(repeating: "x", count: 900))\",\"isi\":\"\(html)\"}")
        let article = try PageReader().read(bytes)
        XCTAssertEqual(article.foundBy, "script")
        XCTAssertEqual(
            article.blocks.map(\.text),
            [SamplePage.first, SamplePage.second, SamplePage.third, SamplePage.other, SamplePage.first + "!"])
    }

    func testAStringInAString() throws {
        let inner = "{\"isi\":\"\(html)\"}".replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let found = try XCTUnwrap(EmbeddedText.html(in: page("self.push([1,\"\(inner)\"])")))
        XCTAssertTrue(found.hasPrefix("<p class=\"isi\">\(SamplePage.first)</p>"), found)
    }

    func testWhatHoldsNoParagraphsIsNone() {
        XCTAssertNil(EmbeddedText.html(in: page("x = \"\(String(repeating: "abc ", count: 500))\"")))
        XCTAssertNil(EmbeddedText.html(in: page("x = \"tidak berakhir")))
        XCTAssertNil(EmbeddedText.html(in: Array("<script>".utf8)))
    }

    func testManyStringsCostOnePass() {
        let many = String(repeating: "\"a\",", count: 200_000)
        XCTAssertNil(EmbeddedText.html(in: page(many)))
    }
}
