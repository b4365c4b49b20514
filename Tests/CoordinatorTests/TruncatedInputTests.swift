import RecordIO
import Records
import XCTest

@testable import Coordinator

/// What breaks off: inside the pipeline a failure with file and offset, from outside whole records and one rejection.
final class TruncatedInputTests: XCTestCase {
    /// A workshop with a real stage under a name of its own.
    private func shop(_ stages: String, with program: String) throws -> StageWorkshop {
        let path = Paths.parent(RealSerap.path) + "/\(program)"
        try XCTSkipUnless(access(path, X_OK) == 0, "no \(path)")
        let shop = try StageWorkshop(stages)
        // By a script, whose digest costs nothing.
        try shop.folder.write("stage", "#!/bin/sh\nexec \(path) \"$@\"\n", mode: 0o755)
        return shop
    }

    private func rejects(_ shop: StageWorkshop, _ place: String) throws -> [String] {
        try shop.folder.lines("root/data/p/\(place)/_meta/rejects.jsonl.gz").map { line in
            let record = try Record(line: Array(line.utf8))
            return "\(record.string("reason") ?? "?"): \(record.string("detail") ?? "")"
        }
    }

    /// Bytes of a gzip file of some text.
    private func gzip(_ folder: TemporaryFolder, _ name: String, _ text: String) throws {
        try folder.write("plain", text)
        let pid = try ChildProcess.start(
            ChildSpecification(
                executable: "/bin/bash", words: ["bash", "-c", "gzip -c plain > \(name)"],
                environment: ["PATH=/usr/bin:/bin"], workingDirectory: folder.path, input: nil, output: nil, error: nil,
                lock: nil))
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        try Directory.remove("\(folder.path)/plain")
    }

    private func capture(_ number: Int) -> String {
        let noise = SHA256.hex(Array("\(number)".utf8))
        let words = String(repeating: "Jalan di desa itu rusak sejak musim hujan. ", count: 8)
        let page = "<html><body><article><h1>Jalan \(number) rusak</h1><p>\(words)\(noise)</p></article></body></html>"
        return "{\"id\":\"\(noise.prefix(26))\",\"url\":\"https://x.example/\(number)\",\"source\":\"x\","
            + "\"fetched_at\":\"2023-08-15T00:00:00Z\",\"status\":200,\"media_type\":\"text/html\",\"body\":\"\(page)\"}\n"
    }

    func testAnInputOfTheParserFromOutside() throws {
        let shop = try shop("a: {run: ./stage, files: \"in/*\"}", with: "serap-parse")
        try Directory.make("\(shop.folder.path)/in")
        try gzip(shop.folder, "in/x.jsonl.gz", (0..<400).map(capture).joined())
        let path = "\(shop.folder.path)/in/x.jsonl.gz"
        let size = (try SystemDisk().read(path)).count
        truncate(path, off_t(size / 2))
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 0, RunWords.text(summary))
        let counts = summary.stages[0].counts
        XCTAssertEqual(counts.rejected, ["truncated": 1])
        XCTAssertEqual(counts.input, (counts.used ?? 0) + 1)
        XCTAssertGreaterThan(counts.used ?? 0, 50)
        XCTAssertLessThan(counts.used ?? 0, 400)
        XCTAssertEqual(
            try rejects(shop, "g0001/arsip/a/x.jsonl.gz"), ["truncated: \(path): the file ends at byte \(size / 2)"])
    }

    func testAWARCFile() throws {
        let shop = try shop("a: {run: ./stage, params: {select: folder, folder: in}}", with: "serap-fetch")
        try Directory.make("\(shop.folder.path)/in")
        let records = (0..<50).map { number -> String in
            let noise = SHA256.hex(Array("\(number)".utf8))
            let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>\(noise)</body></html>"
            return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\(number)\r\n"
                + "WARC-Date: 2023-08-15T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                + "Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
        }
        try gzip(shop.folder, "in/x.warc.gz", records.joined())
        let path = "\(shop.folder.path)/in/x.warc.gz"
        truncate(path, off_t(try SystemDisk().read(path).count / 2))
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 0, RunWords.text(summary))
        let counts = summary.stages[0].counts
        XCTAssertEqual(counts.rejected, ["warc_truncated": 1])
        XCTAssertGreaterThan(counts.used ?? 0, 5)
        let reject = try XCTUnwrap(try rejects(shop, "captures/arsip/a/all").first)
        XCTAssertTrue(reject.hasPrefix("warc_truncated: x.warc.gz: the file ends"), reject)
    }

    /// The task fails with file and offset and publishes nothing; that it heals is for `HealingTests`.
    func testAPartOfAnEarlierStage() throws {
        let shop = try shop("a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./stage, from: a}", with: "serap-parse")
        try shop.folder.write("in/x", (0..<400).map(capture).joined())
        XCTAssertEqual(try shop.run().exitStatus, 0)
        let part = "\(shop.folder.path)/root/data/p/g0001/arsip/a/x/part.jsonl.gz"
        let size = (try SystemDisk().read(part)).count
        var said: [String] = []
        for cut in [size - 20, size / 2] {
            // The size that the receipt tells is kept: only who reads it finds the cut.
            chmod(part, 0o600)
            var bytes = Array(try SystemDisk().read(part).prefix(cut))
            bytes += [UInt8](repeating: 0, count: size - cut)
            try OpenFile.writing(part).write(bytes)
            try Directory.remove("\(shop.folder.path)/root/data/p/g0001/arsip/b/x")
            let summary = try shop.run()
            XCTAssertEqual(summary.exitStatus, 0, RunWords.text(summary))
            XCTAssertEqual(summary.damage, ["a/x/part.jsonl.gz: rebuilt"])
            said.append(shop.folder.text("root/runs/\(summary.run)/b/x/1.log") ?? "")
        }
        for log in said {
            XCTAssertTrue(log.hasPrefix("serap-parse: \(part): damaged at byte "), log)
        }
    }
}
