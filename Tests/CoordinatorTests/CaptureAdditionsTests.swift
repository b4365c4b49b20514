import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

/// Captures that are added to: on request, and when what was missing has come.
final class CaptureAdditionsTests: XCTestCase {
    private let frozen = #"{"contract":1,"deterministic":false}"#
    /// Captures what stands in `world`, rejects one record, and keeps a blob.
    private let fetch = """
        echo x >> $SERAP_STATE/tries
        [ -e broken ] && { cat world > $out/part.jsonl; exit 1; }
        cat world > $out/part.jsonl
        mkdir -p $out/_meta $out/files
        echo '{"reason":"odd","detail":"'$(cat world | wc -c)'"}' > $out/_meta/rejects.jsonl
        sha256sum world | cut -c1-8 > $out/files/$(sha256sum world | cut -c1-8)
        echo '{"in":2,"used":1,"out":1,"rejected":{"odd":1},"health":[{"source":"w","state":"ok","n":'$(wc -c < world)'}]}' > $out/_meta/stats.json
        """

    private func shop(_ stages: String = "f: {run: ./fetch.sh}\nb: {run: ./copy.sh, from: f}") throws -> StageWorkshop {
        let shop = try StageWorkshop(stages, key: "date")
        try shop.stage("fetch", fetch, describing: frozen)
        try shop.folder.write("world", "{\"n\":1}\n")
        return shop
    }

    private func captures(_ shop: StageWorkshop, _ key: String = "2023-08-15", _ task: String = "f/all") throws
        -> [String]
    {
        try shop.folder.lines("root/data/p/captures/\(key)/\(task)/part.jsonl.gz")
    }

    private func receipt(_ shop: StageWorkshop, _ task: String = "f/all", _ key: String = "2023-08-15") throws
        -> Receipt
    {
        let text = try XCTUnwrap(shop.folder.text("root/data/p/captures/\(key)/\(task)/_meta/receipt.json"))
        return try XCTUnwrap(Receipt(Array(text.utf8)))
    }

