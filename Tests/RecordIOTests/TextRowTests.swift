import XCTest

@testable import RecordIO

final class TextRowTests: XCTestCase {
    func testARowOfCells() {
        let row = TextRow(number: 3, line: 0, cells: ["satu", "", "dua \"x\""].map { Array($0.utf8) })
        XCTAssertEqual(row.texts, ["satu", "", "dua \"x\""])
        XCTAssertEqual(row[7], "")
        XCTAssertEqual(Array(row.cell(2)), Array("dua \"x\"".utf8))
        XCTAssertEqual(row.cell(-1), [])
        let other = row.with(cells: [[0x61]])
        XCTAssertEqual(other.texts, ["a"])
        XCTAssertEqual(other.number, 3)
    }

    func testABackslashIsNoQuote() throws {
        var rows: [TextRow] = []
        _ = try CSVReader.read(Array("a,b\n\"x\"\"y\",\\\n".utf8)) { event, _ in
            if case .row(let row) = event { rows.append(row) }
        }
        XCTAssertEqual(rows.map { [UInt8]($0.cell(0)) }, [Array("x\"y".utf8)])
    }
}
