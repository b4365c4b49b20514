import Foundation
import RecordIO
import XCTest

@testable import Coordinator

/// The real program, killed in the middle.
final class KillTests: XCTestCase {
    private var serap: String {
        Paths.parent(Bundle.main.executablePath ?? SerapProgram.ownDirectory + "/x") + "/serap"
    }

    private func start(_ shop: StageWorkshop, _ words: [String], output: String = "/dev/null") throws -> pid_t {
        let file = try OpenFile.writing(output)
        let child = ChildSpecification(
            executable: serap, words: [serap] + words, environment: ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/"],
            workingDirectory: shop.folder.path, input: nil, output: file.descriptor, error: file.descriptor, lock: nil)
        return try ChildProcess.start(child)
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

    override func setUpWithError() throws {
        try XCTSkipUnless(access(serap, X_OK) == 0, "no \(serap)")
    }

    func testTheCoordinatorAloneIsKilledAndItsChildrenWorkOn() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./slow.sh, from: a}\nc: {run: ./copy.sh, from: b, gather: all}"
        )
        try shop.stage(
            "slow",
            """
            echo $SERAP_PARTITION >> starts
            if [ ! -e calm ]; then echo $$ >> pids; (while :; do echo x >> busy; sleep 0.01; done) & setsid bash -c 'echo $$ >> pids; while :; do echo x >> busy; sleep 0.01; done' & while :; do sleep 1; done; fi
            \(StageWorkshop.copy)
            """)
        for name in ["1", "2", "3"] { try shop.folder.write("in/\(name)", "{\"i\":\(name)}\n") }
        let pid = try start(shop, ["run", "p.yaml", "--jobs", "2"])
        waitUntil { (shop.folder.text("pids") ?? "").split(separator: "\n").count == 4 }
        kill(pid, SIGKILL)
        XCTAssertEqual(wait(pid), .signalled(SIGKILL))
        let survivors = (shop.folder.text("pids") ?? "").split(separator: "\n").compactMap { pid_t($0) }
        XCTAssertEqual(survivors.filter(ProcessTable.isAlive).count, 4)
        try shop.folder.write("calm", "")
        let again = try start(shop, ["run", "p.yaml"], output: "\(shop.folder.path)/output")
        XCTAssertEqual(wait(again), .exited(0), shop.folder.text("output") ?? "")
        XCTAssertEqual(survivors.filter(ProcessTable.isAlive), [])
        let busy = shop.folder.text("busy")
        usleep(50_000)
        XCTAssertEqual(shop.folder.text("busy"), busy)
        XCTAssertEqual((shop.folder.text("starts") ?? "").split(separator: "\n").count, 5)
        XCTAssertEqual(
            try shop.folder.lines("data/p/g0001/arsip/c/all/part.jsonl.gz"), ["{\"i\":1}", "{\"i\":2}", "{\"i\":3}"])
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
    }

    func testASecondCoordinatorIsRefusedAndCtrlCLeavesNothing() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh}")
        try shop.stage("a", "echo $$ > pid; sleep 60")
        let pid = try start(shop, ["run", "p.yaml"], output: "\(shop.folder.path)/first")
        waitUntil { shop.folder.text("pid")?.hasSuffix("\n") == true }
        let second = try start(shop, ["run", "p.yaml"], output: "\(shop.folder.path)/second")
        XCTAssertEqual(wait(second), .exited(3))
        let message = shop.folder.text("second") ?? ""
        XCTAssertTrue(message.hasPrefix("serap: another run works on p/g0001: process \(pid), since 20"), message)
        kill(pid, SIGINT)
        XCTAssertEqual(wait(pid), .exited(130))
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
        let child = try XCTUnwrap(pid_t((shop.folder.text("pid") ?? "").dropLast()))
        XCTAssertFalse(ProcessTable.isAlive(child))
        let said = shop.folder.text("first") ?? ""
        XCTAssertTrue(said.contains("p arsip: ended by Ctrl-C in "), said)
    }

    func testSIGTERMInARetryPauseEndsAtOnce() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh, retries: 9}")
        try shop.stage("a", "echo x >> tries; exit 75")
        let pid = try start(shop, ["run", "p.yaml"], output: "\(shop.folder.path)/output")
        // After the third attempt the pause is four seconds.
        waitUntil { (shop.folder.text("tries") ?? "") == "x\nx\nx\n" }
        usleep(50_000)
        kill(pid, SIGTERM)
        let start = ContinuousClock.now
        XCTAssertEqual(wait(pid), .exited(143))
        XCTAssertLessThan(start.duration(to: .now), .seconds(2))
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
    }

    /// A night that was killed is gone on with under its own key, on whatever day somebody looks.
    func testStatusNamesTheKeyThatGoesOn() throws {
        let shop = try StageWorkshop("a: {run: ./slow.sh, files: \"in/*\"}", key: "date")
        try shop.stage(
            "slow", "echo $$ >> pids; while [ ! -e calm ]; do sleep 0.01; done\n\(StageWorkshop.copy)")
        try shop.folder.write("in/1", "{}\n")
        let night = ["run", "p.yaml", "--key", "2023-08-14"]
        func status(_ words: [String] = []) throws -> String {
            let pid = try start(shop, ["status", "p.yaml"] + words, output: "\(shop.folder.path)/output")
            _ = wait(pid)
            return shop.folder.text("output") ?? ""
        }
        func killed() throws {
            let count = (shop.folder.text("pids") ?? "").split(separator: "\n").count
            let pid = try start(shop, night)
            waitUntil { (shop.folder.text("pids") ?? "").split(separator: "\n").count > count }
            kill(pid, SIGKILL)
            XCTAssertEqual(wait(pid), .signalled(SIGKILL))
            for child in (shop.folder.text("pids") ?? "").split(separator: "\n").compactMap({ pid_t($0) }) {
                kill(child, SIGKILL)
            }
        }
        try killed()
        let goOn = "; to go on where it stopped: serap run p.yaml --key 2023-08-14\n"
        let first = try status()
        XCTAssertTrue(first.hasPrefix("serap: run "), first)
        XCTAssertTrue(first.contains(goOn), first)
        XCTAssertTrue(first.hasSuffix("\nserap: p has not finished a run below \(shop.folder.path)\n"), first)
        XCTAssertTrue(try status(["--key", "2023-08-14"]).contains(goOn))
        try shop.folder.write("calm", "")
        XCTAssertEqual(wait(try start(shop, night)), .exited(0))
        let last = try status()
        XCTAssertFalse(last.contains("to go on"), last)
        // Beside a run that came to its end.
        try FileManager.default.removeItem(atPath: "\(shop.folder.path)/calm")
        try shop.folder.write("in/2", "{}\n")
        try killed()
        let second = try status()
        XCTAssertTrue(second.contains(goOn), second)
        XCTAssertTrue(second.contains("key 2023-08-14: all done"), second)
    }

    func testExitStatusOfTheProgram() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}")
        for (words, status, text) in [
            (["run", "none.yaml"], 2, "serap: none.yaml: cannot read the pipeline file: no such file\n"),
            (["check", "p.yaml"], 0, "p.yaml: 1 stage, key arsip, all is well\n"),
            (["graph", "p.yaml"], 0, "a\n"),
            (
                ["status", "p.yaml"], 1,
                "serap: p has not run below \(shop.folder.path); start it with: serap run p.yaml\n"
            ),
            (["plan", "p.yaml"], 0, "a: 1 of 1 task: missing\n1 to run, 0 up to date\n"),
            (["plan", "p.yaml", "--why"], 0, "run a/all: missing\n1 to run, 0 up to date\n"),
            (["run", "p.yaml", "--jobs", "0"], 2, nil), (["run"], 2, nil), (["nonsense"], 2, nil), (["--help"], 0, nil),
        ] as [([String], Int32, String?)] {
            let pid = try start(shop, words, output: "\(shop.folder.path)/output")
            XCTAssertEqual(wait(pid), .exited(status), "\(words)")
            if let text { XCTAssertEqual(shop.folder.text("output"), text) }
        }
        for (words, status, text) in [
            (
                ["status", "p.yaml", "--root", "p.yaml"], 2,
                "Error: --root is 'p.yaml', which is no directory; give the directory that holds data/, runs/, state/ and "
                    + "out/\n"
            ), (["--version"], 0, "serap \(SerapVersion.number)\nstage contract 1\nstages beside it: "),
            (["--help"], 0, "serap run pipelines/demo.yaml --key 2023-08-15 --root demo\n"),
        ] as [([String], Int32, String)] {
            let pid = try start(shop, words, output: "\(shop.folder.path)/output")
            XCTAssertEqual(wait(pid), .exited(status), "\(words)")
            let output = shop.folder.text("output") ?? ""
            XCTAssertTrue(output.contains(text), output)
        }
    }

    func testRandomKills() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./copy.sh, from: a}\nc: {run: ./copy.sh, from: b}\nd: {run: ./copy.sh, from: c, gather: all}"
        )
        for number in 10..<30 { try shop.folder.write("in/\(number)", "{\"i\":\(number)}\n") }
        var random = SplitMix(state: 7)
        for _ in 0..<4 {
            let pid = try start(shop, ["run", "p.yaml"])
            usleep(UInt32(random.next(upTo: 200_000)))
            kill(pid, SIGKILL)
            _ = wait(pid)
        }
        let last = try start(shop, ["run", "p.yaml"], output: "\(shop.folder.path)/output")
        XCTAssertEqual(wait(last), .exited(0), shop.folder.text("output") ?? "")
        XCTAssertEqual(
            try shop.folder.lines("data/p/g0001/arsip/d/all/part.jsonl.gz"), (10..<30).map { "{\"i\":\($0)}" })
        XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next(upTo bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return (z ^ (z >> 31)) % bound
    }
}
