import Glibc
import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

final class StatusTests: XCTestCase {
    private func workshop() throws -> StageWorkshop {
        let shop = try StageWorkshop("a: {run: ./a.sh, files: \"in/*\", retries: 0}\nr: {run: ./copy.sh, from: a}")
        try shop.stage(
            "a",
            """
            [ $SERAP_PARTITION = bad ] && { echo one >&2; echo two >&2; exit 1; }
            mkdir $out/_meta
            echo '{"in":6,"used":1,"rejected":{"odd":5},"health":[{"source":"x","state":"ok"},{"source":"y","state":"failed","reason":"http_403"}]}' > $out/_meta/stats.json
            for i in 1 2 3 4 5; do echo '{"reason":"odd","detail":"line '$i'"}' >> $out/_meta/rejects.jsonl; done
            """)
        try shop.folder.write("in/good", "")
        try shop.folder.write("in/also", "")
        try shop.folder.write("in/bad", "")
        return shop
    }

    func testSamplesSourcesAndWhatIsNotAudited() throws {
        let shop = try workshop()
        let summary = try shop.run()
        let text = try XCTUnwrap(shop.status()).text
        XCTAssertEqual(
            text,
            """
            run \(summary.run), key arsip: not all done (exit 1)

            stage  tasks  in  used  out  rejected  merged
            a          3  12     2    0        10       0
            r          3   0     0    0         0       0

            rejected by a:
              10 odd
                also: line 1
                also: line 2
                also: line 3

            sources tried: 2, of which 1 are well
              a/also: y: failed, http_403
              a/good: y: failed, http_403

            failed:
              a/bad: exit 1, log: runs/\(summary.run)/a/bad/1.log

            not run:
              r/bad: a/bad is missing

            to try again only what is missing: serap run \(shop.folder.path)/p.yaml --root \(shop.folder.path)/root

            """)
        let json = try XCTUnwrap(shop.status()).json
        XCTAssertEqual(json["sources"]?.text, #"{"tried":2,"well":1,"not_counted":[]}"#)
        XCTAssertEqual(json["samples"]?["a"]?["odd"]?.array?.count, 3)
    }

    private func task(_ shop: StageWorkshop, _ partition: String) throws -> TaskStatus? {
        TaskStatus(
            "a", partition, of: try shop.session().pipeline, key: "arsip", places: try shop.places(),
            runs: try shop.runs(), command: "serap run-task")
    }

    func testOneTask() throws {
        let shop = try workshop()
        let summary = try shop.run()
        let bad = try XCTUnwrap(
            self.task(shop, "bad"))
        XCTAssertEqual(
            bad.text,
            """
            a/bad, key arsip: failed: exit 1

            newest attempt: 1, log runs/\(summary.run)/a/bad/1.log
              one
              two

            to run it alone: serap run-task

            """)
        XCTAssertFalse(JSONValue.object(bad.json).text.contains("two"))
        let good = try XCTUnwrap(
            self.task(shop, "good"))
        XCTAssertTrue(
            good.text.hasPrefix(
                """
                a/good, key arsip: published

                published: data/p/g0001/arsip/a/good
                  in 6, used 1, out 0, rejected 5, merged 0
                rejected:
                  5 odd
                    good: line 1
                    good: line 2
                    good: line 3
                sources:
                  a/good: x: ok
                  a/good: y: failed, http_403

                receipt:
                """), good.text)
        XCTAssertNil(
            try self.task(shop, "none"))
    }

    func testOneStage() throws {
        let shop = try workshop()
        try shop.run()
        XCTAssertEqual(
            StageStatus("a", key: "arsip", places: try shop.places()).text,
            """
            a, key arsip: 2 partitions

            partition  in  used  out  rejected  merged
            also        6     1    0         5       0
            good        6     1    0         5       0
            all        12     2    0        10       0

            missing: bad

            rejected:
              10 odd
                also: line 1
                also: line 2
                also: line 3

            """)
    }

    func testTheRunsAndOneThatDidNotFinish() throws {
        let shop = try workshop()
        let first = try shop.run()
        let killed = "20990101T000000Z-p-arsip"
        try shop.folder.write("root/runs/\(killed)/progress.json", "{\"done\":3,\"known\":9,\"running\":2}")
        // Of other pipelines.
        try shop.folder.write("root/runs/20990101T000000Z-p-2-arsip/x", "")
        try shop.folder.write("root/runs/20990101T000000Z-p-arsip-2/x", "")
        XCTAssertEqual(
            try shop.runs().text,
            """
            \(killed)  arsip  2099-01-01T00:00:00Z    -  not finished  3 of 9 tasks done
            \(first.run)  arsip  \(first.started)  0 s  exit 1        4 made             2 failed or not run

            """)
        let text = try XCTUnwrap(shop.status()).text
        XCTAssertTrue(
            text.hasPrefix(
                "run \(killed) did NOT finish: it was killed, or the machine went down: 3 of 9 tasks done; "
                    + "to go on where it stopped: serap run p.yaml\n\nrun \(first.run), key arsip: not all done (exit 1)\n"
            ),
            text)
    }

    func testARunAtWorkIsKnownByItsLock() throws {
        let shop = try workshop()
        try shop.run()
        let layout = try shop.session().layout
        XCTAssertEqual(RunInProgress.find(layout, disk: SystemDisk()), [])
        let locks = try RunLocks(layout, frozen: false, clock: StoppedClock())
        let found = RunInProgress.find(layout, disk: SystemDisk())
        XCTAssertEqual(
            found, [RunInProgress(process: getpid(), since: "\(StoppedClock().now)", generation: "g0001")])
        withExtendedLifetime(locks) {}
        XCTAssertEqual(
            StatusReport.news(found, nil, goOn: "x"),
            ["process \(getpid()) is at work on g0001 since \(StoppedClock().now)"])
        // A run that began after the lock was taken is the one at work, and one from before it was killed.
        for (run, isAtWork) in [("20990101T000000Z-p-arsip", true), ("20190101T000000Z-p-arsip", false)] {
            let records = RunRecords.Entry(
                run: run, key: "arsip", summary: nil, progress: RunProgress(done: 3, known: 9, running: 2),
                started: try XCTUnwrap(RunName(run, of: shop.session().pipeline)?.start))
            XCTAssertEqual(records.isAtWork(found[0]), isAtWork, run)
            XCTAssertEqual(
                StatusReport.news(found, records, goOn: "serap run p.yaml")[1],
                isAtWork
                    ? "run \(run): 3 of 9 tasks done"
                    : "run \(run) did NOT finish: it was killed, or the machine went down: 3 of 9 tasks done; to go "
                        + "on where it stopped: serap run p.yaml")
        }
        let run = "20990101T000000Z-p-arsip"
        try shop.folder.write("root/runs/\(run)/progress.json", "{\"done\":3,\"known\":9,\"running\":2}")
        let report = try XCTUnwrap(
            StatusReport(try shop.places(), runs: try shop.runs(), inProgress: found, goOn: "x"))
        XCTAssertEqual(report.json["unfinished"], .null)
        XCTAssertEqual(
            report.json["in_progress"]?.text,
            #"[{"process":\#(getpid()),"since":"\#(StoppedClock().now)","generation":"g0001","run":"\#(run)","#
                + #""key":"arsip","started":"2099-01-01T00:00:00Z","progress":{"done":3,"known":9,"running":2}}]"#)
        let dead = try XCTUnwrap(StatusReport(try shop.places(), runs: try shop.runs(), inProgress: [], goOn: "x"))
        XCTAssertEqual(
            dead.json["unfinished"]?.text,
            #"{"run":"\#(run)","key":"arsip","started":"2099-01-01T00:00:00Z","#
                + #""progress":{"done":3,"known":9,"running":2}}"#)
    }

    func testARunWithoutASummaryThatWasNotKilledAtWork() throws {
        let shop = try workshop()
        let run = "20990101T000000Z-p-arsip"
        try shop.folder.write("root/runs/\(run)/graph.json", "{}")
        XCTAssertEqual(
            StatusReport.news([], try shop.runs().unfinished, goOn: "serap run p.yaml"),
            [
                "run \(run) left no summary: there was no room for one, or it was killed before its first task or after "
                    + "its last; to go on where it stopped: serap run p.yaml"
            ])
        XCTAssertEqual(try shop.runs().text, "\(run)  arsip  2099-01-01T00:00:00Z  -  no summary\n")
    }

    func testNothingCameToItsEndYet() {
        let started = Instant("2023-08-15T10:00:05Z") ?? Instant(seconds: 0)
        let entry = RunRecords.Entry(
            run: "R", key: "2023-08-14", summary: nil, progress: RunProgress(done: 1, known: 2, running: 1),
            started: started)
        let process = RunInProgress(process: 7, since: "2023-08-15T10:00:05Z", generation: "g0001")
        func words(_ inProgress: [RunInProgress], _ unfinished: RunRecords.Entry?, key: String? = nil) -> String {
            StatusReport.nothing(
                of: "p", below: "/r", key: key, inProgress, unfinished, run: "serap run p.yaml --root /r")
        }
        XCTAssertEqual(words([], nil), "p has not run below /r; start it with: serap run p.yaml --root /r")
        XCTAssertEqual(
            words([process], entry),
            "process 7 is at work on g0001 since 2023-08-15T10:00:05Z\nserap: run R: 1 of 2 tasks done\n"
                + "serap: p has not finished a run below /r; wait for the one at work")
        XCTAssertEqual(
            words([process], nil, key: "2023-08-12"),
            "process 7 is at work on g0001 since 2023-08-15T10:00:05Z\n"
                + "serap: p has not finished a run below /r for 2023-08-12; wait for the one at work, then start it with: "
                + "serap run p.yaml --root /r")
        XCTAssertEqual(
            words([], entry),
            "run R did NOT finish: it was killed, or the machine went down: 1 of 2 tasks done; to go on where it "
                + "stopped: serap run p.yaml --root /r\nserap: p has not finished a run below /r"
        )
    }

    func testAFailedTaskWhoseOldPartitionStandsThere() throws {
        let shop = try workshop()
        let first = try shop.run()
        try shop.folder.write("in/good", "other")
        try shop.stage("a", "echo three >&2; exit 1")
        let second = try shop.run()
        XCTAssertEqual(
            second.failures.map { "\($0.task): \($0.reason)" },
            [
                "a/also: exit 1", "a/bad: exit 1", "a/good: exit 1", "r/also: a/also is not up to date",
                "r/bad: a/bad is missing", "r/good: a/good is not up to date",
            ])
        let status = try XCTUnwrap(task(shop, "good"))
        let receipt = try shop.receipt("a/good")
        XCTAssertEqual(
            status.text.split(separator: "\n", omittingEmptySubsequences: false).prefix(4).joined(separator: "\n"),
            """
            a/good, key arsip: failed: exit 1

            stale, so nothing reads it until it is made again: data/p/g0001/arsip/a/good, of run \(first.run), finished \
            \(receipt.finished)
              in 6, used 1, out 0, rejected 5, merged 0
            """)
        XCTAssertTrue(
            status.text.hasSuffix(
                "\nnewest attempt: 1, log runs/\(second.run)/a/good/1.log\n  three\n\nto run it alone: serap run-task\n"
            ), status.text)
    }

    func testInputsInTheReceipt() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./copy.sh, from: a}\ng: {run: ./copy.sh, from: b, gather: all}"
        )
        try shop.folder.write("in/x", "{}\n{}\n{}\n")
        try shop.folder.write("in/y", "{}\n")
        try shop.run()
        func inputs(_ stage: String, _ partition: String) throws -> [String] {
            let status = TaskStatus(
                stage, partition, of: try shop.session().pipeline, key: "arsip", places: try shop.places(),
                runs: try shop.runs(), command: "")
            return (status?.text ?? "").split(separator: "\n").map(String.init).filter { $0.hasPrefix("  input") }
        }
        let sha = SHA256.hex(Array("{}\n{}\n{}\n".utf8)).prefix(12)
        XCTAssertEqual(try inputs("a", "x"), ["  input file in/x \(sha)"])
        XCTAssertEqual(try inputs("b", "x"), ["  inputs: 1 part, 3 lines"])
        XCTAssertEqual(try inputs("b", "y"), ["  inputs: 1 part, 1 line"])
        XCTAssertEqual(try inputs("g", "all"), ["  inputs: 2 parts, 4 lines"])
    }

