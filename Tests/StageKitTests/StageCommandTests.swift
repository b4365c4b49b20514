import RecordIO
import Records
import XCTest

@testable import StageKit

private struct Echo: Stage {
    static let description = StageDescription(name: "serap-echo", oneToOne: true, uses: ["lexicon/*.csv"])
    static let abstract = "Writes what it reads."
    static let discussion = "For tests."
    init(_ settings: StageSettings) throws { try settings.params.allow("limit", "names") }
    func run(_ run: StageRun) throws {
        try run.mapRecords { record, emission in
            emission.emit(record)
            return .used
        }
    }
}

final class StageCommandTests: XCTestCase {
    func testADescriptionIsOneLineOfJSON() {
        XCTAssertEqual(
            JSONValue.object(Echo.description.json).text,
            #"{"name":"serap-echo","version":"1","contract":1,"deterministic":true,"one_to_one":true,"masks":false,"#
                + #""accounts":false,"uses":["lexicon/*.csv"]}"#)
    }

    func testErrorsHaveTheExitStatusOfTheContract() {
        let cases: [(any Error, Int32, String)] = [
            (StageFailure.usage("x"), 64, "x"),
            (StageFailure.tryAgain("x"), 75, "x"),
            (
                RecordIOError.truncated(file: "a", offset: 7), 65,
                "a: truncated at byte 7; make it again from its own source"
            ),
            (RecordIOError.damaged(file: "a", offset: 7, what: "x"), 65, "a: damaged at byte 7: x"),
            (RecordIOError.noSuchInput(path: "a"), 64, "a: no such file or directory"),
            (
                RecordIOError.system(call: "write", path: "a", code: ENOSPC), 1,
                "a: the disk is full (write); make room and run again"
            ),
        ]
        for (error, status, message) in cases {
            let failure = StageFailure(error)
            XCTAssertEqual(failure.exitStatus, status)
            XCTAssertEqual("\(failure)", message)
        }
    }

    func testTheCommandLineIsThatOfTheContract() throws {
        let command = try StageCommand<Echo>.parse([
            "--input", "a", "b", "--history", "c", "--output", "d", "--params", "p.json", "--pack", "x", "y",
        ])
        XCTAssertEqual(command.input, ["a", "b"])
        XCTAssertEqual(command.history, ["c"])
        XCTAssertEqual(command.output, "d")
        XCTAssertEqual(command.params, "p.json")
        XCTAssertEqual(command.pack, ["x", "y"])
    }

    func testParametersNameWhatIsWrong() throws {
        let params = StageParameters(["limit": "x", "names": ["a", 1], "one": "a", "none": .null])
        XCTAssertThrowsError(try params.int("limit")) {
            XCTAssertEqual("\($0)", "parameter 'limit' must be a whole number, not \"x\"")
        }
        XCTAssertThrowsError(try params.strings("names")) {
            XCTAssertEqual("\($0)", "parameter 'names' must be a list of texts, not [\"a\",1]")
        }
        XCTAssertEqual(try params.strings("one"), ["a"])
        XCTAssertNil(try params.string("none"))
        XCTAssertThrowsError(try Echo(StageSettings(params: StageParameters(["batas": 1])))) {
            XCTAssertEqual("\($0)", "unknown parameter 'batas'; known are: limit, names")
        }
    }
}
