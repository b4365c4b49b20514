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
            [
                "t.csv:2:1: 1 fields, but the first line has 2; put fields that hold the separator in quotes",
                "t.csv:4:1: 3 fields, but the first line has 2; put fields that hold the separator in quotes",
            ])
        XCTAssertEqual(
            read("a,b\n1,x\"y\n\"q\"r,s\n").problems,
            [
                "t.csv:2:3: a quote inside a field; put the whole field in quotes, and write the quote twice",
                "t.csv:3:4: a quote inside a field; put the whole field in quotes, and write the quote twice",
            ])
        XCTAssertEqual(
            read("a,b\n1,\"x\n").problems,
            ["t.csv:2:3: a quote is never closed; close it, and write a quote inside quotes twice"])
    }
}