    func testWhatWasInterruptedDidNotFailAndHasNoAccount() throws {
        let shop = try workshop()
        var line = RunSummary.StageLine(stage: "s", tasks: 1, states: ["interrupted": 1])
        XCTAssertEqual(line.json["audited"], .null)
        XCTAssertEqual(RunSummary.StageLine(line.json), line)
        line.states = ["interrupted": 1, "fresh": 2]
        XCTAssertEqual(line.json["audited"], true)
        line.audited = false
        XCTAssertEqual(line.json["audited"], false)
        XCTAssertEqual(RunSummary.StageLine(line.json), line)
        try shop.folder.write(
            "root/runs/20990101T000000Z-p-arsip/summary.json",
            #"{"run":"R","key":"arsip","exit":130,"signal":2,"stages":[],"retry":"serap run p.yaml","failures":["#
                + #"{"task":"a/x","state":"failed","reason":"exit 1","log":"L"},"#
                + #"{"task":"a/y","state":"interrupted","reason":"ended by Ctrl-C"}]}"#)
        XCTAssertEqual(
            try XCTUnwrap(shop.status()).text,
            """
            run R, key arsip: not all done (exit 130)

            stage  tasks  in  used  out  rejected  merged

            failed:
              a/x: exit 1, log: L

            not finished:
              a/y: ended by Ctrl-C

            to try again only what is missing: serap run p.yaml

            """)
    }

    func testSourcesOfLostCapturesAreNotCounted() throws {
        let shop = try workshop()
        try shop.folder.write("root/data/p/.captured", "arsip a also\n")
        try shop.folder.write(
            "root/runs/20990101T000000Z-p-arsip/summary.json",
            #"{"run":"R","key":"arsip","exit":1,"stages":[],"health":[{"task":"i/all","source":"x","state":"ok"}],"#
                + #""failures":[{"task":"a/also","state":"failed","reason":"exit 75"},"#
                + #"{"task":"b/all","state":"blocked","reason":"-"}],"#
                + #""accepted_losses":[{"task":"feeds/all","state":"lost","reason":"-"}]}"#)
        let status = try XCTUnwrap(shop.status())
        XCTAssertTrue(
            status.text.contains(
                "\nsources tried: 1, of which 1 are well; not counted: those of a/also (failed), feeds/all (lost)\n"),
            status.text)
        XCTAssertEqual(
            status.json["sources"]?.text,
            #"{"tried":1,"well":1,"not_counted":["a/also (failed)","feeds/all (lost)"]}"#)
    }

    func testAStageThatTheFileDoesNotHave() throws {
        let shop = try workshop()
        let pipeline = try shop.session().pipeline
        XCTAssertEqual(pipeline.unknownStage("nope"), "no stage 'nope' in \(pipeline.file); it has a, r")
        XCTAssertEqual(pipeline.unknownStage("rr"), "no stage 'rr' in \(pipeline.file); did you mean 'r'?")
    }

    func testProgressIsKeptWhileARunIsAtWorkAndGoesWithItsEnd() throws {
        let folder = try TemporaryFolder()
        let start = ContinuousClock.now
        let now = Guarded(start)
        let calls = Guarded<[(Duration, @Sendable () -> Void)]>([])
        let progress = RecordedProgress(
            SilentProgress(), directory: folder.path, now: { now.withLock { $0 } },
            later: { wait, work in calls.withLock { $0.append((wait, work)) } })
        func written() -> Int? { RunProgress(directory: folder.path, disk: SystemDisk())?.done }
        progress.update(done: 1, known: 9, running: 2)
        XCTAssertEqual(written(), 1)
        // What comes within the second is written at its end, once, and the last of it.
        now.withLock { $0 = start + .milliseconds(400) }
        progress.update(done: 2, known: 9, running: 2)
        progress.update(done: 3, known: 9, running: 2)
        XCTAssertEqual(written(), 1)
        XCTAssertEqual(calls.withLock { $0.map(\.0) }, [.milliseconds(600)])
        now.withLock { $0 = start + .seconds(1) }
        calls.withLock { $0[0].1 }()
        XCTAssertEqual(
            RunProgress(directory: folder.path, disk: SystemDisk()), RunProgress(done: 3, known: 9, running: 2))
        progress.update(done: 4, known: 9, running: 2)
        XCTAssertEqual(written(), 3)
        now.withLock { $0 = start + .seconds(2) }
        progress.update(done: 5, known: 9, running: 2)
        XCTAssertEqual(written(), 5)
        // The call that comes too late finds nothing to write; so does one after the end.
        progress.update(done: 6, known: 9, running: 2)
        progress.end()
        XCTAssertFalse(folder.exists("progress.json"))
        for call in calls.withLock({ $0.map(\.1) }) { call() }
        XCTAssertFalse(folder.exists("progress.json"))
        // A second pass is told of at once.
        progress.update(done: 7, known: 9, running: 2)
        XCTAssertEqual(written(), 7)
    }

    func testTheMachineCallsBack() throws {
        let folder = try TemporaryFolder()
        let progress = RecordedProgress(SilentProgress(), directory: folder.path)
        progress.update(done: 1, known: 2, running: 1)
        progress.update(done: 2, known: 2, running: 0)
        for _ in 0..<500 where RunProgress(directory: folder.path, disk: SystemDisk())?.done != 2 { usleep(10_000) }
        XCTAssertEqual(RunProgress(directory: folder.path, disk: SystemDisk())?.done, 2)
        progress.end()
    }

    func testASourceCountsOnce() {
        func row(_ text: String) -> RunSummary.Health {
            RunSummary.Health(task: "t", row: (try? JSONValue(parsing: text)) ?? .null)
        }
        let tally = SourceTally([
            row(#"{"source":"a","state":"ok"}"#), row(#"{"source":"a","state":"ok","failed":1}"#),
            row(#"{"source":"b","state":"unchanged"}"#), row(#"{"source":"inbox","state":"unclaimed"}"#),
        ])
        XCTAssertEqual(tally.text, "sources tried: 2, of which 1 are well")
    }

    func testTheGraphWithCounts() throws {
        let shop = try workshop()
        XCTAssertEqual(
            try shop.session().pipeline.drawn(as: .text, notes: GraphCounts(nil).notes(shop.session().pipeline)),
            "a  files in/*\n└─ r\n")
        try shop.run()
        let counts = GraphCounts(try shop.runs().lastFinished)
        XCTAssertEqual(
            try shop.session().pipeline.drawn(as: .text, notes: counts.notes(shop.session().pipeline)),
            "a  files in/*  ! 3 tasks, 0 records, 10 rejected, 1 failed\n"
                + "└─ r           ! 3 tasks, 0 records, 1 not run\n")
        XCTAssertEqual(counts.json(try shop.session().pipeline)["stages"]?.array?.count, 2)
    }

    func testASinkReadsRecordsInTheGraph() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\nd: {run: ./load.sh, from: a, sink: all.txt}")
        try shop.stage("load", "touch \"$target\"")
        try shop.folder.write("in/x", "{}\n{}\n")
        try shop.run()
        let pipeline = try shop.session().pipeline
        let notes = GraphCounts(try shop.runs().lastFinished).notes(pipeline)
        XCTAssertEqual(notes["a"]?.words, ["1 task", "2 records"])
        XCTAssertEqual(notes["d"]?.words, ["1 task", "2 records read"])
    }
}