    func testARefetchAddsAndTheStagesAfterItFollow() throws {
        let shop = try shop()
        XCTAssertEqual(try shop.run(key: "2023-08-15").exitStatus, 0)
        let part = "\(shop.folder.path)/root/data/p/captures/2023-08-15/f/all/part.jsonl.gz"
        let before = try SystemDisk().read(part)
        try shop.folder.write("world", "{\"n\":22}\n")
        shop.refetch = .every
        XCTAssertEqual(
            try shop.plan(key: "2023-08-15"),
            "run f/all: asked for by --refetch\nrun b/all: 'f' runs before it\n2 to run, 0 up to date\n")
        let again = try shop.run(key: "2023-08-15")
        XCTAssertEqual(again.exitStatus, 0, RunWords.text(again))
        XCTAssertEqual(shop.made(again), ["f": 1, "b": 1])
        XCTAssertEqual(try captures(shop), ["{\"n\":1}", "{\"n\":22}"])
        XCTAssertEqual(try shop.records("b/all", key: "2023-08-15"), ["{\"n\":1}", "{\"n\":22}"])
        let after = try SystemDisk().read(part)
        XCTAssertEqual(Array(after.prefix(before.count - 30)), Array(before.dropLast(30)), "to the byte")
        XCTAssertEqual(
            try shop.folder.lines("root/data/p/captures/2023-08-15/f/all/_meta/rejects.jsonl.gz"),
            [#"{"reason":"odd","detail":"8"}"#, #"{"reason":"odd","detail":"9"}"#])
        XCTAssertEqual(shop.folder.names("root/data/p/captures/2023-08-15/f/all/files").count, 2)
        let receipt = try receipt(shop)
        XCTAssertEqual(receipt.fetched.map(\.output), [1, 1])
        XCTAssertEqual(Set(receipt.fetched.map(\.run)).count, 2)
        XCTAssertEqual(receipt.counts.input, 4)
        XCTAssertEqual(receipt.counts.used, 2)
        XCTAssertEqual(receipt.counts.output, 2)
        XCTAssertEqual(receipt.counts.rejected, ["odd": 2])
        XCTAssertEqual(receipt.health.map(\.text), [#"{"source":"w","state":"ok","n":9}"#])
        XCTAssertEqual(receipt.files.count, 2)
        shop.refetch = nil
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), [:])
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\nx\n")
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
    }

    func testARefetchThatFailsLeavesEverythingAsItWas() throws {
        let shop = try shop()
        try shop.run(key: "2023-08-15")
        let place = "root/data/p/captures/2023-08-15/f/all"
        let before = shop.folder.text("\(place)/_meta/receipt.json")
        try shop.folder.write("world", "{\"n\":2}\n")
        shop.refetch = .stage("f")
        try shop.folder.write("broken", "")
        let failed = try shop.run(key: "2023-08-15")
        XCTAssertEqual(failed.exitStatus, 1)
        XCTAssertEqual(failed.failures.map { "\($0.task) \($0.state) \($0.reason)" }, ["f/all failed exit 1"])
        XCTAssertEqual(failed.fresh, 1, "b goes on with what is there")
        XCTAssertEqual(shop.folder.text("\(place)/_meta/receipt.json"), before)
        XCTAssertEqual(try captures(shop), ["{\"n\":1}"])

        try Directory.remove("\(shop.folder.path)/broken")
        try shop.stage("fetch", "cat world > $out/part.jsonl; account 7 7 7", describing: frozen)
        XCTAssertEqual(
            try shop.run(key: "2023-08-15").failures.map(\.reason),
            ["the account says out = 7, but 1 lines were written"])
        try shop.stage(
            "fetch", "mkdir $out/files; echo other > $out/files/$(ls $SERAP_CAPTURES/$SERAP_KEY/f/all/files)",
            describing: frozen)
        let name = shop.folder.names("\(place)/files")[0]
        XCTAssertEqual(
            try shop.run(key: "2023-08-15").failures.map(\.reason),
            [
                "the stage wrote 'files/\(name)' once more with other bytes; what is captured is never changed: "
                    + "give it a new name"
            ])
        XCTAssertEqual(shop.folder.text("\(place)/_meta/receipt.json"), before)
        XCTAssertEqual(try captures(shop), ["{\"n\":1}"])
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
    }

    func testOnlyTheNewestKeyAndOnlyFrozenStagesAreFetchedAgain() throws {
        let shop = try shop()
        try shop.run(key: "2023-08-14")
        try shop.run(key: "2023-08-15")
        func refused(_ request: RefetchRequest, _ key: String) -> String {
            shop.refetch = request
            do {
                _ = try shop.session(key: key)
                return ""
            } catch { return "\(error) \((error as? any ExitingError)?.exitStatus ?? 0)" }
        }
        XCTAssertEqual(
            refused(.every, "2023-08-14"),
            "--refetch: 2023-08-14 cannot be fetched any more, as 'f' has captures of 2023-08-15; "
                + "only the newest key can be added to 2")
        XCTAssertEqual(
            refused(.stage("b"), "2023-08-15"),
            "--refetch: 'b' does not touch the world; it runs again by itself when anything changes 2")
        XCTAssertEqual(
            refused(.stage("x"), "2023-08-15"), "--refetch: no stage 'x'; see the pipeline file 2")
        try shop.declare("b: {run: ./copy.sh, files: world}", key: "date")
        XCTAssertEqual(
            refused(.every, "2023-08-15"),
            "--refetch: no stage of this pipeline touches the world; there is nothing to fetch 2")
        XCTAssertEqual(refused(RefetchRequest("*"), "2023-08-15"), refused(.every, "2023-08-15"))
    }

    func testTheCommandLineTakesTheOptionWithAndWithoutAStage() throws {
        let shop = try shop()
        func run(_ key: String, _ words: String...) -> Int32 {
            SerapProgram.status(
                ["run", "\(shop.folder.path)/p.yaml", "--root", "\(shop.folder.path)/root", "--key", key] + words)
        }
        XCTAssertEqual(run("2023-08-14"), 0)
        XCTAssertEqual(run("2023-08-15"), 0)
        XCTAssertEqual(run("2023-08-15", "--refetch"), 0)
        XCTAssertEqual(run("2023-08-15", "--refetch=f"), 0)
        XCTAssertEqual(run("2023-08-14", "--refetch"), 2)
        XCTAssertEqual(run("2023-08-15", "--refetch=b"), 2)
        XCTAssertEqual(try captures(shop), ["{\"n\":1}", "{\"n\":1}", "{\"n\":1}"])
        shop.refetch = .stage("f")
        XCTAssertTrue(try shop.session(key: "2023-08-15").retryCommand.hasSuffix(" --refetch=f"))
    }

    /// A stage as `pages`: follows what is there, and writes only what it has not captured.
    private func pages() throws -> StageWorkshop {
        let shop = try shop(
            "a: {run: ./entries.sh, files: \"in/*\"}\nf: {run: ./pages.sh, from: a, gather: all}\nb: {run: ./copy.sh, from: f}"
        )
        try shop.stage("entries", "grep -q bad \"${inputs[@]}\" && exit 1; " + StageWorkshop.copy)
        try shop.stage(
            "pages",
            """
            echo x >> $SERAP_STATE/tries
            captured=$SERAP_CAPTURES/$SERAP_KEY/$SERAP_STAGE/$SERAP_PARTITION
            if [ -d $captured ]; then zcat $captured/*.gz > known; else : > known; fi
            n=$(records "${inputs[@]}" | wc -l)
            records "${inputs[@]}" | grep -vxFf known > $out/part.jsonl
            new=$(wc -l < $out/part.jsonl)
            mkdir $out/_meta; echo "{\\"in\\":$n,\\"used\\":$new,\\"merged\\":$((n - new)),\\"out\\":$new}" > $out/_meta/stats.json
            """, describing: frozen)
        try shop.folder.write("in/x", "{\"e\":\"x\"}\n")
        try shop.folder.write("in/y", "bad\n")
        return shop
    }

    func testWhatWasMissingIsMadeGoodOnceItIsThere() throws {
        let shop = try pages()
        let first = try shop.run(key: "2023-08-15")
        XCTAssertEqual(first.exitStatus, 1)
        XCTAssertEqual(try receipt(shop).material.missing, ["a/y"])
        XCTAssertEqual(try shop.run(key: "2023-08-15").made, 0, "it is still missing")
        try shop.folder.write("in/y", "{\"e\":\"y\"}\n")
        XCTAssertEqual(
            try shop.plan(key: "2023-08-15"),
            "run a/y: missing\nrun f/all: 'a' runs before it\nrun b/all: 'f' runs before it\n3 to run, 1 up to date\n")
        let second = try shop.run(key: "2023-08-15")
        XCTAssertEqual(second.exitStatus, 0, RunWords.text(second))
        XCTAssertEqual(try captures(shop), ["{\"e\":\"x\"}", "{\"e\":\"y\"}"])
        XCTAssertEqual(try receipt(shop).material.missing, [])
        XCTAssertEqual(try receipt(shop).fetched.map(\.output), [1, 1])
        XCTAssertEqual(try receipt(shop).counts.merged, 1)
        XCTAssertEqual(try shop.records("b/all", key: "2023-08-15"), ["{\"e\":\"x\"}", "{\"e\":\"y\"}"])
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), [:])
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\nx\n")
    }

