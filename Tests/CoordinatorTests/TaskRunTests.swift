import RecordIO
import Records
import XCTest

@testable import Coordinator

final class TaskRunTests: XCTestCase {
    private static let chain = """
        a: {run: ./copy.sh, files: "in/*"}
        b: {run: ./copy.sh, from: a}
        c: {run: ./copy.sh, from: b, gather: all}
        other: {run: ./copy.sh, files: "in/*"}
        """

    private func shop(_ stages: String = chain, _ names: [String] = ["1", "2", "3"]) throws -> StageWorkshop {
        let shop = try StageWorkshop(stages)
        for name in names { try shop.folder.write("in/\(name)", "{\"i\":\(name)}\n") }
        return shop
    }

    private func runTask(_ shop: StageWorkshop, _ stage: String, _ partition: String) throws -> TaskReport {
        shop.clock.time = SystemClock().nanoseconds() + 3_000_000_000
        var options = shop.options()
        options.clock = shop.clock
        options.upTo = stage
        return try TaskRun(session: Session(options), partition: partition, progress: SilentProgress()).run()
    }

    private func file(_ shop: StageWorkshop) -> String { "\(shop.folder.path)/p.yaml" }

    func testATaskIsRunAloneAndARunDoesTheRest() throws {
        let shop = try shop()
        let first = try runTask(shop, "a", "2")
        XCTAssertEqual(first.text, "a/2: made in 0 s: 1 in, 1 out\n")
        XCTAssertEqual(first.exitStatus, 0)
        XCTAssertEqual(try runTask(shop, "a", "2").text, "a/2 is up to date\n")
        XCTAssertEqual(try runTask(shop, "b", "2").text, "b/2: made in 0 s: 1 in, 1 out\n")
        XCTAssertEqual(try shop.receipt("b/2").counts.used, 1)
        let receipt = try shop.receipt("b/2")
        XCTAssertTrue(shop.folder.exists("root/runs/\(receipt.run)/b/2/1.log"))
        let task = try JSONValue(parsing: XCTUnwrap(shop.folder.text("root/runs/\(receipt.run)/task.json")))
        XCTAssertEqual(task["state"], "made")
        XCTAssertEqual(task["log"], .string("runs/\(receipt.run)/b/2/1.log"))
        // Two that ran; the one that found nothing to do left nothing.
        XCTAssertEqual(shop.folder.names("root/runs").count, 2)
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
        XCTAssertFalse(shop.folder.exists("root/data/p/g0001/arsip/b/.stage.json"))
        let summary = try shop.run()
        XCTAssertEqual(shop.made(summary), ["a": 2, "b": 2, "c": 1, "other": 3])
        XCTAssertEqual(summary.fresh, 2)
        XCTAssertTrue(shop.folder.exists("root/data/p/g0001/arsip/b/.stage.json"))
    }

    /// Every partition made alone: the run makes nothing of the stage and writes its manifest.
    func testAfterTheLastTaskARunOnlyWritesTheManifest() throws {
        let shop = try shop("a: {run: ./copy.sh, files: \"in/*\"}")
        try shop.run()
        let manifest = shop.folder.text("root/data/p/g0001/arsip/a/.stage.json")
        try shop.folder.write("in/1", "{\"i\":7}\n")
        XCTAssertEqual(try runTask(shop, "a", "1").outcome.state, .made)
        XCTAssertNil(shop.folder.text("root/data/p/g0001/arsip/a/.stage.json"))
        try shop.folder.write("in/1", "{\"i\":1}\n")
        XCTAssertEqual(try runTask(shop, "a", "1").outcome.state, .made)
        XCTAssertEqual(shop.made(try shop.run()), [:])
        XCTAssertEqual(shop.folder.text("root/data/p/g0001/arsip/a/.stage.json"), manifest)
    }

