import RecordIO
import Records
import XCTest

@testable import Coordinator

final class ReprocessTests: XCTestCase {
    func testAChangedRuleReachesEveryKeyAndNothingIsFetched() throws {
        let history = try HistoryWorkshop()
        let shop = history.shop
        let before = try history.tree("g0001", receipts: true)
        let delivered = try HistoryWorkshop.digests("\(history.root)/out/p").filter { $0.key != "base.txt" }
        try shop.folder.write("pack/word", "netral")
        let summary = try history.reprocess()
        XCTAssertEqual(
            summary.text,
            """
            p: g0002 is the current generation now: 3 keys, 12 made, 3 linked
            what moved: serap compare \(shop.folder.path)/p.yaml g0001 g0002 --field tone --root \(history.root)
            g0001 stays until: serap gc \(shop.folder.path)/p.yaml --root \(history.root)

            """)
        XCTAssertEqual(summary.exitStatus, 0)
        XCTAssertEqual(history.generations.current, "g0002")
        XCTAssertEqual(shop.folder.text("fetched"), "2023-08-13\n2023-08-14\n2023-08-15\n")
        XCTAssertEqual(try history.tree("g0001", receipts: true), before)
        XCTAssertEqual(
            try HistoryWorkshop.digests("\(history.root)/out/p").filter { $0.key != "base.txt" }, delivered)
        // The same file under two names; the receipt is a file of its own.
        let part = "2023-08-14/plain/all/part.jsonl.gz"
        XCTAssertEqual(history.inode("g0001", part), history.inode("g0002", part))
        let receipt = "2023-08-14/plain/all/_meta/receipt.json"
        XCTAssertNotEqual(history.inode("g0001", receipt), history.inode("g0002", receipt))
        for day in HistoryWorkshop.days {
            XCTAssertEqual(try history.receipt("g0002", day, "sum/all").otherRules, [])
            XCTAssertEqual(try shop.plan(key: day), "nothing to do, 6 up to date\n")
        }
        XCTAssertEqual(shop.made(try shop.run(key: "2023-08-15")), [:])
        let base = try XCTUnwrap(shop.folder.text("root/out/p/base.txt"))
        XCTAssertFalse(base.contains("negatif"))
        XCTAssertEqual(base.split(separator: "\n").count, 12)
        XCTAssertEqual(shop.folder.names("root/data/p/.scratch"), [])
        XCTAssertEqual(shop.folder.names("root/out/p").filter { $0.hasPrefix(".") }, [])
        // The same as a generation that knew the rule from the start.
        let fresh = try HistoryWorkshop(days: [])
        try fresh.shop.folder.write("pack/word", "netral")
        for day in HistoryWorkshop.days { try fresh.shop.run(key: day) }
        XCTAssertEqual(try history.tree("g0002"), try fresh.tree("g0001"))
        XCTAssertEqual(shop.folder.text("root/out/p/base.txt"), fresh.shop.folder.text("root/out/p/base.txt"))
    }

    func testARunAfterAChangeMarksOlderDaysUntilAReprocess() throws {
        let history = try HistoryWorkshop()
        try history.shop.folder.write("pack/word", "netral")
        try history.shop.run(key: "2023-08-15")
        XCTAssertEqual(
            try history.receipt("g0001", "2023-08-15", "sum/all").otherRules, ["2023-08-13", "2023-08-14"])
        XCTAssertEqual(try history.reprocess().end, .switched)
        XCTAssertEqual(try history.receipt("g0002", "2023-08-15", "sum/all").otherRules, [])
    }

