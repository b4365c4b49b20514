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
              r/bad: a/bad is missing

            to try again only what is missing: serap run \(shop.folder.path)/p.yaml --root \(shop.folder.path)/root

            """)
        let json = try XCTUnwrap(shop.status()).json
        XCTAssertEqual(json["sources"]?.text, #"{"tried":2,"well":1}"#)
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
                    + "the same command goes on where it stopped\n\nrun \(first.run), key arsip: not all done (exit 1)\n"
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
            StatusReport.news(found, nil), ["process \(getpid()) is at work on g0001 since \(StoppedClock().now)"])
    }

    func testProgressIsKeptWhileARunIsAtWorkAndGoesWithItsEnd() throws {
        let folder = try TemporaryFolder()
        let progress = RecordedProgress(SilentProgress(), directory: folder.path)
        progress.update(done: 1, known: 5, running: 2)
        progress.update(done: 2, known: 5, running: 2)
        XCTAssertEqual(
            RunProgress(directory: folder.path, disk: SystemDisk()), RunProgress(done: 1, known: 5, running: 2))
        progress.end()
        XCTAssertFalse(folder.exists("progress.json"))
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
            try shop.session().pipeline.drawn(as: .text, notes: GraphCounts(nil).notes), "a  files in/*\n└─ r\n")
        try shop.run()
        let counts = GraphCounts(try shop.runs().lastFinished)
        XCTAssertEqual(
            try shop.session().pipeline.drawn(as: .text, notes: counts.notes),
            "a  files in/*  ! 3 tasks, 0 records, 10 rejected, 1 failed\n"
                + "└─ r           ! 3 tasks, 0 records, 1 not run\n")
        XCTAssertEqual(counts.json(try shop.session().pipeline)["stages"]?.array?.count, 2)
    }
}
