import XCTest

@testable import Markup

final class SqueezingTests: XCTestCase {
    func testWhiteSpaceOfAnyScriptIsOneSpace() {
        for (text, squeezed) in [
            ("", ""), (" ", ""), ("a", "a"), ("a b", "a b"), ("  a  b ", "a b"), ("a\t\r\n b", "a b"),
            ("a\u{A0}\u{2003}b\u{3000}", "a b"), ("\u{FEFF} a\u{200B}b \u{200B} c", "ab c"), ("é – ü", "é – ü"),
            ("a\u{2029}b\u{1680}c\u{202F}d\u{205F}e\u{85}", "a b c d e"), ("a\u{1}b", "a\u{1}b"), ("a ✓ b", "a ✓ b"),
            ("\u{2028}", ""), ("a \u{2019}b", "a \u{2019}b"),
        ] {
            XCTAssertEqual(text.squeezed, squeezed, text.debugDescription)
        }
    }

    func testTrimmingTakesZeroWidthMarksToo() {
        XCTAssertEqual("\u{FEFF}\u{200B} a b\u{A0}\n".trimmed, "a b")
        XCTAssertEqual("a b".trimmed, "a b")
        XCTAssertEqual(" \t".trimmed, "")
        XCTAssertEqual("aÉB".asciiLowercased, "aÉb")
    }
}
