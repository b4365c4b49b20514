import XCTest

@testable import Markup

final class XMLMendingTests: XCTestCase {
    private func mend(_ text: String) -> (text: String, mends: [String]) {
        let mended = XMLMending(Array(text.utf8))
        return (String(decoding: mended.output, as: UTF8.self), mended.mends.reasons)
    }

    private func check(_ text: String, _ expected: String, _ mends: [String], line: UInt = #line) {
        let found = mend(text)
        XCTAssertEqual(found.text, expected, line: line)
        XCTAssertEqual(found.mends, mends, line: line)
    }

    func testReferences() {
        check("<a>x &amp; y &#233; &lt;</a>", "<a>x &amp; y &#233; &lt;</a>", [])
        check("<a>x & y?a=1&b=2</a>", "<a>x &amp; y?a=1&amp;b=2</a>", ["bare_ampersand"])
        check("<a>&nbsp;&hellip;</a>", "<a>\u{A0}…</a>", ["html_entity"])
        check("<a>&foo;</a>", "<a>&amp;foo;</a>", ["unknown_entity"])
        check("<a>&#11;b&#150;</a>", "<a>b–</a>", ["control_character"])
    }

    func testWhatStaysAsItIs() {
        check("<a><![CDATA[x & &nbsp; <b>]]></a>", "<a><![CDATA[x & &nbsp; <b>]]></a>", [])
        check("<a><!-- x & y -->z</a>", "<a>z</a>", [])
    }

    func testControlsAndBareLessThan() {
        check("<a>b\u{1}c</a>", "<a>bc</a>", ["control_character"])
        check("<a>1 < 2</a>", "<a>1 &lt; 2</a>", ["bare_less_than"])
    }

    func testTextBeforeTheDeclaration() {
        check("<b>Warning</b>: x\n<?xml version=\"1.0\"?><rss/>", "<rss/>", ["text_before_declaration"])
        check("Warning: x <rss></rss>", "<rss></rss>", ["text_before_declaration"])
    }

    func testEntitiesThatADocumentDeclares() {
        check("<!DOCTYPE a [<!ENTITY k \"Kota & <\"><!ENTITY s \"Satu\">]><a>&s;</a>", "<a>Satu</a>", [])
        let laughs = """
            <!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&m;&f;</a>
            """
        check(laughs, "<a>&amp;m;&amp;f;</a>", ["unknown_entity"])
    }
}
