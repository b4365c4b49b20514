import PipelineGraph
import Records
import XCTest

@testable import Coordinator

final class FileSearchTests: XCTestCase {
    private let disk = MemoryDisk([
        "/w/in/a.csv": "", "/w/in/b c.csv": "", "/w/in/.hidden.csv": "", "/w/in/x/y~z.csv": "",
        "/w/in/x/deep/q.csv": "",
        "/w/in/notes.txt": "", "/abs/k.csv": "",
    ])

    private func find(_ patterns: String..., key: String = "2023-08-15") throws -> [String] {
        try FileSearch(disk: disk, base: "/w").find(patterns.map { FilePattern($0) }, key: key).files
            .map { "\($0.partition) \($0.path)" }
    }

    func testPartitionNamesAreThePathFromTheFirstWildcard() throws {
        XCTAssertEqual(try find("in/*.csv"), ["a.csv in/a.csv", "b%20c.csv in/b c.csv"])
        XCTAssertEqual(try find("in/*/*.csv"), ["x~y%7Ez.csv in/x/y~z.csv"])
        XCTAssertEqual(
            try find("in/**/*.csv"),
            ["a.csv in/a.csv", "b%20c.csv in/b c.csv", "x~deep~q.csv in/x/deep/q.csv", "x~y%7Ez.csv in/x/y~z.csv"])
        XCTAssertEqual(try find("/abs/*.csv"), ["k.csv /abs/k.csv"])
        XCTAssertEqual(try find("in/a.csv"), ["a.csv in/a.csv"])
        XCTAssertEqual(try find("in/*.parquet"), [])
        XCTAssertEqual(try find("nowhere/*"), [])
        XCTAssertEqual(try find("*/a.csv"), ["in~a.csv in/a.csv"])
    }

    func testAMissingLiteralAndACollisionAreErrors() {
        XCTAssertThrowsError(try find("in/none.csv")) { XCTAssertEqual("\($0)", "no such file: 'in/none.csv'") }
        XCTAssertThrowsError(try find("in/*.csv", "/w/in/*.csv")) {
            XCTAssertEqual(
                "\($0)",
                "'in/a.csv' and '/w/in/a.csv' would both be the partition 'a.csv'; make the patterns tell them apart")
        }
    }

    func testTheKeyIsFilledIn() throws {
        disk.put("/w/days/2023-08-15/a.csv", "")
        XCTAssertEqual(try find("days/{key}/*.csv"), ["a.csv days/2023-08-15/a.csv"])
    }

    func testALongNameIsShortenedAndStaysApart() throws {
        let long = String(repeating: "é", count: 60)
        disk.put("/w/long/\(long)1.csv", "")
        disk.put("/w/long/\(long)2.csv", "")
        let names = try find("long/*").map { $0.prefix { $0 != " " } }
        XCTAssertEqual(Set(names).count, 2)
        XCTAssertTrue(names.allSatisfy { $0.utf8.count < 200 })
    }
}

