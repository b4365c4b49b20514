import RecordIO
import Records
import XCTest

@testable import StageKit

final class StageRunTests: XCTestCase {
    private func directory() throws -> String {
        var template = Array("/tmp/serap-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecordIOError.last("mkdtemp", "/tmp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        addTeardownBlock { try? Directory.remove(path) }
        return path
    }

    private func write(_ text: String, to path: String) throws { try OpenFile.writing(path).write(Array(text.utf8)) }

    private func lines(_ path: String) throws -> [String] {
        var lines: [String] = []
        try PartReader(path: path).forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    private func run(_ text: String, _ transform: @escaping @Sendable (Record, inout Emission) throws -> Disposition)
        throws -> (StageRun, String)
    {
        let directory = try directory()
        try write(text, to: "\(directory)/in.jsonl")
        let run = try StageRun(
            stage: "uji", inputs: ["\(directory)/in.jsonl"], output: "\(directory)/out", settings: StageSettings())
        try run.mapRecords(transform)
        try run.finish()
        return (run, "\(directory)/out")
    }

    func testEveryLineIsUsedRejectedOrMergedAndTheAccountSaysSo() throws {
        let text = "{\"n\":1}\nnot json\n{\"n\":2}\n{\"n\":3}\n[]\n{\"n\":4}\n"
        let (_, output) = try run(text) { record, emission in
            switch record.int("n") {
            case 2: return .rejected("genap", "n is 2")
            case 3: return .merged
            default:
                emission.emit(record)
                emission.rejectPart("bagian", "half of it", of: "x")
                return .used
            }
        }
        XCTAssertEqual(try lines("\(output)/part.jsonl.gz"), ["{\"n\":1}", "{\"n\":4}"])
        XCTAssertEqual(
            try lines("\(output)/_meta/stats.json"),
            [#"{"in":6,"used":2,"out":2,"rejected":{"genap":1,"not_json":2},"merged":1}"#])
        XCTAssertEqual(
            try lines("\(output)/_meta/rejects.jsonl.gz"),
            [
                #"{"reason":"bagian","detail":"half of it","stage":"uji","of":"x","record":null}"#,
                #"{"reason":"not_json","detail":"unexpected 'o' at byte 1","stage":"uji","record":"not json"}"#,
                #"{"reason":"genap","detail":"n is 2","stage":"uji","record":{"n":2}}"#,
                #"{"reason":"not_json","detail":"not a JSON object","stage":"uji","record":"[]"}"#,
                #"{"reason":"bagian","detail":"half of it","stage":"uji","of":"x","record":null}"#,
            ])
    }

    func testOrderIsThatOfTheInputWhateverTheCores() throws {
        let text = (0..<60_000).map { "{\"n\":\($0),\"pad\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}\n" }
            .joined()
        let (_, output) = try run(text) { record, emission in
            emission.emit(record)
            return .used
        }
        XCTAssertEqual(try lines("\(output)/part.jsonl.gz").joined(separator: "\n") + "\n", text)
    }

    func testAnAccountThatDoesNotAddUpFailsTheRun() throws {
        let run = try StageRun(stage: "uji", inputs: [], output: try directory() + "/out", settings: StageSettings())
        run.count { $0.input = 3 }
        run.count { $0.used = 2 }
        XCTAssertThrowsError(try run.finish()) {
            XCTAssertEqual(
                $0 as? StageFailure,
                .failed(
                    "the account does not add up: in 3, used 2, merged 0, rejected 0; this is a fault of the stage"))
        }
    }

    func testTheAccountsOfOthersAreNoInput() throws {
        let directory = try directory()
        try write("{}\n", to: "\(directory)/accounts.jsonl")
        try write("{}\n", to: "\(directory)/a.jsonl")
        let run = try StageRun(
            stage: "uji", inputs: ["\(directory)/accounts.jsonl", "\(directory)/a.jsonl"], output: "\(directory)/out",
            settings: StageSettings())
        XCTAssertEqual(run.accounts, "\(directory)/accounts.jsonl")
        XCTAssertEqual(run.inputs.map(\.path), ["\(directory)/a.jsonl"])
    }

    func testPartsAreNamedForTheGatherThatReadsThem() throws {
        XCTAssertEqual(StageRun.partName("source", "kabar benuo"), "source=kabar%20benuo.jsonl.gz")
        let run = try StageRun(stage: "uji", inputs: [], output: try directory() + "/out", settings: StageSettings())
        for name in ["../x.jsonl.gz", "x.txt", ".x.jsonl.gz"] { XCTAssertThrowsError(try run.part(name), name) }
    }
}
