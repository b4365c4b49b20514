import RecordIO
import XCTest

@testable import Coordinator

/// What `plan` says is what `run` then does, for every kind of change.
final class PlanWhyTests: XCTestCase {
    private static let stages = """
        a: {run: ./first.sh, files: "in/*.jsonl"}
        b: {run: python3 b.py --n 1, from: a, params: {tone: {threshold: 0.5}, c: "@corr.csv"}, pack: [pack]}
        c: {filter: "cat c.txt >/dev/null; cat", from: b}
        d: {run: ./copy.sh, from: c, gather: all}
        """

    private func workshop() throws -> StageWorkshop {
        let shop = try StageWorkshop(Self.stages)
        try shop.stage("first", "records \"${inputs[@]}\" | head -n 1 > $out/part.jsonl")
        try shop.folder.write(
            "b.py",
            """
            import glob, gzip, sys
            if sys.argv[-1] == "--describe":
                print('{"contract":1,"uses":["used/*"]}'); sys.exit(0)
            source = sys.argv[sys.argv.index("--input") + 1]
            target = sys.argv[sys.argv.index("--output") + 1]
            with open(target + "/part.jsonl", "wb") as out:
                for part in sorted(glob.glob(source + "/*.jsonl.gz")): out.write(gzip.open(part).read())

            """)
        try shop.folder.write("c.txt", "1")
        try shop.folder.write("pack/used/x.csv", "1")
        try shop.folder.write("pack/unused.csv", "1")
        try shop.folder.write("in/x.jsonl", "{\"i\":1}\n")
        try shop.folder.write("in/y.jsonl", "{\"i\":2}\n")
        XCTAssertEqual(shop.made(try shop.run()), ["a": 2, "b": 2, "c": 2, "d": 1])
        return shop
    }

    /// Two partitions of a stage each give a reason; all behind them follow; the run starts those that must.
    private func expect(
        _ shop: StageWorkshop, _ why: String, short: String, made: [String: Int], line: UInt = #line
    ) throws {
        shop.clock.time = SystemClock().nanoseconds() + 3_000_000_000
        let survey = try PlanSurvey(shop.session())
        XCTAssertEqual(survey.text, why, line: line)
        XCTAssertEqual(PlanDigest(survey).text, short, line: line)
        XCTAssertEqual(shop.made(try shop.run()), made, line: line)
        XCTAssertEqual(try shop.plan(), "nothing to do, 7 up to date\n", line: line)
    }

    private func atB(_ reason: String) -> (why: String, short: String) {
        (
            """
            run b/x.jsonl: \(reason)
            run b/y.jsonl: \(reason)
            run c/x.jsonl: 'b' runs before it
            run c/y.jsonl: 'b' runs before it
            run d/all: 'c' runs before it
            5 to run, 2 up to date

            """,
            """
            b: 2 of 2 tasks: \(reason)
            c: 2 of 2 tasks: 'b' runs before it
            d: 1 of 1 task: 'c' runs before it
            5 to run, 2 up to date

            """
        )
    }

    func testEveryKindOfChangeOfRules() throws {
        let shop = try workshop()
        // The bytes stay the same, so that the wave stops behind b each time.
        try shop.declare(Self.stages.replacing("threshold: 0.5", with: "threshold: 0.6"))
        var plan = atB("parameter tone.threshold 0.5 -> 0.6")
        try expect(shop, plan.why, short: plan.short, made: ["b": 2])
        try shop.folder.write("pack/used/x.csv", "2")
        plan = atB("pack file changed: pack/used/x.csv")
        try expect(shop, plan.why, short: plan.short, made: ["b": 2])
        try shop.folder.write("pack/unused.csv", "2")
        XCTAssertEqual(try shop.plan(), "nothing to do, 7 up to date\n")
        try shop.folder.write("corr.csv", "1")
        plan = atB("parameter file changed: @corr.csv")
        try expect(shop, plan.why, short: plan.short, made: ["b": 2])
        try shop.folder.write("b.py", try XCTUnwrap(shop.folder.text("b.py")) + "# changed\n")
        plan = atB("executable changed: b.py")
        try expect(shop, plan.why, short: plan.short, made: ["b": 2])
        let stages = Self.stages.replacing("threshold: 0.5", with: "threshold: 0.6")
        try shop.declare(stages.replacing("--n 1", with: "--n 2"))
        plan = atB("command changed")
        try expect(shop, plan.why, short: plan.short, made: ["b": 2])
    }

