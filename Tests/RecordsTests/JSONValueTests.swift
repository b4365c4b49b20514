import Records
import XCTest

final class JSONValueTests: XCTestCase {
    func testReadingAndWritingKeepsOrderAndSpelling() throws {
        let text = #"{"b":[1,2.50,-3e10],"a":{"z":null,"y":false},"s":"é\u001f\\"}"#
        XCTAssertEqual(try JSONValue(parsing: text).text, text)
    }

    func testAccessors() throws {
        let value = try JSONValue(parsing: #"{"i":42,"d":1.5,"s":"x","b":true,"a":[1],"n":null,"w":3.0}"#)
        XCTAssertEqual(value["i"]?.int, 42)
        XCTAssertEqual(value["w"]?.int, 3)
        XCTAssertNil(value["d"]?.int)
        XCTAssertEqual(value["d"]?.double, 1.5)
        XCTAssertEqual(value["s"]?.string, "x")
        XCTAssertEqual(value["b"]?.bool, true)
        XCTAssertEqual(value["a"]?.array, [1])
        XCTAssertEqual(value["n"]?.isNull, true)
        XCTAssertNil(value["none"])
    }

    func testNumbersAreSpelledPlainly() {
        XCTAssertEqual(JSONValue.double(0.25).text, "0.25")
        XCTAssertEqual(JSONValue.double(3).text, "3")
        XCTAssertEqual(JSONValue.double(.nan).text, "0")
        XCTAssertEqual(JSONValue.int(-7).text, "-7")
    }

    func testObjectsKeepTheirOrderAndSortOnRequest() {
        var object: JSONObject = ["b": 1, "a": ["d": 1, "c": 2]]
        XCTAssertEqual(object.keys, ["b", "a"])
        object["b"] = 2
        object["e"] = nil
        XCTAssertEqual(JSONValue.object(object).text, #"{"b":2,"a":{"d":1,"c":2}}"#)
        XCTAssertEqual(JSONValue.object(object.sorted).text, #"{"a":{"c":2,"d":1},"b":2}"#)
        object["b"] = nil
        XCTAssertEqual(object.count, 1)
        XCTAssertNotEqual(["a": 1, "b": 2] as JSONObject, ["b": 2, "a": 1])
    }

    func testIndentedTextIsForPeople() {
        let value: JSONValue = ["a": [["b": 1]], "c": [1, 2], "d": [:]]
        XCTAssertEqual(
            value.indentedText, "{\n  \"a\": [\n    {\n      \"b\": 1\n    }\n  ],\n  \"c\": [1,2],\n  \"d\": {}\n}\n")
    }

    func testEveryByteIsEscapedAsItMustBeWhereverItStands() throws {
        let short: [UInt8: String] = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 0x22: "\\\"", 0x5C: "\\\\"]
        for byte in UInt8(0)..<0x80 {
            let sign = String(UnicodeScalar(byte))
            let hexadecimal = String(byte, radix: 16)
            let escape = "\\u00" + (hexadecimal.count < 2 ? "0" : "") + hexadecimal
            let expected = short[byte] ?? (byte < 0x20 ? escape : sign)
            // About words and blocks of 32, about the end of a piece, and where one escape follows the other.
            for offset in Array(0...40) + Array(150...170) {
                let before = String(repeating: "é", count: offset / 2) + (offset % 2 == 0 ? "" : "a")
                XCTAssertEqual(
                    JSONValue.string(before + sign + sign + "z" + before).text,
                    "\"\(before)\(expected)\(expected)z\(before)\"")
            }
        }
        let worst = String(repeating: "\u{1}", count: 1000)
        XCTAssertEqual(try JSONValue(parsing: JSONValue.string(worst).text).string, worst)
    }

    func testAByteThatIsNotUTF8IsFoundWhereverItStands() {
        for offset in 1...80 {
            let bytes = Array("\"".utf8) + [UInt8](repeating: 0x61, count: offset - 1) + [0xC0] + Array("éa\"".utf8)
            XCTAssertThrowsError(try JSONValue(parsing: bytes)) {
                XCTAssertEqual($0 as? JSONSyntaxError, JSONSyntaxError(.invalidUTF8, at: offset))
            }
        }
    }

    func testErrorsNameThePlace() {
        XCTAssertThrowsError(try JSONValue(parsing: "[1,]")) { XCTAssertEqual("\($0)", "unexpected ']' at byte 3") }
        XCTAssertThrowsError(try JSONValue(parsing: "1 2")) {
            XCTAssertEqual("\($0)", "bytes follow the value, at byte 2")
        }
        XCTAssertThrowsError(try JSONValue(parsing: String(repeating: "[", count: 1000)))
    }
}
