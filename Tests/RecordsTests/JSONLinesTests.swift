import Records
import XCTest

final class JSONLinesTests: XCTestCase {
    func testLines() {
        var lines = JSONLines()
        lines.open()
        lines.text(JSONKey("a\"b"), "x\n{".utf8)
        lines.number(JSONKey("n"), 120)
        lines.number(JSONKey("m"), -7)
        lines.number(JSONKey("z"), 0)
        lines.openList(JSONKey("l"))
        lines.element("[".utf8)
        lines.element([0x62])
        lines.closeList()
        lines.openList(JSONKey("e"))
        lines.closeList()
        lines.open(JSONKey("o"))
        lines.members(Array(#""p":1"#.utf8))
        lines.json(JSONKey("q"), Array("[null]".utf8))
        lines.close()
        lines.end()
        lines.open()
        lines.end()
        XCTAssertEqual(
            String(decoding: lines.bytes, as: UTF8.self),
            #"{"a\"b":"x\n{","n":120,"m":-7,"z":0,"l":["[","b"],"e":[],"o":{"p":1,"q":[null]}}"# + "\n{}\n")
        XCTAssertEqual(lines.count, 2)
    }
}
