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
        clock: any WallClock = FixedClock(Instant(seconds: 1_692_115_200)), publishes: Bool = false,
        stage: String = "fetch"
    ) throws -> Outcome {
        let output = "\(root)/out-\(UUID().uuidString)"
        let settings = StageSettings(
            params: StageParameters(params), packs: packs ? ["\(root)/pack"] : [], key: key, partition: "all",
            state: stage == "fetch" ? "\(root)/state" : "\(root)/state-\(stage)", captures: "\(root)/captures")
        let run = try StageRun(stage: stage, inputs: inputs, output: output, settings: settings)
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
        let outcome = Outcome(
            captures: captures, account: run.account, rejects: rejects, output: output, parts: parts)
        if publishes { try publish(outcome, key: key, stage: stage) }
        return outcome
    }

    func place(_ key: String, stage: String = "fetch") -> String { "\(root)/captures/\(key)/\(stage)/all" }

    /// Puts an outcome where the coordinator would; what stands there already is added to.
    func publish(_ outcome: Outcome, key: String, stage: String = "fetch") throws {
        let place = place(key, stage: stage)
        if access(place, F_OK) == 0 {
            for path in try FileManager.default.subpathsOfDirectory(atPath: outcome.output) {
                let (from, to) = ("\(outcome.output)/\(path)", "\(place)/\(path)")
                var isDirectory: ObjCBool = false
                guard FileManager.default.fileExists(atPath: from, isDirectory: &isDirectory), !isDirectory.boolValue
                else { continue }
                try FileManager.default.createDirectory(
                    atPath: (to as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                var bytes = (try? Data(contentsOf: URL(fileURLWithPath: to))) ?? Data()
                if path.hasSuffix(".gz"), !bytes.isEmpty { bytes.removeLast(GzipMember.end.count) }
                try (bytes + Data(contentsOf: URL(fileURLWithPath: from))).write(to: URL(fileURLWithPath: to))
            }
        } else {
            try FileManager.default.createDirectory(
                atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: outcome.output, toPath: place)
        }
        try Data("{\"receipt\":\"\(UUID().uuidString)\"}".utf8)
            .write(to: URL(fileURLWithPath: "\(place)/_meta/receipt.json"))
    }

    func assertUsage(_ message: String, _ params: JSONObject, file: StaticString = #filePath, line: UInt = #line) {
        XCTAssertThrowsError(try run(params), file: file, line: line) {
            XCTAssertEqual($0 as? StageFailure, .usage(message), file: file, line: line)
        }
    }
}