    func testWhatHasToBeMadeFirstIsNamedAndNotMade() throws {
        let shop = try shop()
        let root = "\(shop.folder.path)/root"
        XCTAssertEqual(
            try runTask(shop, "b", "1").text,
            """
            not run: b/1: a/1 is missing
            needed first: a/1: missing
            make it: serap run-task \(file(shop)) a 1 --root \(root)

            """)
        for name in ["1", "2"] { _ = try runTask(shop, "a", name) }
        _ = try runTask(shop, "b", "1")
        // A gather could run with what is there, but what it lacks can still be made.
        let gather = try runTask(shop, "c", "all")
        XCTAssertEqual(
            gather.text,
            """
            not run: c/all: b/2 is not up to date
            needed first: a/3: missing
            needed first: b/2: missing
            make them: serap run \(file(shop)) --root \(root)

            """)
        XCTAssertEqual(gather.exitStatus, 1)
        XCTAssertEqual(gather.json["needs"]?.array?.first, ["task": "a/3", "reason": "missing"])
        XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip"), ["a", "b"])
    }

    func testAFailureIsToldAsInARun() throws {
        let shop = try shop("a: {run: ./bad.sh, files: \"in/*\", retries: 1}", ["x y"])
        try shop.stage("bad", "echo tried >> tries; echo 'no network' >&2; exit 75")
        let report = try runTask(shop, "a", "x%20y")
        XCTAssertEqual(
            report.text,
            """
            failed: a/x%20y after 2 attempts: exit 75 (try again)
                no network
                log: runs/\(report.run)/a/x%20y/2.log
            to try again: serap run-task \(file(shop)) a x%20y --root \(shop.folder.path)/root

            """)
        XCTAssertEqual(shop.folder.text("tries"), "tried\ntried\n")
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
    }

    func testUnknownNames() throws {
        let shop = try shop()
        func message(_ stage: String, _ partition: String) -> String {
            do {
                return try runTask(shop, stage, partition).text
            } catch {
                XCTAssertEqual((error as? any ExitingError)?.exitStatus, 2)
                return "\(error)"
            }
        }
        XCTAssertEqual(message("othr", "1"), "no stage 'othr' in \(file(shop)); did you mean 'other'?")
        XCTAssertEqual(message("classify", "1"), "no stage 'classify' in \(file(shop)); it has a, b, c, other")
        XCTAssertEqual(message("b", "12345"), "no partition '12345' of stage 'b' for key arsip; it has 1, 2, 3")
        try shop.folder.write("in/kabarbenuo", "{}\n")
        XCTAssertEqual(
            message("b", "kabarbenu"), "no partition 'kabarbenu' of stage 'b' for key arsip; did you mean 'kabarbenuo'?"
        )
        XCTAssertEqual(shop.folder.names("root") + shop.folder.names("root/data"), ["data"])
        XCTAssertEqual(
            message("c", "al"), "no partition 'al' of stage 'c' for key arsip; did you mean 'all'?")
        XCTAssertEqual(shop.folder.names("root/runs"), [])
    }

    /// The names of a gather by field are known once everything before it is there.
    func testAPartitionOfAGatherByField() throws {
        let shop = try shop(
            "a: {run: ./split.sh, files: \"in/*\"}\ng: {run: ./copy.sh, from: a, gather: {by: source}}\nh: {run: ./copy.sh, from: g}"
        )
        try shop.stage(
            "split", "for s in x y; do records \"${inputs[@]}\" > \"$out/source=$s.jsonl\"; done")
        XCTAssertEqual(
            try runTask(shop, "g", "x").text.split(separator: "\n").first,
            "not run: g/x: whether there is such a partition is not known")
        for name in ["1", "2", "3"] { _ = try runTask(shop, "a", name) }
        XCTAssertEqual(try runTask(shop, "g", "x").text, "g/x: made in 0 s: 3 in, 3 out\n")
        XCTAssertEqual(try runTask(shop, "h", "x").text, "h/x: made in 0 s: 3 in, 3 out\n")
        XCTAssertThrowsError(try runTask(shop, "h", "z")) {
            XCTAssertEqual("\($0)", "no partition 'z' of stage 'h' for key arsip; it has x, y")
        }
    }

