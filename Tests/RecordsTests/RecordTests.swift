import Records
import XCTest

final class RecordTests: XCTestCase {
    func testAnUntouchedLineIsWrittenAsItCame() throws {
        let line = #"{"b":1.50,"a" : "\u00e9\/x","id":1690448554226644764,"z":{"k":[1,2.0e+3]},"e":-0}"#
        XCTAssertEqual(try Record(line: line).text, line)
    }

    func testSettingOneFieldLeavesTheOthersByteForByte() throws {
        var record = try Record(line: #"{"n":1.50,"title":"a","x":"\u00e9","title2":[1,  2]}"#)
        record["title"] = "b \"c\"\n"
        record["new"] = .int(3)
        XCTAssertEqual(record.text, #"{"n":1.50,"title":"b \"c\"\n","x":"\u00e9","title2":[1,  2],"new":3}"#)
        record["x"] = nil
        XCTAssertEqual(record.keys, ["n", "title", "title2", "new"])
        XCTAssertEqual(record.raw("n"), Array("1.50".utf8))
        XCTAssertEqual(record.raw("new"), Array("3".utf8))
    }

    func testTheLastOfEqualKeysIsReadAndBothAreWritten() throws {
        let record = try Record(line: #"{"a":1,"a":2}"#)
        XCTAssertEqual(record.int("a"), 2)
        XCTAssertEqual(record.text, #"{"a":1,"a":2}"#)
    }

    func testValuesAreReadWithEscapesAndSurrogates() throws {
        let record = try Record(line: #"{"a":"x\u0041\ud83d\ude00\ud800y\t","b":true,"c":null}"#)
        XCTAssertEqual(record.string("a"), "xA😀\u{FFFD}y\t")
        XCTAssertEqual(record["b"], true)
        XCTAssertEqual(record["c"], .null)
        XCTAssertNil(record["d"])
    }

    func testWhiteSpaceAroundTheObjectIsDropped() throws {
        XCTAssertEqual(try Record(line: " {\"a\":1}\r").text, "{\"a\":1}")
    }

    func testWhatIsNoObjectIsRefusedWithItsPlace() {
        let cases: [(String, String)] = [
            ("", "the text ends inside a value, at byte 0"),
            ("[1]", "not a JSON object"),
            ("\"x\"", "not a JSON object"),
            ("{\"a\":1", "the text ends inside a value, at byte 6"),
            ("{\"a\":1}}", "bytes follow the value, at byte 7"),
            ("{\"a\":01}", "invalid number at byte 6"),
            ("{\"a\":1.}", "invalid number at byte 7"),
            ("{\"a\":\"\\x\"}", "invalid escape in a string, at byte 6"),
            ("{\"a\":\"\t\"}", "bare control character byte 0x09 in a string, at byte 6"),
            ("{'a':1}", "unexpected ''' at byte 1"),
            ("{\"a\":tru}", "unexpected '}' at byte 8"),
            ("{\"a\":1,}", "unexpected '}' at byte 7"),
        ]
        for (line, message) in cases {
            XCTAssertThrowsError(try Record(line: line), line) { XCTAssertEqual("\($0)", message, line) }
        }
        XCTAssertThrowsError(try Record(line: Array("{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8))) {
            XCTAssertEqual("\($0)", "bytes that are not UTF-8, at byte 6")
        }
    }

    func testNestingIsBounded() {
        let deep = "{\"a\":" + String(repeating: "[", count: 100_000)
        XCTAssertThrowsError(try Record(line: deep)) {
            XCTAssertEqual(($0 as? JSONSyntaxError)?.problem, .tooDeep(limit: 256))
        }
    }

    func testARecordIsMadeOfAnObjectInItsOrder() {
        XCTAssertEqual(Record(["z": 1, "a": ["b": "c"]]).text, #"{"z":1,"a":{"b":"c"}}"#)
        XCTAssertEqual(Record().text, "{}")
        XCTAssertEqual(Record(["a": 1]), Record(["a": 1]))
        XCTAssertNotEqual(Record(["a": 1]), Record(["a": 2]))
    }
}
