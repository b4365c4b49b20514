import Records
import XCTest

@testable import PipelineGraph

final class PipelineReaderTests: XCTestCase {
    func testTheWholeOfAnOrdinaryFile() throws {
        let pipeline = try Pipeline(
            text: """
                pipeline: nightly
                about: One night
                key: date
                timezone: Asia/Makassar
                pack: [packs/indonesia, packs/ppu]
                retries: 4
                timeout: 30m
                stages:
                  report:    {run: serap-report, from: aggregate, params: {kop: "@catatan/kop.yaml", n: 1.50}, deliver: true}
                  feeds:     {run: serap-fetch --fast, pack: [], pass_env: [PROXY], memory: 512M, jobs: 1}
                  entries:   {run: serap-parse, from: feeds, gather: {by: source}, uses: [feeds/*.yaml], retries: 0}
                  aggregate: {run: serap-aggregate, from: [entries], gather: all, window: 70d, require: all}
                  store:     {run: serap-store load, from: aggregate, sink: store.sqlite}
                  odd:       {filter: "jq -c .", files: "inbox/{key}/*.jsonl"}
                """, file: "nightly.yaml")
        XCTAssertEqual(pipeline.name, "nightly")
        XCTAssertEqual(pipeline.about, "One night")
        XCTAssertEqual(pipeline.key, .date)
        XCTAssertEqual(pipeline.zone.secondsEast, 8 * 3600)
        XCTAssertEqual(pipeline.stages.map(\.name), ["feeds", "entries", "aggregate", "report", "store", "odd"])
        let feeds = try XCTUnwrap(pipeline["feeds"])
        XCTAssertEqual(feeds.work, .run(["serap-fetch", "--fast"]))
        XCTAssertEqual(feeds.packs.map(\.value), [])
        XCTAssertEqual(feeds.passEnvironment, ["PROXY"])
        XCTAssertEqual(feeds.memory, 512 << 20)
        XCTAssertEqual(feeds.jobs, 1)
        XCTAssertEqual(feeds.retries, 4)
        XCTAssertEqual(feeds.timeout, 1800)
        XCTAssertTrue(feeds.isRoot)
        let entries = try XCTUnwrap(pipeline["entries"])
        XCTAssertEqual(entries.gather, .by("source"))
        XCTAssertEqual(entries.uses, ["feeds/*.yaml"])
        XCTAssertEqual(entries.retries, 0)
        XCTAssertEqual(entries.packs.map(\.value), ["packs/indonesia", "packs/ppu"])
        let aggregate = try XCTUnwrap(pipeline["aggregate"])
        XCTAssertEqual(aggregate.gather, .all)
        XCTAssertEqual(aggregate.windowDays, 70)
        XCTAssertEqual(aggregate.require, .all)
        let report = try XCTUnwrap(pipeline["report"])
        XCTAssertTrue(report.deliver)
        XCTAssertEqual(JSONValue.object(report.parameters ?? [:]).text, #"{"kop":"@catatan/kop.yaml","n":1.50}"#)
        XCTAssertEqual(report.mark, SourceMark(line: 9, column: 3))
        XCTAssertEqual(pipeline["store"]?.sink, "store.sqlite")
        XCTAssertEqual(pipeline["odd"]?.work, .filter("jq -c ."))
        XCTAssertEqual(pipeline["odd"]?.files.map(\.text), ["inbox/{key}/*.jsonl"])
    }

    func testEveryMistakeIsNamedWithItsPlaceAndTheWayOut() {
        expect("", "p.yaml: the pipeline file has no 'pipeline'; add it")
        expect("[]", "p.yaml:1:1: 'pipeline file' must be a mapping, not a list")
        expect("stages: {}", "p.yaml:1:1: the pipeline file has no 'pipeline'; add it")
        expect("pipeline: x", "p.yaml:1:1: the pipeline file has no 'stages'; add it")
        expect("pipeline: x\nstages: {}", "p.yaml:2:9: 'stages' is empty; declare at least one stage")
        expect(
            "pipeline: a b\nstages: {a: {run: x}}",
            "p.yaml:1:11: 'a b' is no name for a pipeline; use up to 64 letters, digits, '-' and '_', a letter or digit first"
        )
        expect(
            "pipeline: x\nstagse: {}", "p.yaml:2:1: unknown key 'stagse' in the pipeline file; did you mean 'stages'?")
        expect(
            stage("{run: x, form: b}"), "p.yaml:3:15: unknown key 'form' in stage 'a'; did you mean 'from'?")
        expect(stage("{run: x, zzzzzz: b}"), "p.yaml:3:15: unknown key 'zzzzzz' in stage 'a'")
        expect(stage("{}"), "p.yaml:3:6: stage 'a' needs one of 'run' and 'filter'")
        expect(stage("{run: x, filter: y}"), "p.yaml:3:6: stage 'a' has both 'run' and 'filter'; keep one")
        expect(stage("{run: [x]}"), "p.yaml:3:12: 'run' must be a command in one text, not a list")
        expect(stage("{run: }"), "p.yaml:3:12: 'run' must be a command in one text, not empty")
        expect(stage("{run: 'x \"y'}"), "p.yaml:3:12: a quote is not closed in 'x \"y'")
        expect(stage("{run: x, from: b}"), "p.yaml:3:15: no stage 'b', which stage 'a' reads")
        expect(stage("{run: x, from: a}"), "p.yaml:3:15: stages read each other in a circle: a <- a; cut it")
        expect(
            stage("{run: x, retries: many}"), "p.yaml:3:24: 'retries' must be a whole number from 0 to 20, not 'many'")
        expect(stage("{run: x, retries: -1}"), "p.yaml:3:24: 'retries' must be a whole number from 0 to 20, not '-1'")
        expect(
            stage("{run: x, timeout: 10}"),
            "p.yaml:3:24: 'timeout' is '10'; it must be a time such as 90s, 30m or 2h, at most 365d")
        expect(stage("{run: x, memory: 2T}"), "p.yaml:3:23: 'memory' is '2T'; it must be a size such as 512M or 2G")
        expect(stage("{run: x, deliver: yes}"), "p.yaml:3:24: 'deliver' must be true or false, not 'yes'")
        expect(
            stage("{run: x, sink: ../x}"),
            "p.yaml:3:21: 'sink' is '../x'; it must be a path below out/<pipeline>, such as store.sqlite")
        expect(stage("{run: x, gather: all}"), "p.yaml:3:15: 'gather' in stage 'a' needs 'from'")
        expect(stage("{run: x, window: 7d}"), "p.yaml:3:15: 'window' in stage 'a' needs 'from'")
        expect(stage("{run: x, files: a, from: a}"), "p.yaml:3:15: stage 'a' has both 'from' and 'files'; keep one")
        expect(stage("{filter: x}"), "p.yaml:3:3: stage 'a' needs one of 'from' and 'files'")
        expect(
            stage("{filter: x, files: y, params: {}}"),
            "p.yaml:3:28: stage 'a' has both 'filter' and 'params'; keep one")
        expect(stage("{run: x, params: [1]}"), "p.yaml:3:23: 'params' must be a mapping, not a list")
        expect(stage("{run: x, require: some}"), "p.yaml:3:24: 'require' is 'some'; it must be available or all")
        expect(
            stage("{run: x, pass_env: SERAP_KEY}"),
            "p.yaml:3:15: 'pass_env' is 'SERAP_KEY'; it must be names of variables, none of them SERAP_*")
        expect(stage("{run: x}\n  a: {run: y}"), "p.yaml:3:3: 'a' stands twice; keep one")
        expect(
            stage("{run: !!binary x}"), "p.yaml:3:12: the tag 'tag:yaml.org,2002:binary' is not read here; leave it out"
        )
        expect(stage("{run: x"), "p.yaml:4:1: not YAML: did not find expected ',' or '}'")
        expect(stage("{run: x, gather: {of: b}, from: a}"), "p.yaml:3:24: unknown key 'of' in 'gather'")
        expect(
            "pipeline: x\ntimezone: Europe/Berlin\nstages: {a: {run: x}}",
            "p.yaml:2:11: 'timezone' is 'Europe/Berlin'; it must be a zone without summer time, such as Asia/Makassar, WITA, UTC or +08:00"
        )
        expect(
            "pipeline: x\nkey: ../x\nstages: {a: {run: x}}",
            "p.yaml:2:6: 'key' is '../x'; it must be 'date', or a name of letters, digits, '.', '-' and '_'")
        expect(
            "pipeline: x\nkey: arsip\nstages: {a: {run: x}, b: {run: x, from: a, window: 7d}}",
            "p.yaml:3:44: 'window' in stage 'b' needs 'key: date'")
        expect(
            "pipeline: x\nstages: {a: {run: x, sink: s}, b: {run: x, from: a}}",
            "p.yaml:2:44: 'a' is a sink and gives no records; read from the stage before it")
        expect(
            "pipeline: x\nstages: {a: {run: x}, b: {run: x, from: [a, a]}}",
            "p.yaml:2:35: 'a' stands twice in 'from'; keep one")
        expect(
            "pipeline: x\nstages:\n  a: {run: x, from: c}\n  b: {run: x, from: a}\n  c: {run: x, from: b}\n",
            "p.yaml:4:15: stages read each other in a circle: a <- c <- b <- a; cut it")
    }

    func testAllMistakesThatDoNotFollowFromOthersAreSaidAtOnce() {
        let text = """
            pipeline: a b
            timezone: Mars
            retries: many
            stages:
              a: {run: x, form: b, tiemout: 3s}
              b: {run: x, from: nowhere, gather: some}
              c: {run: x, from: [a, b, nein]}
              d: {filter: y}
              e: {run: x, from: a, gather: {by: s}, retries: -1}
            """
        XCTAssertEqual(
            Pipeline.problems(text: text, file: "p.yaml").map(\.description),
            [
                "p.yaml:1:11: 'a b' is no name for a pipeline; use up to 64 letters, digits, '-' and '_', a letter or digit first",
                "p.yaml:2:11: 'timezone' is 'Mars'; it must be a zone without summer time, such as Asia/Makassar, WITA, UTC or +08:00",
                "p.yaml:3:10: 'retries' must be a whole number from 0 to 20, not 'many'",
                "p.yaml:5:15: unknown key 'form' in stage 'a'; did you mean 'from'?",
                "p.yaml:5:24: unknown key 'tiemout' in stage 'a'; did you mean 'timeout'?",
                "p.yaml:6:38: 'gather' is 'some'; it must be 'all' or {by: FIELD}",
                "p.yaml:7:15: no stage 'nein', which stage 'c' reads",
                "p.yaml:8:3: stage 'd' needs one of 'from' and 'files'",
                "p.yaml:9:50: 'retries' must be a whole number from 0 to 20, not '-1'",
            ])
        XCTAssertEqual(
            Pipeline.problems(text: "pipleine: x\nstages: {a: {run: x}}", file: "p.yaml").map(\.description),
            ["p.yaml:1:1: unknown key 'pipleine' in the pipeline file; did you mean 'pipeline'?"])
        XCTAssertEqual(Pipeline.problems(text: "pipeline: x\nstages: {a: {run: x}}", file: "p.yaml"), [])
    }

    func testAByteOrderMarkIsPassedOverAndATabIsNamed() throws {
        XCTAssertEqual(try Pipeline(text: "\u{FEFF}pipeline: x\nstages: {a: {run: x}}", file: "p.yaml").name, "x")
        expect("pipeline: x\nstages:\n\ta: {run: x}\n", "p.yaml:3:1: a tab; YAML indents with spaces")
        expect("pipeline: x\nstages:\n  a:\n  \t  run: x\n", "p.yaml:4:3: a tab; YAML indents with spaces")
        let pipeline = try Pipeline(
            text: "pipeline: x\nstages:\n  a:\n    filter: |\n      cat\n      \tx\n    files: y\n", file: "p.yaml")
        XCTAssertEqual(pipeline["a"]?.work, .filter("cat\n\tx\n"))
    }

    func testNearestNames() {
        XCTAssertEqual(
            nearest(
                "issues/jalan/count", among: ["issues/jalan_rusak/count", "totals/items", "issues/jalan/coutn"],
                limit: 2),
            ["issues/jalan/coutn", "issues/jalan_rusak/count"])
        XCTAssertEqual(nearest("x", among: ["abcdef"], limit: 2), [])
        // Half of the word as the beginning goes before few edits, however long the rest is.
        let figures = [
            "issues/lain/count", "issues/pajak/count", "issues/jalan_rusak/count",
            "issues/jalan_dan_jembatan_yang_rusak_berat/count", "totals/items/count",
        ]
        XCTAssertEqual(
            nearest("issues/jalan/count", among: figures, limit: 3),
            [
                "issues/jalan_rusak/count", "issues/jalan_dan_jembatan_yang_rusak_berat/count", "issues/lain/count",
            ])
        XCTAssertEqual(nearest("issuse/lain/count", among: figures, limit: 1), ["issues/lain/count"])
        XCTAssertEqual(nearest("", among: ["ab", "abcdef"], limit: 2), ["ab"])
    }

    func testYAMLBombsAreRefusedAtOnce() {
        var bomb = "pipeline: x\na0: &a0 [x, x]\n"
        for level in 1...30 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        XCTAssertThrowsError(try Pipeline(text: bomb, file: "p.yaml")) {
            XCTAssertEqual(
                "\($0)", "p.yaml:3:5: more than 20000 values once aliases are followed; write them out or have fewer")
        }
        var keys = "pipeline: x\na0: &a0 [x, x]\n"
        for level in 1...30 { keys += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        expect(keys + "? *a30 \n: 1\n", "p.yaml:33:1: a key must be plain text, no alias and no list")
        // Keys without a colon, behind a line end that is no line feed, or within a key that is a list or a mapping.
        let levels = keys
        for key in [
            "{*a30}", "{x: 1, *a30, y}", "{[*a30]}", "{ # [\n *a30}", "{{x: *a30}}", "{x,\r*a30}", "[{*a30\n, b}]",
            "{\u{2028}*a30}", "{[*a30]\n: 1}", "{*a30\n: 1}", "[*a30\n: 1]",
        ] {
            let start = ContinuousClock.now
            XCTAssertThrowsError(try Pipeline(text: levels + "z: \(key)\n", file: "p.yaml"), key)
            XCTAssertLessThan(start.duration(to: .now), .seconds(1), key)
        }
        expect(levels + "z: {*a30}\n", "p.yaml:33:5: a key must be plain text, no alias and no list")
        expect(
            "a: &a x\n" + String(repeating: "- *a\n", count: 101),
            "p.yaml:102:3: more than 100 aliases; write the values out")
        expect(String(repeating: "[", count: 900), "p.yaml:2:1: not YAML: did not find expected node content")
        expect(
            stage(
                "{run: x, params: {a: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}}"),
            "p.yaml:3:55: nested deeper than 32 levels")
        let start = ContinuousClock.now
        expect(
            (0..<30_000).map { "k\($0):\n" }.joined(),
            "p.yaml:20000:8: more than 20000 values once aliases are followed; write them out or have fewer")
        expect(
            (0..<20_000).map { "k\($0): 1\n" }.joined(),
            "p.yaml:20000:9: more than 20000 values once aliases are followed; write them out or have fewer")
        expect(
            (0..<100_000).map { "k\($0):\n" }.joined(), "p.yaml: 788890 bytes are no pipeline file; the limit is 262144"
        )
        let many = (0..<900).map { "  s\($0): {run: x}\n" }.joined()
        let strangers = (0..<15_000).map { "t\($0)" }.joined(separator: ",")
        expect(
            "pipeline: x\nstages:\n\(many)  z: {run: x, from: [\(strangers)]}\n",
            "p.yaml:903:15: no stage 't0', which stage 'z' reads; did you mean 's0'?")
        expect(
            "pipeline: x\nstages:\n" + (0..<6000).map { "  s\($0): {run: x}\n" }.joined(),
            "p.yaml:1003:3: more than 1000 stages; what differs by input alone is one stage with many partitions (see 'files')"
        )
        let scalar = String(repeating: "x", count: 250_000)
        XCTAssertNoThrow(try Pipeline(text: "pipeline: x\nstages:\n  a: {run: \(scalar)}\n", file: "p.yaml"))
        XCTAssertThrowsError(try Pipeline(text: "pipeline: \(scalar)\n", file: "p.yaml"))
        XCTAssertLessThan(start.duration(to: .now), .seconds(10))
        expect(String(repeating: "#", count: 300_000), "p.yaml: 300000 bytes are no pipeline file; the limit is 262144")
    }

    func testMessagesAreOneShortLine() {
        expect(
            "pipeline: \"a\\nb\\tc\\x7F\"\n",
            "p.yaml:1:11: 'a b c ' is no name for a pipeline; use up to 64 letters, digits, '-' and '_', a letter or digit first"
        )
        XCTAssertThrowsError(try Pipeline(text: "pipeline: \(String(repeating: "x", count: 5000))\n", file: "p.yaml")) {
            let message = "\($0)"
            XCTAssertEqual(message.count, "p.yaml:1:11: ".count + 500 + " ... ".count + 250)
            XCTAssertTrue(message.hasSuffix("a letter or digit first"), message)
        }
    }

    func testAliasesWithinReasonAreFollowed() throws {
        let words = try Pipeline(
            text:
                "pipeline: x\nabout: &a b *c\npack: [&p packs/a, *p]\nstages:\n  a: {filter: ls *csv d*e *a.b, files: x}\n",
            file: "p.yaml")
        XCTAssertEqual(words["a"]?.packs.map(\.value), ["packs/a", "packs/a"])
        XCTAssertEqual(words["a"]?.work, .filter("ls *csv d*e *a.b"))

        let pipeline = try Pipeline(
            text: "pipeline: x\nstages:\n  a: {run: x, params: &p {n: 1}}\n  b: {run: y, params: *p}\n", file: "p.yaml")
        XCTAssertEqual(pipeline["b"]?.parameters, ["n": 1])
    }

    func testUnquotedScalars() throws {
        let text =
            "pipeline: x\nstages:\n  a: {run: x, params: {a: true, b: no, c: ~, d: 007, e: 1e3, f: '1', g: -, h: 12345678901234567890}}\n"
        let pipeline = try Pipeline(text: text, file: "p.yaml")
        XCTAssertEqual(
            JSONValue.object(pipeline["a"]?.parameters ?? [:]).text,
            #"{"a":true,"b":"no","c":null,"d":"007","e":1e3,"f":"1","g":"-","h":12345678901234567890}"#)
    }

    private func stage(_ body: String) -> String { "pipeline: x\nstages:\n  a: \(body)\n" }

    private func expect(_ text: String, _ message: String, line: UInt = #line) {
        XCTAssertThrowsError(try Pipeline(text: text, file: "p.yaml"), line: line) {
            XCTAssertEqual("\($0)", message, line: line)
        }
    }
}
