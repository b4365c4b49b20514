import RecordIO
import Records
import StageKit
import XCTest

@testable import Aggregating

final class AggregateStageTests: XCTestCase {
    private var directory = ""

    override func setUpWithError() throws {
        directory =
            NSTemporaryDirectory() + "serap-aggregate-\(ProcessInfo.processInfo.processIdentifier)-\(name.hashValue)"
        try Directory.remove(directory)
        try Directory.make(directory)
    }

    override func tearDownWithError() throws { try Directory.remove(directory) }

    private func write(_ name: String, _ items: [Item]) throws -> String {
        let path = "\(directory)/\(name).jsonl.gz"
        let part = try PartWriter(path: path)
        for item in items { try part.append(item.record) }
        _ = try part.finish()
        return path
    }

    private func run(_ inputs: [String], history: [String], to output: String) throws -> StageAccount {
        let settings = StageSettings(key: "2023-08-15")
        let run = try StageRun(
            stage: "aggregate", inputs: inputs, history: history, output: "\(directory)/\(output)", settings: settings)
        try AggregateStage(settings).run(run)
        try run.finish()
        return run.account
    }

    private func lines(_ path: String) throws -> [Record] {
        var records: [Record] = []
        try PartReader(path: "\(directory)/\(path)").forEachLine { records.append(try Record(line: $0)) }
        return records
    }

    func testRecordsAreUsedOrMergedAndOrderChangesNoByte() throws {
        let seen = makeItem("a", key: "2023-08-14", day: "2023-08-14", seen: "2023-08-14T12:00:00Z")
        let again = makeItem("a", day: "2023-08-14")
        let new = makeItem("b", text: "Isi berita baru")
        var unnamed = makeItem("x")
        unnamed.id = nil
        let one = try write("one", [again, new, unnamed])
        let two = try write("two", [makeItem("c")])
        let old = try write("old", [seen, makeItem("d", key: "2023-08-14")])
        let account = try run([one, two], history: [old], to: "first")
        XCTAssertEqual(account.input, 6)
        XCTAssertEqual(account.used, 4)
        XCTAssertEqual(account.merged, 1)
        XCTAssertEqual(account.rejected, ["no_id": 1])

        let items = try lines("first/items.jsonl.gz")
        XCTAssertEqual(items.map { $0.string("id") }, ["a", "b", "c"])
        XCTAssertEqual(items.map { $0.string("state") }, ["lama", "baru", "baru"])
        XCTAssertEqual(items.map { $0.string("first_key") }, ["2023-08-14", "2023-08-15", "2023-08-15"])
        XCTAssertEqual(try lines("first/earlier.jsonl.gz").map { $0.string("id") }, ["d"])

        _ = try run([two, one], history: [old], to: "second")
        for name in try Directory.names("\(directory)/first") where Dataset.isPart(name) {
            let bytes = try ["first", "second"].map { try OptionalFile.bytes("\(directory)/\($0)/\(name)") }
            XCTAssertEqual(bytes[0], bytes[1], name)
        }
    }

    func testNoCorrectionDisappears() throws {
        let path = "\(directory)/koreksi.csv"
        let text = """
            item,field,value,who,when
            a,kind,opini,Ani,2023-08-15
            hilang,kind,opini,Ani,2023-08-15
            lama,kind,opini,Ani,2023-06-06
            baru,kind,opini,Ani,2023-06-07
            a,warna,merah,Ani,2023-08-15

            """
        try OpenFile.writing(path).write(Array(text.utf8))
        let settings = StageSettings(
            params: StageParameters(["corrections": .string(path)]), key: "2023-08-15")
        let run = try StageRun(
            stage: "aggregate", inputs: [write("in", [makeItem("a")])], history: [], output: "\(directory)/out",
            settings: settings)
        try AggregateStage(settings).run(run)
        try run.finish()
        let period = try XCTUnwrap(lines("out/table-period.jsonl.gz").first)
        XCTAssertEqual(
            ["corrections", "corrections_applied", "corrections_past", "corrections_unknown", "corrections_refused"]
                .map { period.int($0) }, [4, 1, 1, 2, 1])
        let rejects = try lines("out/_meta/rejects.jsonl.gz")
        XCTAssertEqual(rejects.map { $0.string("reason") }, ["bad_correction", "unknown_item", "unknown_item"])
        XCTAssertEqual(rejects.map { $0.string("of") }, ["corrections", "corrections", "corrections"])
        XCTAssertEqual(
            rejects[1].string("detail"),
            "\(path):3: no item 'hilang' in this window; correct the id (data-item in the report)")
        XCTAssertEqual(
            rejects[1]["record"],
            ["line": 3, "item": "hilang", "field": "kind", "value": "opini", "who": "Ani", "when": "2023-08-15"])
        XCTAssertEqual(rejects[2]["record"]?["item"], "baru", "the first day of the window is in it")
    }

    func testParametersAreChecked() {
        XCTAssertThrowsError(try AggregateStage(StageSettings(params: StageParameters(["window": "lama"])))) {
            XCTAssertEqual(
                $0 as? StageFailure, .usage("parameter 'window' must be days such as \"70d\", not \"lama\""))
        }
        XCTAssertThrowsError(try AggregateStage(StageSettings(params: StageParameters(["windows": 7])))) {
            XCTAssertEqual(
                $0 as? StageFailure, .usage("unknown parameter 'windows'; known are: corrections, window"))
        }
    }

    /// A published partition, as the coordinator leaves one.
    private func partition(_ key: String, _ items: [Item]) throws -> String {
        try Directory.make("\(directory)/\(key)/_meta")
        _ = try write("\(key)/part", items)
        let receipt = #"{"receipt":1,"pipeline":"uji","key":"\#(key)","stage":"classify","parts":[]}"#
        try OpenFile.writing("\(directory)/\(key)/_meta/receipt.json").write(Array(receipt.utf8))
        return "\(directory)/\(key)"
    }

    func testANightOnWhichTheSourcesGaveNothingIsNoGap() throws {
        let one = try write("one", [makeItem("a")])
        let old = try partition("2023-08-12", [makeItem("b", key: "2023-08-12", day: "2023-08-12")])
        let quiet = try partition("2023-08-14", [])
        _ = try partition("2023-08-13", [])
        try Directory.remove("\(directory)/2023-08-13/_meta")
        let history = [quiet, "\(directory)/2023-08-13", old, try write("leer", [])]
        XCTAssertEqual(try run([one], history: history, to: "out").input, 2)
        XCTAssertEqual(
            try lines("out/table-period.jsonl.gz").first?["covered"], ["2023-08-12", "2023-08-14", "2023-08-15"])
        XCTAssertEqual(
            try lines("out/table-days.jsonl.gz").filter { $0.string("series") == "total" }.map {
                "\($0.string("day") ?? "") \($0.int("count") ?? -1)"
            },
            ["2023-08-12 1", "2023-08-14 0", "2023-08-15 1"])
        XCTAssertEqual(
            try lines("out/table-totals.jsonl.gz").first?["previous"], 0, "it can be compared with")
    }
}
