import RecordIO
import Records
import XCTest

@testable import Coordinator

final class AfterRunTests: XCTestCase {
    private func shop(_ after: String, _ stages: String = "a: {run: ./report.sh, deliver: true}") throws
        -> StageWorkshop
    {
        let shop = try StageWorkshop(stages)
        try shop.stage("report", "mkdir $out/files; echo x > $out/files/r.html")
        let text = try XCTUnwrap(shop.folder.text("p.yaml"))
        try shop.folder.write(
            "p.yaml", "after: \(after)\npass_env: [OTHER, SERAP_NO]\n".replacing(", SERAP_NO", with: "") + text)
        return shop
    }

    private func run(_ shop: StageWorkshop, limit: Int = 600) throws -> RunSummary {
        let summary = try shop.run()
        return try AfterRun(session: shop.session(), limit: limit).run(summary)
    }

    func testOkIsToldWhereEverythingIs() throws {
        let shop = try shop(
            """
            {ok: 'echo "$SERAP_KEY $SERAP_EXIT $SERAP_RUN_DIR $SERAP_SUMMARY $SERAP_RUN_PAGE $SERAP_OUT"; env | cut -d= -f1 | sort | tr "\\n" " "; cat "$SERAP_RUN_PAGE" > page; pwd > where', failed: "touch wrong"}
            """)
        let summary = try run(shop)
        let root = "\(shop.folder.path)/root"
        let place = "\(root)/runs/\(summary.run)"
        XCTAssertEqual(summary.exitStatus, 0)
        XCTAssertEqual(
            shop.folder.text("root/runs/\(summary.run)/after.log"),
            "arsip 0 \(place) \(place)/summary.json \(place)/run.txt \(root)/out/p/arsip/edisi-1\n"
                + "HOME LC_ALL OTHER PATH PWD SERAP_CONTRACT SERAP_EXIT SERAP_KEY SERAP_OUT SERAP_PIPELINE SERAP_RUN_DIR "
                + "SERAP_RUN_PAGE SERAP_SUMMARY SHLVL TMPDIR TZ _ ")
        XCTAssertEqual(shop.folder.text("page"), shop.folder.text("root/runs/\(summary.run)/run.txt"))
        XCTAssertEqual(shop.folder.text("where"), "\(shop.folder.path)\n")
        XCTAssertFalse(shop.folder.exists("wrong"))
        XCTAssertFalse(shop.folder.exists("root/runs/\(summary.run)/after.tmp"))
    }

    func testFailedAndWhatItsOwnFailureIs() throws {
        let shop = try shop("{failed: 'echo $SERAP_EXIT$SERAP_OUT; exit 7 | cat'}", "a: {run: ./bad.sh}")
        try shop.stage("bad", "exit 1")
        let summary = try run(shop)
        XCTAssertEqual(summary.exitStatus, 1)
        XCTAssertEqual(summary.failures.map(\.task), ["a/all"])
        let problem = "after.failed failed: exit 7, log: runs/\(summary.run)/after.log"
        XCTAssertEqual(summary.problems, [problem])
        XCTAssertEqual(shop.folder.text("root/runs/\(summary.run)/after.log"), "1\n")
        let written = try JSONValue(parsing: XCTUnwrap(shop.folder.text("root/runs/\(summary.run)/summary.json")))
        XCTAssertEqual(written["problems"], .strings([problem]))
        XCTAssertTrue(
            shop.folder.text("root/runs/\(summary.run)/run.txt")?.contains(
                "  - perintah after.failed gagal: status keluar 7, log: runs/\(summary.run)/after.log\n") == true)
    }

    func testAGoodRunWithABadCommandIsNoGoodRun() throws {
        let shop = try shop("{ok: 'false'}")
        let summary = try run(shop)
        XCTAssertEqual(summary.exitStatus, 1)
        XCTAssertEqual(summary.failures.count, 0)
        XCTAssertTrue(
            RunWords.text(summary).contains("problem: after.ok failed: exit 1, log: runs/\(summary.run)/after.log\n"))
    }

    func testItsTimeIsBounded() throws {
        let shop = try shop("{ok: 'echo $$ > pid; sleep 60; touch never'}")
        let summary = try run(shop, limit: 0)
        XCTAssertEqual(
            summary.problems, ["after.ok failed: no end after 0 s, log: runs/\(summary.run)/after.log"])
        if let pid = pid_t((shop.folder.text("pid") ?? "").dropLast()) { XCTAssertFalse(ProcessTable.isAlive(pid)) }
        XCTAssertFalse(shop.folder.exists("never"))
    }

    func testNothingAfterAnInterrupt() throws {
        let shop = try shop("{ok: 'touch ok', failed: 'touch failed'}")
        var summary = try shop.run()
        summary.signal = SIGINT
        summary.exitStatus = 130
        XCTAssertEqual(try AfterRun(session: shop.session()).run(summary).exitStatus, 130)
        XCTAssertFalse(shop.folder.exists("ok") || shop.folder.exists("failed"))
    }
}
