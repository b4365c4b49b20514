import RecordIO
import Records
import XCTest

@testable import StageKit

final class EmissionTests: XCTestCase {
    private func directory() throws -> String {
        var template = Array("/tmp/serap-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecordIOError.last("mkdtemp", "/tmp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        addTeardownBlock { try? Directory.remove(path) }
        return path
    }

    private func lines(_ path: String) throws -> [String] {
        var lines: [String] = []
        try PartReader(path: path).forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    private func run(
        _ text: String, _ transform: @escaping @Sendable (Record, inout Emission) throws -> Disposition
    ) throws -> String {
        let directory = try directory()
        try OpenFile.writing("\(directory)/in.jsonl").write(Array(text.utf8))
        let run = try StageRun(
            stage: "uji", inputs: ["\(directory)/in.jsonl"], output: "\(directory)/out", settings: StageSettings())
        try run.mapRecords(transform)
        try run.finish()
        return "\(directory)/out"
    }

    func testWhatIsLeftForLaterStandsInItsPlace() throws {
        let output = try run("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n") { record, emission in
            emission.emit(record)
            guard record.int("n") == 2 else { return .used }
            emission.later { later in
                for piece in 0..<40 {
                    try later.submit { emission in
                        emission.emit(lines: Array("{\"p\":\(piece)}\n{}\n".utf8), count: 2)
                        if piece == 7 { emission.rejectPart("bagian", "half of it", of: "x") }
                    }
                }
            }
            emission.emit(Record(["n": "sesudah"]))
            return .used
        }
        XCTAssertEqual(
            try lines("\(output)/part.jsonl.gz"),
            ["{\"n\":1}", "{\"n\":2}"] + (0..<40).flatMap { ["{\"p\":\($0)}", "{}"] } + [
                "{\"n\":\"sesudah\"}", "{\"n\":3}",
            ])
        XCTAssertEqual(
            try lines("\(output)/_meta/stats.json"), [#"{"in":3,"used":3,"out":84,"rejected":{},"merged":0}"#])
        XCTAssertEqual(
            try lines("\(output)/_meta/rejects.jsonl.gz"),
            [#"{"reason":"bagian","detail":"half of it","stage":"uji","of":"x","record":null}"#])
    }

    func testWhatLaterWorkThrowsFailsTheStage() throws {
        for isPiece in [false, true] {
            XCTAssertThrowsError(
                try run("{\"n\":1}\n") { _, emission in
                    emission.later { later in
                        try later.submit { _ in if isPiece { throw StageFailure.failed("piece") } }
                        if !isPiece { throw StageFailure.failed("work") }
                    }
                    return .used
                }
            ) { XCTAssertEqual("\($0)", isPiece ? "piece" : "work") }
        }
    }
}
