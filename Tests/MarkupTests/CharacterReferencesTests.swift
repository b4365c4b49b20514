import XCTest

@testable import Markup

final class CharacterReferencesTests: XCTestCase {
    func testNamesOfHTML4() {
        XCTAssertEqual(
            CharacterReferences.decode("&amp;&lt;&quot;&apos;&nbsp;&eacute;&Eacute;&thetasym;&hearts;&euro;"),
            "&<\"'\u{A0}éÉϑ♥€")
        XCTAssertEqual(CharacterReferences.decode("&bukan; &AMP; &a1; & &;"), "&bukan; &AMP; &a1; & &;")
        XCTAssertEqual(CharacterReferences.decode("&copy 1 ?a=1&copy=2 &hearts"), "© 1 ?a=1&copy=2 &hearts")
    }

    func testNumbers() {
        XCTAssertEqual(CharacterReferences.decode("&#8211;&#x2013;&#150;&#0;&#1114112;"), "–––\u{FFFD}\u{FFFD}")
    }
}
