import Foundation
import RecordIO
import Records
import XCTest

/// The three sample nights from sources to report.
final class DemoTests: XCTestCase {
    func testEveryNightEndsWellAlthoughASourceAnswers403() throws {
        let nights = try DemoNights.shared.get()
        for (key, result) in zip(DemoNights.keys, nights.results) {
            XCTAssertEqual(result.status, 0, "\(key)\n\(result.output)\n\(result.errors)")
        }
        XCTAssertTrue((nights.results[1].output + nights.results[1].errors).contains("wartaselat"))
        for key in DemoNights.keys {
            XCTAssertTrue(
                FileManager.default.fileExists(atPath: "\(nights.root)/out/demo/\(key)/edisi-1/report.html"), key)
        }
        XCTAssertEqual(
            try FileManager.default.destinationOfSymbolicLink(atPath: "\(nights.root)/out/demo/terbaru"), "2023-08-15")
    }

    func testASecondRunRunsNoTask() throws {
        let nights = try DemoNights.shared.get()
        let runs = try Directory.names("\(nights.root)/runs")
        let result = try DemoNights.run(key: "2023-08-15", root: nights.root)
        XCTAssertEqual(result.status, 0, result.errors)
        let run = try XCTUnwrap(try Directory.names("\(nights.root)/runs").filter { !runs.contains($0) }.first)
        let logs = try digests(below: "\(nights.root)/runs/\(run)") { $0.hasSuffix(".log") }
        XCTAssertEqual(logs.keys.sorted(), [], "no stage was started")
    }

    func testEveryTasksAccountAddsUpAndFitsItsLines() throws {
        let nights = try DemoNights.shared.get()
        let schema = try JSONSchema("stats-1")
        var audited = 0
        var all = 0
        for key in DemoNights.keys {
            for (stage, partition, path) in try nights.partitions(key) {
                all += 1
                let place = "\(key) \(stage)/\(partition)"
                guard FileManager.default.fileExists(atPath: "\(path)/_meta/stats.json") else { continue }
                audited += 1
                let stats = try DemoNights.json("\(path)/_meta/stats.json")
                XCTAssertEqual(schema.problems(with: stats), [], place)
                let rejected = (stats["rejected"]?.object ?? [:]).reduce(0) { $0 + ($1.value.int ?? 0) }
                let used = stats["used"]?.int ?? 0
                XCTAssertEqual(stats["in"]?.int, used + rejected + (stats["merged"]?.int ?? 0), place)
                XCTAssertEqual(stats["out"]?.int, try DemoNights.records(in: path).count, place)
            }
        }
        XCTAssertGreaterThan(all, 60)
        XCTAssertGreaterThanOrEqual(audited * 2, all)
    }

    func testRecordsFollowTheirSchemas() throws {
        let nights = try DemoNights.shared.get()
        let schemas = [
            ("capture-1", ["feeds", "inbox", "pages"]),
            ("item-1", ["entries", "articles", "tables", "normalize", "classify"]),
        ]
        for (name, stages) in schemas {
            let schema = try JSONSchema(name)
            for key in DemoNights.keys {
                for stage in stages {
                    let records = try nights.records(stage, key)
                    for record in records.prefix(400) {
                        let problems = schema.problems(with: .object(record.object))
                        XCTAssertEqual(problems, [], "\(key) \(stage) \(record.string("id") ?? "")")
                    }
                }
            }
        }
    }

    func testRejectsFollowTheirSchema() throws {
        let nights = try DemoNights.shared.get()
        let schema = try JSONSchema("rejection-1")
        var checked = 0
        for key in DemoNights.keys {
            for (stage, partition, path) in try nights.partitions(key) {
                let rejects = "\(path)/_meta/rejects.jsonl.gz"
                guard FileManager.default.fileExists(atPath: rejects) else { continue }
                try PartReader(path: rejects).forEachLine { line in
                    XCTAssertEqual(
                        schema.problems(with: try JSONValue(parsing: line)), [], "\(key) \(stage)/\(partition)")
                    checked += 1
                }
            }
        }
        XCTAssertGreaterThan(checked, 5)
    }

    func testTheDeliberateFaultsAreSeenByTheirReasons() throws {
        let nights = try DemoNights.shared.get()
        let status = try Command.serap(
            "status", Repository.path("pipelines/demo.yaml"), "--key", "2023-08-15", "--root", nights.root)
        XCTAssertEqual(status.status, 0, status.errors)
        let html = try String(contentsOfFile: "\(nights.root)/out/demo/2023-08-15/edisi-1/report.html", encoding: .utf8)
        for reason in ["http_403", "not_a_feed", "bad_row"] {
            XCTAssertTrue(status.output.contains(reason), "\(reason) is not in: \(status.output)")
            XCTAssertTrue(html.contains(reason), "\(reason) is not in the report")
        }
        let second = try Command.serap(
            "status", Repository.path("pipelines/demo.yaml"), "--key", "2023-08-14", "--root", nights.root)
        for reason in ["truncated", "http_404"] { XCTAssertTrue(second.output.contains(reason), second.output) }
    }

    func testOtherToolsReadEveryDatasetDirectory() throws {
        let nights = try DemoNights.shared.get()
        let script = """
            import glob, gzip, json, sys
            for folder in sys.argv[1:]:
                rows = [json.loads(line) for part in glob.glob(folder + "/*.jsonl.gz") for line in gzip.open(part, "rt")]
                print(len(rows))
            """
        for key in DemoNights.keys {
            let folders = try nights.partitions(key).map(\.path)
            let python = try Command.run("/usr/bin/env", ["python3", "-c", script] + folders)
            XCTAssertEqual(python.status, 0, python.errors)
            let ours = try folders.map { try DemoNights.records(in: $0).count }
            XCTAssertEqual(python.output.split(separator: "\n").compactMap { Int($0) }, ours)
            let parts = try folders.flatMap { try Dataset(path: $0).parts }.joined(separator: " ")
            let jq = try Command.shell("zcat \(parts) | jq -c . | wc -l")
            XCTAssertEqual(jq.status, 0, jq.errors)
            XCTAssertEqual(Int(jq.output.trimmingCharacters(in: .whitespacesAndNewlines)), ours.reduce(0, +))
        }
    }
}