    func testAScriptAFilterAndAFileThatAFilterNames() throws {
        let shop = try workshop()
        try shop.stage("first", "records \"${inputs[@]}\" | head -n 1 > $out/part.jsonl; : changed")
        try expect(
            shop,
            """
            run a/x.jsonl: executable changed: ./first.sh
            run a/y.jsonl: executable changed: ./first.sh
            run b/x.jsonl: 'a' runs before it
            run b/y.jsonl: 'a' runs before it
            run c/x.jsonl: 'b' runs before it
            run c/y.jsonl: 'b' runs before it
            run d/all: 'c' runs before it
            7 to run, 0 up to date

            """,
            short: """
                a: 2 of 2 tasks: executable changed: ./first.sh
                b: 2 of 2 tasks: 'a' runs before it
                c: 2 of 2 tasks: 'b' runs before it
                d: 1 of 1 task: 'c' runs before it
                7 to run, 0 up to date

                """, made: ["a": 2])
        try shop.folder.write("c.txt", "2")
        try expect(
            shop,
            """
            run c/x.jsonl: executable changed: c.txt
            run c/y.jsonl: executable changed: c.txt
            run d/all: 'c' runs before it
            3 to run, 4 up to date

            """,
            short: """
                c: 2 of 2 tasks: executable changed: c.txt
                d: 1 of 1 task: 'c' runs before it
                3 to run, 4 up to date

                """, made: ["c": 2])
    }

    func testAnInputAndWhereTheWaveStops() throws {
        let shop = try workshop()
        let why = """
            run a/x.jsonl: input changed: in/x.jsonl
            run b/x.jsonl: 'a' runs before it
            run c/x.jsonl: 'b' runs before it
            run d/all: 'c' runs before it
            4 to run, 3 up to date

            """
        let short = """
            a: 1 of 2 tasks: input changed: in/x.jsonl
            b: 1 of 2 tasks: 'a' runs before it
            c: 1 of 2 tasks: 'b' runs before it
            d: 1 of 1 task: 'c' runs before it
            4 to run, 3 up to date

            """
        // A second line, which the first stage drops: equal bytes stop the wave.
        try shop.folder.write("in/x.jsonl", "{\"i\":1}\n{\"i\":3}\n")
        try expect(shop, why, short: short, made: ["a": 1])
        try shop.folder.write("in/x.jsonl", "{\"i\":4}\n")
        try expect(shop, why, short: short, made: ["a": 1, "b": 1, "c": 1, "d": 1])
    }

    /// A task behind one that runs tells its own reasons too: those hold even where the wave stops before it.
    func testOwnReasonsBehindAnotherTask() throws {
        let shop = try workshop()
        try shop.folder.write("c.txt", "2")
        try shop.folder.write("pack/used/x.csv", "2")
        try expect(
            shop,
            """
            run b/x.jsonl: pack file changed: pack/used/x.csv
            run b/y.jsonl: pack file changed: pack/used/x.csv
            run c/x.jsonl: executable changed: c.txt; 'b' runs before it
            run c/y.jsonl: executable changed: c.txt; 'b' runs before it
            run d/all: 'c' runs before it
            5 to run, 2 up to date

            """,
            short: """
                b: 2 of 2 tasks: pack file changed: pack/used/x.csv
                c: 2 of 2 tasks: executable changed: c.txt; 'b' runs before it
                d: 1 of 1 task: 'c' runs before it
                5 to run, 2 up to date

                """, made: ["b": 2, "c": 2])
    }

    func testALineCountsItsReasons() {
        var stage = PlanDigest.Stage(stage: "b", tasks: 9)
        stage.runs = 6
        stage.blocked = 1
        stage.reasons = [("one", 1), ("two", 4), ("three", 1), ("four", 1)]
        XCTAssertEqual(stage.text, "b: 6 of 9 tasks, 1 of 9 cannot run: two (4); one (1); three (1); 1 more reason")
    }
}
