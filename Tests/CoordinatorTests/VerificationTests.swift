import Glibc
import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

final class VerificationTests: XCTestCase {
    /// A frozen root, an internal root that rejects one record, an intermediate, a delivered report and a sink.
    private func shop(key: String = "arsip") throws -> StageWorkshop {
        let shop = try StageWorkshop(Self.stages, key: key)
        try shop.stage(
            "fetch", "echo '{\"c\":1}' > \"$out/part.jsonl\"; echo x >> fetched; account 1 1 1",
            describing: #"{"contract":1,"deterministic":false}"#)
        try shop.stage(
            "pick",
            """
            mkdir -p "$out/_meta"; records "${inputs[@]}" | grep -v bad > "$out/part.jsonl"
            echo '{"reason":"bad","detail":"d"}' > "$out/_meta/rejects.jsonl"
            n=$(wc -l < "$out/part.jsonl"); echo "{\\"in\\":$((n+1)),\\"used\\":$n,\\"out\\":$n,\\"rejected\\":{\\"bad\\":1}}" > "$out/_meta/stats.json"
            """)
        try shop.stage("page", "mkdir \"$out/files\"; records \"${inputs[@]}\" | sort > \"$out/files/report.txt\"")
        try shop.stage("load", "records \"${inputs[@]}\" | sort > \"$target\"")
        for name in ["x", "y"] { try shop.folder.write("in/\(name).jsonl", "{\"i\":\"\(name)\"}\nbad\n") }
        XCTAssertEqual(try shop.run(key: key == "date" ? "2023-08-15" : nil).exitStatus, 0)
        return shop
    }

    private static let stages = """
        world: {run: ./fetch.sh}
        a: {run: ./pick.sh, files: "in/*.jsonl"}
        b: {run: ./copy.sh, from: a}
        c: {run: ./page.sh, from: [b, world], gather: all, deliver: true}
        d: {run: ./load.sh, from: b, gather: all, sink: all.txt}
        """

    private func verify(_ shop: StageWorkshop, deep: Bool = true, key: String? = nil) throws -> [String] {
        let pipeline = try Session.readPipeline("\(shop.folder.path)/p.yaml", disk: SystemDisk())
        let session = try shop.session(key: pipeline.key == .date ? "2023-08-15" : nil)
        var options = session.options
        options.file = "p.yaml"
        options.root = "."
        let unkeyed = options
        return try Verification(
            pipeline: pipeline, layout: session.layout, key: key,
            runKey: pipeline.key == .date ? "2023-08-15" : "arsip", isDeep: deep, disk: SystemDisk(),
            progress: SilentVerification(), runCommand: { Session.runCommand(unkeyed, $0) },
            acceptCommand: { unkeyed.command("accept-loss", [$0.stage, $0.partition]) }
        ).findings().map(\.line)
    }

    private func data(_ shop: StageWorkshop, _ path: String) -> String { "\(shop.folder.path)/root/data/p/\(path)" }

    /// Turns one byte of a file round, and gives it back its size and time.
    private func flip(_ path: String) throws {
        var status = stat()
        XCTAssertEqual(stat(path, &status), 0)
        XCTAssertEqual(chmod(path, 0o600), 0)
        let descriptor = open(path, O_RDWR)
        defer { close(descriptor) }
        var byte: UInt8 = 0
        let place = off_t(status.st_size / 2)
        XCTAssertEqual(pread(descriptor, &byte, 1, place), 1)
        byte ^= 0x10
        XCTAssertEqual(pwrite(descriptor, &byte, 1, place), 1)
        XCTAssertEqual(chmod(path, status.st_mode & 0o777), 0)
        XCTAssertEqual(futimens(descriptor, [status.st_atim, status.st_mtim]), 0)
    }

    /// Makes the first edition younger than every receipt, as it is where one clock serves both.
    private func settle(_ shop: StageWorkshop) {
        utimensat(
            AT_FDCWD, "\(shop.folder.path)/root/out/p/arsip/edisi-1",
            [timespec(), timespec(tv_sec: 4_000_000_000, tv_nsec: 0)], 0)
    }

    private let again = "; the next run makes it again"

    func testSilentWhereAllIsWell() throws {
        let shop = try shop()
        XCTAssertEqual(try verify(shop), [])
        XCTAssertEqual(try verify(shop, deep: false), [])
        XCTAssertEqual(try shop.plan(), "nothing to do, 7 up to date\n")
    }

    func testAFlippedByteAnywhereIsNamedAndMadeAgain() throws {
        let shop = try shop()
        let edition = shop.folder.text("root/out/p/arsip/edisi-1/report.txt")
        let cases: [(String, String, [String: Int])] = [
            ("a/x.jsonl", "part.jsonl.gz", ["a": 1]), ("b/y.jsonl", "part.jsonl.gz", ["b": 1]),
            ("a/x.jsonl", "_meta/rejects.jsonl.gz", ["a": 1]), ("a/y.jsonl", "_meta/stats.json", ["a": 1]),
        ]
        for (partition, file, made) in cases {
            let path = data(shop, "g0001/arsip/\(partition)/\(file)")
            let before = try FileDigest.sha256(path).hex
            try flip(path)
            XCTAssertEqual(try verify(shop, deep: false), [], "sizes do not tell")
            XCTAssertEqual(
                try verify(shop), ["arsip/\(partition): \(file): its bytes are not those of its receipt\(again)"])
            XCTAssertEqual(
                try verify(shop, deep: false),
                [
                    "arsip/\(partition): \(file): found damaged before; 'verify --deep' says whether it is well again\(again)"
                ])
            // The bytes come out as before, so nothing after it is made again.
            XCTAssertEqual(shop.made(try shop.run()), made, file)
            XCTAssertEqual(try FileDigest.sha256(path).hex, before)
            XCTAssertEqual(try verify(shop), [])
        }
        // A delivered file is the published one under another name. The clock of the runs is ahead of the disk's.
        settle(shop)
        try flip(data(shop, "g0001/arsip/c/all/files/report.txt"))
        XCTAssertEqual(
            try verify(shop),
            [
                "arsip/c/all: files/report.txt: its bytes are not those of its receipt\(again)",
                "out/p/arsip/edisi-1/report.txt: not as it was delivered; a run of arsip delivers a new edition",
            ])
        let run = try shop.run()
        XCTAssertEqual(shop.made(run), ["c": 1])
        XCTAssertEqual(run.delivered.map { Paths.name($0.path) }, ["edisi-2"])
        XCTAssertEqual(shop.folder.text("root/out/p/arsip/edisi-2/report.txt"), edition)
        XCTAssertEqual(try verify(shop), [])
    }

    func testADamagedPartitionWhoseStageGivesOtherBytesNowMovesWhatCameOfIt() throws {
        let shop = try shop()
        try shop.stage(
            "copy", "records \"${inputs[@]}\" > \"$out/part.jsonl\"; cat salt >> \"$out/part.jsonl\"",
            describing: #"{"contract":1}"#)
        try shop.folder.write("salt", "")
        try shop.run()
        // The stage reads a file that it does not say it reads: its receipt key cannot tell.
        try shop.folder.write("salt", "{\"salt\":1}\n")
        XCTAssertEqual(try shop.plan(), "nothing to do, 7 up to date\n")
        try flip(data(shop, "g0001/arsip/b/x.jsonl/part.jsonl.gz"))
        XCTAssertEqual(try verify(shop).count, 1)
        XCTAssertEqual(shop.made(try shop.run()), ["b": 1, "c": 1, "d": 1])
    }

    func testWhatIsTruncatedReplacedUnlistedOrMissing() throws {
        let shop = try shop()
        func expect(_ what: String, deep: Bool = false, line: UInt = #line, _ change: (String) throws -> Void) throws {
            try change(data(shop, "g0001/arsip/b/x.jsonl"))
            XCTAssertEqual(
                try verify(shop, deep: deep), what.isEmpty ? [] : ["arsip/b/x.jsonl: \(what)\(again)"], line: line)
            XCTAssertEqual(shop.made(try shop.run()), what.isEmpty ? [:] : ["b": 1], line: line)
            XCTAssertEqual(try verify(shop), [], line: line)
        }
        let size = try XCTUnwrap(try shop.receipt("b/x.jsonl").parts.first?.size)
        try expect("part.jsonl.gz: \(size - 1) bytes; its receipt says \(size)") {
            chmod("\($0)/part.jsonl.gz", 0o600)
            truncate("\($0)/part.jsonl.gz", off_t(size - 1))
        }
        try expect("part.jsonl.gz: a symbolic link in the place of a file") {
            try Directory.rename("\($0)/part.jsonl.gz", to: "\(shop.folder.path)/moved")
            symlink("\(shop.folder.path)/moved", "\($0)/part.jsonl.gz")
        }
        try expect("part.jsonl.gz: a directory in the place of a file") {
            try Directory.remove("\($0)/part.jsonl.gz")
            try Directory.make("\($0)/part.jsonl.gz")
        }
        try expect("part.jsonl.gz: a pipe, socket or device in the place of a file") {
            try Directory.remove("\($0)/part.jsonl.gz")
            mkfifo("\($0)/part.jsonl.gz", 0o600)
        }
        try expect("part.jsonl.gz: missing") { try Directory.remove("\($0)/part.jsonl.gz") }
        try expect("more.jsonl: not listed in the receipt") { place in
            try OpenFile.writing("\(place)/more.jsonl").write(Array("{}\n".utf8))
        }
        try expect("_meta/notes: not listed in the receipt (and 1 more)") { place in
            symlink("/etc", "\(place)/files")
            try OpenFile.writing("\(place)/_meta/notes").write([1])
        }
        try expect("missing, though it was published") { try Directory.remove($0) }
        try expect("no receipt") { try Directory.remove("\($0)/_meta") }
        try expect("a symbolic link in the place of a directory") {
            try Directory.rename($0, to: "\(shop.folder.path)/aside")
            symlink("\(shop.folder.path)/aside", $0)
        }
        XCTAssertTrue(shop.folder.exists("aside/_meta/receipt.json"))
        // What a killed marking leaves is nothing.
        try expect("") { try OpenFile.writing("\($0)/_meta/.receipt.77").write([1]) }
    }

    func testAReceiptThatWasEdited() throws {
        let shop = try shop()
        func expect(_ what: String, line: UInt = #line, _ change: (String) -> String) throws {
            let path = "root/data/p/g0001/arsip/b/x.jsonl/_meta/receipt.json"
            let text = try XCTUnwrap(shop.folder.text(path))
            let edited = change(text)
            XCTAssertNotEqual(edited, text, line: line)
            try Directory.remove("\(shop.folder.path)/\(path)")
            try shop.folder.write(path, edited)
            XCTAssertEqual(
                try verify(shop, deep: false), ["arsip/b/x.jsonl: _meta/receipt.json: \(what)\(again)"], line: line)
            XCTAssertEqual(shop.made(try shop.run()), ["b": 1], line: line)
        }
        try expect("not a receipt that can be read") { String($0.dropLast(5)) }
        try expect("not a receipt that can be read") { _ in "" }
        try expect("changed after it was written: its key is not that of what it lists") {
            replacing("\"a\"", in: $0, with: "\"z\"")
        }
        try expect("the receipt of 'p/arsip/b/y.jsonl'") {
            replacing(
                "\"partition\": \"x.jsonl\",\n  \"schema\"", in: $0, with: "\"partition\": \"y.jsonl\",\n  \"schema\"")
        }
        try expect("changed after it was written: its parts have 1 lines, its counts say 7") {
            replacing("\"out\": 1", in: $0, with: "\"out\": 7")
        }
        let digest = try XCTUnwrap(try shop.receipt("b/x.jsonl").parts.first?.sha256)
        try expect("not the receipt that the stage's list of partitions was made from") {
            // The first one: a copying stage has the same digest among its inputs.
            guard let range = $0.range(of: digest) else { return $0 }
            return $0[..<range.lowerBound] + String(repeating: "0", count: 64) + $0[range.upperBound...]
        }
        XCTAssertEqual(try verify(shop), [])
    }

    func testALostCaptureStaysLostUntilItIsBroughtBack() throws {
        let shop = try shop()
        let part = data(shop, "captures/arsip/world/all/part.jsonl.gz")
        let original = try SystemDisk().read(part)
        let line =
            "arsip/world/all: part.jsonl.gz: its bytes are not those of its receipt; captures are never fetched again: "
            + "bring it back from a backup, then verify again with --deep, "
            + "or, if it is gone for good, say so: serap accept-loss p.yaml world all"
        try flip(part)
        XCTAssertEqual(try verify(shop), [line])
        for _ in 0..<2 {
            let run = try shop.run()
            XCTAssertEqual(run.exitStatus, 1)
            XCTAssertEqual(run.failures.map { "\($0.task) \($0.state)" }, ["world/all lost"])
            XCTAssertEqual(try verify(shop), [line])
        }
        XCTAssertEqual(shop.folder.text("fetched"), "x\n")
        XCTAssertEqual(try shop.receipt("c/all").material.missing, ["world/all"])
        try Directory.remove(part)
        try OpenFile.writing(part).write(original)
        XCTAssertEqual(try verify(shop), [])
        let healed = try shop.run()
        XCTAssertEqual(healed.exitStatus, 0)
        XCTAssertEqual(shop.made(healed), ["c": 1])
        XCTAssertEqual(try verify(shop), [])
        // Gone as a whole, it is lost too; so is one whose receipt cannot be read.
        try Directory.rename(data(shop, "captures/arsip/world/all"), to: "\(shop.folder.path)/backup")
        XCTAssertEqual(
            try verify(shop),
            [
                "arsip/world/all: missing, though it was published; captures are never fetched again: "
                    + "bring it back from a backup, then verify again with --deep, "
                    + "or, if it is gone for good, say so: serap accept-loss p.yaml world all"
            ])
        XCTAssertEqual(try shop.run().failures.map(\.state), ["lost"])
        // The whole key gone is seen by the journal; a loss that was accepted is nothing to tell every week.
        try Directory.rename(data(shop, "captures/arsip"), to: "\(shop.folder.path)/gone")
        XCTAssertEqual(try verify(shop).count, 1)
        try AcceptedLoss(partition: "all", at: "2023-08-15T00:00:00Z", why: "").write(
            to: data(shop, "captures/arsip/world"))
        XCTAssertEqual(try verify(shop), [])
        try Directory.remove(data(shop, "captures/arsip"))
        try Directory.rename("\(shop.folder.path)/gone", to: data(shop, "captures/arsip"))
        try Directory.rename("\(shop.folder.path)/backup", to: data(shop, "captures/arsip/world/all"))
        XCTAssertEqual(try verify(shop), [])
        XCTAssertEqual(try shop.run().exitStatus, 0)
        let receipt = "root/data/p/captures/arsip/world/all/_meta/receipt.json"
        let text = try XCTUnwrap(shop.folder.text(receipt))
        try Directory.remove("\(shop.folder.path)/\(receipt)")
        try Directory.remove(data(shop, "captures/arsip/world/.stage.json"))
        try shop.folder.write(receipt, "{")
        XCTAssertEqual(try shop.run().failures.map(\.state), ["lost"])
        try shop.folder.write(receipt, text)
        XCTAssertEqual(try shop.run().exitStatus, 0)
        XCTAssertEqual(shop.folder.text("fetched"), "x\n")
    }

    func testOtherKeysSayWhichCommandMakesThemAgainAndAreNoHistoryUntilThen() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/{key}.jsonl\"}\nb: {run: ./past.sh, from: a, gather: all, window: 2d}",
            key: "date")
        try shop.stage("past", "records \"${inputs[@]}\" \"${history[@]}\" > \"$out/part.jsonl\"")
        for day in ["2023-08-13", "2023-08-14", "2023-08-15"] {
            try shop.folder.write("in/\(day).jsonl", "{\"day\":\"\(day)\"}\n")
            try shop.run(key: day)
        }
        XCTAssertEqual(try shop.receipt("b/all", key: "2023-08-15").gaps, [])
        try flip(data(shop, "g0001/2023-08-14/a/2023-08-14.jsonl/part.jsonl.gz"))
        XCTAssertEqual(try verify(shop, key: "2023-08-15"), [])
        XCTAssertEqual(
            try verify(shop),
            [
                "2023-08-14/a/2023-08-14.jsonl: part.jsonl.gz: its bytes are not those of its receipt; "
                    + "to make it again: serap run p.yaml --key 2023-08-14"
            ])
        // Nothing reads it meanwhile: the day is a gap.
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), ["b": 1])
        XCTAssertEqual(try shop.receipt("b/all", key: "2023-08-15").gaps, ["2023-08-14"])
        XCTAssertEqual(try shop.records("b/all", key: "2023-08-15"), ["{\"day\":\"2023-08-15\"}"])
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-14")), ["a": 1])
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), ["b": 1])
        XCTAssertEqual(try shop.receipt("b/all", key: "2023-08-15").gaps, [])
        XCTAssertEqual(try verify(shop), [])
    }

    func testWhatStandsInOut() throws {
        let shop = try shop()
        let edition = "\(shop.folder.path)/root/out/p/arsip/edisi-1"
        let title = "out/p/arsip/edisi-1/report.txt"
        let way = "a run of arsip delivers a new edition"
        try Directory.remove("\(edition)/report.txt")
        settle(shop)
        XCTAssertEqual(try verify(shop, deep: false), ["\(title): missing; \(way)"])
        try shop.folder.write("root/out/p/arsip/edisi-1/report.txt", "{\"I\":\"x\"}\n{\"i\":\"y\"}\n{\"c\":1}\n")
        settle(shop)
        XCTAssertEqual(try verify(shop, deep: false), [])
        XCTAssertEqual(try verify(shop), ["\(title): not as it was delivered; \(way)"])
        XCTAssertEqual(try shop.run().delivered.map { Paths.name($0.path) }, ["edisi-2"])
        try Directory.remove("\(shop.folder.path)/root/out/p/all.txt")
        XCTAssertEqual(try verify(shop), ["out/p/all.txt: missing; a run of each key fills it again"])
        XCTAssertEqual(shop.made(try shop.run()), ["d": 1])
        XCTAssertEqual(try verify(shop), [])
        try shop.folder.write("root/data/p/g0001/stray.txt", "x")
        try shop.folder.write("root/data/p/g0001/arsip/b/.stage.json", "x")
        XCTAssertEqual(
            try verify(shop),
            [
                "data/p: arsip/b: its list of partitions (.stage.json) cannot be read",
                "data/p: stray.txt: not a directory, and nothing that a run would leave",
            ])
    }

    func testDatabasesByTheirHeader() throws {
        let folder = try TemporaryFolder()
        func fault(_ name: String, _ bytes: [UInt8]) throws -> String? {
            try OpenFile.writing("\(folder.path)/\(name)").write(bytes)
            return SQLiteHeader.fault("\(folder.path)/\(name)")
        }
        var head = Array("SQLite format 3\0".utf8) + [0x10, 0] + [UInt8](repeating: 0, count: 82)
        head[31] = 2
        XCTAssertNil(try fault("s.sqlite", head + [UInt8](repeating: 0, count: 8092)))
        XCTAssertEqual(try fault("s.sqlite", head), "truncated: 100 bytes of 8192")
        XCTAssertEqual(try fault("s.sqlite", Array(head.prefix(50))), "not an SQLite database")
        XCTAssertEqual(try fault("s.db", []), "not an SQLite database")
        XCTAssertNil(try fault("s.txt", []))
        head[16] = 0x11
        XCTAssertEqual(try fault("s.txt", head), "not an SQLite database: pages of 4352 bytes")
        XCTAssertEqual(
            SQLiteHeader.fault("\(folder.path)/none.db"),
            "cannot be read: \(folder.path)/none.db: open: No such file or directory")
    }

    func testARunAtWorkIsWaitedForBeforeAnythingIsMarked() throws {
        let shop = try shop()
        try flip(data(shop, "g0001/arsip/b/x.jsonl/part.jsonl.gz"))
        let lock = Guarded(try KernelLock.take(data(shop, "g0001/.lock")))
        struct Listening: VerificationProgress {
            let heard: @Sendable (String) -> Void
            func update(done: Int, of count: Int, bytes: Int) {}
            func say(_ text: String) { heard(text) }
            func end() {}
        }
        // The run ends as soon as the verification says that it waits, and has made the partition well by then.
        let place = data(shop, "g0001/arsip/b/x.jsonl")
        let good = data(shop, "g0001/arsip/b/y.jsonl")
        XCTAssertNotEqual(
            try FileDigest.sha256("\(place)/part.jsonl.gz").hex, try FileDigest.sha256("\(good)/part.jsonl.gz").hex)
        let heard = Guarded<[String]>([])
        let pipeline = try Session.readPipeline("\(shop.folder.path)/p.yaml", disk: SystemDisk())
        let findings = try Verification(
            pipeline: pipeline, layout: shop.session().layout, key: nil, runKey: "arsip", isDeep: true,
            disk: SystemDisk(),
            progress: Listening { text in
                heard.withLock { $0.append(text) }
                try? Directory.remove(place)
                try? Directory.remove("\(Paths.parent(place))/.stage.json")
                lock.withLock { $0 = nil }
            }, runCommand: { $0 }, acceptCommand: { $0.title }
        ).findings()
        XCTAssertEqual(findings, [])
        XCTAssertEqual(
            heard.withLock { $0 }, ["a run is at work; what looks damaged is looked at again when it has ended"])
    }

    func testAKeyThatWasNeverRunIsNoAllClear() throws {
        let shop = try StageWorkshop(
            "f: {run: ./fetch.sh}\na: {run: ./copy.sh, files: \"in/{key}*.jsonl\"}", key: "date")
        try shop.stage(
            "fetch", "echo '{}' > $out/part.jsonl", describing: #"{"contract":1,"deterministic":false}"#)
        func verify(_ key: String) throws -> [String] {
            try VerifyCommand.verification(
                shop.options(key: key), deep: true, progress: SilentVerification()
            ).findings().map(\.line)
        }
        for (days, there) in [(["2023-08-14"], "is 2023-08-14"), (["2023-08-15"], "are 2023-08-14 to 2023-08-15")] {
            for day in days { try shop.run(key: day) }
            XCTAssertThrowsError(try verify("2020-01-01")) {
                XCTAssertEqual(
                    "\($0)",
                    "nothing of key 2020-01-01 is published below '\(shop.folder.path)/root'; of keys there \(there)")
            }
        }
        XCTAssertEqual(try verify("2023-08-15"), [])
        // Captures that are gone as a whole are known by their journal.
        try Directory.remove(data(shop, "captures/2023-08-14"))
        try Directory.remove(data(shop, "g0001/2023-08-14"))
        XCTAssertEqual(
            try verify("2023-08-14"),
            [
                "2023-08-14/f/all: missing, though it was published; captures are never fetched again: bring it back from "
                    + "a backup, then verify again with --deep, or, if it is gone for good, say so: serap accept-loss "
                    + "\(shop.folder.path)/p.yaml f all --key 2023-08-14 --root \(shop.folder.path)/root"
            ])
    }

    func testTheCommand() throws {
        let shop = try shop()
        let options = try shop.session().options
        XCTAssertEqual(
            try VerifyCommand.verification(options, deep: true, progress: SilentVerification()).findings(), [])
        var elsewhere = options
        elsewhere.root = "\(shop.folder.path)/elsewhere"
        XCTAssertThrowsError(
            try VerifyCommand.verification(elsewhere, deep: true, progress: SilentVerification())
        ) {
            XCTAssertEqual(
                "\($0)", "'p' has published nothing below '\(shop.folder.path)/elsewhere'; is --root right?")
        }
        // Captures alone, as a backup brings them back, are something to verify.
        try Directory.rename(data(shop, "g0001"), to: "\(shop.folder.path)/g0001")
        XCTAssertEqual(
            try VerifyCommand.verification(options, deep: true, progress: SilentVerification()).findings(), [])
        XCTAssertEqual(
            TerminalVerification.text(done: 412, of: 3000, bytes: 5_120_000_000, seconds: 20),
            "412 of 3000 partitions, 5120 MB, 2 min left")
        XCTAssertEqual(TerminalVerification.text(done: 3, of: 3, bytes: 9, seconds: 20), "3 of 3 partitions, 0 MB")
    }
}
