import RecordIO
import XCTest

@testable import Coordinator

/// The real program, stopped and killed while it reprocesses.
final class ReprocessKillTests: XCTestCase {
    private var serap: String {
        Paths.parent(Bundle.main.executablePath ?? SerapProgram.ownDirectory + "/x") + "/serap"
    }

    override func setUpWithError() throws {
        try XCTSkipUnless(access(serap, X_OK) == 0, "no \(serap)")
    }

    private func start(_ history: HistoryWorkshop, _ output: String) throws -> pid_t {
        // The workshop's clock runs a little ahead of the program's, which refuses to work before the last run.
        try Directory.remove("\(history.root)/runs")
        let path = "\(history.shop.folder.path)/\(output)"
        let file = try OpenFile.writing(path)
        return try ChildProcess.start(
            ChildSpecification(
                executable: serap, words: [serap, "reprocess", "p.yaml", "--root", "root", "--jobs", "2"],
                environment: ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent"],
                workingDirectory: history.shop.folder.path, input: nil, output: file.descriptor,
                error: file.descriptor, lock: nil))
    }

    private func wait(_ pid: pid_t) -> ChildEnd {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return ChildEnd(status: status)
    }

    private func waitUntil(_ condition: () -> Bool) {
        for _ in 0..<5000 where !condition() { usleep(2000) }
        XCTAssertTrue(condition())
    }

    /// What an undisturbed reprocess of the days makes.
    private func undisturbed(_ days: [String]) throws -> (tree: [String: String], base: String?) {
        let history = try HistoryWorkshop(days: days)
        try history.shop.folder.write("pack/word", "netral")
        XCTAssertEqual(try history.reprocess().end, .switched)
        return (try history.tree("g0002"), history.shop.folder.text("root/out/p/base.txt"))
    }

    func testKilledWhileItMakesAndANightMeanwhileIsNotLost() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13", "2023-08-14"])
        let folder = history.shop.folder
        try folder.write("pack/word", "netral")
        try folder.write("gate", "")
        let pid = try start(history, "first")
        waitUntil { folder.text("waiting")?.hasSuffix("\n") == true }
        // A night while the reprocess works.
        let night = try history.shop.run(key: "2023-08-15")
        XCTAssertEqual([night.generation, "\(night.exitStatus)"], ["g0001", "0"])
        let child = try XCTUnwrap(pid_t((folder.text("waiting") ?? "").split(separator: "\n").first ?? ""))
        kill(pid, SIGKILL)
        XCTAssertEqual(wait(pid), .signalled(SIGKILL))
        XCTAssertTrue(ProcessTable.isAlive(child))
        XCTAssertEqual(history.generations.current, "g0001")
        try Directory.remove("\(folder.path)/gate")
        let again = try start(history, "second")
        XCTAssertEqual(wait(again), .exited(0), folder.text("second") ?? "")
        XCTAssertFalse(ProcessTable.isAlive(child))
        XCTAssertEqual(history.generations.current, "g0002")
        let (tree, base) = try undisturbed(HistoryWorkshop.days)
        XCTAssertEqual(try history.tree("g0002"), tree)
        XCTAssertEqual(folder.text("root/out/p/base.txt"), base)
        XCTAssertEqual(folder.names("root/data/p/.scratch"), [])
        XCTAssertEqual(folder.text("fetched"), "2023-08-13\n2023-08-14\n2023-08-15\n")
    }

    func testItWaitsForTheRunAndSIGTERMEndsTheWaiting() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        let folder = history.shop.folder
        try folder.write("pack/word", "netral")
        let layout = Layout(root: history.root, pipeline: "p", generation: "g0001")
        let lock = try RunLocks(layout, frozen: false, clock: SystemClock())
        let pid = try start(history, "first")
        let words = "waiting for the run that works on g0001 (process \(getpid()), since "
        waitUntil { (folder.text("first") ?? "").contains(words) }
        kill(pid, SIGTERM)
        XCTAssertEqual(wait(pid), .exited(143))
        XCTAssertTrue(
            (folder.text("first") ?? "").contains(
                "p: g0002 was not finished, g0001 stays the current generation: 1 key, 4 made, 1 linked\n"
                    + "to go on: serap reprocess p.yaml --root root\n"), folder.text("first") ?? "")
        withExtendedLifetime(lock) {}
    }

    func testWhatWasDoneMeanwhileIsTakenAlong() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        let folder = history.shop.folder
        try folder.write("pack/word", "netral")
        let layout = Layout(root: history.root, pipeline: "p", generation: "g0001")
        let pid: pid_t
        do {
            let lock = try RunLocks(layout, frozen: false, clock: SystemClock())
            pid = try start(history, "first")
            waitUntil { (folder.text("first") ?? "").contains("waiting for the run") }
            // The run that holds the lock makes a night of its own.
            let session = try history.shop.session(key: "2023-08-14")
            XCTAssertEqual(
                try PipelineRun(session: session, progress: SilentProgress(), locks: lock).run().exitStatus, 0)
            withExtendedLifetime(lock) {}
        }
        XCTAssertEqual(wait(pid), .exited(0), folder.text("first") ?? "")
        let (tree, base) = try undisturbed(["2023-08-13", "2023-08-14"])
        XCTAssertEqual(try history.tree("g0002"), tree)
        XCTAssertEqual(folder.text("root/out/p/base.txt"), base)
    }

    func testKilledBetweenTheSwitchAndTheSinks() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        let folder = history.shop.folder
        let old = try XCTUnwrap(folder.text("root/out/p/base.txt"))
        try folder.write("pack/word", "netral")
        XCTAssertEqual(try history.reprocess().end, .switched)
        let new = try XCTUnwrap(folder.text("root/out/p/base.txt"))
        XCTAssertNotEqual(new, old)
        for finish in [
            { XCTAssertEqual(try history.shop.run(key: "2023-08-13").exitStatus, 0) },
            { XCTAssertEqual(try history.reprocess().end, .nothingChanges) },
        ] {
            // As a kill leaves it: `current` is switched, the sinks are not, and the old file's log is still there.
            try Directory.rename("\(history.root)/out/p/base.txt", to: "\(history.root)/out/p/.g0002.base.txt")
            try folder.write("root/out/p/base.txt", old)
            try folder.write("root/out/p/base.txt-wal", "of the old file")
            try finish()
            XCTAssertEqual(folder.text("root/out/p/base.txt"), new)
            XCTAssertEqual(folder.names("root/out/p").filter { $0.contains("base") }, ["base.txt"])
        }
    }

    func testAStagedSinkThatIsGoneIsFilledAgainForAllKeys() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13", "2023-08-14"])
        let folder = history.shop.folder
        try folder.write("pack/word", "netral")
        try folder.write("broken", "2023-08-14")
        XCTAssertEqual(try history.reprocess().end, .unfinished)
        try Directory.remove("\(folder.path)/broken")
        try Directory.remove("\(history.root)/out/p/.g0002.base.txt")
        XCTAssertEqual(try history.reprocess().end, .switched)
        XCTAssertEqual(folder.text("root/out/p/base.txt"), try undisturbed(["2023-08-13", "2023-08-14"]).base)
    }
}
