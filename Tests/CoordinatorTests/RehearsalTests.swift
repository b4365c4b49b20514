import RecordIO
import Records
import XCTest

@testable import Coordinator

final class RehearsalTests: XCTestCase {
    private func shop(masks: Bool = false) throws -> StageWorkshop {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*.jsonl\"}\nb: {run: ./work.sh, from: a}\nc: {run: ./copy.sh, from: b}")
        // The file `mood` is what the stage does not say that it reads.
        try shop.stage(
            "work",
            """
            mkdir "$out/files"; cat page > "$out/files/page.txt"
            records "${inputs[@]}" | sed "s/MOOD/$(cat mood)/" > "$out/part.jsonl"
            """, describing: #"{"contract":1,"masks":\#(masks)}"#)
        try shop.folder.write("mood", "calm")
        try shop.folder.write("page", "one page")
        for name in ["p", "q", "r"] {
            try shop.folder.write("in/\(name).jsonl", "{\"i\":1}\n{\"i\":2,\"tone\":[{\"code\":\"MOOD\"}]}\n")
        }
        XCTAssertEqual(try shop.run().exitStatus, 0)
        return shop
    }

    private func rerun(_ shop: StageWorkshop, _ stage: String, sample: Int = 5) throws -> VerifyCommand.Answer {
        try VerifyCommand.rerun(stage, sample: sample, shop.session().options)
    }

    func testTheSameBytesLeaveNothingBehind() throws {
        let shop = try shop()
        let before = try shop.receipt("b/p.jsonl")
        let runs = shop.folder.names("root/runs")
        XCTAssertEqual(
            try rerun(shop, "b"), .init(text: "arsip: 3 tasks of b run again: the same bytes\n", isBad: false))
        XCTAssertEqual(
            try rerun(shop, "c", sample: 1), .init(text: "arsip: 1 task of c run again: the same bytes\n", isBad: false)
        )
        XCTAssertEqual(try shop.receipt("b/p.jsonl"), before)
        XCTAssertEqual(shop.folder.names("root/runs"), runs)
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
        XCTAssertEqual(try shop.plan(), "nothing to do, 9 up to date\n")
    }

    func testOtherBytesAreNamedByLineAndField() throws {
        for masks in [false, true] {
            let shop = try shop(masks: masks)
            try shop.folder.write("mood", "wild")
            let answer = try rerun(shop, "b", sample: 2)
            let run = try XCTUnwrap(shop.folder.names("root/runs").last)
            XCTAssertTrue(run.hasSuffix("-p-arsip.task-rerun"), run)
            let what =
                masks
                ? "line 2, field 'tone.0.code': \"calm\" before, \"wild\" now" : "line 2, field 'tone.0.code' differs"
            XCTAssertEqual(
                answer,
                .init(
                    text: ["p", "r"].map {
                        "arsip/b/\($0).jsonl: part.jsonl.gz: other bytes: \(what); log: runs/\(run)/b/\($0).jsonl/1.log\n"
                    }.joined(), isBad: true))
            XCTAssertEqual(try shop.plan(), "nothing to do, 9 up to date\n")
            XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
        }
    }

    func testOtherFilesPartsAndFailures() throws {
        let shop = try shop()
        func expect(_ what: String, line: UInt = #line) throws {
            let text = try rerun(shop, "b", sample: 1).text
            XCTAssertEqual(text.split(separator: ";").first.map(String.init), "arsip/b/p.jsonl: \(what)", line: line)
        }
        try shop.folder.write("page", "one pagE")
        try expect("files/page.txt: other bytes from byte 7 on")
        try Directory.remove("\(shop.folder.path)/page")
        try expect("files/page.txt: other bytes from byte 0 on")
        try shop.folder.write("page", "one page")
        try shop.folder.write("mood", "calm/; $ a {}\nwild")
        try expect("exit 4")
    }

