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

    // MARK: - Escaped text

    private let long =
        "&lt;p&gt;Warga &#8212; &quot;air&quot; &amp;amp; jalan&lt;/p&gt;&lt;p&gt;" + String(repeating: "x", count: 40)

    func testEscapedTextGoesAroundTheParser() {
        let mended = XMLMending(Array("<a b='&lt;'>y \(long)</a><b>\(long)</b>".utf8))
        XCTAssertEqual(String(decoding: mended.output, as: UTF8.self), "<a b='&lt;'>y <?t 0?></a><b><?t 1?></b>")
        let text = "<p>Warga — \"air\" &amp; jalan</p><p>" + String(repeating: "x", count: 40)
        XCTAssertEqual(mended.sections.map(\.isResolved), [true, true])
        XCTAssertEqual(
            mended.sections.map { String(decoding: mended.resolved[$0.range], as: UTF8.self) }, [text, text])
        XCTAssertEqual(mended.mends, [])
        // What follows is found where it stood.
        XCTAssertEqual(mended.offsets.input(of: 22), 15 + long.utf8.count)
    }

    /// All that has to be mended, or that libxml2 has to say something about, is left to it.
    func testWhatIsNotPlainlyEscapedStays() {
        for text in [
            "<a>&lt;p&gt; kurang dari enam puluh</a>", "<a>\(long)&nbsp;</a>", "<a>\(long) & co</a>",
            "<a>\(long)]]></a>",
            "<a>\(long)\r\n</a>", "<a>\(long)\u{1}</a>", "<a b=\"\(long.replacing("&quot;", with: ""))\">",
            "<a/>\(long)</b>",
            "</a>\(long)<b>", "<a>\(long)", "\(long)<a>", "<a b='>' c='>\(long)'>y</a>", "<a>\(long)&#1;</a>",
        ] {
            let mended = XMLMending(Array(text.utf8))
            XCTAssertEqual(mended.sections, [], text)
            XCTAssertEqual(mended.resolved, [], text)
        }
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