    func testWhatComesAfterALaterKeyWasFetchedIsNoted() throws {
        let shop = try pages()
        try shop.run(key: "2023-08-14")
        try shop.folder.write("in/y", "{\"e\":\"y\"}\n")
        try shop.run(key: "2023-08-15")
        let late = try shop.run(key: "2023-08-14")
        XCTAssertEqual(
            late.notes,
            ["f/all: captured without a/y, which is there now; 2023-08-15 has been fetched since, so nothing is added"])
        XCTAssertEqual(shop.made(late), ["a": 1])
        XCTAssertEqual(try captures(shop, "2023-08-14"), ["{\"e\":\"x\"}"])
        XCTAssertEqual(late.incomplete.map(\.task), ["f/all"])
        XCTAssertTrue(RunWords.text(late).contains("\nnote: f/all: captured without a/y"))
        XCTAssertTrue(
            RunPage.text(late).contains(
                "Perlu diketahui:\n  - f/all: ditangkap tanpa a/y, yang kini ada; 2023-08-15 sudah diambil sesudahnya, "
                    + "maka tidak ada yang ditambahkan\n"))
    }

    func testItDoesNotRunWhileAllItsUpstreamFailed() throws {
        let shop = try pages()
        try Directory.remove("\(shop.folder.path)/in/x")
        let none = try shop.run(key: "2023-08-15")
        XCTAssertEqual(
            none.failures.map { "\($0.task) \($0.state)" }, ["a/y failed", "f/all blocked", "b/all blocked"])
        XCTAssertEqual(none.failures[1].reason, "a/y is missing")
        try shop.folder.write("in/y", "{\"e\":\"y\"}\n")
        XCTAssertEqual(try shop.run(key: "2023-08-15").exitStatus, 0)
        try shop.folder.write("in/y", "bad\n")
        shop.refetch = .every
        let again = try shop.run(key: "2023-08-15")
        XCTAssertEqual(again.notes, ["f/all: not fetched again: everything upstream is missing"])
        XCTAssertEqual(again.failures.map(\.task), ["a/y"])
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\n")
    }

