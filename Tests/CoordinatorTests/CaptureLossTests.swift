import RecordIO
import Records
import XCTest

@testable import Coordinator

/// Captures that were there once: reported each run, never fetched again, accepted as lost, brought back.
final class CaptureLossTests: XCTestCase {
    private func shop() throws -> StageWorkshop {
        let shop = try StageWorkshop(
            "f: {run: ./fetch.sh}\nb: {run: ./copy.sh, from: f}\nr: {run: ./report.sh, from: b, gather: all}",
            key: "date")
        try shop.stage(
            "fetch", "echo x >> $SERAP_STATE/tries; echo '{\"n\":1}' > $out/part.jsonl",
            describing: #"{"contract":1,"deterministic":false}"#)
        try shop.stage(
            "report", "cp $accounts $out/part.jsonl", describing: #"{"contract":1,"accounts":true}"#)
        try shop.run(key: "2023-08-15")
        return shop
    }

    private func lost(_ path: String) -> String {
        "captures are lost: \(path); bring them back from a backup, or, if they are gone for good, say so with "
            + "'serap accept-loss' (nothing is fetched again silently)"
    }

    func testEveryKindOfLossIsReportedEachTimeAndIsOverWhenTheCapturesAreBack() throws {
        let shop = try shop()
        let captures = "\(shop.folder.path)/root/data/p/captures"
        let place = "\(captures)/2023-08-15/f/all"
        let backup = "\(shop.folder.path)/backup"
        func copy(_ from: String, _ to: String) throws { try shop.folder.shell("cp -a \(from) \(to)") }
        try copy(captures, backup)
        let part = "\(place)/part.jsonl.gz"
        let losses: [(String, String, () throws -> Void)] = [
            ("partition", place, { try Directory.remove(place) }),
            ("stage", place, { try Directory.remove("\(captures)/2023-08-15/f") }),
            ("key", place, { try Directory.remove("\(captures)/2023-08-15") }),
            ("everything", place, { try Directory.remove(captures) }),
            ("marked", part, { try DamageMark.set("part.jsonl.gz", at: place) }),
            ("part", part, { try Directory.remove(part) }),
            (
                "truncated", part,
                {
                    chmod(part, 0o600); XCTAssertEqual(truncate(part, 20), 0)
                }
            ),
        ]
        for (name, path, lose) in losses {
            try lose()
            for _ in 1...2 {
                let run = try shop.run(key: "2023-08-15")
                XCTAssertEqual(run.exitStatus, 1, name)
                XCTAssertEqual(run.failures.first.map { "\($0.task) \($0.state)" }, "f/all lost", name)
                XCTAssertEqual(run.failures.first?.reason, lost(path), name)
            }
            XCTAssertTrue(try shop.plan(key: "2023-08-15").hasPrefix("cannot run f/all: captures are lost: "), name)
            try Directory.remove(captures)
            try copy(backup, captures)
            let back = try shop.run(key: "2023-08-15")
            XCTAssertEqual(back.exitStatus, 0, name)
            XCTAssertEqual(try shop.records("b/all", key: "2023-08-15"), ["{\"n\":1}"], name)
        }
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\n", "nothing was fetched again")
        XCTAssertEqual(shop.folder.text("root/data/p/.captured"), "2023-08-15 f all\n")
    }

    func testAGapIsNotTriedAgain() throws {
        let shop = try shop()
        let gap = try shop.run(key: "2023-08-12")
        let what = TaskEvaluation.gapText(key: "2023-08-12", newest: "2023-08-15")
        XCTAssertEqual(
            RunWords.text(gap),
            """
            p 2023-08-12: not all done in 0 s: 1 made, 0 up to date, 1 not run, 1 gap
            gap: f/all: \(what)
            not run: b/all: f/all is missing
            incomplete: r/all was made without b/all
            not audited, as no _meta/stats.json says what became of each record: r
            nothing is left to try: what was not captured then stays a gap

            """)
        XCTAssertEqual(gap.json["retry"], .null)
        XCTAssertFalse(RunPage.text(gap).contains("mencoba lagi"), RunPage.text(gap))
        let status = try XCTUnwrap(shop.status(key: "2023-08-12"))
        XCTAssertTrue(
            status.text.hasSuffix("\nnothing is left to try: what was not captured then stays a gap\n"), status.text)
        XCTAssertTrue(status.text.contains("\ngaps:\n  f/all: \(what)\n"), status.text)
    }

    func testAGapGetsItsEditionUnlessAllIsRequired() throws {
        for (require, editions) in [("", ["2023-08-12", "2023-08-15"]), (", require: all", ["2023-08-15"])] {
            let shop = try StageWorkshop(
                "f: {run: ./fetch.sh}\ng: {run: ./copy.sh, from: f, gather: all\(require)}\n"
                    + "r: {run: ./page.sh, from: g, deliver: true}", key: "date")
            try shop.stage(
                "fetch", "echo '{}' > $out/part.jsonl", describing: #"{"contract":1,"deterministic":false}"#)
            try shop.stage("page", "mkdir $out/files; echo $SERAP_KEY > $out/files/page.txt")
            for key in ["2023-08-15", "2023-08-12"] { try shop.run(key: key) }
            let out = shop.folder.names("root/out/p")
            XCTAssertEqual(out.filter { $0 != "terbaru" }, editions)
            XCTAssertEqual(shop.folder.text("root/out/p/terbaru/edisi-1/page.txt"), "2023-08-15\n")
        }
    }

    func testAccountsNameLostAndGap() throws {
        let shop = try shop()
        func states(_ key: String) throws -> [String] {
            try shop.run(key: key)
            return try shop.records("r/all", key: key).map { line in
                let row = try JSONValue(parsing: line.utf8)
                return ["stage", "state", "missing"].map { row[$0]?.string ?? row[$0]?.text ?? "" }.joined(
                    separator: " ")
            }
        }
        XCTAssertEqual(try states("2023-08-15"), ["b published []", "f published []"])
        XCTAssertEqual(try states("2023-08-14"), ["b blocked []", "f gap []"])
        try Directory.remove("\(shop.folder.path)/root/data/p/captures/2023-08-15/f/all")
        XCTAssertEqual(try states("2023-08-15"), ["b blocked []", "f lost []"])
    }

    func testAnAcceptedLossIsNeverHiddenAndEndsWhenTheCapturesAreBack() throws {
        let shop = try shop()
        let place = "\(shop.folder.path)/root/data/p/captures/2023-08-15/f/all"
        func accept(_ stage: String, _ partition: String, _ key: String = "2023-08-15") -> String {
            do {
                return try AcceptLossCommand.accept(
                    shop.session(key: key), stage: stage, partition: partition, why: "disk of 15 August")
            } catch { return "\(error)" }
        }
        XCTAssertEqual(accept("f", "all"), "f/all of 2023-08-15 is whole; nothing is lost")
        XCTAssertEqual(accept("f", "x"), "f/x of 2023-08-15 was never captured, so it cannot be lost")
        XCTAssertEqual(
            accept("b", "all"), "'b' does not touch the world: what is lost of it is made again by 'serap run'")
        XCTAssertEqual(accept("x", "all"), "no stage 'x' in \(shop.folder.path)/p.yaml; it has f, b, r")
        XCTAssertThrowsError(try AcceptLossCommand.session(shop.options(), stage: "f", partition: "all")) {
            XCTAssertEqual(
                "\($0)",
                "say which day's captures are gone for good: serap accept-loss \(shop.folder.path)/p.yaml f all "
                    + "--root \(shop.folder.path)/root --key DAY")
        }
        let aside = "\(shop.folder.path)/aside"
        try Directory.rename(place, to: aside)
        let loss = try shop.run(key: "2023-08-15")
        XCTAssertEqual(loss.exitStatus, 1)
        let (file, root) = ("\(shop.folder.path)/p.yaml", "\(shop.folder.path)/root")
        let words = "serap accept-loss \(file) f all --key 2023-08-15 --root \(root)"
        XCTAssertEqual(
            RunWords.text(loss),
            """
            p 2023-08-15: not all done in 0 s: 1 made, 0 up to date, 1 not run, 1 lost
            lost: f/all: \(lost(place))
                if they are gone for good: \(words)
            not run: b/all: f/all is missing
            incomplete: r/all was made without b/all
            not audited, as no _meta/stats.json says what became of each record: r
            once the captures are back: serap run \(file) --key 2023-08-15 --root \(root)

            """)
        let status = try XCTUnwrap(shop.status(key: "2023-08-15"))
        XCTAssertTrue(
            status.text.hasSuffix(
                """

                not run:
                  b/all: f/all is missing

                lost:
                  f/all: \(lost(place))
                    if they are gone for good: \(words)

                incomplete:
                  r/all, without b/all

                once the captures are back: serap run \(file) --key 2023-08-15 --root \(root)

                """), status.text)
        shop.clock.time = 1_692_126_000_000_000_000
        XCTAssertEqual(accept("f", "all"), place)
        let run = try shop.run(key: "2023-08-15")
        XCTAssertEqual(run.exitStatus, 0, RunWords.text(run))
        XCTAssertEqual(run.failures, [])
        XCTAssertEqual(
            run.acceptedLosses.map { "\($0.task): \($0.reason)" },
            [
                "f/all: captures are lost for good: \(place); accepted on 2023-08-15T19:00:00Z (disk of 15 August)",
                "b/all: f/all is missing",
            ])
        XCTAssertTrue(RunWords.text(run).contains("\naccepted loss: f/all: captures are lost for good: "))
        XCTAssertTrue(RunPage.text(run).contains("BERHASIL, tanpa data yang hilang untuk selamanya"))
        XCTAssertTrue(
            RunPage.text(run).contains(
                "Hilang untuk selamanya (sudah diterima):\n  - f/all: tangkapan hilang untuk selamanya: "))
        XCTAssertTrue(try shop.records("r/all", key: "2023-08-15")[1].contains(#""state":"lost""#))
        XCTAssertEqual(try shop.receipt("r/all", key: "2023-08-15").material.missing, ["b/all"])
        XCTAssertEqual(try shop.run(key: "2023-08-15").exitStatus, 0)

        try Directory.rename(aside, to: place)
        let back = try shop.run(key: "2023-08-15")
        XCTAssertEqual(back.exitStatus, 0)
        XCTAssertEqual(back.acceptedLosses, [])
        XCTAssertFalse(shop.folder.exists("root/data/p/captures/2023-08-15/f/.lost-all.json"))
        try Directory.remove(place)
        XCTAssertEqual(try shop.run(key: "2023-08-15").exitStatus, 1, "a second loss is another one")
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\n")
    }
}