final class ParameterResolverTests: XCTestCase {
    func testKeysAndFiles() throws {
        let disk = MemoryDisk(["/w/catatan/kop.yaml": "x"])
        let digests = DigestCache(disk: disk, clock: StoppedClock())
        let resolver = ParameterResolver(disk: disk, digests: digests, base: "/w", key: "2023-08-15")
        let resolved = try resolver.resolve([
            "day": "on {key}", "kop": "@catatan/kop.yaml", "list": ["@none", "@@at", "@"], "n": 1,
        ])
        XCTAssertEqual(
            JSONValue.object(resolved.declared ?? [:]).text,
            #"{"day":"on 2023-08-15","kop":"@catatan/kop.yaml","list":["@none","@@at","@"],"n":1}"#)
        XCTAssertEqual(
            JSONValue.object(resolved.given ?? [:]).text,
            #"{"day":"on 2023-08-15","kop":"/w/catatan/kop.yaml","list":[null,"@at","@"],"n":1}"#)
        XCTAssertEqual(
            resolved.files,
            [
                FileFact(path: "@catatan/kop.yaml", sha256: SHA256.hex(Array("x".utf8))),
                FileFact(path: "@none", sha256: nil),
            ])
    }
}

final class PackFilesTests: XCTestCase {
    func testPatternsAndTheWholePack() throws {
        let disk = MemoryDisk([
            "/w/p/lexicon/a.csv": "1", "/w/p/lexicon/b.txt": "2", "/w/p/pack.yaml": "3", "/w/p/.git/x": "4",
        ])
        let files = PackFiles(disk: disk, digests: DigestCache(disk: disk, clock: StoppedClock()), base: "/w")
        XCTAssertEqual(try files.facts(packs: ["p"], uses: ["lexicon/*.csv"]).map(\.path), ["p/lexicon/a.csv"])
        XCTAssertEqual(
            try files.facts(packs: ["p"], uses: nil).map(\.path), ["p/lexicon/a.csv", "p/lexicon/b.txt", "p/pack.yaml"])
        XCTAssertEqual(try files.facts(packs: ["p"], uses: ["**/*.csv"]).map(\.path), ["p/lexicon/a.csv"])
        XCTAssertEqual(try files.facts(packs: ["p"], uses: []), [])
    }
}

final class DigestCacheTests: XCTestCase {
    func testAnUnchangedFileIsHashedOnce() throws {
        let disk = MemoryDisk(["/a": "1"])
        let cache = DigestCache(disk: disk, clock: StoppedClock())
        let first = try cache.digest("/a")
        XCTAssertEqual(try cache.digest("/a"), first)
        XCTAssertEqual(disk.digests, 1)
        disk.put("/a", "2", modified: 5)
        XCTAssertNotEqual(try cache.digest("/a"), first)
        XCTAssertEqual(disk.digests, 2)
    }

    func testAFileThatChangedJustNowIsNotRemembered() throws {
        let disk = MemoryDisk()
        let clock = StoppedClock()
        disk.put("/a", "1", modified: clock.time - 1_000_000_000)
        let cache = DigestCache(disk: disk, clock: clock)
        _ = try cache.digest("/a")
        _ = try cache.digest("/a")
        XCTAssertEqual(disk.digests, 2)
    }

    func testAContentThatChangedUnderAnOldTimeStampIsHashedAgain() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a"
        try folder.write("a", "one")
        let stamp = try XCTUnwrap(SystemDisk().facts(path)).modified
        let cache = DigestCache(disk: SystemDisk(), clock: LateClock())
        let first = try cache.digest(path)
        try folder.write("a", "two")
        var times = [
            timespec(tv_sec: stamp / 1_000_000_000, tv_nsec: stamp % 1_000_000_000),
            timespec(tv_sec: stamp / 1_000_000_000, tv_nsec: stamp % 1_000_000_000),
        ]
        XCTAssertEqual(utimensat(AT_FDCWD, path, &times, 0), 0)
        XCTAssertEqual(try XCTUnwrap(SystemDisk().facts(path)).modified, stamp)
        XCTAssertNotEqual(try cache.digest(path), first)
    }

    /// A day ahead, so that every file has settled.
    private struct LateClock: WallClock {
        func nanoseconds() -> Int { SystemClock().nanoseconds() + 86_400_000_000_000 }
    }

    func testItIsKeptAndDamageIsPassedOver() throws {
        let folder = try TemporaryFolder()
        let disk = MemoryDisk(["/a b": "1"])
        let cache = DigestCache(disk: disk, clock: StoppedClock())
        let digest = try cache.digest("/a b")
        cache.save(to: "\(folder.path)/digests")
        let saved = try XCTUnwrap(folder.text("digests"))
        XCTAssertEqual(saved, "\(digest) 1 0 0 1 /a b\n")
        disk.put("/digests", "nonsense\n" + saved + "x y z\n")
        let again = DigestCache(disk: disk, clock: StoppedClock())
        again.load(from: "/digests")
        XCTAssertEqual(try again.digest("/a b"), digest)
        XCTAssertEqual(disk.digests, 1)
    }

    func testAMissingFileThrows() {
        let cache = DigestCache(disk: MemoryDisk(), clock: StoppedClock())
        XCTAssertThrowsError(try cache.digest("/none")) { XCTAssertEqual("\($0)", "/none: no such file or directory") }
    }
}

final class CommandFinderTests: XCTestCase {
    private let disk = MemoryDisk(
        ["/w/x.py": "print()", "/w/plain": "", "/w/rules.jq": "."],
        executable: ["/bin/bash", "/own/serap-parse", "/bin/serap-parse", "/bin/python3", "/w/tool"])