    /// Of a chain that goes by name, only this name is looked at.
    func testUnrelatedPartitionsAreNotRead() throws {
        let shop = try shop()
        try shop.run()
        for name in ["1", "3"] {
            try OpenFile.writing("\(shop.folder.path)/root/data/p/g0001/arsip/a/\(name)/_meta/receipt.json")
                .write(Array("damaged".utf8))
        }
        var options = shop.options()
        options.upTo = "b"
        let session = try Session(options)
        XCTAssertEqual(session.pipeline.stages.map(\.name), ["a", "b"])
        var graph = TaskTarget(session: session, partition: "2").graph
        graph.begin(roots: session.files.mapValues { $0.keys.sorted() })
        XCTAssertEqual(graph.counts.known, 2)
        XCTAssertEqual(try runTask(shop, "b", "2").text, "b/2 is up to date\n")
        options.upTo = "c"
        var all = TaskTarget(session: try Session(options), partition: "all").graph
        all.begin(roots: session.files.mapValues { $0.keys.sorted() })
        XCTAssertEqual(all.counts.known, 6)
    }

    func testARunAndSingleTasksKeepEachOtherOut() throws {
        let shop = try shop()
        var options = shop.options()
        options.upTo = "a"
        let session = try Session(options)
        try session.layout.prepare()
        let stage = try XCTUnwrap(session.prepared.last)
        func locks(_ partition: String) throws -> TaskLocks {
            try TaskLocks(
                session.layout, key: session.key, stage: stage, partition: partition, host: "n1",
                now: Instant(seconds: 1_692_100_000))
        }
        var one: TaskLocks? = try locks("1")
        let two = try locks("2")
        XCTAssertThrowsError(try runTask(shop, "a", "1")) {
            XCTAssertEqual(
                "\($0)",
                "another run works on p/arsip/a/1: process \(getpid()) on n1, since 2023-08-15T11:46:40Z; "
                    + "wait for it or end it")
            XCTAssertEqual(($0 as? LockHeld)?.exitStatus, 3)
        }
        XCTAssertThrowsError(try shop.run()) {
            XCTAssertEqual(
                "\($0)",
                "single tasks of p/g0001 are being run: process \(getpid()) on n1, since 2023-08-15T11:46:40Z, "
                    + "and 1 more; wait for them or end them")
            XCTAssertEqual(($0 as? LockHeld)?.exitStatus, 3)
        }
        XCTAssertEqual(try runTask(shop, "a", "3").outcome.state, .made)
        one?.release()
        one = nil
        XCTAssertEqual(try runTask(shop, "a", "1").outcome.state, .made)
        two.release()
        withExtendedLifetime(two) {}
    }

    func testATaskIsRefusedWhileARunWorks() throws {
        let shop = try shop()
        let session = try shop.session()
        try session.layout.prepare()
        let run = try RunLocks(session.layout, frozen: false, clock: StoppedClock())
        XCTAssertThrowsError(try runTask(shop, "a", "1")) {
            XCTAssertEqual(
                "\($0)",
                "another run works on p/g0001: process \(getpid()), since 2023-08-15T11:46:40Z; wait for it or end it")
        }
        withExtendedLifetime(run) {}
    }