    func testARuleThatGivesTheSameBytesLeavesNoMark() throws {
        let history = try HistoryWorkshop()
        // Another script, the same labels: everything after them is linked, and no day counts as made by other rules.
        let script = try XCTUnwrap(history.shop.folder.text("label.sh"))
        try history.shop.folder.write("label.sh", script + "\n# the same\n", mode: 0o755)
        let summary = try history.reprocess()
        XCTAssertEqual(summary.end, .switched)
        XCTAssertEqual([summary.made, summary.linked], [6, 9])
        for day in HistoryWorkshop.days {
            let receipt = try history.receipt("g0002", day, "sum/all")
            XCTAssertEqual(receipt.otherRules, [])
            XCTAssertNotEqual(receipt.rules, try history.receipt("g0001", day, "sum/all").rules)
            XCTAssertEqual(receipt.receiptKey, try history.receipt("g0001", day, "sum/all").receiptKey)
        }
        XCTAssertEqual(
            history.shop.made(try history.shop.run(key: "2023-08-16")),
            [
                "feeds": 1, "plain": 1, "labels": 1, "sum": 1, "page": 1, "base": 1,
            ])
        XCTAssertEqual(try history.receipt("g0002", "2023-08-16", "sum/all").otherRules, [])
    }

    func testNothingChanges() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13", "2023-08-14"])
        let summary = try history.reprocess()
        XCTAssertEqual(summary.text, "p: nothing changes: g0001 is what today's rules make of 2 keys\n")
        XCTAssertEqual(summary.exitStatus, 0)
        XCTAssertEqual(history.generations.all, ["g0001"])
        XCTAssertEqual(history.generations.current, "g0001")
        XCTAssertEqual(history.shop.folder.names("root/data/p/.scratch"), [])
    }

    func testNothingChangesAfterAllTakesAwayWhatWasBegun() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13", "2023-08-14"])
        try history.shop.folder.write("pack/word", "netral")
        try history.shop.folder.write("broken", "2023-08-14")
        XCTAssertEqual(try history.reprocess().end, .unfinished)
        XCTAssertTrue(history.shop.folder.exists("root/out/p/.g0002.base.txt"))
        try Directory.remove("\(history.shop.folder.path)/broken")
        try history.shop.folder.write("pack/word", "negatif")
        XCTAssertEqual(try history.reprocess().end, .nothingChanges)
        XCTAssertEqual(history.generations.all, ["g0001"])
        XCTAssertFalse(history.shop.folder.exists("root/out/p/.g0002.base.txt"))
    }

    func testAFailureSwitchesNothingAndTheSameCommandGoesOn() throws {
        let history = try HistoryWorkshop()
        let shop = history.shop
        try shop.folder.write("pack/word", "netral")
        try shop.folder.write("broken", "2023-08-14")
        let base = shop.folder.text("root/out/p/base.txt")
        let first = try history.reprocess()
        let log = try XCTUnwrap(first.failures.first?.log)
        XCTAssertEqual(
            first.text,
            """
            p: g0002 is not whole, g0001 stays the current generation: 3 keys, 8 made, 3 linked
            failed: 2023-08-14 labels/all: exit 65 (bad data)
                log: \(log)
            failed: 2023-08-14 sum/all: labels/all is missing, and a new generation requires all
            failed: 2023-08-14 page/all: sum/all is missing, and a new generation requires all
            failed: 2023-08-14 base/all: sum/all is missing, and a new generation requires all
            to go on: serap reprocess \(shop.folder.path)/p.yaml --root \(history.root)

            """)
        XCTAssertEqual(first.exitStatus, 1)
        XCTAssertEqual(history.generations.current, "g0001")
        XCTAssertEqual(shop.folder.text("root/out/p/base.txt"), base)
        // A run meanwhile works on the old generation, by the new rules for its own key.
        XCTAssertEqual(try shop.run(key: "2023-08-16").generation, "g0001")
        try Directory.remove("\(shop.folder.path)/broken")
        let second = try history.reprocess()
        XCTAssertEqual(second.end, .switched)
        // 2023-08-14: labels, sum, page, base; 2023-08-15: sum, page, base, as their window had a gap; 2023-08-16: sum,
        // page and base see new history.
        XCTAssertEqual([second.made, second.linked, second.fresh], [10, 2, 8])
        XCTAssertEqual(second.keys, 4)
        for day in HistoryWorkshop.days + ["2023-08-16"] {
            XCTAssertEqual(try shop.plan(key: day), "nothing to do, 6 up to date\n")
            XCTAssertEqual(try history.receipt("g0002", day, "sum/all").otherRules, [])
        }
    }

    func testWhatNobodyCapturedIsDoneWithout() throws {
        let history = try HistoryWorkshop()
        let more =
            HistoryWorkshop.stages.replacing(
                "from: feeds}", with: "from: [feeds, inbox]}")
            + "\ninbox: {run: ./fetch.sh}\nextra: {run: ./copy.sh, from: inbox}"
        try history.shop.declare(more, key: "date")
        let summary = try history.reprocess()
        XCTAssertEqual(summary.end, .switched, summary.text)
        XCTAssertEqual(
            summary.gaps.filter { $0.hasPrefix("2023-08-14") }, ["2023-08-14 inbox/all", "2023-08-14 extra/all"])
        XCTAssertTrue(
            summary.text.contains(
                "without what nobody captured: 2023-08-13 inbox/all, 2023-08-13 extra/all, 2023-08-14 inbox/all, "
                    + "2023-08-14 extra/all, 2023-08-15 inbox/all and 1 more\n"), summary.text)
        XCTAssertEqual(try history.receipt("g0002", "2023-08-14", "plain/all").material.missing, ["inbox/all"])
        XCTAssertFalse(history.shop.folder.exists("root/data/p/captures/2023-08-14/inbox"))
        // An older day is as a run would have it, too.
        try history.shop.run(key: "2023-08-15")
        XCTAssertEqual(history.shop.made(try history.shop.run(key: "2023-08-13")), [:])
    }

    func testALostCaptureStopsTheSwitch() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        try history.shop.folder.write("pack/word", "netral")
        try Directory.remove("\(history.root)/data/p/captures/2023-08-13/feeds/all")
        let summary = try history.reprocess()
        XCTAssertEqual(summary.end, .unfinished)
        XCTAssertEqual(
            summary.failures.first?.text,
            "2023-08-13 feeds/all: captures are lost: \(history.root)/data/p/captures/2023-08-13/feeds/all; "
                + "bring them back from a backup, or, if they are gone for good, say so with 'serap accept-loss' (nothing "
                + "is fetched again silently)")
        // Accepted as lost for good, it is done without.
        try AcceptedLoss(partition: "all", at: "2023-08-16T00:00:00Z", why: "").write(
            to: "\(history.root)/data/p/captures/2023-08-13/feeds")
        let second = try history.reprocess()
        XCTAssertEqual(second.end, .switched, second.text)
        XCTAssertEqual(try history.receipt("g0002", "2023-08-13", "sum/all").material.missing, ["labels/all"])
    }

    func testEditionsAreDeliveredWhereAsked() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        try history.shop.folder.write("pack/word", "netral")
        let summary = try history.reprocess(deliver: true)
        XCTAssertEqual(summary.delivered, ["out/p/2023-08-13/edisi-2"])
        XCTAssertEqual(history.shop.folder.names("root/out/p/2023-08-13"), ["edisi-1", "edisi-2"])
        // Asked for later, when nothing changes any more, it comes to the same.
        XCTAssertEqual(try history.reprocess(deliver: true).delivered, [])
        try Directory.remove("\(history.root)/out/p/2023-08-13")
        let again = try history.reprocess(deliver: true)
        XCTAssertEqual(again.end, .nothingChanges)
        XCTAssertEqual(again.delivered, ["out/p/2023-08-13/edisi-1"])
    }

    func testTwiceAndWithAStageLess() throws {
        let history = try HistoryWorkshop(days: ["2023-08-14"])
        try history.shop.folder.write("pack/word", "netral")
        XCTAssertEqual(try history.reprocess().to, "g0002")
        try history.shop.declare(
            HistoryWorkshop.stages.replacing(
                "page: {run: ./page.sh, from: sum, deliver: true}", with: "dup: {run: ./copy.sh, from: plain}"),
            key: "date")
        let summary = try history.reprocess()
        XCTAssertEqual([summary.from, summary.to], ["g0002", "g0003"])
        XCTAssertEqual([summary.made, summary.linked], [2, 3])
        XCTAssertEqual(
            history.shop.folder.names("root/data/p/g0003/2023-08-14"), ["base", "dup", "labels", "plain", "sum"])
        XCTAssertEqual(history.generations.all, ["g0001", "g0002", "g0003"])
    }

    func testAnArchiveHasOneKey() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./up.sh, from: a}")
        try shop.stage("up", "records \"${inputs[@]}\" > $out/part.jsonl")
        for name in ["x", "y"] { try shop.folder.write("in/\(name)", "{\"i\":\"\(name)\"}\n") }
        try shop.run()
        try shop.stage("up", "records \"${inputs[@]}\" | tr a-z A-Z > $out/part.jsonl")
        var options = Session.Options(
            file: "\(shop.folder.path)/p.yaml", root: "\(shop.folder.path)/root", besides: "/nonexistent",
            environment: shop.environment)
        options.clock = shop.clock
        let summary = try Reprocess(options: options, delivers: false, progress: SilentProgress()).run()
        XCTAssertEqual([summary.keys, summary.made, summary.linked], [1, 2, 2])
        XCTAssertEqual(try shop.folder.lines("root/data/p/current/arsip/b/x/part.jsonl.gz"), ["{\"I\":\"X\"}"])
    }

    func testWhatCannotBeReprocessed() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}")
        let options = Session.Options(
            file: "\(shop.folder.path)/p.yaml", root: "\(shop.folder.path)/root", besides: "/nonexistent",
            environment: shop.environment)
        func failure() -> String {
            do {
                _ = try Reprocess(options: options, delivers: false, progress: SilentProgress()).run()
                return "none"
            } catch { return "\(error)" }
        }
        let start = "start it with: serap run \(shop.folder.path)/p.yaml --root \(shop.folder.path)/root"
        XCTAssertEqual(failure(), "p has not run below \(shop.folder.path)/root; \(start)")
        try Directory.make("\(shop.folder.path)/root/data/p/g0001")
        XCTAssertEqual(failure(), "p has no key yet below \(shop.folder.path)/root; \(start)")
        try Directory.make("\(shop.folder.path)/root/data/p/g0001/arsip")
        let next = Layout(root: "\(shop.folder.path)/root", pipeline: "p", generation: "g0002")
        let lock = try RunLocks(next, frozen: false, clock: shop.clock)
        XCTAssertTrue(failure().hasPrefix("another run works on p/g0002: process \(getpid()), since "), failure())
        withExtendedLifetime(lock) {}
    }

    func testARunThatBeganBeforeTheSwitchWorksOnTheNewGeneration() throws {
        let history = try HistoryWorkshop(days: ["2023-08-15"])
        let session = try history.shop.session(key: "2023-08-15")
        try history.shop.folder.write("pack/word", "netral")
        XCTAssertEqual(try history.reprocess().end, .switched)
        let summary = try PipelineRun(session: session, progress: SilentProgress()).run()
        XCTAssertEqual(summary.generation, "g0002")
        XCTAssertEqual(history.shop.made(summary), [:])
    }

    func testAPartitionIsOnlyLinkedWhereItIsWhole() throws {
        let history = try HistoryWorkshop(days: ["2023-08-14"])
        try history.shop.folder.write("pack/word", "netral")
        let part = "\(history.root)/data/p/g0001/2023-08-14/plain/all/part.jsonl.gz"
        chmod(part, 0o644)
        truncate(part, 10)
        let summary = try history.reprocess()
        XCTAssertEqual(summary.end, .switched)
        XCTAssertEqual([summary.made, summary.linked], [5, 0])
        XCTAssertEqual(
            try history.shop.folder.lines("root/data/p/g0002/2023-08-14/plain/all/part.jsonl.gz").count, 2)
    }
}