    func testWhatCannotBeRunAgain() throws {
        let shop = try StageWorkshop(
            "w: {run: ./world.sh}\na: {run: ./copy.sh, from: w}\nd: {run: ./load.sh, from: a, sink: all.txt}")
        try shop.stage(
            "world", "echo '{}' > \"$out/part.jsonl\"", describing: #"{"contract":1,"deterministic":false}"#)
        try shop.stage("load", "touch \"$target\"")
        XCTAssertThrowsError(try rerun(shop, "a")) {
            XCTAssertEqual(
                "\($0)", "'p' has published nothing below '\(shop.folder.path)/root'; is --root right?")
        }
        try shop.run()
        for (stage, message) in [
            ("w", "--rerun is 'w', which touches the world: what it captured cannot be made again"),
            ("d", "--rerun is 'd', which fills 'all.txt': its work is not in its output"),
            ("x", "--rerun: no stage 'x' in \(shop.folder.path)/p.yaml; it has w, a, d"),
        ] {
            XCTAssertThrowsError(try rerun(shop, stage)) { XCTAssertEqual("\($0)", message) }
        }
        try shop.stage("copy", "true")
        XCTAssertEqual(
            try rerun(shop, "a"),
            .init(
                text: "arsip: no task of a is up to date, so none can be compared; run it first: "
                    + "serap run \(shop.folder.path)/p.yaml --root \(shop.folder.path)/root\n", isBad: true))
        let lock = try KernelLock.take("\(shop.folder.path)/root/data/p/g0001/.lock")
        XCTAssertThrowsError(try rerun(shop, "a")) { XCTAssertTrue($0 is LockHeld) }
        withExtendedLifetime(lock) {}
    }

    func testAFilterRunsAgain() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*.jsonl\"}\nf: {filter: \"cat; cat more\", from: a}")
        try shop.folder.write("in/x.jsonl", "{\"i\":1}\n")
        try shop.folder.write("more", "")
        try shop.run()
        XCTAssertEqual(try rerun(shop, "f").text, "arsip: 1 task of f run again: the same bytes\n")
    }

    func testTheNewestKeyThatHasTheStage() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/{key}.jsonl\"}", key: "date")
        for day in ["2023-08-14", "2023-08-15"] {
            try shop.folder.write("in/\(day).jsonl", "{\"i\":1}\n")
            try shop.run(key: day)
        }
        try shop.declare("a: {run: ./copy.sh, files: \"in/*.jsonl\"}\nb: {run: ./copy.sh, from: a}", key: "date")
        try Directory.remove("\(shop.folder.path)/in/2023-08-15.jsonl")
        try shop.run(key: "2023-08-14")
        XCTAssertEqual(try rerun(shop, "b").text, "2023-08-14: 1 task of b run again: the same bytes\n")
        XCTAssertEqual(
            try rerun(shop, "a"),
            .init(
                text: "2023-08-15: no task of a is up to date, so none can be compared; run it first: serap run "
                    + "\(shop.folder.path)/p.yaml --key 2023-08-15 --root \(shop.folder.path)/root\n", isBad: true))
    }

    func testSpread() {
        XCTAssertEqual(Rehearsal.spread(Array(0..<10), 3), [0, 4, 9])
        XCTAssertEqual(Rehearsal.spread(Array(0..<10), 1), [0])
        XCTAssertEqual(Rehearsal.spread(Array(0..<3), 5), [0, 1, 2])
        XCTAssertEqual(Rehearsal.spread([Int](), 5), [])
    }

    func testTheFirstDifferenceOfRecords() throws {
        let folder = try TemporaryFolder()
        func difference(_ old: String, _ new: String, showing: Bool = true) throws -> String? {
            try folder.write("old.jsonl", old)
            try folder.write("new.jsonl", new)
            return try RecordDifference.first(
                "\(folder.path)/old.jsonl", "\(folder.path)/new.jsonl", showing: showing)?.description
        }
        XCTAssertNil(try difference("{\"a\":1}\n", "{\"a\":1}"))
        XCTAssertEqual(
            try difference("{\"a\":1}\n{\"a\":1.0,\"b\":2}\n", "{\"a\":1}\n{\"a\":1.00,\"b\":3}\n"),
            "line 2, field 'a': 1.0 before, 1.00 now")
        XCTAssertEqual(
            try difference("{\"a\":{\"b\":[1]}}\n", "{\"a\":{\"b\":[]}}\n"),
            "line 1, field 'a.b.0': 1 before, nothing now")
        XCTAssertEqual(try difference("{}\n", "{\"x\":\"y\"}\n"), "line 1, field 'x': nothing before, \"y\" now")
        XCTAssertEqual(try difference("{}\n", "{\"x\":\"y\"}\n", showing: false), "line 1, field 'x' differs")
        XCTAssertEqual(try difference("{\"a\":1,\"b\":2}\n", "{\"b\":2,\"a\":1}\n"), "line 1 differs")
        XCTAssertEqual(try difference("{}\n", "{}\n{}\n"), "line 2 (1 line before, 2 now)")
        XCTAssertEqual(
            try difference("{\"t\":\"\(String(repeating: "x", count: 80))\"}\n", "{\"t\":1}\n"),
            "line 1, field 't': \"\(String(repeating: "x", count: 56))... before, 1 now")
    }
}
