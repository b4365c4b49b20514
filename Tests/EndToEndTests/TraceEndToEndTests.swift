import Foundation
import RecordIO
import Records
import XCTest

/// From items of every form, and from figures, back to the bytes of the files that the sample nights are made of.
final class TraceEndToEndTests: XCTestCase {
    private static let key = "2023-08-15"

    private func trace(_ words: String..., root: String) throws -> (CommandResult, JSONValue?) {
        let result = try Command.run(
            Repository.executables.appendingPathComponent("serap").path,
            ["trace", Repository.path("pipelines/demo.yaml")] + words
                + ["--key", Self.key, "--root", root, "--json", "--show-raw"])
        return (result, try? JSONValue(parsing: result.output))
    }

    /// The file of the sample that a capture was made from.
    private func sample(_ url: String) -> String {
        let night = Repository.path("sample-data/nights/\(Self.key)")
        if url.hasPrefix("file:") { return "\(night)/inbox/\(url.dropFirst(5))" }
        return "\(night)/web/\(url.dropFirst("https://".count))"
    }

    func testItemsOfEveryFormAndSource() throws {
        let nights = try DemoNights.shared.get()
        var chosen: [String: String] = [:]
        for stage in ["entries", "articles", "tables"] {
            for record in try nights.records(stage, Self.key) {
                let kind = "\(stage) \(record.string("form") ?? "") \(record.string("source") ?? "")"
                if chosen[kind] == nil { chosen[kind] = record.string("id") }
            }
        }
        XCTAssertGreaterThanOrEqual(chosen.count, 12, "\(chosen.keys.sorted())")
        var compared = 0
        for (kind, id) in chosen.sorted(by: { $0.key < $1.key }) {
            let (result, json) = try trace(id, root: nights.root)
            XCTAssertEqual(result.status, 0, "\(kind) \(id)\n\(result.output)\n\(result.errors)")
            let records = json?["records"]?.array ?? []
            XCTAssertFalse(records.isEmpty, kind)
            XCTAssertEqual(records.first?["stages"]?.array?.first?["stage"]?.string, "aggregate", kind)
            for record in records {
                let capture = try XCTUnwrap(record["capture"], kind)
                let raw = try XCTUnwrap(capture["raw"], kind)
                guard let bytes = FileManager.default.contents(atPath: sample(capture["url"]?.string ?? "")) else {
                    continue
                }
                let (offset, length) = (raw["offset"]?.int ?? 0, raw["length"]?.int ?? 0)
                let slice = [UInt8](bytes)[offset..<offset + length]
                XCTAssertEqual(raw["sha256"]?.string, SHA256.hex(Array(slice)), "\(kind) \(id)")
                compared += 1
            }
            if kind.hasPrefix("articles") {
                XCTAssertEqual(records.count, 2, "page and feed: \(kind)")
                XCTAssertEqual(records.first?["via"]?.array?.count, 1, "the entry that led to the page: \(kind)")
            }
        }
        XCTAssertGreaterThanOrEqual(compared, 12)
    }

    func testAFigureLeadsToItsItems() throws {
        let nights = try DemoNights.shared.get()
        let figures = try nights.records("report", Self.key)
        let figure = try XCTUnwrap(figures.first { ($0["items"]?.array?.count ?? 0) == 4 })
        let (result, json) = try trace("--figure", figure.string("figure") ?? "", root: nights.root)
        XCTAssertEqual(result.status, 0, result.errors)
        XCTAssertEqual(
            json?["items"]?.array?.compactMap { $0["id"]?.string }, figure["items"]?.array?.compactMap(\.string))
        let (unknown, _) = try trace("--figure", "agencies/bapenda/coutn", root: nights.root)
        XCTAssertEqual(unknown.status, 1)
        XCTAssertTrue(
            unknown.errors.hasPrefix(
                "serap: no figure 'agencies/bapenda/coutn' in key 2023-08-15; near it: agencies/bapenda/count, "),
            unknown.errors)
    }

    func testAFlippedByteOfACaptureOrALabelledPartIsNoticed() throws {
        let nights = try DemoNights.shared.get()
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("serap-flip-\(UUID().uuidString)").path
        addTeardownBlock { try? Directory.remove(root) }
        let copied = try Command.shell("cp -a '\(nights.root)' '\(root)'")
        XCTAssertEqual(copied.status, 0, copied.errors)
        let id = try XCTUnwrap(try nights.records("articles", Self.key).first?.string("id"))
        let source = try XCTUnwrap(try nights.records("articles", Self.key).first?.string("source"))
        for part in [
            "captures/\(Self.key)/pages/all/source=\(source).jsonl.gz",
            "g0001/\(Self.key)/classify/\(source)/part.jsonl.gz",
        ] {
            let path = "\(root)/data/demo/\(part)"
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let whole = bytes
            // The byte that names the operating system: every reader passes over it, the digest does not.
            bytes[9] ^= 1
            try FileManager.default.removeItem(atPath: path)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let (result, json) = try trace(id, root: root)
            XCTAssertEqual(result.status, 1, part)
            XCTAssertEqual(json?["ok"]?.bool, false, part)
            try FileManager.default.removeItem(atPath: path)
            try Data(whole).write(to: URL(fileURLWithPath: path))
        }
    }

    func testStatusAndReportCountTheSameSources() throws {
        let nights = try DemoNights.shared.get()
        let status = try Command.serap(
            "status", Repository.path("pipelines/demo.yaml"), "--key", Self.key, "--root", nights.root)
        XCTAssertTrue(status.output.contains("sources tried: 11, of which 9 are well\n"), status.output)
        let html = try String(
            contentsOfFile: "\(nights.root)/out/demo/\(Self.key)/edisi-1/report.html", encoding: .utf8)
        XCTAssertTrue(html.contains("9 dari 11 sumber dalam keadaan baik"))
    }
}
