import Records
import XCTest

@testable import Markup

final class LinkedDataMendingTests: XCTestCase {
    private func texts(_ script: String) -> [String] { LinkedDataMending.values(Array(script.utf8)).map(\.text) }

    func testWhatIsJSONStaysAsItIs() {
        XCTAssertEqual(texts(#" {"a": [1, "b\u00e9"]} "#), [#"{"a":[1,"bé"]}"#])
        XCTAssertEqual(texts(""), [])
        XCTAssertEqual(texts("var a = 1;"), [])
    }

    func testMarksAround() {
        for (before, after) in [
            ("<!--\n", "\n-->"), ("//<![CDATA[\n", "\n//]]>"), ("<![CDATA[", "]]>"), ("/* <![CDATA[ */", "/* ]]> */"),
            ("", ";"), ("\u{FEFF}", "\n;;"), ("window.ld = ", ";"),
        ] {
            XCTAssertEqual(texts(before + #"{"a":"b"}"# + after), [#"{"a":"b"}"#], before)
        }
    }

    func testCommas() {
        XCTAssertEqual(texts(#"{"a":[1,2,],"b":{"c":1,},}"#), [#"{"a":[1,2],"b":{"c":1}}"#])
        XCTAssertEqual(texts(#"{,"a":1,,"b":[,2]}"#), [#"{"a":1,"b":[2]}"#])
    }

    func testStrings() {
        XCTAssertEqual(texts("{\"a\":\"b\nc\td\"}"), [#"{"a":"b\nc d"}"#])
        XCTAssertEqual(
            texts(#"{"a":"Ia berkata "ya", lalu pergi","b":"c"}"#), [#"{"a":"Ia berkata \"ya\", lalu pergi","b":"c"}"#])
        XCTAssertEqual(texts(#"{"a":"b\'c\d"}"#), [#"{"a":"b'cd"}"#])
        XCTAssertEqual(texts(#"{"a":"\ud83d!\ud83d\ude00",}"#), ["{\"a\":\"\u{FFFD}!😀\"}"])
        XCTAssertEqual(texts(#"{"a":"12: "b"" , "c":"d"}"#), [#"{"a":"12: \"b\"","c":"d"}"#])
    }

    func testComments() {
        XCTAssertEqual(
            texts("{\"a\":1, // satu\n/* dua */\"b\":\"http://c.example/*\",}"), [#"{"a":1,"b":"http://c.example/*"}"#])
    }

    func testSeveralValuesAndBrackets() {
        XCTAssertEqual(texts(#"{"a":1}{"b":2,}, [3,]"#), [#"{"a":1}"#, #"{"b":2}"#, "[3]"])
        XCTAssertEqual(texts(#"{"a":[1,{"b":2]}"#), [#"{"a":[1,{"b":2}]}"#])
        XCTAssertEqual(texts(#"{"a":[1,{"b":"teks yang"#), [#"{"a":[1,{"b":"teks yang"}]}"#])
        XCTAssertEqual(texts(#"{"a":{"b":"#), [#"{"a":{"b":null}}"#])
    }

    func testAScriptEscapedAsText() {
        XCTAssertEqual(texts("{&quot;a&quot;: &quot;b &amp;amp; c&quot;}"), [#"{"a":"b &amp; c"}"#])
    }

    func testHostileScriptsEnd() {
        XCTAssertLessThanOrEqual(texts(String(repeating: "{\"a\":\"", count: 20_000)).count, 32)
        XCTAssertEqual(texts(String(repeating: "[", count: 100_000)), [])
        XCTAssertEqual(texts(String(repeating: "}", count: 100_000)), [])
        XCTAssertLessThanOrEqual(texts(String(repeating: "{\"\\", count: 50_000)).count, 32)
    }
}
