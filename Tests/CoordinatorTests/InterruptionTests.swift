import RecordIO
import XCTest

@testable import Coordinator

final class InterruptionTests: XCTestCase {
    private final class Ears: Sendable {
        let heard = Guarded<[Int32]>([])
        func hear(_ signal: Int32) { heard.withLock { $0.append(signal) } }
    }

    func testBeforeTheWorkASignalEndsTheProgramAndItsChildren() throws {
        let interruption = Interruption()
        let pid = try interruption.start(
            ChildSpecification(
                executable: "/bin/sleep", words: ["sleep", "60"], environment: [], workingDirectory: "/", input: nil,
                output: nil, error: nil, lock: nil))
        let ears = Ears()
        interruption.receive(SIGHUP) { ears.hear($0) }
        XCTAssertEqual(ears.heard.withLock { $0 }, [129])
        XCTAssertEqual(interruption.collect(pid), .signalled(SIGKILL))
        XCTAssertNil(interruption.received)
    }

    func testAtWorkItIsToldToTheRun() {
        let interruption = Interruption()
        let ears = Ears()
        interruption.begin()
        interruption.receive(SIGTERM) { ears.hear($0) }
        XCTAssertEqual(ears.heard.withLock { $0 }, [], "nobody listens yet, and nothing ends")
        interruption.tell { ears.hear($0) }
        interruption.receive(SIGINT) { ears.hear(-$0) }
        XCTAssertEqual(ears.heard.withLock { $0 }, [SIGTERM, SIGINT])
        XCTAssertEqual(interruption.received, SIGTERM)
        interruption.tell(nil)
        interruption.receive(SIGINT) { ears.hear(-$0) }
        interruption.end()
        interruption.receive(SIGINT) { ears.hear($0) }
        XCTAssertEqual(ears.heard.withLock { $0 }, [SIGTERM, SIGINT, 130])
    }

    func testEverySignalEndsTheRunWithAllItStarted() throws {
        for (signal, status) in [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)] {
            let shop = try StageWorkshop("a: {run: ./a.sh}")
            let serap = try RealSerap(shop)
            try shop.stage(
                "a", "echo $$ >> pids; setsid bash -c 'trap \"\" TERM HUP; echo $$ >> pids; sleep 60' & sleep 60")
            let pid = try serap.start(["run", "p.yaml"])
            let children = serap.pids(in: "pids", count: 2)
            kill(pid, signal)
            XCTAssertEqual(serap.wait(pid), .exited(status))
            XCTAssertEqual(children.filter(ProcessTable.isAlive), [], "signal \(signal)")
            XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
            let words = signal == SIGINT ? "Ctrl-C" : "signal \(signal)"
            let said = shop.folder.text("output") ?? ""
            XCTAssertTrue(said.contains("p arsip: ended by \(words) in "), said)
            XCTAssertTrue(said.contains("\nnot finished: a/all: ended with the run\n"), said)
        }
    }

    func testASignalWhileStagesAreDescribedLeavesNothing() throws {
        for (signal, status) in [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)] {
            let shop = try StageWorkshop("a: {run: ./slow.sh}")
            let serap = try RealSerap(shop)
            try shop.folder.write("slow.sh", "#!/bin/bash\necho $$ >> pids\nsleep 60\n", mode: 0o755)
            let pid = try serap.start(["run", "p.yaml"])
            let children = serap.pids(in: "pids", count: 1)
            kill(pid, signal)
            XCTAssertEqual(serap.wait(pid), .exited(status))
            for _ in 0..<500 where !children.filter(ProcessTable.isAlive).isEmpty { usleep(2000) }
            XCTAssertEqual(children.filter(ProcessTable.isAlive), [])
            XCTAssertEqual(shop.folder.names("").sorted(), ["copy.sh", "output", "p.yaml", "pids", "root", "slow.sh"])
            XCTAssertEqual(shop.folder.names("root/data"), [])
        }
    }

    /// Files of 16 GiB, which take minutes to digest: a pack before the run begins, an input while it goes on.
    func testASignalWhileFilesAreDigestedIsNotKeptWaiting() throws {
        for stages in ["a: {run: ./copy.sh, pack: [pack]}", "a: {run: ./copy.sh, files: \"in/*\"}"] {
            let shop = try StageWorkshop(stages)
            let serap = try RealSerap(shop)
            for name in ["pack/large", "in/large"] {
                try shop.folder.write(name, "")
                XCTAssertEqual(truncate("\(shop.folder.path)/\(name)", 16 << 30), 0)
            }
            let pid = try serap.start(["run", "p.yaml"])
            func reads() -> Bool {
                SystemDisk().names("/proc/\(pid)/fd").contains { name in
                    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\(name)")
                    return target?.hasSuffix("/large") == true
                }
            }
            for _ in 0..<5000 where !reads() { usleep(2000) }
            XCTAssertTrue(reads())
            kill(pid, SIGTERM)
            let start = ContinuousClock.now
            XCTAssertEqual(serap.wait(pid), .exited(143))
            XCTAssertLessThan(start.duration(to: .now), .seconds(5))
            XCTAssertEqual(shop.folder.names("data/p/.scratch"), [])
            XCTAssertEqual(shop.folder.exists("data"), stages.contains("files"))
        }
    }

    /// `nohup serap run` goes on when the terminal is gone.
    func testAnIgnoredSignalStaysIgnored() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh}")
        let serap = try RealSerap(shop)
        try shop.stage(
            "a", "echo $$ >> pids; while [ ! -e go ]; do sleep 0.01; done; echo '{}' > $out/part.jsonl")
        let pid = try ChildProcess.start(
            ChildSpecification(
                executable: "/bin/bash", words: ["bash", "-c", "trap '' HUP; exec \(RealSerap.path) run p.yaml"],
                environment: ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/"], workingDirectory: shop.folder.path,
                input: nil, output: nil, error: nil, lock: nil))
        _ = serap.pids(in: "pids", count: 1)
        kill(pid, SIGHUP)
        try shop.folder.write("go", "")
        XCTAssertEqual(serap.wait(pid), .exited(0))
    }
}