    /// Two frozen partitions at once; a run waits for both; what is captured stays.
    func testFrozenPartitions() throws {
        let shop = try shop("a: {run: ./world.sh, files: \"in/*\"}")
        try shop.stage("world", StageWorkshop.copy, describing: #"{"contract":1,"deterministic":false}"#)
        let session = try shop.session()
        try session.layout.prepare()
        let held = try TaskLocks(
            session.layout, key: "arsip", stage: session.prepared[0], partition: "1", host: "n1", now: shop.clock.now)
        XCTAssertEqual(try runTask(shop, "a", "2").outcome.state, .made)
        XCTAssertThrowsError(try RunLocks(session.layout, frozen: true, clock: shop.clock))
        held.release()
        withExtendedLifetime(held) {}
        XCTAssertEqual(shop.folder.text("root/data/p/.captured"), "arsip a 2\n")
        try shop.folder.write("in/2", "{\"i\":9}\n")
        XCTAssertEqual(try runTask(shop, "a", "2").text, "a/2 is up to date\n")
    }

    /// What was read must be what was meant, as other tasks may replace it meanwhile.
    func testAnInputThatMovesMeanwhile() throws {
        let shop = try shop("a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./slow.sh, from: a}", ["1"])
        try shop.stage(
            "slow",
            StageWorkshop.copy + "\nsed -i 's/\"sha256\": \"[0-9a-f]*\"/\"sha256\": \"'$(printf '0%.0s' {1..64})'\"/' "
                + "${inputs[0]}/_meta/receipt.json")
        _ = try runTask(shop, "a", "1")
        chmod("\(shop.folder.path)/root/data/p/g0001/arsip/a/1/_meta", 0o700)
        chmod("\(shop.folder.path)/root/data/p/g0001/arsip/a/1/_meta/receipt.json", 0o600)
        XCTAssertEqual(
            try runTask(shop, "b", "1").outcome.reason, "a/1 was made again while it was read; run it once more")
    }

    /// Only what a killed run of the same task left is cleared.
    func testLeftoversOfTheSameTaskAlone() throws {
        let shop = try shop()
        let session = try shop.session()
        try session.layout.prepare()
        let scratch = session.layout.scratch
        let own = "task-\(SHA256.hex(Array("arsip/a/1".utf8)).prefix(16))"
        for name in ["g0001-\(own)-1", "g0001-task-0000000000000000-1"] {
            _ = try AttemptDirectory(path: "\(scratch)/\(name)").make()
        }
        _ = try runTask(shop, "a", "1")
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), ["g0001-task-0000000000000000-1"])
        try shop.run()
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
    }

    /// The real program, eight at once.
    func testEightAtOnce() throws {
        try RealProgram.skipUnlessBuilt()
        let shop = try shop(Self.chain, (1...10).map(String.init))
        let program = RealProgram(shop: shop)
        let pids = try (1...8).map { try program.start("task\($0)", ["run-task", "p.yaml", "a", "\($0)"]) }
        for (index, pid) in pids.enumerated() {
            XCTAssertEqual(program.wait(pid), .exited(0), shop.folder.text("task\(index + 1).err") ?? "")
        }
        XCTAssertEqual(
            shop.folder.names("data/p/g0001/arsip/a"), ["1", "2", "3", "4", "5", "6", "7", "8"])
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
        let run = try program.run(["run", "p.yaml"])
        XCTAssertEqual(run.end, .exited(0))
        XCTAssertTrue(run.output.contains(": 23 made, 8 up to date\n"), run.output)
    }

    /// A killed one leaves a lock file and a child; the next of the same task ends the child.
    func testAKilledOneIsFollowedByAnother() throws {
        try RealProgram.skipUnlessBuilt()
        let shop = try shop("a: {run: ./slow.sh, files: \"in/*\"}", ["1"])
        try shop.stage("slow", "if [ ! -e calm ]; then echo $$ > pid; sleep 60; fi\n\(StageWorkshop.copy)")
        let program = RealProgram(shop: shop)
        let first = try program.start("first", ["run-task", "p.yaml", "a", "1"])
        program.waitUntil { shop.folder.text("pid")?.hasSuffix("\n") == true }
        let second = try program.run(["run-task", "p.yaml", "a", "1"])
        XCTAssertEqual(second.end, .exited(3))
        XCTAssertTrue(
            second.error.hasPrefix("serap: another run works on p/arsip/a/1: process \(first) on "), second.error)
        let run = try program.run(["run", "p.yaml"])
        XCTAssertEqual(run.end, .exited(3))
        XCTAssertTrue(
            run.error.hasPrefix("serap: single tasks of p/g0001 are being run: process \(first) on "), run.error)
        kill(first, SIGKILL)
        _ = program.wait(first)
        try shop.folder.write("calm", "")
        let third = try program.run(["run-task", "p.yaml", "a", "1", "--json"])
        XCTAssertEqual(third.end, .exited(0), third.error)
        XCTAssertEqual(try JSONValue(parsing: third.output)["state"], "made")
        let child = try XCTUnwrap(pid_t((shop.folder.text("pid") ?? "").dropLast()))
        XCTAssertFalse(ProcessTable.isAlive(child))
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
    }
}
