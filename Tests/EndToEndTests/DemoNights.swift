import Foundation
import Records
import RecordIO
import XCTest

/// The three sample nights, run once by the real executables for all tests that look at them.
final class DemoNights: Sendable {
    static let keys = ["2023-08-13", "2023-08-14", "2023-08-15"]
    static let shared = Result { try DemoNights() }

    /// What `--root` was.
    let root: String
    /// What each night printed.
    let results: [CommandResult]

    private init() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("serap-demo-\(UUID().uuidString)").path
        self.root = root
        results = try Self.keys.map { try Self.run(key: $0, root: root) }
    }

    static func run(key: String, root: String) throws -> CommandResult {
        try Command.serap("run", Repository.path("pipelines/demo.yaml"), "--key", key, "--root", root)
    }

    /// Where the partitions of a key are: the current generation, and the captures.
    func partitions(_ key: String) throws -> [(stage: String, partition: String, path: String)] {
        try ["\(root)/data/demo/current/\(key)", "\(root)/data/demo/captures/\(key)"].flatMap { tree in
            try Directory.names(tree).filter { !$0.hasPrefix(".") }.flatMap { stage in
                try Directory.names("\(tree)/\(stage)").filter { !$0.hasPrefix(".") }.map {
                    (stage, $0, "\(tree)/\(stage)/\($0)")
                }
            }
        }
    }

    /// All records of a stage for a key.
    func records(_ stage: String, _ key: String) throws -> [Record] {
        try partitions(key).filter { $0.stage == stage }.flatMap { try Self.records(in: $0.path) }
    }

    /// All records of a partition.
    static func records(in path: String) throws -> [Record] {
        var records: [Record] = []
        for part in try Dataset(path: path).parts {
            try PartReader(path: part).forEachLine { records.append(try Record(line: $0)) }
        }
        return records
    }

    /// The parsed JSON file at a path.
    static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: String(contentsOfFile: path, encoding: .utf8))
    }
}

/// Files below a folder with their digests, for comparing whole trees.
func digests(below folder: String, where chosen: (String) -> Bool = { _ in true }) throws -> [String: String] {
    var found: [String: String] = [:]
    guard let walker = FileManager.default.enumerator(atPath: folder) else { return [:] }
    for case let name as String in walker where chosen(name) {
        var isDirectory: ObjCBool = false
        let path = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else {
            continue
        }
        found[name] = try FileDigest.sha256(path).hex
    }
    return found
}
