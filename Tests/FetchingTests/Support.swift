import Foundation
import RecordIO
import Records
import StageKit
import XCTest

@testable import Fetching

/// A place of its own for each test, and a stage run in it as the coordinator would run it.
class FetchTestCase: XCTestCase {
    var root = ""

    override func setUpWithError() throws {
        root = NSTemporaryDirectory() + "serap-fetch-\(getpid())-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: root) }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    /// A pack with a register of sources: a code and the rest of its YAML each.
    func writePack(_ sources: [(code: String, rest: String)]) throws {
        try write("pack/pack.yaml", "pack: uji\nversion: 1\norigin: invented\n")
        let entries = sources.map {
            "  - {code: \($0.code), name: \"Media \($0.code)\", \($0.rest), origin: invented}\n"
        }
        try write("pack/sources.yaml", "sources:\n\(entries.joined())")
    }

    struct Outcome {
        var captures: [Capture]
        var account: StageAccount
        var rejects: [JSONObject]
        var output: String
        /// The bytes of every data part, by name.
        var parts: [String: [UInt8]]

        func lines(_ fields: String...) -> [String] {
            captures.map { capture in
                fields.map { capture.record[$0]?.string ?? capture.record[$0]?.text ?? "-" }.joined(separator: " ")
            }
        }
        var health: [String] { account.health.map { JSONValue.object($0).text } }
    }

    func run(
        _ params: JSONObject, key: String = "2023-08-15", inputs: [String] = [], packs: Bool = true,
        clock: any WallClock = FixedClock(Instant(seconds: 1_692_115_200))
    ) throws -> Outcome {
        let output = "\(root)/out-\(UUID().uuidString)"
        let settings = StageSettings(
            params: StageParameters(params), packs: packs ? ["\(root)/pack"] : [], key: key, state: "\(root)/state")
        let run = try StageRun(stage: "fetch", inputs: inputs, output: output, settings: settings)
        try FetchStage(settings, clock: clock).run(run)
        try run.finish()
        var captures: [Capture] = []
        var parts: [String: [UInt8]] = [:]
        for path in try Dataset(path: output).parts {
            try PartReader(path: path).forEachLine { captures.append(Capture(try Record(line: $0))) }
            parts[String(path.dropFirst(output.count + 1))] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        XCTAssertEqual(run.account.output, captures.count)
        var rejects: [JSONObject] = []
        if FileManager.default.fileExists(atPath: "\(output)/_meta/rejects.jsonl.gz") {
            try PartReader(path: "\(output)/_meta/rejects.jsonl.gz").forEachLine {
                rejects.append(try Record(line: $0).object)
            }
        }
        return Outcome(
            captures: captures, account: run.account, rejects: rejects, output: output, parts: parts)
    }

    func assertUsage(_ message: String, _ params: JSONObject, file: StaticString = #filePath, line: UInt = #line) {
        XCTAssertThrowsError(try run(params), file: file, line: line) {
            XCTAssertEqual($0 as? StageFailure, .usage(message), file: file, line: line)
        }
    }
}