    private func command(_ stage: String) throws -> Command {
        let finder = CommandFinder(
            disk: disk, digests: DigestCache(disk: disk, clock: StoppedClock()), base: "/w", besides: "/own",
            searchPath: "/none:/bin")
        let pipeline = try pipeline("a: \(stage)")
        return try finder.command(of: pipeline.stages[0], file: "p.yaml")
    }

    func testBesideThenPathThenRelative() throws {
        XCTAssertEqual(try command("{run: serap-parse a}").words, ["/own/serap-parse", "a"])
        XCTAssertEqual(try command("{run: ./tool}").executable, "/w/tool")
        let python = try command("{run: python3 x.py --fast}")
        XCTAssertEqual(python.words, ["/bin/python3", "x.py", "--fast"])
        XCTAssertEqual(python.facts.map { $0.sha256 != nil }, [true, true, false])
    }

    func testAFilterCountsTheFilesThatItNames() throws {
        let filter = try command("{filter: \"jq -c -f rules.jq\", files: plain}")
        XCTAssertEqual(filter.words, ["bash", "-o", "pipefail", "-c", "jq -c -f rules.jq"])
        XCTAssertEqual(filter.facts.map(\.word), ["filter", "jq -c -f rules.jq", "rules.jq"])
    }

    func testWhatIsNotThere() {
        for (stage, message) in [
            ("{run: nope}", "p.yaml:3:7: no executable 'nope'; looked in /own, PATH"),
            ("{run: ./nope}", "p.yaml:3:7: no such executable: './nope'; paths are relative to the pipeline file"),
            ("{run: ./plain}", "p.yaml:3:7: './plain' is not executable; run chmod +x on it"),
        ] { XCTAssertThrowsError(try command(stage)) { XCTAssertEqual("\($0)", message) } }
    }
}

final class StageFactsTests: XCTestCase {
    func testReading() throws {
        let facts = try XCTUnwrap(
            StageFacts(
                #"{"name":"n","version":"2","contract":1,"deterministic":false,"masks":true,"uses":["a/*"]}"#.utf8))
        XCTAssertEqual(facts.name, "n")
        XCTAssertFalse(facts.deterministic)
        XCTAssertTrue(facts.masks)
        XCTAssertEqual(facts.uses, ["a/*"])
        for text in ["", "usage: x", "{}", #"{"contract":2}"#, "[1]"] { XCTAssertNil(StageFacts(text.utf8), text) }
    }
}

final class StalenessTests: XCTestCase {
    func testDifferencesInWords() {
        var old = TaskMaterial()
        old.command = [CommandFact(word: "serap-classify", sha256: "1")]
        old.parameters = ["tone": ["threshold": .double(0.5), "old": true]]
        old.parameterFiles = [FileFact(path: "@a", sha256: nil)]
        old.uses = [FileFact(path: "p/x.csv", sha256: "1"), FileFact(path: "p/y.csv", sha256: "1")]
        old.inputs = [
            InputFact(stage: "n", partition: "a", part: "p", sha256: "1", lines: 1),
            InputFact(stage: "n", partition: "b", part: "p", sha256: "1", lines: 1),
        ]
        var new = old
        XCTAssertEqual(
            Staleness.reasons(old: old, new: new).map(\.text), ["made by another version of the coordinator"])
        new.command = [CommandFact(word: "serap-classify", sha256: "2")]
        new.parameters = ["tone": ["threshold": .double(0.6), "new": "x"]]
        new.parameterFiles = [FileFact(path: "@a", sha256: "1")]
        new.uses = [FileFact(path: "p/x.csv", sha256: "2"), FileFact(path: "p/z.csv", sha256: "1")]
        new.inputs = [
            InputFact(stage: "n", partition: "b", part: "p", sha256: "2", lines: 1),
            InputFact(stage: "n", partition: "c", part: "p", sha256: "1", lines: 1),
        ]
        new.history = [InputFact(key: "2023-08-14", stage: "n", partition: "a", part: "p", sha256: "1", lines: 1)]
        new.missing = ["n/z"]
        new.accounts = "x"
        XCTAssertEqual(
            Staleness.reasons(old: old, new: new).map(\.text),
            [
                "executable changed: serap-classify", "parameter tone.threshold 0.5 -> 0.6",
                "parameter tone.new absent -> \"x\"",
                "parameter tone.old true -> absent", "parameter file changed: @a", "pack file changed: p/x.csv",
                "pack file changed: p/y.csv", "pack file changed: p/z.csv", "input gone: n/a/p", "input changed: n/b/p",
                "input added: n/c/p", "history changed: 1 part", "what was missing upstream changed",
                "accounts of earlier stages changed",
            ])
        new.command = [CommandFact(word: "other", sha256: "2")]
        XCTAssertEqual(Staleness.reasons(old: old, new: new).first, .commandChanged)
    }
}

final class ReceiptTests: XCTestCase {
    func testItReadsBackAsWritten() throws {
        var receipt = Receipt()
        receipt.pipeline = "p"
        receipt.key = "k"
        receipt.stage = "s"
        receipt.partition = "all"
        receipt.material.command = [CommandFact(word: "x", sha256: "1")]
        receipt.material.parameters = ["a": .double(1.5)]
        receipt.material.inputs = [
            InputFact(stage: "n", partition: "a", part: "p", sha256: "1", lines: 3),
            InputFact(stage: "", partition: "", part: "in/a.csv", sha256: "2", lines: nil),
        ]
        receipt.material.missing = ["n/b"]
        receipt.material.accounts = "3"
        receipt.receiptKey = receipt.material.receiptKey
        receipt.rules = "r"
        receipt.gaps = ["2023-08-14"]
        receipt.parts = [PartFact(name: "part.jsonl.gz", sha256: "4", size: 5, lines: 6)]
        receipt.files = [KeptFile(path: "a/b.html", sha256: "7", size: 8)]
        receipt.counts.input = 3
        receipt.counts.used = 2
        receipt.counts.rejected = ["bad": 1]
        receipt.health = [["source": "x", "state": "ok"]]
        receipt.run = "r1"
        let text = JSONValue.object(receipt.json).indentedText
        XCTAssertEqual(Receipt(Array(text.utf8)), receipt)
    }

    func testDamageIsNoReceipt() {
        for text in [
            "", "{}", "[]", #"{"receipt":2,"receipt_key":"x","rules":"","parts":[],"files":[]}"#,
            #"{"receipt":1,"receipt_key":"x","rules":"","parts":[{}],"files":[]}"#,
        ] { XCTAssertNil(ReceiptSummary(Array(text.utf8)), text) }
    }
}

final class HistoryIndexTests: XCTestCase {
    func testAWindowKnowsItsGapsAndOtherRules() throws {
        let disk = MemoryDisk(executable: ["/bin/x"])
        let layout = Layout(root: "/r", pipeline: "p", generation: "g0001")
        let pipeline = try pipeline("n: {run: x}\na: {run: x, from: n, gather: all, window: 4d}")
        let digests = DigestCache(disk: disk, clock: StoppedClock())
        let finder = CommandFinder(disk: disk, digests: digests, base: "/w", besides: "/bin", searchPath: "")
        struct Silent: StageDescribing {
            func describe(_ command: Command, in directory: String) -> StageFacts { .silent }
        }
        let stages = try StagePreparation(
            pipeline: pipeline, disk: disk, digests: digests, finder: finder, describer: Silent()
        ).prepare(key: "2023-08-15")
        func put(_ day: String, rules: String, missing: [String]) {
            let part = PartFact(name: "part.jsonl.gz", sha256: day, size: 1, lines: 2)
            let manifest = StageManifest(
                entries: [.init(partition: "all", rules: rules, parts: [part])], missing: missing)
            disk.put("/r/data/p/g0001/\(day)/n/.stage.json", manifest.text)
        }
        put("2023-08-11", rules: stages[0].rules, missing: [])
        put("2023-08-12", rules: stages[0].rules, missing: [])
        put("2023-08-13", rules: "older", missing: ["x"])
        let window = HistoryIndex(layout: layout, disk: disk).window(
            of: stages[1], upstream: [stages[0]], partition: "all", key: "2023-08-15")
        XCTAssertEqual(
            window.paths, ["/r/data/p/g0001/2023-08-12/n/all", "/r/data/p/g0001/2023-08-13/n/all"])
        XCTAssertEqual(window.inputs.map(\.sha256), ["2023-08-12", "2023-08-13"])
        XCTAssertEqual(window.gaps, ["2023-08-13", "2023-08-14"])
        XCTAssertEqual(window.otherRules, ["2023-08-13"])
    }
}
