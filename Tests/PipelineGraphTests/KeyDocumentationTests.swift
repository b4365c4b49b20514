import Foundation
import XCTest

@testable import PipelineGraph

/// `docs/pipeline-file.md` names every key that the reader knows and no other, its examples are read, and its mistakes
/// are refused with the messages that it promises.
final class KeyDocumentationTests: XCTestCase {
    private struct Row {
        let key, example, mistake, message: String
    }

    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    private func document() throws -> String {
        try String(contentsOfFile: "\(Self.root)/docs/pipeline-file.md", encoding: .utf8)
    }

    /// What stands below a heading, up to the next.
    private func section(_ heading: String) throws -> String {
        let parts = try document().components(separatedBy: "\n## ")
        return try XCTUnwrap(parts.first { $0.hasPrefix("\(heading)\n") }, heading)
    }

    /// The table of a section, without what stands below headings of its own.
    private func table(of heading: String) throws -> String {
        try section(heading).components(separatedBy: "\n### ")[0]
    }

    /// The keys in the first column of a table: of some rows there are several.
    private func keys(in text: String) -> Set<String> {
        Set(
            text.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }.flatMap { line in
                (line.dropFirst(2).components(separatedBy: " | ").first ?? "").components(separatedBy: "`")
                    .filter { !$0.isEmpty && $0 != " " }
            })
    }

    private func examples(in text: String) -> [Row] {
        text.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: "`"))
            }
            XCTAssertEqual(cells.count, 4, line)
            return Row(
                key: cells[0], example: cells[1], mistake: cells.count > 2 ? cells[2] : "",
                message: cells.count > 3 ? cells[3] : "")
        }
    }

    /// The keys at the top, as the reader's source lists them beside the defaults.
    private func rootKeys() throws -> Set<String> {
        let source = try String(
            contentsOfFile: "\(Self.root)/Sources/PipelineGraph/PipelineReader.swift", encoding: .utf8)
        let start = try XCTUnwrap(source.range(of: "[\"pipeline\", \"about\""), "the list of keys in PipelineReader")
        let list = source[start.lowerBound...].prefix { $0 != "]" }
        return Set(list.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
            .union(StageDefaults.keys)
    }

    func testTheTablesNameEveryKeyAndNoOther() throws {
        XCTAssertEqual(keys(in: try table(of: "At the top")), try rootKeys())
        XCTAssertEqual(keys(in: try table(of: "In a stage")), Set(Stage.keys))
        let parts = try section("Every key by example").components(separatedBy: "In a stage:")
        XCTAssertEqual(parts.count, 2)
        XCTAssertEqual(keys(in: parts[0]), try rootKeys())
        XCTAssertEqual(keys(in: parts[1]), Set(Stage.keys))
    }

    func testEveryExampleIsReadAndEveryMistakeRefusedWithItsMessage() throws {
        let parts = try section("Every key by example").components(separatedBy: "In a stage:")
        for row in examples(in: parts[0]) { check(row) { self.file(top: $0, of: row.key) } }
        for row in examples(in: parts[1]) { check(row) { self.file(stage: $0, of: row.key) } }
    }

    private func check(_ row: Row, _ file: (String) -> String) {
        XCTAssertTrue(row.example.hasPrefix("\(row.key): "), row.example)
        XCTAssertNoThrow(try Pipeline(text: file(row.example), file: "p.yaml"), row.example)
        XCTAssertThrowsError(try Pipeline(text: file(row.mistake), file: "p.yaml"), row.mistake) {
            XCTAssertEqual(($0 as? PipelineError)?.problem.text, row.message, row.mistake)
        }
    }

    private func file(top entry: String, of key: String) -> String {
        let others = ["pipeline": "pipeline: p", "stages": "stages: {a: {run: ./a}}"]
        return ([entry] + others.filter { $0.key != key }.map(\.value).sorted()).joined(separator: "\n") + "\n"
    }

    private func file(stage entry: String, of key: String) -> String {
        var keys = [entry]
        if key != "run", key != "filter" { keys.append("run: ./mine") }
        if key != "from", key != "files" { keys.append("from: feeds") }
        return """
            pipeline: p
            stages:
              feeds: {run: ./feeds}
              entries: {run: ./parse, from: feeds}
              articles: {run: ./parse, from: feeds}
              mine:
                \(keys.joined(separator: "\n    "))

            """
    }
}
