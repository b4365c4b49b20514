import RecordIO
import Records
import XCTest

@testable import Coordinator

final class BackfillTests: XCTestCase {
    private func backfill(
        _ shop: StageWorkshop, _ from: String, _ to: String,
        progress: any Coordinator.ProgressReporting = SilentProgress()
    ) throws -> BackfillReport {
        shop.clock.time = SystemClock().nanoseconds() + 3_000_000_000
        return try Backfill(shop.options(), from: from, to: to, progress: progress).run()
    }

    func testEveryDayOldestFirstAndWindowsAreComplete() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/{key}-*\"}\nw: {run: ./count.sh, from: a, gather: all, window: 3d}",
            key: "date")
        try shop.stage("count", "echo $SERAP_KEY ${#history[@]} >> order; records \"${inputs[@]}\" > $out/part.jsonl")
        for day in 1...4 { try shop.folder.write("in/2020-01-0\(day)-x", "{}\n") }
        let heard = Heard()
        let report = try backfill(shop, "2020-01-01", "2020-01-04", progress: heard)
        XCTAssertEqual(report.exitStatus, 0)
        XCTAssertTrue(report.text.hasPrefix("p 2020-01-01 to 2020-01-04: all 4 days done in "), report.text)
        XCTAssertEqual(shop.folder.text("order"), "2020-01-01 0\n2020-01-02 1\n2020-01-03 2\n2020-01-04 2\n")
        XCTAssertEqual(try shop.receipt("w/all", key: "2020-01-04").gaps, [])
        let lines = heard.lines.map { $0.split(separator: ", about").first.map(String.init) ?? "" }
        XCTAssertEqual(
            lines,
            [
                "2020-01-01: done, 2 made, 0 up to date; 1 of 4 done, 3 left",
                "2020-01-02: done, 2 made, 0 up to date; 2 of 4 done, 2 left",
                "2020-01-03: done, 2 made, 0 up to date; 3 of 4 done, 1 left",
                "2020-01-04: done, 2 made, 0 up to date; 4 of 4 done",
            ])
        XCTAssertEqual(try backfill(shop, "2020-01-01", "2020-01-04").last?.made, 0)
    }

    func testADayThatFailsDoesNotStopTheLaterOnes() throws {
        let shop = try StageWorkshop("a: {run: ./picky.sh, files: \"in/{key}\", retries: 0}", key: "date")
        try shop.stage("picky", "grep -q bad ${inputs[0]} && exit 1\n\(StageWorkshop.copy)")
        try shop.folder.write("in/2020-01-01", "{\"bad\":1}\n")
        try shop.folder.write("in/2020-01-03", "{}\n")
        let report = try backfill(shop, "2020-01-01", "2020-01-03")
        let root = "\(shop.folder.path)/root"
        XCTAssertEqual(report.exitStatus, 1)
        XCTAssertEqual(
            report.text.split(separator: "\n").dropFirst().joined(separator: "\n"),
            """
            failed: 2020-01-01: a/2020-01-01: exit 1
            failed: 2020-01-02: \(shop.folder.path)/p.yaml:5:24: no such file: 'in/{key}'; paths are relative to the pipeline file
            to try again only what failed: serap run \(shop.folder.path)/p.yaml --retry-failed --root \(root)
            to go on with all that is not there: serap backfill \(shop.folder.path)/p.yaml --from 2020-01-01 --to 2020-01-03 --root \(root)
            """.replacing("'in/{key}'", with: "'in/2020-01-02'"))
        XCTAssertEqual(try shop.records("a/2020-01-03", key: "2020-01-03"), ["{}"])
    }

    /// Three frozen stages: one asks for the present, one reads the day's own files, one follows that.
    func testThePresentIsNeverFetchedIntoThePast() throws {
        let frozen = #"{"contract":1,"deterministic":false}"#
        let shop = try StageWorkshop(
            """
            live: {run: ./world.sh}
            day: {run: ./files.sh, files: "in/{key}"}
            follow: {run: ./files.sh, from: day, gather: all}
            asked: {run: ./world.sh, params: {url: "https://x.example/{key}"}}
            all: {run: ./copy.sh, from: [live, day, follow, asked], gather: all}
            """, key: "date")
        try shop.stage("world", "echo '{}' > $out/part.jsonl", describing: frozen)
        try shop.stage("files", "records \"${inputs[@]}\" > $out/part.jsonl", describing: frozen)
        for day in 1...2 { try shop.folder.write("in/2020-01-0\(day)", "{\"d\":\(day)}\n") }
        // A day is filled in where no later one was captured before.
        let report = try backfill(shop, "2020-01-02", "2020-01-02")
        let summary = try XCTUnwrap(report.last)
        XCTAssertEqual(shop.made(summary), ["day": 1, "follow": 1, "asked": 1, "all": 1])
        XCTAssertEqual(summary.failures.map(\.task), ["live/all"])
        XCTAssertEqual(
            summary.failures.map(\.reason),
            [
                "nothing was captured for 2020-01-02, and what could be fetched now is the present: neither its 'files' "
                    + "nor its 'params' name {key}"
            ])
        XCTAssertEqual(
            report.failures.map { "\($0.key) \($0.isForGood)" }, ["2020-01-02 true"])
        XCTAssertEqual(summary.incomplete.map(\.missing), [["live/all"]])
        XCTAssertEqual(
            KeyEvent(
                key: "k", isGood: false, made: 1, reason: "long", isForGood: true, done: 1, total: 1, secondsLeft: 0
            )
            .text, "k: not all done, 1 made, 0 up to date, cannot be made good; 1 of 1 done")
        let heard = Heard()
        _ = try backfill(shop, "2020-01-02", "2020-01-02", progress: heard)
        XCTAssertEqual(
            heard.lines,
            ["2020-01-02: not all done, 0 made, 4 up to date, cannot be made good; 1 of 1 done"])
        // An earlier one: local files may be read at any time, all else is a gap.
        let earlier = try XCTUnwrap(backfill(shop, "2020-01-01", "2020-01-01").last)
        XCTAssertEqual(shop.made(earlier), ["day": 1, "all": 1])
        XCTAssertEqual(earlier.failures.map(\.task), ["live/all", "follow/all", "asked/all"])
        XCTAssertEqual(
            try shop.folder.lines("root/data/p/captures/2020-01-01/day/2020-01-01/part.jsonl.gz"), ["{\"d\":1}"])
        // The last complete day is no past.
        let yesterday = shop.clock.lastCompleteDay(in: Zone(name: "WITA", secondsEast: 28_800)).description
        try shop.folder.write("in/\(yesterday)", "{}\n")
        XCTAssertEqual(try backfill(shop, yesterday, yesterday).exitStatus, 0)
    }

    func testRangesThatCannotBe() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}", key: "date")
        shop.clock.time = 1_692_150_000 * 1_000_000_000
        func message(_ from: String, _ to: String) -> String {
            do {
                _ = try Backfill(shop.options(), from: from, to: to, progress: SilentProgress())
                return ""
            } catch {
                XCTAssertEqual((error as? any ExitingError)?.exitStatus, 2)
                return "\(error)"
            }
        }
        XCTAssertEqual(message("2023-08-15", "2023-08-15"), "")
        XCTAssertEqual(message("2023-8-15", "x"), "--from is '2023-8-15'; it must be a day such as 2023-08-15")
        XCTAssertEqual(message("2023-08-15", "x"), "--to is 'x'; it must be a day such as 2023-08-15")
        XCTAssertEqual(
            message("2023-08-02", "2023-08-01"), "--from 2023-08-02 is later than --to 2023-08-01; swap them")
        XCTAssertEqual(
            message("2023-08-01", "2023-08-16"),
            "--to is '2023-08-16', a day that is not over; the last complete day is 2023-08-15")
        XCTAssertEqual(
            message("1950-01-01", "2023-08-15"),
            "1950-01-01 to 2023-08-15 is longer than 40 years; fill it in piece by piece, oldest first")
        try shop.declare("a: {run: ./copy.sh}", key: "arsip")
        XCTAssertEqual(
            message("2023-08-01", "2023-08-02"),
            "\(shop.folder.path)/p.yaml has a fixed key; only one with 'key: date' has days to fill in")
    }

    /// The real program: Ctrl-C ends the whole, whatever day it meets, and the same command goes on.
    func testCtrlCEndsTheWhole() throws {
        try RealProgram.skipUnlessBuilt()
        let shop = try StageWorkshop("a: {run: ./copy.sh}", key: "date")
        let program = RealProgram(shop: shop)
        let words = ["backfill", "p.yaml", "--from", "2020-01-01", "--to", "2020-12-31"]
        let pid = try program.start("fill", words)
        program.waitUntil { shop.folder.text("fill.err")?.contains("3 of 366 done") == true }
        kill(pid, SIGINT)
        XCTAssertEqual(program.wait(pid), .exited(130))
        XCTAssertLessThan(shop.folder.names("runs").count, 366)
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
    }

    func testOneLockForAll() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}", key: "date")
        let session = try shop.session()
        try session.layout.prepare()
        let locks = try RunLocks(session.layout, frozen: false, clock: StoppedClock())
        XCTAssertThrowsError(try backfill(shop, "2020-01-01", "2020-01-02")) { XCTAssertTrue($0 is LockHeld) }
        withExtendedLifetime(locks) {}
        XCTAssertEqual(shop.folder.names("root/runs"), [])
    }
}

/// Hears what keys are told.
final class Heard: Coordinator.ProgressReporting {
    private let heard = Guarded<[String]>([])
    var lines: [String] { heard.withLock { $0 } }

    func listed(_ stage: String, _ count: Int) {}
    func update(done: Int, known: Int, running: Int) {}
    func say(_ text: String) { heard.withLock { $0.append(text) } }
    func end() {}
}
