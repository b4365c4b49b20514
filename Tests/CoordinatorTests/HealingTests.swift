import RecordIO
import XCTest

@testable import Coordinator

final class HealingTests: XCTestCase {
    /// Reads with `gzip -t`, so that damage is exit 65.
    private static let careful = """
        for i in "${inputs[@]}" "${history[@]}"; do
          for p in "$i" "$i"/*.jsonl.gz; do
            if [ -f "$p" ]; then gzip -t "$p" || { echo "$p: damaged" >&2; exit 65; }; fi
          done
        done
        echo "$SERAP_STAGE/$SERAP_PARTITION" >> ran
        \(StageWorkshop.copy)
        """

    /// Flips one byte in the middle of a file's last quarter; size and time stay.
    private func flip(_ path: String) throws {
        var before = stat()
        stat(path, &before)
        chmod(path, 0o600)
        var bytes = try SystemDisk().read(path)
        bytes[bytes.count / 2] ^= 0xFF
        let descriptor = open(path, O_WRONLY)
        XCTAssertEqual(pwrite(descriptor, bytes, bytes.count, 0), bytes.count)
        close(descriptor)
        chmod(path, before.st_mode)
        var times = [before.st_atim, before.st_mtim]
        utimensat(AT_FDCWD, path, &times, 0)
    }

    private func shop(_ stages: String, key: String = "arsip") throws -> StageWorkshop {
        let shop = try StageWorkshop(stages, key: key)
        try shop.stage("read", Self.careful)
        return shop
    }

    private func ran(_ shop: StageWorkshop) throws -> [String] {
        let lines = (shop.folder.text("ran") ?? "").split(separator: "\n").map(String.init).sorted()
        try shop.folder.write("ran", "")
        return lines
    }

