import RecordIO
import Records
import XCTest

@testable import Coordinator

final class RunTests: XCTestCase {
    func testAChainRunsOnceAndThenNotAgain() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*.jsonl\"}\nb: {run: ./copy.sh, from: a}")
        try shop.folder.write("in/x.jsonl", "{\"i\":1}\n{\"i\":2}\n")
        try shop.folder.write("in/odd name é.jsonl", "{\"i\":3}\n")
        let first = try shop.run()
        XCTAssertEqual(first.exitStatus, 0)
        XCTAssertEqual(shop.made(first), ["a": 2, "b": 2])
        XCTAssertEqual(try shop.records("b/x.jsonl"), ["{\"i\":1}", "{\"i\":2}"])
        XCTAssertEqual(try shop.records("b/odd%20name%20%C3%A9.jsonl"), ["{\"i\":3}"])
        XCTAssertEqual(first.stages[1].counts.input, 3)
        XCTAssertEqual(first.stages[1].counts.used, 3)
        XCTAssertTrue(first.stages[1].audited)
        XCTAssertEqual(shop.made(try shop.run()), [:])
        XCTAssertEqual(try shop.plan(), "nothing to do, 4 up to date\n")
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
    }

    func testEarlyCutOffAndWhatAChangeReaches() throws {
        let shop = try StageWorkshop(
            "a: {run: ./first.sh, files: \"in/*.jsonl\"}\nb: {run: ./copy.sh, from: a}\nc: {run: ./copy.sh, from: b, gather: all}"
        )
        try shop.stage("first", "records \"${inputs[@]}\" | head -n 1 > $out/part.jsonl")
        try shop.folder.write("in/x.jsonl", "{\"i\":1}\n")
        try shop.folder.write("in/y.jsonl", "{\"i\":2}\n")
        XCTAssertEqual(shop.made(try shop.run()), ["a": 2, "b": 2, "c": 1])
        try shop.folder.write("in/x.jsonl", "{\"i\":1}\n{\"i\":9}\n")
        XCTAssertEqual(
            try shop.plan(),
            "run a/x.jsonl: input changed: in/x.jsonl\nrun b/x.jsonl: 'a' runs before it\nrun c/all: 'b' runs before it\n"
                + "3 to run, 2 up to date\n")
        XCTAssertEqual(shop.made(try shop.run()), ["a": 1])
        try shop.folder.write("in/x.jsonl", "{\"i\":7}\n")
        XCTAssertEqual(shop.made(try shop.run()), ["a": 1, "b": 1, "c": 1])
        // A new time stamp alone is no change.
        utimes("\(shop.folder.path)/in/x.jsonl", nil)
        XCTAssertEqual(shop.made(try shop.run()), [:])
    }

    func testWhatCountsForFreshness() throws {
        let stages = "a: {run: ./copy.sh x.txt, pack: [pack], params: {n: 1, c: \"@corr.csv\"}}"
        let shop = try StageWorkshop(stages)
        try shop.stage(
            "copy", "cat $params > params.seen; echo '{}' > $out/part.jsonl",
            describing: #"{"contract":1,"uses":["used/*"]}"#)
        try shop.folder.write("x.txt", "1")
        try shop.folder.write("pack/used/a.csv", "1")
        try shop.folder.write("pack/unused.csv", "1")
        XCTAssertEqual(shop.made(try shop.run()), ["a": 1])
        XCTAssertEqual(shop.folder.text("params.seen"), "{\"n\":1,\"c\":null}\n")
        func expect(_ reason: String, line: UInt = #line) throws {
            shop.clock.time = SystemClock().nanoseconds() + 3_000_000_000
            XCTAssertEqual(try shop.plan(), "run a/all: \(reason)\n1 to run, 0 up to date\n", line: line)
            XCTAssertEqual(shop.made(try shop.run()), ["a": 1], line: line)
            XCTAssertEqual(shop.made(try shop.run()), [:], line: line)
        }
        try shop.folder.write("corr.csv", "x")
        try expect("parameter file changed: @corr.csv")
        XCTAssertEqual(shop.folder.text("params.seen"), "{\"n\":1,\"c\":\"\(shop.folder.path)/corr.csv\"}\n")
        try shop.folder.write("x.txt", "2")
        try expect("executable changed: x.txt")
        try shop.folder.write("pack/used/a.csv", "22")
        try expect("pack file changed: pack/used/a.csv")
        try shop.declare(stages.replacing("n: 1", with: "n: 2"))
        try expect("parameter n 1 -> 2")
        try shop.folder.write("pack/unused.csv", "2")
        XCTAssertEqual(shop.made(try shop.run()), [:])
        try Directory.remove("\(shop.folder.path)/root/data/p/g0001/arsip/a/all/part.jsonl.gz")
        try expect("damaged: part.jsonl.gz is not as its receipt says")
        try Directory.remove("\(shop.folder.path)/root/data/p/g0001/arsip/a/all")
        try expect("missing")
    }

    func testOneOfManyFailsAndTheOthersGoOn() throws {
        let shop = try StageWorkshop(
            """
            a: {run: ./copy.sh, files: "in/*.jsonl"}
            b: {run: ./picky.sh, from: a, retries: 0}
            c: {run: ./copy.sh, from: b}
            d: {run: ./copy.sh, from: c, gather: all}
            e: {run: ./copy.sh, from: c, gather: all, require: all}
            """)
        try shop.stage(
            "picky",
            "if records \"${inputs[@]}\" | grep -q bad; then echo one; echo 'cannot read this' >&2; exit 65; fi\n"
                + StageWorkshop.copy)
        for name in ["p", "q", "r"] {
            try shop.folder.write("in/\(name)", "{\"i\":\"\(name == "q" ? "bad" : "ok")\"}\n")
        }
        for name in ["p", "q", "r"] {
            try Directory.rename("\(shop.folder.path)/in/\(name)", to: "\(shop.folder.path)/in/\(name).jsonl")
        }
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 1)
        XCTAssertEqual(shop.made(summary), ["a": 3, "b": 2, "c": 2, "d": 1])
        XCTAssertEqual(summary.failures.map(\.task), ["b/q.jsonl", "c/q.jsonl", "e/all"])
        XCTAssertEqual(summary.failures.map(\.state), ["failed", "blocked", "blocked"])
        XCTAssertEqual(
            summary.failures.map(\.reason),
            ["exit 65 (bad data)", "b/q.jsonl is missing", "c/q.jsonl is missing, and it requires all"])
        XCTAssertEqual(summary.failures[0].lastLines, ["cannot read this"])
        XCTAssertEqual(summary.failures[0].log, "runs/\(summary.run)/b/q.jsonl/1.log")
        XCTAssertEqual(summary.incomplete.map { "\($0.task) \($0.missing)" }, ["d/all [\"c/q.jsonl\"]"])
        XCTAssertEqual(try shop.receipt("d/all").material.missing, ["c/q.jsonl"])
        let words = RunWords.text(summary)
        XCTAssertEqual(
            words,
            """
            p arsip: not all done in 0 s: 8 made, 0 up to date, 1 failed, 2 not run
            failed: b/q.jsonl: exit 65 (bad data)
                cannot read this
                log: runs/\(summary.run)/b/q.jsonl/1.log
                again: serap run-task \(shop.folder.path)/p.yaml b q.jsonl --root \(shop.folder.path)/root
            not run: c/q.jsonl: b/q.jsonl is missing
            not run: e/all: c/q.jsonl is missing, and it requires all
            incomplete: d/all was made without c/q.jsonl
            to try again only what is missing: serap run \(shop.folder.path)/p.yaml --root \(shop.folder.path)/root

            """)
        XCTAssertEqual(
            shop.folder.text("root/runs/\(summary.run)/run.txt"),
            """
            SERAP - catatan proses p, kunci arsip

            Hasil    : TIDAK LENGKAP
            Mulai    : \(RunPage.moment(summary.started, summary.zone))
            Selesai  : \(RunPage.moment(summary.finished, summary.zone))
            Rincian  : runs/\(summary.run)

            Tahap: tugas (baru dibuat / tetap / tidak ada), masuk -> keluar, ditolak, digabung
              a: 3 (3 / 0 / 0), 3 -> 3, ditolak 0, digabung 0
              b: 3 (2 / 0 / 1), 2 -> 2, ditolak 0, digabung 0
              c: 3 (2 / 0 / 1), 2 -> 2, ditolak 0, digabung 0
              d: 1 (1 / 0 / 0), 2 -> 2, ditolak 0, digabung 0
              e: 1 (0 / 0 / 1), ? -> 0, ditolak 0, digabung 0

            Yang gagal atau tidak ada:
              - b/q.jsonl: gagal: status keluar 65 (data masukan rusak)
                log: runs/\(summary.run)/b/q.jsonl/1.log
                coba lagi: serap run-task \(shop.folder.path)/p.yaml b q.jsonl --root \(shop.folder.path)/root
              - c/q.jsonl: tidak dijalankan: b/q.jsonl tidak ada
              - e/all: tidak dijalankan: c/q.jsonl tidak ada, padahal tahap ini memerlukan semuanya

            Dibuat tanpa data yang lengkap:
              - d/all, tanpa c/q.jsonl

            Untuk mencoba lagi yang belum ada:
              - serap run \(shop.folder.path)/p.yaml --root \(shop.folder.path)/root

            """)
        // Still failing: only what is missing is tried, and the run still says so.
        let again = try shop.run()
        XCTAssertEqual(shop.made(again), [:])
        XCTAssertEqual(again.exitStatus, 1)
        try shop.folder.write("in/q.jsonl", "{\"i\":\"good\"}\n")
        let mended = try shop.run()
        XCTAssertEqual(mended.exitStatus, 0)
        XCTAssertEqual(shop.made(mended), ["a": 1, "b": 1, "c": 1, "d": 1, "e": 1])
        XCTAssertEqual(try shop.receipt("d/all").material.missing, [])
    }

    func testGatherByUnionAndPartitionsNoLongerPlanned() throws {
        let shop = try StageWorkshop(
            """
            a: {run: ./split.sh, files: "in/*.jsonl"}
            b: {run: ./copy.sh, from: a, gather: {by: s}}
            c: {run: ./copy.sh, files: "more/*"}
            u: {run: ./copy.sh, from: [b, c]}
            """)
        try shop.stage(
            "split",
            "records \"${inputs[@]}\" | while read -r line; do s=${line:6:1}; echo \"$line\" >> \"$out/s=$s.jsonl\"; done"
        )
        try shop.folder.write("in/1.jsonl", "{\"s\":\"k\"}\n{\"s\":\"l\"}\n")
        try shop.folder.write("in/2.jsonl", "{\"s\":\"l\"}\n{\"s\":\"m\"}\n")
        try shop.folder.write("more/l", "{\"s\":\"L\"}\n")
        XCTAssertEqual(try shop.run().exitStatus, 0)
        XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip/b"), [".stage.json", "k", "l", "m"])
        XCTAssertEqual(try shop.records("u/l"), ["{\"s\":\"l\"}", "{\"s\":\"l\"}", "{\"s\":\"L\"}"])
        try shop.folder.write("in/2.jsonl", "{\"s\":\"l\"}\n")
        XCTAssertEqual(shop.made(try shop.run()), ["a": 1])
        XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip/b"), [".stage.json", "k", "l"])
        XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip/u"), [".stage.json", "k", "l"])
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
    }

    func testFilters() throws {
        let shop = try StageWorkshop(
            """
            a: {run: ./copy.sh, files: "in/*.jsonl"}
            f: {filter: "grep -v drop | sed -f rules.sed", from: a, gather: all}
            h: {filter: "head -n 1", from: a, gather: all}
            x: {filter: "cat; false | cat", from: a, gather: all, retries: 0}
            """)
        try shop.folder.write("rules.sed", "s/keep/kept/")
        try shop.folder.write("in/2.jsonl", "{\"i\":\"keep 2\"}\n{\"i\":\"drop\"}\n")
        try shop.folder.write("in/1.jsonl", String(repeating: "{\"i\":\"keep 1\"}\n", count: 200_000))
        let summary = try shop.run()
        XCTAssertEqual(summary.failures.map { "\($0.task): \($0.reason)" }, ["x/all: exit 1"])
        let lines = try shop.records("f/all")
        XCTAssertEqual(lines.count, 200_001)
        XCTAssertEqual(lines.last, "{\"i\":\"kept 2\"}")
        XCTAssertEqual(try shop.records("h/all"), ["{\"i\":\"keep 1\"}"])
        XCTAssertFalse(summary.stages[1].audited)
        try shop.folder.write("rules.sed", "s/keep/KEPT/")
        XCTAssertEqual(shop.made(try shop.run()), ["f": 1])
    }

    func testWhatAStageGetsAndNothingElse() throws {
        let shop = try StageWorkshop("a: {run: ./env.sh, pass_env: [SECRET, NONE]}")
        try shop.stage(
            "env",
            "pwd > pwd.seen; env | sort > env.seen; ls -A \"$TMPDIR\" $out; echo noise; echo '{}' > $out/part.jsonl")
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 0)
        XCTAssertEqual(shop.folder.text("pwd.seen"), "\(shop.folder.path)\n")
        let lines = (shop.folder.text("env.seen") ?? "").split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("PWD=") && !$0.hasPrefix("SHLVL=") && !$0.hasPrefix("_=") }
        XCTAssertEqual(
            lines.map { $0.hasPrefix("TMPDIR=") ? "TMPDIR" : $0 },
            [
                "HOME=/nonexistent", "LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "SECRET=s3cret",
                "SERAP_CONTRACT=1",
                "SERAP_KEY=arsip", "SERAP_PARTITION=all", "SERAP_PIPELINE=p", "SERAP_STAGE=a", "TMPDIR", "TZ=UTC",
            ])
        XCTAssertEqual(shop.folder.text("root/runs/\(summary.run)/a/all/1.log"), "")
    }

    func testWhatIsNotPublished() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh, retries: 0}")
        for (body, reason) in [
            ("echo '{}' > $out/p.jsonl; account 1 1 2", "the account says out = 2, but 1 lines were written"),
            (
                "echo '{}' > $out/p.jsonl; account 3 2 1",
                "records disappeared: in = 3, but used 2 + rejected 0 + merged 0 = 2"
            ),
            (
                "ln -s /etc/passwd $out/p.jsonl",
                "the output holds 'p.jsonl', which is a symbolic link; only regular files are kept"
            ),
            (
                "mkdir $out/files; echo > \"$out/files/a b\"",
                "the output holds 'files/a b', a name that is not kept; use letters, digits and . _ - = % ~, no dot first"
            ),
            ("exit 64", "exit 64 (usage: a parameter or a pack is wrong)"), ("exit 3", "exit 3"),
        ] {
            try shop.stage("a", body)
            let summary = try shop.run()
            XCTAssertEqual(summary.failures.map(\.reason), [reason])
            XCTAssertFalse(shop.folder.exists("root/data/p/g0001/arsip/a/all"))
            XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
        }
        try shop.stage("a", "echo '{}' | gzip | head -c 15 > $out/p.jsonl.gz")
        let reason = try XCTUnwrap(try shop.run().failures.first?.reason)
        XCTAssertTrue(
            reason.hasSuffix("out/p.jsonl.gz: truncated at byte 15; make it again from its own source"), reason)
    }

    func testRetriesTimeoutsAndForeignSignals() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh, retries: 2}")
        try shop.stage("a", "echo x >> tries; [ $(wc -l < tries) -ge 3 ] || exit 75; echo '{}' > $out/p.jsonl")
        let summary = try shop.run()
        XCTAssertEqual(summary.exitStatus, 0)
        XCTAssertEqual(try shop.receipt("a/all").attempt, 3)
        XCTAssertEqual(shop.folder.names("root/runs/\(summary.run)/a/all"), ["1.log", "2.log", "3.log"])
        try shop.stage("a", "kill -9 $$ # again")
        let killed = try shop.run()
        XCTAssertEqual(killed.failures.map { "\($0.reason) \($0.attempts)" }, ["ended by signal 9 3"])
        try shop.declare("a: {run: ./a.sh, timeout: 1s}")
        try shop.stage("a", "trap '' TERM; sleep 30 & sleep 30; sleep 30")
        let late = try shop.run()
        XCTAssertEqual(late.failures.map { "\($0.reason) \($0.attempts)" }, ["no end after 1 s (its timeout) 1"])
        try shop.declare("a: {run: ./a.sh, memory: 40M}")
        try shop.stage("a", "x=$(head -c 80000000 /dev/zero | tr '\\0' x); sleep 20; echo ${#x}")
        let fat = try XCTUnwrap(try shop.run().failures.first?.reason)
        XCTAssertTrue(fat.hasSuffix("MiB of memory; its limit is 40 MiB"), fat)
    }

    func testFrozenStagesAreNeverMadeAgain() throws {
        let stages = "f: {run: ./fetch.sh}\nb: {run: ./copy.sh, from: f}"
        let shop = try StageWorkshop(stages, key: "date")
        let fetch = "echo x >> $SERAP_STATE/tries; echo \"{\\\"k\\\":\\\"$SERAP_KEY\\\"}\" > $out/part.jsonl"
        try shop.stage("fetch", fetch, describing: #"{"contract":1,"deterministic":false}"#)
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-14")), ["f": 1, "b": 1])
        try shop.stage("fetch", fetch + " # changed", describing: #"{"contract":1,"deterministic":false}"#)
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-14")), [:])
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\n")
        XCTAssertEqual(
            try shop.folder.lines("root/data/p/captures/2023-08-14/f/all/part.jsonl.gz"), ["{\"k\":\"2023-08-14\"}"])
        let past = try shop.run(key: "2023-08-13")
        XCTAssertEqual(past.failures.map(\.state), ["gap", "blocked"])
        XCTAssertEqual(
            past.failures[0].reason,
            "nothing was captured for 2023-08-13, and 2023-08-14 has been fetched since; the past cannot be fetched: what "
                + "is kept elsewhere (saved pages, WARC files, exports) can come in as an archive, with 'select: folder' "
                + "or an inbox")
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), ["f": 1, "b": 1])
        try Directory.remove("\(shop.folder.path)/root/data/p/captures/2023-08-15/f/all")
        let lost = try shop.run(key: "2023-08-15")
        XCTAssertEqual(lost.failures.map(\.state), ["lost", "blocked"])
        XCTAssertEqual(try shop.run(key: "2023-08-15").failures.map(\.state), ["lost", "blocked"])
        XCTAssertEqual(shop.folder.text("root/state/p/f/tries"), "x\nx\n")
    }

    func testAWindowReadsEarlierKeysAsPublished() throws {
        let shop = try StageWorkshop(
            "a: {run: ./day.sh}\nw: {run: ./window.sh, from: a, gather: all, window: 3d}", key: "date")
        try shop.stage("day", "echo \"{\\\"k\\\":\\\"$SERAP_KEY\\\"}\" > $out/part.jsonl")
        try shop.stage(
            "window",
            "{ records \"${inputs[@]}\"; records \"${history[@]}\"; } > $out/part.jsonl; n=$(wc -l < $out/part.jsonl); account $n $n $n"
        )
        for day in 13...15 { XCTAssertEqual(try shop.run(key: "2023-08-\(day)").exitStatus, 0) }
        XCTAssertEqual(
            try shop.records("w/all", key: "2023-08-15"),
            ["{\"k\":\"2023-08-15\"}", "{\"k\":\"2023-08-13\"}", "{\"k\":\"2023-08-14\"}"])
        XCTAssertEqual(try shop.receipt("w/all", key: "2023-08-13").gaps, ["2023-08-11", "2023-08-12"])
        XCTAssertEqual(try shop.receipt("w/all", key: "2023-08-15").gaps, [])
        try shop.stage("day", "echo \"{\\\"k\\\":\\\"new $SERAP_KEY\\\"}\" > $out/part.jsonl")
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), ["a": 1, "w": 1])
        XCTAssertEqual(try shop.receipt("w/all", key: "2023-08-15").otherRules, ["2023-08-13", "2023-08-14"])
    }

    func testSinksRunOneAtATimeAndFollowTheirTarget() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\ns: {run: ./load.sh, from: a, sink: db.txt}")
        shop.jobs = 4
        try shop.stage(
            "load",
            """
            mkdir busy || exit 1
            touch $target; grep -v "^$SERAP_PARTITION " $target > $target.new
            records "${inputs[@]}" | sed "s/^/$SERAP_PARTITION /" >> $target.new; mv $target.new $target; rmdir busy
            """)
        for name in ["1", "2", "3"] { try shop.folder.write("in/\(name)", "{}\n") }
        XCTAssertEqual(shop.made(try shop.run()), ["a": 3, "s": 3])
        XCTAssertEqual(
            shop.folder.text("root/out/p/db.txt")?.split(separator: "\n").sorted(), ["1 {}", "2 {}", "3 {}"])
        XCTAssertEqual(shop.made(try shop.run()), [:])
        try Directory.remove("\(shop.folder.path)/root/out/p/db.txt")
        XCTAssertEqual(
            try shop.plan(),
            "run s/1: target missing: db.txt\nrun s/2: target missing: db.txt\nrun s/3: target missing: db.txt\n3 to run, 3 up to date\n"
        )
        XCTAssertEqual(shop.made(try shop.run()), ["s": 3])
        try Directory.remove("\(shop.folder.path)/in/2")
        XCTAssertEqual(try shop.run().exitStatus, 0)
        XCTAssertEqual(shop.folder.text("root/out/p/db.txt")?.split(separator: "\n").sorted(), ["1 {}", "3 {}"])
        XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip/s"), ["1", "3"])
    }

    func testDeliveryMakesAnEditionOnlyWhereBytesDiffer() throws {
        let shop = try StageWorkshop("r: {run: ./report.sh, deliver: true, params: {f: \"@text\"}}", key: "date")
        try shop.stage(
            "report", "mkdir -p $out/files/sub; cp text $out/files/report.html; echo same > $out/files/sub/data.csv")
        try shop.folder.write("text", "one")
        let first = try shop.run(key: "2023-08-14")
        XCTAssertEqual(first.delivered.map(\.files), [["report.html", "sub/data.csv"]])
        XCTAssertEqual(shop.folder.names("root/out/p/2023-08-14/edisi-1"), ["report.html", "sub"])
        XCTAssertEqual(try shop.run(key: "2023-08-14").delivered.map(\.isNew), [false])
        try shop.folder.write("text", "two")
        XCTAssertEqual(try shop.run(key: "2023-08-14").delivered.map(\.isNew), [true])
        XCTAssertEqual(shop.folder.text("root/out/p/2023-08-14/edisi-1/report.html"), "one")
        XCTAssertEqual(shop.folder.text("root/out/p/2023-08-14/edisi-2/report.html"), "two")
        XCTAssertEqual(shop.folder.text("root/out/p/2023-08-14/edisi-2/perubahan.txt"), "berubah: report.html\n")
        XCTAssertEqual(try shop.run(key: "2023-08-14").delivered.map(\.isNew), [false])
        _ = try shop.run(key: "2023-08-15")
        _ = try shop.run(key: "2023-08-13")
        XCTAssertEqual(shop.folder.text("root/out/p/terbaru/edisi-1/report.html"), "two")
        XCTAssertEqual(
            try FileManager.default.destinationOfSymbolicLink(atPath: "\(shop.folder.path)/root/out/p/terbaru"),
            "2023-08-15")
    }

    func testAccountsTellEveryTaskUpstream() throws {
        let shop = try StageWorkshop(
            "a: {run: ./a.sh, files: \"in/*\", retries: 0}\nr: {run: ./r.sh, from: a, gather: all}")
        try shop.stage(
            "a",
            """
            [ $SERAP_PARTITION = bad ] && exit 1
            mkdir $out/_meta
            echo '{"in":2,"used":1,"rejected":{"odd":1},"health":[{"source":"x","state":"gagal","reason":"http_403","detail":"forbidden"}]}' > $out/_meta/stats.json
            echo '{"reason":"odd","detail":"why"}' > $out/_meta/rejects.jsonl
            echo '{"reason":"bad_row","detail":"row 6","of":"c1"}' >> $out/_meta/rejects.jsonl
            """)
        try shop.stage("r", "cp $accounts $out/accounts.jsonl", describing: #"{"contract":1,"accounts":true}"#)
        try shop.folder.write("in/good", "")
        try shop.folder.write("in/bad", "")
        let summary = try shop.run()
        XCTAssertEqual(
            try shop.folder.lines("root/data/p/g0001/arsip/r/all/accounts.jsonl.gz"),
            [
                #"{"stage":"a","partition":"bad","state":"failed","in":null,"used":null,"out":0,"rejected":{},"merged":0,"audited":false,"missing":[],"gaps":[],"other_rules":[],"health":[]}"#,
                #"{"stage":"a","partition":"good","state":"published","in":2,"used":1,"out":0,"rejected":{"odd":1},"merged":0,"part_rejected":{"bad_row":1},"audited":true,"missing":[],"gaps":[],"other_rules":[],"health":[{"source":"x","state":"gagal","reason":"http_403","detail":"forbidden"}]}"#,
            ])
        XCTAssertEqual(summary.warnings.map(\.text), ["a/good: x: gagal, http_403 (forbidden)"])
        XCTAssertEqual(shop.made(try shop.run()), [:])
        let status = try XCTUnwrap(shop.status())
        XCTAssertTrue(status.text.contains("rejected by a:\n  1 odd\n    good: why\n"), status.text)
        XCTAssertTrue(
            status.text.contains("parts rejected by a, of records that were used:\n  1 bad_row\n    good: row 6\n"),
            status.text)
        XCTAssertTrue(
            status.text.contains("sources tried: 1, of which 0 are well\n  a/good: x: gagal, http_403 (forbidden)\n"),
            status.text)
        let page = try XCTUnwrap(shop.folder.text("root/runs/\(summary.run)/run.txt"))
        XCTAssertTrue(page.contains("Hasil    : TIDAK LENGKAP\n"), page)
        XCTAssertTrue(page.contains("Yang gagal atau tidak ada:\n  - a/bad: gagal: status keluar 1\n"), page)
        XCTAssertTrue(page.contains("\n  - a/good: sumber x: gagal (http_403); rincian: forbidden\n"), page)
    }

    func testAFilterThatMatchesNothingIsToldOfGrep() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*\"}\nb: {filter: \"grep x\", from: a}")
        try shop.folder.write("in/1", "{}\n")
        let summary = try shop.run()
        let reason =
            "exit 1, and nothing in its log: so ends grep where nothing matches; if that may be, let the filter say "
            + "grep ... || [ $? = 1 ]"
        XCTAssertEqual(summary.failures.map(\.reason), [reason])
        XCTAssertTrue(
            RunWords.text(summary).contains(
                "\nfailed: b/1: \(reason)\n    log: runs/\(summary.run)/b/1/1.log (empty)\n    again: "),
            RunWords.text(summary))
        XCTAssertTrue(
            RunPage.text(summary).contains(
                "\n  - b/1: gagal: status keluar 1 dan lognya kosong: begitulah akhir grep bila tidak menemukan apa pun; "
                    + "bila itu wajar, tulis di filter: grep ... || [ $? = 1 ]\n    log: runs/\(summary.run)/b/1/1.log "
                    + "(kosong)\n"), RunPage.text(summary))
    }

    func testAPatternThatMatchesNothingIsToldByEveryRun() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"inn/*.jsonl\"}")
        for _ in 1...2 {
            let summary = try shop.run()
            XCTAssertEqual(summary.exitStatus, 0)
            XCTAssertEqual(
                summary.notes, ["no file matches 'inn/*.jsonl' of stage 'a'; paths are relative to the pipeline file"])
            let page = RunPage.text(summary)
            XCTAssertTrue(page.contains("\nHasil    : BERHASIL, ada yang perlu diketahui\n"), page)
            XCTAssertTrue(
                page.contains(
                    "\nPerlu diketahui:\n  - tidak ada berkas yang cocok dengan 'inn/*.jsonl' pada tahap 'a'; jalur "
                        + "dihitung dari letak berkas pipeline\n"), page)
        }
    }

    func testANewRootIsTold() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}")
        var options = shop.options()
        options.root = "\(shop.folder.path)/nope/x"
        func notes() throws -> [String] {
            try PipelineRun(session: Session(options), progress: SilentProgress()).run().notes
        }
        XCTAssertEqual(
            try notes(),
            [
                "nothing was below '\(shop.folder.path)/nope/x' before: a new root, where everything is fetched and made "
                    + "anew; if there is an older one, give it with --root"
            ])
        XCTAssertEqual(try notes(), [])
        options.root = "\(shop.folder.path)/nope/y"
        let series = KeySeries(options, progress: SilentProgress())
        XCTAssertEqual(try series.run("arsip").summary?.notes.count, 1)
        XCTAssertEqual(try series.run("arsip").summary?.notes.count, 0)
    }

    func testANightOfWhichNothingWasCapturedIsDeliveredAndToldSo() throws {
        let shop = try StageWorkshop(
            "f: {run: ./fetch.sh, retries: 0}\nr: {run: ./report.sh, from: f, gather: all, deliver: true}", key: "date")
        try shop.stage(
            "fetch", "[ $SERAP_KEY = 2023-08-15 ] && exit 64; echo '{}' > $out/part.jsonl",
            describing: #"{"contract":1,"deterministic":false}"#)
        try shop.stage("report", "mkdir $out/files; echo $SERAP_KEY > $out/files/report")
        XCTAssertEqual(try shop.run(key: "2023-08-14").notes, [])
        let summary = try shop.run(key: "2023-08-15")
        XCTAssertEqual(summary.exitStatus, 1)
        XCTAssertEqual(
            summary.notes,
            ["nothing at all was captured for 2023-08-15: what is delivered holds no records of its own"])
        XCTAssertEqual(shop.folder.text("root/out/p/terbaru/edisi-1/report"), "2023-08-15\n")
        // Whatever else is delivered, it leads to the greatest key.
        try shop.run(key: "2023-08-14")
        try shop.stage("report", "mkdir $out/files; echo other $SERAP_KEY > $out/files/report")
        XCTAssertEqual(try shop.run(key: "2023-08-14").delivered.map(\.isNew), [true])
        XCTAssertEqual(shop.folder.text("root/out/p/terbaru/edisi-1/report"), "2023-08-15\n")
        XCTAssertEqual(shop.folder.names("root/out/p/2023-08-14"), ["edisi-1", "edisi-2"])
    }

    func testModesFollowMasking() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*\"}\nm: {run: ./mask.sh, from: a}")
        try shop.stage(
            "mask", StageWorkshop.copy + "\nmkdir -p $out/_meta; : > $out/_meta/rejects.jsonl",
            describing: #"{"contract":1,"masks":true}"#)
        try shop.folder.write("in/1", "{}\n")
        let summary = try shop.run()
        func mode(_ path: String) -> mode_t {
            var status = stat()
            stat("\(shop.folder.path)/root/\(path)", &status)
            return status.st_mode & 0o777
        }
        XCTAssertEqual(mode("data/p/g0001/arsip/a/1"), 0o700)
        XCTAssertEqual(mode("data/p/g0001/arsip/m/1"), 0o755)
        XCTAssertEqual(mode("data/p/g0001/arsip/m/1/part.jsonl.gz"), 0o444)
        XCTAssertEqual(mode("data/p/g0001/arsip/m/1/_meta/rejects.jsonl.gz"), 0o600)
        XCTAssertEqual(mode("runs/\(summary.run)/a"), 0o700)
        XCTAssertEqual(mode("runs/\(summary.run)/a/1/1.log"), 0o600)
        try shop.declare(
            "a: {run: ./copy.sh, files: \"in/*\"}\nm: {run: ./mask.sh, from: a}\nx: {run: ./copy.sh, from: a, deliver: true}\ny: {run: ./copy.sh, from: m, sink: s}"
        )
        XCTAssertEqual(
            CheckFindings.unmasked(try shop.session()),
            [
                "\(shop.folder.path)/p.yaml:7:32: 'x' gives records out of hand, but nothing masks personal data on the path "
                    + "a -> x; put a stage that masks (serap-normalize) before it"
            ])
    }

    func testCheckAsksThePacksOnceForEachCombination() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh}\nb: {run: ./copy.sh, pack: []}\nc: {run: ./copy.sh, pack: [two]}")
        try shop.folder.write("two/x", "")
        XCTAssertEqual(
            CheckFindings.packs(try shop.session(), { $0.map { "problem in \($0)" } }),
            ["problem in \(shop.folder.path)/two"])
    }

    /// `head` closes its end early, and a process that left the group holds the pipe open.
    func testAFilterThatLeavesSomebodyBehindStillEnds() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\nf: {filter: \"setsid sleep 60 & head -n 1\", from: a, gather: all}")
        try shop.folder.write("in/1", String(repeating: "{\"i\":1}\n", count: 100_000))
        XCTAssertEqual(try shop.run().exitStatus, 0)
        XCTAssertEqual(try shop.records("f/all"), ["{\"i\":1}"])
    }

    func testASecondRunIsRefusedAtOnce() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}")
        let session = try shop.session()
        try session.layout.prepare()
        let locks = try RunLocks(session.layout, frozen: false, clock: StoppedClock())
        XCTAssertThrowsError(try shop.run()) {
            XCTAssertEqual(
                "\($0)",
                "another run works on p/g0001: process \(getpid()), since 2023-08-15T11:46:40Z; wait for it or end it")
        }
        withExtendedLifetime(locks) {}
    }

    func testPipelineErrorsBeforeAnythingRuns() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: none.csv}")
        XCTAssertThrowsError(try shop.run()) {
            XCTAssertEqual(
                "\($0)",
                "\(shop.folder.path)/p.yaml:5:23: no such file: 'none.csv'; paths are relative to the pipeline file")
        }
        try shop.declare("a: {run: ./copy.sh, pack: [nopack]}")
        XCTAssertThrowsError(try shop.run()) {
            XCTAssertEqual(
                "\($0)",
                "\(shop.folder.path)/p.yaml:5:30: no such pack: 'nopack'; paths are relative to the pipeline file")
        }
        XCTAssertEqual(shop.folder.names("root") + shop.folder.names("root/data"), ["data"])
    }

    func testKeys() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}", key: "date")
        // 2023-08-15T15:59:59Z is still the fifteenth in Makassar, a second later the sixteenth.
        shop.clock.time = 1_692_115_199 * 1_000_000_000
        XCTAssertEqual(try shop.session().key, "2023-08-14")
        shop.clock.time = 1_692_115_200 * 1_000_000_000
        XCTAssertEqual(try shop.session().key, "2023-08-15")
        XCTAssertEqual(try shop.session(key: "2020-02-29").key, "2020-02-29")
        XCTAssertThrowsError(try shop.session(key: "2021-02-29")) {
            XCTAssertEqual("\($0)", "--key is '2021-02-29'; it must be a day such as 2023-08-15")
        }
        XCTAssertEqual(try shop.session(key: "2023-08-16").key, "2023-08-16")
        XCTAssertThrowsError(try shop.session(key: "2030-01-01")) {
            XCTAssertEqual(
                "\($0)", "--key is '2030-01-01', a day that has not come; today is 2023-08-16 in Asia/Makassar")
        }
        try shop.declare("a: {run: ./copy.sh}", key: "arsip")
        XCTAssertThrowsError(try shop.session(key: "x")) {
            XCTAssertEqual("\($0)", "--key is 'x', but \(shop.folder.path)/p.yaml has the fixed key 'arsip'")
        }
    }
}
