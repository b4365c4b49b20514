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

    /// A server that says nothing more after so many answers, until it is freed, and a place for a run.
    private final class Lab: Sendable {
        let server: LabServer
        let root: String
        /// Lets the server answer again.
        let free: @Sendable () -> Void

        init(answers: Int) throws {
            let gate = Gate(answers)
            free = { gate.left.withLock { $0 = nil } }
            server = try LabServer { request in
                if request.target == "/robots.txt" { return .answer("404 Not Found") }
                guard gate.opens() else { return .hang }
                if request.target.hasPrefix("/feed") {
                    let feed = "<rss><channel><item><guid>\(request.target)</guid></item></channel></rss>"
                    return .answer("200 OK", ["Content-Type: application/rss+xml"], text: feed)
                }
                return .answer("200 OK", ["Content-Type: text/html"], text: "<p>\(request.target)</p>")
            }
            root =
                FileManager.default.temporaryDirectory
                .appendingPathComponent("serap-fetch-kill-\(UUID().uuidString)").path
        }

        /// What was asked for, without robots.txt.
        var asked: [String] { server.requests.map(\.target).filter { $0 != "/robots.txt" } }

        func put(_ name: String, _ text: String) throws {
            let url = URL(fileURLWithPath: "\(root)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    private final class Gate: Sendable {
        /// Nil where there is no end to them.
        let left: Mutex<Int?>

        init(_ answers: Int) { left = Mutex(answers) }

        func opens() -> Bool {
            left.withLock { left in
                left = left.map { $0 - 1 }
                return left.map { $0 >= 0 } ?? true
            }
        }
    }

    private func lab(answers: Int) throws -> Lab {
        let lab = try Lab(answers: answers)
        addTeardownBlock {
            lab.server.stop()
            try? Directory.remove(lab.root)
        }
        return lab
    }

    func testWhatWasStoredIsNotAskedForAgainAndNothingIsMissing() throws {
        let lab = try lab(answers: 60)
        try writePages(lab)
        try killAndRepeat(lab, at: 64, of: pages)
        let bodies = try DemoNights.records(in: "\(lab.root)/data/p/captures/arsip/pages/all").map {
            $0.string("body")
        }
        XCTAssertEqual(bodies.compactMap { $0 }.sorted(), (0..<pages).map { "<p>/p\($0)</p>" }.sorted())
    }

    func testAKillAmongFeedsAsksNoneOfThemAgainThatAnswered() throws {
        let feeds = 40
        let lab = try lab(answers: 24)
        try writeFeeds(lab, feeds)
        try killAndRepeat(lab, at: 28, of: feeds)
        let captures = try DemoNights.records(in: "\(lab.root)/data/p/captures/arsip/feeds/all")
        XCTAssertEqual(
            captures.map { $0.string("source") ?? "" }.sorted(), (0..<feeds).map { "f\($0)" }.sorted())
        XCTAssertEqual(captures.compactMap { $0.int("status") }, [Int](repeating: 200, count: feeds))
    }

    /// Kills a run once so many were asked for, runs the same again, and holds both against each other.
    private func killAndRepeat(_ lab: Lab, at place: Int, of all: Int) throws {
        let serap = Repository.executables.appendingPathComponent("serap").path
        let command = ["run", "\(lab.root)/p.yaml", "--root", lab.root]
        let running = try Command.start(serap, command)
        while running.process.isRunning, lab.asked.count < place { usleep(1000) }
        let children = try Command.shell("pgrep -P \(running.process.processIdentifier) || true")
        for process in [running.process.processIdentifier]
            + children.output.split(separator: "\n").compactMap({ Int32($0) })
        { kill(process, SIGKILL) }
        running.process.waitUntilExit()
        _ = try running.result()
        lab.free()
        let before = lab.asked
        XCTAssertLessThan(before.count, all, "killed in the middle")
        let stored = try self.stored(lab.root)
        XCTAssertGreaterThan(stored.count, place - 14)

        let again = try Command.run(serap, command)
        XCTAssertEqual(again.status, 0, again.output + again.errors)
        XCTAssertEqual(stored.intersection(lab.asked.dropFirst(before.count)), [])
        XCTAssertEqual(Set(lab.asked).count, all)
        XCTAssertLessThanOrEqual(lab.asked.count, all + 8, "no more than was under way at the kill")
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

    private func writePack(_ lab: Lab, _ sources: [String]) throws {
        try lab.put("pack/pack.yaml", "pack: uji\nversion: 1\norigin: invented\n")
        let rows = sources.map { "  - {\($0), allow_private: true, origin: invented}\n" }
        try lab.put("pack/sources.yaml", "sources:\n" + rows.joined())
    }

    private func writePages(_ lab: Lab) throws {
        let items = (0..<pages).map { number in
            let host = "h\(number % hosts)"
            return #"{"id":"i\#(number)","source":"\#(host)","url":"\#(lab.server.url(host, "/p\(number)"))"}"# + "\n"
        }
        try lab.put("in/items.jsonl", items.joined())
        try writePack(
            lab, (0..<hosts).map { "code: h\($0), name: h\($0), type: page, url: '\(lab.server.url("h\($0)"))'" })
        try lab.put(
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

    private func writeFeeds(_ lab: Lab, _ count: Int) throws {
        try writePack(
            lab,
            (0..<count).map {
                "code: f\($0), name: f\($0), type: feed, url: '\(lab.server.url("h\($0 % hosts)", "/feed\($0)"))'"
            })
        try lab.put(
            "p.yaml",
            """
            pipeline: p
            key: arsip
            pack: [pack]
            stages:
              feeds: {run: serap-fetch, params: {select: feeds, delay_ms: 0, parallel: 8}}

            """)
    }
}