    func testADamagedInputIsMadeAgainInTheSameRun() throws {
        let shop = try shop(
            """
            a: {run: ./copy.sh, files: "in/*"}
            b: {run: ./read.sh, from: a}
            c: {run: ./read.sh, from: b, gather: all}
            """)
        for name in ["1", "2", "3"] { try shop.folder.write("in/\(name)", "{\"i\":\(name)}\n") }
        XCTAssertEqual(try shop.run().exitStatus, 0)
        let whole = try shop.records("c/all")
        _ = try ran(shop)
        // Something changes in `b`, so that it reads the damaged part.
        try flip("\(shop.folder.path)/root/data/p/g0001/arsip/a/2/part.jsonl.gz")
        try shop.stage("read", Self.careful + "\n# new")
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 0, RunWords.text(summary))
        XCTAssertEqual(summary.damage, ["a/2/part.jsonl.gz: rebuilt"])
        XCTAssertEqual(shop.made(summary), ["a": 1, "b": 3, "c": 1])
        XCTAssertEqual(summary.stages[0].states, ["made": 1, "fresh": 2])
        // The first pass made `c` without what failed, the second made it whole.
        XCTAssertEqual(try ran(shop), ["b/1", "b/2", "b/3", "c/all", "c/all"])
        XCTAssertEqual(try shop.records("c/all"), whole)
        XCTAssertTrue(RunWords.text(summary).contains("\ninput damaged: a/2/part.jsonl.gz: rebuilt\n"))
        XCTAssertEqual(shop.folder.names("root/runs/\(summary.run)/b/2"), ["1.log", "2.log"])
        XCTAssertEqual(try shop.receipt("b/2").attempt, 2)
        XCTAssertEqual(shop.made(try shop.run()), [:])
        XCTAssertEqual(try shop.receipt("a/2").parts.count, 1)
    }

    func testOtherFailuresAreNotTriedAgainAndThereIsNoThirdPass() throws {
        let shop = try shop(
            """
            a: {run: ./breaks.sh, files: "in/*"}
            b: {run: ./read.sh, from: a}
            x: {run: ./fails.sh, files: "in/*"}
            """)
        // `b` breaks what it reads, so that a third pass would find damage again.
        try shop.stage("breaks", StageWorkshop.copy)
        try shop.stage("fails", "echo x >> tries; exit 1")
        try shop.stage(
            "read",
            """
            echo x >> reads
            p=${inputs[0]}/part.jsonl.gz; chmod 600 $p; printf '\\377' | dd of=$p bs=1 seek=30 conv=notrunc 2>/dev/null; exit 65
            """)
        try shop.folder.write("in/1", "{\"i\":1}\n")
        let summary = try shop.run()
        XCTAssertEqual(
            summary.failures.map { "\($0.task): \($0.reason)" }, ["b/1: exit 65 (bad data)", "x/1: exit 1"])
        XCTAssertEqual(summary.failures.map(\.attempts), [2, 1])
        XCTAssertEqual(summary.damage, ["a/1/part.jsonl.gz: rebuilt"])
        XCTAssertEqual(shop.folder.text("reads"), "x\nx\n")
        XCTAssertEqual(shop.folder.text("tries"), "x\n")
    }

    func testADamagedCaptureIsLostAndTheOthersGoOn() throws {
        let shop = try shop("f: {run: ./fetch.sh}\nb: {run: ./read.sh, from: f, gather: {by: s}}", key: "date")
        try shop.stage(
            "fetch", "echo x >> fetched; for s in x y; do echo \"{\\\"s\\\":\\\"$s\\\"}\" > $out/s=$s.jsonl; done",
            describing: #"{"contract":1,"deterministic":false}"#)
        XCTAssertEqual(try shop.run(key: "2023-08-14").exitStatus, 0)
        let part = "\(shop.folder.path)/root/data/p/captures/2023-08-14/f/all/s=x.jsonl.gz"
        try flip(part)
        try shop.stage("read", Self.careful + "\n# new")
        for _ in 1...2 {
            let summary = try shop.run(key: "2023-08-14")
            XCTAssertEqual(summary.exitStatus, 1)
            XCTAssertEqual(
                summary.failures.map { "\($0.task) \($0.state): \($0.reason)" },
                [
                    "f/all lost: captures are lost: \(part) is damaged; bring it back from a backup (nothing is fetched again silently)",
                    "b/x failed: exit 65 (bad data)",
                ])
            XCTAssertEqual(summary.damage, ["f/all/s=x.jsonl.gz: captures are never made again"])
            XCTAssertEqual(try shop.folder.lines("root/data/p/g0001/2023-08-14/b/y/part.jsonl.gz"), ["{\"s\":\"y\"}"])
        }
        XCTAssertEqual(shop.folder.text("fetched"), "x\n")
        // The file is brought back, and all is well again.
        try flip(part)
        XCTAssertEqual(try shop.run(key: "2023-08-14").exitStatus, 0)
    }

    func testDamagedHistoryBecomesAGapUntilItsKeyIsRunAgain() throws {
        let shop = try shop(
            "a: {run: ./day.sh}\nw: {run: ./read.sh, from: a, gather: all, window: 2d}", key: "date")
        try shop.stage("day", "echo \"{\\\"k\\\":\\\"$SERAP_KEY\\\"}\" > $out/part.jsonl")
        try shop.stage(
            "read",
            Self.careful.replacing(
                StageWorkshop.copy,
                with:
                    "{ records \"${inputs[@]}\"; records \"${history[@]}\"; } > $out/part.jsonl; n=$(wc -l < $out/part.jsonl); account $n $n $n"
            ))
        XCTAssertEqual(try shop.run(key: "2023-08-14").exitStatus, 0)
        let part = "\(shop.folder.path)/root/data/p/g0001/2023-08-14/a/all/part.jsonl.gz"
        try flip(part)
        let summary = try shop.run(key: "2023-08-15")
        XCTAssertEqual(summary.damage, ["a/all/part.jsonl.gz of 2023-08-14: a gap until its key is run again"])
        XCTAssertEqual(
            summary.problems,
            [
                "\(part) is damaged; make it again with: serap run \(shop.folder.path)/p.yaml --key 2023-08-14 "
                    + "--root \(shop.folder.path)/root"
            ])
        XCTAssertEqual(summary.failures.map(\.task), [])
        XCTAssertEqual(try shop.receipt("w/all", key: "2023-08-15").gaps, ["2023-08-14"])
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-14")), ["a": 1])
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), ["w": 1])
        XCTAssertEqual(try shop.receipt("w/all", key: "2023-08-15").gaps, [])
    }

    /// A reprocess links what is unchanged; where that turns out damaged, a second link would be as bad.
    func testWhatAReprocessHasLinkedIsMadeAgain() throws {
        let shop = try shop("a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./read.sh, from: a}")
        try shop.folder.write("in/1", "{\"i\":1}\n")
        XCTAssertEqual(try shop.run().exitStatus, 0)
        try flip("\(shop.folder.path)/root/data/p/g0001/arsip/a/1/part.jsonl.gz")
        try shop.stage("read", Self.careful + "\n# new")
        let summary = try Reprocess(options: shop.options(), delivers: false, progress: SilentProgress()).run()
        XCTAssertEqual(summary.exitStatus, 0, summary.text)
        XCTAssertEqual(summary.end, .switched)
        XCTAssertEqual(try shop.folder.lines("root/data/p/g0002/arsip/b/1/part.jsonl.gz"), ["{\"i\":1}"])
        XCTAssertEqual(try shop.folder.lines("root/data/p/g0002/arsip/a/1/part.jsonl.gz"), ["{\"i\":1}"])
    }

    /// A filter has no exit status for it: what feeds it finds the damage.
    func testWhatFeedsAFilterFindsIt() throws {
        let shop = try shop("a: {run: ./copy.sh, files: \"in/*\"}\nf: {filter: \"cat\", from: a, gather: all}")
        try shop.folder.write("in/1", String(repeating: "{\"i\":1}\n", count: 1000))
        XCTAssertEqual(try shop.run().exitStatus, 0)
        try flip("\(shop.folder.path)/root/data/p/g0001/arsip/a/1/part.jsonl.gz")
        try shop.declare("a: {run: ./copy.sh, files: \"in/*\"}\nf: {filter: \"cat; true\", from: a, gather: all}")
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 0, RunWords.text(summary))
        XCTAssertEqual(summary.damage, ["a/1/part.jsonl.gz: rebuilt"])
        XCTAssertEqual(try shop.records("f/all").count, 1000)
    }
}