    /// Captured or not, a later key captured or not, today or not, a stage with files of its key; one without has a gap
    /// where a later key is captured.
    func testWhichKeysAreFetched() throws {
        let shop = try shop("f: {run: ./fetch.sh, files: \"in/{key}/*\"}")
        for day in 13...16 { try shop.folder.write("in/2023-08-\(day)/x", "{}\n") }
        try shop.folder.write("in/2023-08-15/y", "{}\n")
        // 2023-08-16 03:00 in Makassar: the 15th is the last complete day.
        func run(_ day: Int) throws -> String {
            shop.clock.time = 1_692_126_000_000_000_000
            let summary = try PipelineRun(session: shop.session(key: "2023-08-\(day)"), progress: SilentProgress())
                .run()
            let states = summary.stages[0].states.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            return (states + (summary.notes.isEmpty ? [] : ["noted"])).joined(separator: ", ")
        }
        XCTAssertEqual(try run(14), "1 made")
        XCTAssertEqual(try run(13), "1 made", "not captured, a later key is, but the day's own files are there")
        XCTAssertEqual(try run(14), "1 fresh")
        try shop.folder.write("in/2023-08-14/z", "{}\n")
        XCTAssertEqual(try run(14), "1 fresh, 1 made", "captured in part, and the newest")
        XCTAssertEqual(try run(15), "2 made")
        try shop.folder.write("in/2023-08-14/u", "{}\n")
        XCTAssertEqual(try run(14), "2 fresh, 1 made", "captured in part, and a later key is there")
        XCTAssertEqual(try run(16), "1 made, noted", "a day that is not over")
        XCTAssertEqual(try run(16), "1 fresh")
        XCTAssertEqual(try run(15), "2 fresh", "what is captured stays")
        try shop.folder.write("in/2023-08-15/z", "{}\n")
        XCTAssertEqual(try run(15), "2 fresh, 1 made")
        try Directory.remove("\(shop.folder.path)/in/2023-08-16/x")
        XCTAssertEqual(try run(16), "1 fresh", "a capture stays when its file is gone")
        shop.refetch = .every
        shop.clock.time = 1_692_126_000_000_000_000
        let gone = try PipelineRun(session: shop.session(key: "2023-08-16"), progress: SilentProgress()).run()
        XCTAssertEqual(gone.notes, ["f/x: not fetched again: its file is no longer there"])
        XCTAssertThrowsError(try shop.run(key: "2023-08-99"))
    }
}
