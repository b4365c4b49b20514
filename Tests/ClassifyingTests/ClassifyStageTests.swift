import RecordIO
import Records
import StageKit
import XCTest

@testable import Classifying

final class ClassifyStageTests: XCTestCase {
    func testEveryRecordIsUsedOrRejected() throws {
        let directory = NSTemporaryDirectory() + "classify-\(getpid())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let input = "\(directory)/in.jsonl"
        try "{\"id\":\"a\",\"form\":\"laporan\"}\n{}\n".write(toFile: input, atomically: true, encoding: .utf8)
        let settings = StageSettings()
        let run = try StageRun(stage: "classify", inputs: [input], output: "\(directory)/out", settings: settings)
        try ClassifyStage(settings).run(run)
        try run.finish()
        XCTAssertEqual(run.account.used, 1)
        XCTAssertEqual(run.account.output, 1)
        XCTAssertEqual(run.account.rejected, ["no_id": 1])
    }

    func testParametersAndPacksThatAreWrong() {
        XCTAssertThrowsError(try ClassifyStage(StageSettings(params: StageParameters(["a": 1])))) { error in
            XCTAssertEqual((error as? StageFailure)?.exitStatus, 64)
        }
        XCTAssertThrowsError(try ClassifyStage(StageSettings(packs: ["/tidak/ada"]))) { error in
            XCTAssertEqual((error as? StageFailure)?.exitStatus, 64)
            XCTAssertTrue("\(error)".contains("/tidak/ada"), "\(error)")
        }
    }
}
