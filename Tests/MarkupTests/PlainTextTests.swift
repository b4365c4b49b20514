import XCTest

@testable import Markup

final class PlainTextTests: XCTestCase {
    func testParagraphsAreLines() {
        XCTAssertEqual(
            PlainText.of(html: "<p>Satu <b>dua</b></p><p>tiga<br>empat</p><ul><li>lima</li></ul>"),
            "Satu dua\ntiga\nempat\nlima")
    }

    func testReferencesAndDroppedElements() {
        XCTAssertEqual(
            PlainText.of(html: "a &amp; b&nbsp;c &#8211; &copy<script>x<y</script><!-- z --><style>p{}</style> d"),
            "a & b c – © d")
        XCTAssertEqual(PlainText.of(html: "?a=1&copy=2"), "?a=1&copy=2")
    }

    func testBrokenMarkup() {
        XCTAssertEqual(PlainText.of(html: "1 < 2 <b"), "1 < 2")
        XCTAssertEqual(PlainText.of(html: "<a title=\"x>y\">t</a>"), "t")
        XCTAssertEqual(PlainText.of(html: "<a title=\"x>t"), "t")
        XCTAssertEqual(PlainText.of(html: "<script>x"), "")
    }

    func testTitlesThatMayBeHTML() {
        XCTAssertEqual(PlainText.line(maybeHTML: "Harga <3 & List<Int>"), "Harga <3 & List<Int>")
        XCTAssertEqual(PlainText.line(maybeHTML: "<b>A</b> &amp; B"), "A & B")
    }

    func testADroppedElementWithoutItsEndTakesNoText() {
        XCTAssertEqual(PlainText.of(html: "a<object data=x> b<select>c<object>d"), "a bcd")
        XCTAssertEqual(PlainText.of(html: "a<select>b</select>c"), "ac")
        XCTAssertEqual(PlainText.of(html: "a<script>b"), "a")
    }

    func testAnExclamationThatDeclaresNothing() {
        XCTAssertEqual(PlainText.of(html: "a <!' b<!-- c -->"), "a <!' b")
    }
}
