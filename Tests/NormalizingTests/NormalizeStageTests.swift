import RecordIO
import Records
import StageKit
import XCTest

@testable import Normalizing

final class NormalizeStageTests: XCTestCase {
    private var directory = ""

    override func setUpWithError() throws {
        directory = NSTemporaryDirectory() + "normalize-\(getpid())-\(name.hashValue)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: directory) }

    func testEveryRecordIsUsedOrRejected() throws {
        let input = "\(directory)/in.jsonl"
        try "{\"id\":\"a\",\"text\":\"satu\"}\nbukan json\n{\"text\":\"tanpa id\"}\n"
            .write(toFile: input, atomically: true, encoding: .utf8)
        let settings = StageSettings(params: StageParameters(["zone": "WITA"]), key: "2023-08-15")
        let run = try StageRun(
            stage: "normalize", inputs: [input], output: "\(directory)/out", settings: settings)
        try NormalizeStage(settings).run(run)
        try run.finish()
        XCTAssertEqual(run.account.input, 3)
        XCTAssertEqual(run.account.used, 1)
        XCTAssertEqual(run.account.output, 1)
        XCTAssertEqual(run.account.rejected, ["not_json": 1, "no_id": 1])
    }

    func testWrongParametersAreNamed() throws {
        let cases: [(JSONObject, String)] = [
            (
                ["zone": "Bulan"],
                "parameter 'zone': no zone 'Bulan'; give WIB, WITA, WIT, UTC or an offset such as +08:00"
            ),
            (["zone": 8], "parameter 'zone' must be a text, not 8"),
            (["zon": "WITA"], "unknown parameter 'zon'; known are: salt, zone"),
            ([:], "no zone: give the parameter 'zone' (such as WITA) or a pack whose pack.yaml has the key 'zone'"),
        ]
        for (params, message) in cases {
            XCTAssertThrowsError(try NormalizeStage(StageSettings(params: StageParameters(params)))) { error in
                XCTAssertEqual(error as? StageFailure, .usage(message))
            }
        }
    }

    func testItSaysThatItMasks() {
        XCTAssertTrue(NormalizeStage.description.masks)
        XCTAssertTrue(NormalizeStage.description.oneToOne)
        XCTAssertTrue(NormalizeStage.description.deterministic)
    }
}
