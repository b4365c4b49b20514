import XCTest

@testable import Pack

/// CSV as officers save it.
final class PackTableTests: XCTestCase {
    private func read(_ text: String) -> (rows: [[String?]], lines: [Int], problems: [String]) {
        let report = PackReport()
        let table = PackTable(text: text, file: "t.csv", required: ["a"], optional: ["b", "c"], report)
        return (
            table.rows.map { row in ["a", "b", "c"].map { row.text($0) } }, table.rows.map(\.place.line),
            report.problems.map(\.description)
        )
    }

    func testQuotesLineEndsAndEmptyLines() {
        let (rows, lines, problems) = read("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n2,\r\n,3")
        XCTAssertEqual(rows, [["1", "x, \"y\"\nz", nil], ["2", nil, nil], [nil, "3", nil]])
        XCTAssertEqual(lines, [2, 5, 6])
        XCTAssertEqual(problems, [])
    }

    func testSemicolonsAndAnyOrderOfColumns() {
        let (rows, _, problems) = read("c;a\nx,y;1\n")
        XCTAssertEqual(rows, [["1", nil, "x,y"]])
        XCTAssertEqual(problems, [])
    }

    func testListsAreSeparatedByBars() {
        let table = PackTable(text: "a\nx | y||z w\n", file: "t.csv", required: ["a"], optional: [], PackReport())
        XCTAssertEqual(table.rows.map { $0.list("a") }, [["x", "y", "z w"]])
    }

    func testProblems() {
        XCTAssertEqual(read("").problems, ["t.csv:1:1: the first line has no column 'a'; add it"])
        XCTAssertEqual(
            read("b,b,d\n").problems,
            [
                "t.csv:1:3: the first line has the column 'b' twice; keep one",
                "t.csv:1:5: unknown key 'd' in the first line; did you mean 'a'?",
                "t.csv:1:1: the first line has no column 'a'; add it",
            ])
        XCTAssertEqual(
            read("a,b\n1\n2,3\n1,2,3\n").problems,
            ["t.csv:2:1: 1 columns, but the header has 2", "t.csv:4:1: 3 columns, but the header has 2"])
        XCTAssertEqual(
            read("a,b\n1,x\"y\n2,3\n\"q\"r,s\n").problems,
            [
                "t.csv:2:1: a quote inside the unquoted field 2; quote the whole field and double the quotes in it",
                "t.csv:4:1: text after the closing quote of field 1; a quote is missing, or one in the text is not doubled",
            ])
        XCTAssertEqual(
            read("a,b\n1,\"x\n,\n3,4\n").problems,
            ["t.csv:2:1: the quote that opens field 2 is never closed"])
        XCTAssertEqual(
            read("a,b\n1,\"x\ny\nz\n3,4\n").problems,
            ["t.csv:2:1: the quote that opens field 2 is never closed; lines 2 to 4 are not read"])
        XCTAssertEqual(
            read("a,\"b\n").problems, ["t.csv:1:1: the quote that opens field 2 is never closed"])
    }

    func testARowThatIsNoneHidesNoOther() {
        let (rows, lines, problems) = read("a,b\n1,x\"y\n2,3\n")
        XCTAssertEqual(rows, [["2", "3", nil]])
        XCTAssertEqual(lines, [3])
        XCTAssertEqual(problems.count, 1)
    }

    func testPlacesCountCharactersAndLines() {
        let table = PackTable(
            text: "a,b,c\n\"é\n🎰\",\"x\",y\n", file: "t.csv", required: ["a"], optional: ["b", "c"], PackReport())
        let places = table.rows.flatMap { row in ["a", "b", "c", "d"].map { row.place(of: $0) } }
        XCTAssertEqual(places.map { [$0.line, $0.column] }, [[2, 1], [3, 4], [3, 8], [2, 1]])
    }
}
