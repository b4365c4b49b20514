import Foundation
import RecordIO
import Records
import Synchronization
import WebLab
import XCTest

/// A run killed while it fetches, with everything it started, and the same command again; Scripts/torture/fetch-kill.py
/// does so at random moments.
final class FetchKillTests: XCTestCase {
    private let pages = 120
    private let hosts = 6

    func testWhatWasStoredIsNotAskedForAgainAndNothingIsMissing() throws {
        let stuck = Mutex(true)
        let count = Mutex(0)
        let server = try LabServer { request in
            if request.target == "/robots.txt" { return .answer("404 Not Found") }
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number > 60, stuck.withLock({ $0 }) { return .hang }
            return .answer("200 OK", ["Content-Type: text/html"], text: "<p>\(request.target)</p>")
        }
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "serap-fetch-kill-\(UUID().uuidString)"
        )
        .path
        addTeardownBlock {
            server.stop()
            try? Directory.remove(root)
        }
        try write(server, root)
        func asked() -> [String] { server.requests.map(\.target).filter { $0 != "/robots.txt" } }

        let serap = Repository.executables.appendingPathComponent("serap").path
        let running = try Command.start(serap, ["run", "\(root)/p.yaml", "--root", root])
        while running.process.isRunning, asked().count < 64 { usleep(1000) }
        let children = try Command.shell("pgrep -P \(running.process.processIdentifier) || true")
        for process in [running.process.processIdentifier]
            + children.output.split(separator: "\n").compactMap({ Int32($0) })
        { kill(process, SIGKILL) }
        running.process.waitUntilExit()
        _ = try running.result()
        stuck.withLock { $0 = false }
        let before = asked()
        XCTAssertLessThan(before.count, pages, "killed in the middle")
        let stored = try self.stored(root)
        XCTAssertGreaterThan(stored.count, 50)

        let again = try Command.run(serap, ["run", "\(root)/p.yaml", "--root", root])
        XCTAssertEqual(again.status, 0, again.output + again.errors)
        XCTAssertEqual(stored.intersection(asked().dropFirst(before.count)), [])
        XCTAssertEqual(Set(asked()).count, pages)
        XCTAssertLessThanOrEqual(asked().count, pages + 8, "no more than was under way at the kill")
        let bodies = try DemoNights.records(in: "\(root)/data/p/captures/arsip/pages/all").map { $0.string("body") }
        XCTAssertEqual(bodies.compactMap { $0 }.sorted(), (0..<pages).map { "<p>/p\($0)</p>" }.sorted())
    }

    /// The pages whose answers stand whole in the spool.
    private func stored(_ root: String) throws -> Set<String> {
        let found = try Command.shell("cat $(find '\(root)/state' -name answers.jsonl)")
        return Set(
            found.output.split(separator: "\n").compactMap { line in
                guard let record = try? Record(line: Array(line.utf8.dropFirst(65))) else { return nil }
                return record.string("request")?.split(separator: "/").last.map { "/\($0)" }
            })
    }

    private func write(_ server: LabServer, _ root: String) throws {
        func put(_ name: String, _ text: String) throws {
            let url = URL(fileURLWithPath: "\(root)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let items = (0..<pages).map { number in
            let host = "h\(number % hosts)"
            return #"{"id":"i\#(number)","source":"\#(host)","url":"\#(server.url(host, "/p\(number)"))"}"# + "\n"
        }
        let sources = (0..<hosts).map {
            "  - {code: h\($0), name: h\($0), type: page, url: '\(server.url("h\($0)"))', allow_private: true, origin: invented}\n"
        }
        try put("in/items.jsonl", items.joined())
        try put("pack/pack.yaml", "pack: uji\nversion: 1\norigin: invented\n")
        try put("pack/sources.yaml", "sources:\n" + sources.joined())
        try put(
            "p.yaml",
            """
            pipeline: p
            key: arsip
            pack: [pack]
            stages:
              items: {filter: cat, files: in/items.jsonl}
              pages: {run: serap-fetch, from: items, gather: all, params: {follow: link, delay_ms: 0, parallel: 8}}

            """)
    }
}
