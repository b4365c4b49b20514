import Foundation
import RecordIO
import Records
import StageKit
import XCTest

@testable import Reporting

final class ReportStageTests: XCTestCase {
    private var directory = ""

    override func setUpWithError() throws {
        directory = NSTemporaryDirectory() + "serap-report-\(ProcessInfo.processInfo.processIdentifier)-\(name.count)"
        try Directory.remove(directory)
        try Directory.make("\(directory)/in")
    }

    override func tearDownWithError() throws { try Directory.remove(directory) }

    private func write(_ name: String, _ lines: [String]) throws {
        try OpenFile.writing("\(directory)/in/\(name)").write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    private func run(_ inputs: [String], to output: String) throws -> StageAccount {
        let run = try StageRun(
            stage: "report", inputs: inputs, output: "\(directory)/\(output)", settings: StageSettings())
        try ReportStage(StageSettings()).run(run)
        try run.finish()
        return run.account
    }

    func testFilesAndFiguresAreTheSameForTheSameInput() throws {
        try write("items.jsonl", [makeItem("a").record.text, "bukan JSON"])
        try write("table-period.jsonl", [#"{"table":"period","row":"period","key":"2023-08-15","day":"2023-08-15"}"#])
        try write(
            "table-totals.jsonl", [#"{"table":"totals","row":"items","name":"Butir","count":1,"items":["a"]}"#])
        let account = try run(["\(directory)/in"], to: "one")
        XCTAssertEqual(account.input, 4)
        XCTAssertEqual(account.used, 3)
        XCTAssertEqual(account.rejected, ["not_json": 1])
        var figures: [String] = []
        try PartReader(path: "\(directory)/one/part.jsonl.gz").forEachLine {
            figures.append(String(decoding: $0, as: UTF8.self))
        }
        XCTAssertEqual(figures, [#"{"figure":"totals/items/count","value":1,"items":["a"]}"#])
        _ = try run(["\(directory)/in"], to: "two")
        let names = try Directory.names("\(directory)/one/files")
        XCTAssertEqual(names, ["items.csv", "report.html", "ringkasan.txt", "totals.csv"])
        for name in names {
            let bytes = try ["one", "two"].map { try OptionalFile.bytes("\(directory)/\($0)/files/\(name)") }
            XCTAssertEqual(bytes[0], bytes[1], name)
        }
    }

    func testAnInputThatIsNoAggregateIsBadData() throws {
        try write("items.jsonl", [makeItem("a").record.text])
        XCTAssertThrowsError(try run(["\(directory)/in"], to: "one")) {
            XCTAssertEqual(
                $0 as? StageFailure,
                .badData("no table 'period' in the input; give what serap-aggregate wrote as --input"))
        }
    }

    func testParametersAreChecked() {
        XCTAssertThrowsError(try ReportStage(StageSettings(params: StageParameters(["kopf": "x"])))) {
            XCTAssertEqual($0 as? StageFailure, .usage("unknown parameter 'kopf'; known are: kop"))
        }
    }
}
