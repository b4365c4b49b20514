import Pack
import RecordIO
import Records
import StageKit
import Foundation
import XCTest

@testable import Parsing

final class ParseStageTests: XCTestCase {
    private var directory = ""

    override func setUpWithError() throws {
        directory = NSTemporaryDirectory() + "parse-stage-\(ProcessInfo.processInfo.processIdentifier)"
        try Directory.make("\(directory)/in/files")
    }

    override func tearDownWithError() throws { try Directory.remove(directory) }

    func testARunAddsUp() throws {
        let rss = "<rss version=\"2.0\"><channel><item><title>satu</title></item><item><title>dua"
        var blob = Support.capture("https://b.example/feed", "")
        let bytes = Array("<rss><channel><item><title>tiga</title></item></channel></rss>".utf8)
        blob.record["body"] = nil
        blob.blob = SHA256.hex(bytes)
        try OpenFile.writing("\(directory)/in/files/\(SHA256.hex(bytes))").write(bytes)
        var failed = Support.capture("https://c.example/feed", "")
        failed.error = ["reason": "http_403", "detail": "the server answered 403"]
        let lines = [Support.capture("https://a.example/feed", rss), blob, failed].map(\.record.text)
        try OpenFile.writing("\(directory)/in/part.jsonl").write(Array((lines.joined(separator: "\n") + "\n").utf8))

        let settings = StageSettings(packs: ["\(Support.root)/pipelines/packs/indonesia"])
        let run = try StageRun(
            stage: "entries", inputs: ["\(directory)/in"], output: "\(directory)/out", settings: settings)
        try ParseStage(settings).run(run)
        try run.finish()

        var titles: [String?] = []
        try PartReader(path: "\(directory)/out/part.jsonl.gz").forEachLine {
            titles.append(Item(try Record(line: $0)).title)
        }
        XCTAssertEqual(titles, ["satu", "tiga"])
        XCTAssertEqual(run.account.input, 3)
        XCTAssertEqual(run.account.used, 2)
        XCTAssertEqual(run.account.output, 2)
        XCTAssertEqual(run.account.rejected, ["http_403": 1])
        var rejects: [[String]] = []
        try PartReader(path: "\(directory)/out/_meta/rejects.jsonl.gz").forEachLine {
            let record = try Record(line: $0)
            rejects.append([record.string("reason") ?? "", record.string("of") ?? "-"])
        }
        XCTAssertEqual(rejects.sorted { $0[0] < $1[0] }, [["http_403", "-"], ["truncated", "c1"]])
    }

    func testTablesThatNoMappingTakesAreNamedWithoutTheirCells() throws {
        let lines = ["b.csv", "2023/a.csv"].map { name in
            var capture = Support.capture("file:\(name)", "Budi Contoh,0812 0000 0000\n1,2\n")
            capture.id = name
            capture.source = "lapor"
            capture.mediaType = "text/csv"
            return capture.record.text
        }
        try OpenFile.writing("\(directory)/in/part.jsonl").write(Array((lines.joined(separator: "\n") + "\n").utf8))
        let settings = StageSettings(packs: ["\(Support.root)/pipelines/packs/indonesia"])
        let run = try StageRun(
            stage: "tables", inputs: ["\(directory)/in"], output: "\(directory)/out", settings: settings)
        try ParseStage(settings).run(run)
        XCTAssertEqual(run.account.rejected, ["no_mapping": 2])
        XCTAssertEqual(
            run.account.health.map { JSONValue.object($0).text },
            ["2023/a.csv", "b.csv"].map {
                #"{"source":"lapor","name":"\#($0)","state":"unclaimed","reason":"no_mapping","#
                    + #""detail":"'\#($0)'; add a mapping for its columns, which the reject names"}"#
            })
    }

    func testA304IsUsedAndGivesNothing() throws {
        var capture = Support.capture("https://a.example/feed", "")
        capture.record["body"] = nil
        capture.status = 304
        try OpenFile.writing("\(directory)/in/part.jsonl").write(Array((capture.record.text + "\n").utf8))
        let settings = StageSettings(packs: ["\(Support.root)/pipelines/packs/indonesia"])
        let run = try StageRun(
            stage: "entries", inputs: ["\(directory)/in"], output: "\(directory)/out", settings: settings)
        try ParseStage(settings).run(run)
        XCTAssertEqual(run.account.used, 1)
        XCTAssertEqual(run.account.output, 0)
        XCTAssertEqual(run.account.rejected, [:])
    }

    func testParametersAndPacksThatAreWrong() {
        XCTAssertThrowsError(try ParseStage(StageSettings(params: StageParameters(["zona": "WIB"])))) {
            XCTAssertEqual(($0 as? StageFailure)?.exitStatus, 64)
        }
        XCTAssertThrowsError(try ParseStage(StageSettings(packs: ["\(directory)/tiada"]))) {
            XCTAssertEqual(
                $0 as? StageFailure,
                .usage("\(directory)/tiada: no such pack; a pack is a directory with a pack.yaml"))
        }
    }

    /// A gather hands over part files; the bodies over 4 MiB lie beside the part.
    func testABlobIsFoundBesideASinglePart() throws {
        var blob = Support.capture("https://b.example/feed", "")
        let bytes = Array("<rss><channel><item><title>tiga</title></item></channel></rss>".utf8)
        blob.record["body"] = nil
        blob.blob = SHA256.hex(bytes)
        try OpenFile.writing("\(directory)/in/files/\(SHA256.hex(bytes))").write(bytes)
        try OpenFile.writing("\(directory)/in/source=b.jsonl").write(Array((blob.record.text + "\n").utf8))
        let settings = StageSettings(packs: ["\(Support.root)/pipelines/packs/indonesia"])
        let run = try StageRun(
            stage: "entries", inputs: ["\(directory)/in/source=b.jsonl"], output: "\(directory)/out", settings: settings
        )
        try ParseStage(settings).run(run)
        try run.finish()
        XCTAssertEqual(run.account.rejected, [:])
        XCTAssertEqual(run.account.output, 1)
    }
}
