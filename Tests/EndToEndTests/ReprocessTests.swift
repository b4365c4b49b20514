import Foundation
import RecordIO
import Records
import XCTest

/// A word of the lexicon changes after two nights: everything again by the new rule, and what it moved.
final class ReprocessTests: XCTestCase {
    private static let keys = Array(DemoNights.keys.prefix(2))

    func testAWordOfTheLexiconChanges() throws {
        let nights = try DemoNights.shared.get()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serap-rules-\(UUID().uuidString)")
            .path
        addTeardownBlock { try? Directory.remove(folder) }
        // The pipeline with packs of its own, and the first two nights as they were made by the old rules.
        let copied = try Command.shell(
            """
            set -e; mkdir -p \(folder)/root/data/demo/g0001 \(folder)/root/data/demo/captures \(folder)/root/out/demo
            cp -r \(Repository.path("pipelines")) \(folder)/pipelines; ln -s \(Repository.path("sample-data")) \(folder)/sample-data
            for k in \(Self.keys.joined(separator: " ")); do for t in g0001 captures; do
              cp -a \(nights.root)/data/demo/$t/$k \(folder)/root/data/demo/$t/; done; done
            ln -s g0001 \(folder)/root/data/demo/current
            """)
        XCTAssertEqual(copied.status, 0, copied.errors)
        let file = "\(folder)/pipelines/demo.yaml"
        let root = "\(folder)/root"
        let word = try weaken(in: "\(folder)/pipelines/packs/indonesia")

        let reprocess = try Command.serap("reprocess", file, "--root", root)
        XCTAssertEqual(reprocess.status, 0, reprocess.output + reprocess.errors)
        XCTAssertTrue(
            reprocess.output.hasPrefix("demo: g0002 is the current generation now: 2 keys, "), reprocess.output)

        // The lexicon of tones reaches classify and what comes after it; all before it is linked.
        let numbers = reprocess.output.prefix { $0 != "\n" }.split(separator: " ").compactMap { Int($0) }
        XCTAssertEqual(numbers.count, 3, reprocess.output)
        XCTAssertGreaterThan(numbers.last ?? 0, numbers.dropLast().last ?? 0, "more linked than made")

        // Exactly the items that moved, counted again from classify's own lines.
        let compare = try Command.serap("compare", file, "g0001", "g0002", "--field", "tone", "--json", "--root", root)
        XCTAssertEqual(compare.status, 0, compare.errors)
        let told = try JSONValue(parsing: compare.output)
        var moved: Set<String> = []
        for key in Self.keys {
            let (old, new) = (try tones("g0001", key, root), try tones("g0002", key, root))
            XCTAssertEqual(Set(old.keys), Set(new.keys))
            moved.formUnion(old.keys.filter { old[$0] != new[$0] }.map { "\(key) \($0)" })
        }
        XCTAssertFalse(moved.isEmpty, "'\(word)' moves nothing; choose another word")
        let differences = told["differences"]?.array ?? []
        XCTAssertEqual(
            Set(differences.map { "\($0["key"]?.string ?? "") \($0["id"]?.string ?? "")" }), moved)
        XCTAssertTrue(
            differences.contains { $0["from_reasons"]?.text.lowercased().contains(word) == true }, compare.output)

        // Nothing is left to do, and no day counts as made by other rules.
        for key in Self.keys {
            let run = try Command.serap("run", file, "--key", key, "--root", root)
            XCTAssertEqual(run.status, 0, run.output + run.errors)
            XCTAssertTrue(run.output.contains(": 0 made, "), run.output)
        }
        let receipts = try Command.shell("ls \(root)/data/demo/g0002/*/*/*/_meta/receipt.json")
        for path in receipts.output.split(separator: "\n") {
            XCTAssertEqual(try DemoNights.json(String(path))["other_rules"], .array([]), String(path))
        }

        // The store is the one that the new rules would have filled from the start.
        let scratch = "\(folder)/scratch"
        let filled = try Command.shell(
            """
            mkdir -p \(scratch)/data/demo; cp -a \(root)/data/demo/captures \(scratch)/data/demo/
            cp -a \(root)/data/demo/g0002 \(scratch)/data/demo/g0001; rm -rf \(scratch)/data/demo/g0001/*/store
            """)
        XCTAssertEqual(filled.status, 0, filled.errors)
        for key in Self.keys {
            let run = try Command.serap("run", file, "--key", key, "--root", scratch)
            XCTAssertEqual(run.status, 0, run.output + run.errors)
            XCTAssertTrue(run.output.contains(": 1 made, "), run.output)
        }
        XCTAssertEqual(try rows(root), try rows(scratch))
    }

    /// Takes a positive word that the nights use out of the lexicon, and gives it. Its line stays: rules are named by it.
    private func weaken(in pack: String) throws -> String {
        let path = "\(pack)/lexicon/tone.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        XCTAssertTrue(text.contains("\npositif,gratis,"))
        try text.replacingOccurrences(of: "\npositif,gratis,", with: "\npositif,qqgratis,")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return "gratis"
    }

    /// The codes of each item, of all its versions.
    private func tones(_ generation: String, _ key: String, _ root: String) throws -> [String: [String]] {
        var tones: [String: [String]] = [:]
        let stage = "\(root)/data/demo/\(generation)/\(key)/classify"
        for partition in try Directory.names(stage) where !partition.hasPrefix(".") {
            for record in try DemoNights.records(in: "\(stage)/\(partition)") {
                let codes = (record["tone"]?.array ?? []).compactMap { $0["code"]?.string }.sorted()
                tones[record.string("id") ?? "", default: []].append(codes.joined(separator: ","))
            }
        }
        return tones
    }

    /// Every row of the store that does not number rows.
    private func rows(_ root: String) throws -> String {
        let store = "\(root)/out/demo/store.sqlite"
        let rows = try Command.shell(
            """
            for q in "SELECT id, key, record FROM versions ORDER BY id, key" "SELECT t.\\\"table\\\", t.key, t.position, t.row FROM table_rows t ORDER BY 1, 2, 3, 4" \
            "SELECT v.id, v.key, l.field, l.code, l.target, l.score, l.evidence FROM labels l JOIN versions v USING (number) ORDER BY 1, 2, 3, 4, 5, 6, 7"; do
              sqlite3 -readonly \(store) "$q"; done
            """)
        XCTAssertEqual(rows.status, 0, rows.errors)
        XCTAssertFalse(rows.output.isEmpty)
        return rows.output
    }
}
