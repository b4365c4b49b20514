import RecordIO
import XCTest

@testable import Coordinator

/// How attempts end: retries, limits, and what leaves its group.
final class EndingTests: XCTestCase {
    private func alive(_ shop: StageWorkshop, _ file: String) -> [pid_t] {
        (shop.folder.text(file) ?? "").split(separator: "\n").compactMap { pid_t($0) }.filter(ProcessTable.isAlive)
    }

    /// Milliseconds between the lines that attempts wrote.
    private func pauses(_ shop: StageWorkshop) -> [Int] {
        let times = (shop.folder.text("tries") ?? "").split(separator: "\n").compactMap { Int($0) }
        return zip(times, times.dropFirst()).map { ($1 - $0) / 1_000_000 }
    }

    func testThePausesGrow() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh, retries: 3}")
        for body in ["exit 75", "kill -9 $$"] {
            try shop.folder.write("tries", "")
            try shop.stage("a", "date +%s%N >> tries; \(body)")
            let summary = try shop.run(retryDelay: 0.05)
            let reason = body == "exit 75" ? "exit 75 (try again)" : "ended by signal 9"
            XCTAssertEqual(summary.failures.map { "\($0.reason) \($0.attempts)" }, ["\(reason) 4"])
            let pauses = pauses(shop)
            XCTAssertEqual(pauses.count, 3)
            for (pause, least) in zip(pauses, [50, 100, 200]) { XCTAssertGreaterThanOrEqual(pause, least) }
            XCTAssertLessThan(pauses.reduce(0, +), 5000)
        }
        XCTAssertEqual(
            shop.folder.names("root/runs").last.map { shop.folder.names("root/runs/\($0)/a/all") },
            ["1.log", "2.log", "3.log", "4.log"])
    }

    func testOurOwnLimitsAreNotTriedAgainAndEndRunaways() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh, timeout: 1s, retries: 3}")
        let runaway = "setsid bash -c 'trap \"\" TERM; echo $$ >> pids; sleep 60' & sleep 0.05"
        try shop.stage("a", "echo x >> tries; \(runaway); sleep 60")
        let late = try shop.run()
        XCTAssertEqual(late.failures.map { "\($0.reason) \($0.attempts)" }, ["no end after 1 s (its timeout) 1"])
        XCTAssertEqual(shop.folder.text("tries"), "x\n")
        XCTAssertNotEqual(shop.folder.text("pids") ?? "", "")
        XCTAssertEqual(alive(shop, "pids"), [])
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])

        // What grows has left the group.
        try shop.declare("a: {run: ./a.sh, memory: 64M, retries: 3}")
        try shop.stage(
            "a",
            "echo x >> tries; setsid bash -c 'echo $$ >> pids; x=$(head -c 90000000 /dev/zero | tr \"\\0\" x); sleep 60; echo ${#x}' & sleep 60"
        )
        let fat = try XCTUnwrap(try shop.run().failures.first)
        XCTAssertTrue(fat.reason.hasSuffix("MiB of memory; its limit is 64 MiB"), fat.reason)
        XCTAssertEqual(fat.attempts, 1)
        XCTAssertEqual(shop.folder.text("tries"), "x\nx\n")
        XCTAssertEqual(alive(shop, "pids"), [])
    }

    func testAtItsNormalEndNothingStaysBehind() throws {
        let shop = try StageWorkshop(
            "a: {run: ./a.sh}\nb: {run: ./b.sh, retries: 0}\nf: {filter: \"cat; setsid sleep 60 & echo $! >> pids\", from: a}"
        )
        // A daemon as it should be: a session of its own, and no descriptor of its starter.
        try shop.stage(
            "a",
            """
            echo '{}' > $out/part.jsonl
            setsid bash -c 'for d in /proc/self/fd/*; do d=${d##*/}; [ $d -gt 2 ] && eval "exec $d>&-"; done; echo $$ >> pids; touch ready; exec sleep 60' &
            while [ ! -e ready ]; do sleep 0.01; done
            """)
        try shop.stage("b", "setsid sleep 60 & echo $! >> pids; exit 3")
        let summary = try shop.run()
        XCTAssertEqual(summary.failures.map { "\($0.task): \($0.reason)" }, ["b/all: exit 3"])
        XCTAssertEqual(shop.folder.text("pids")?.split(separator: "\n").count, 3)
        XCTAssertEqual(alive(shop, "pids"), [])
    }

    func testWhatIsWrittenOutsideTheOutputIsGone() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh}\nb: {run: ./b.sh, retries: 0}")
        let mess = """
            echo x > $out/../beside.jsonl; mkdir -p $TMPDIR/deep $out/../aside/full; echo x > $TMPDIR/deep/f
            echo x > $out/../aside/full/f; rm -f $out/../lock; ln -s /etc $out/../tmp/link; chmod 500 $TMPDIR/deep
            """
        try shop.stage("a", "\(mess)\necho '{}' > $out/part.jsonl")
        try shop.stage("b", "\(mess)\nexit 3")
        for _ in 1...2 {
            let summary = try shop.run()
            XCTAssertEqual(summary.failures.map { "\($0.task): \($0.reason)" }, ["b/all: exit 3"])
            XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
            XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip/a/all"), ["_meta", "part.jsonl.gz"])
            // Once more, with an old partition in its place.
            try shop.stage("a", "\(mess)\necho '{\"n\":2}' > $out/part.jsonl")
        }
        XCTAssertEqual(try shop.records("a/all"), ["{\"n\":2}"])
        XCTAssertTrue(FileManager.default.fileExists(atPath: "/etc/passwd"))
    }
}
