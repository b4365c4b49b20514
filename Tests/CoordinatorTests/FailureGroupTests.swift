import XCTest

@testable import Coordinator

final class FailureGroupTests: XCTestCase {
    private func failure(_ task: String, _ reason: String, _ lines: [String] = [], state: String = "failed")
        -> RunSummary.Failure
    {
        RunSummary.Failure(task: task, state: state, reason: reason, log: nil, attempts: 1, lastLines: lines)
    }

    func testTheSameReasonAndTheSameLines() {
        let groups = FailureGroup.groups(of: [
            failure("a/1", "exit 1", ["x"]), failure("a/2", "exit 1", ["y"]), failure("b/1", "exit 1", ["x"]),
            failure("c/1", "exit 1", ["x"], state: "blocked"), failure("a/3", "exit 2", ["x"]),
            failure("a/4", "exit 1", ["x"]),
        ])
        XCTAssertEqual(groups.map(\.first.task), ["a/1", "a/2", "c/1", "a/3"])
        XCTAssertEqual(groups.map(\.others), [["b/1", "a/4"], [], [], []])
    }

    func testManyAreToldOnce() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh, files: \"in/*\", retries: 0}")
        try shop.stage("a", "echo 'no lexicon'; echo 'no lexicon here' >&2; exit 2")
        for number in 10..<30 { try shop.folder.write("in/\(number)", "") }
        let summary = try shop.run()
        let (file, root) = ("\(shop.folder.path)/p.yaml", "\(shop.folder.path)/root")
        XCTAssertEqual(
            RunWords.text(summary),
            """
            p arsip: not all done in 0 s: 0 made, 0 up to date, 20 failed
            failed: a/10: exit 2
                no lexicon here
                log: runs/\(summary.run)/a/10/1.log
                again: serap run-task \(file) a 10 --root \(root)
                and 19 more tasks the same way: a/11, a/12, a/13, a/14, a/15 and 14 more
            to try again only what is missing: serap run \(file) --root \(root)

            """)
        let page = try XCTUnwrap(shop.folder.text("root/runs/\(summary.run)/run.txt"))
        XCTAssertTrue(
            page.contains(
                """
                Yang gagal atau tidak ada:
                  - a/10: gagal: status keluar 2
                    log: runs/\(summary.run)/a/10/1.log
                    coba lagi: serap run-task \(file) a 10 --root \(root)
                    dan 19 tugas lain dengan cara yang sama: a/11, a/12, a/13, a/14, a/15 dan 14 lagi

                """), page)
        XCTAssertFalse(page.contains("lexicon"), page)
        let json = try XCTUnwrap(shop.folder.text("root/runs/\(summary.run)/summary.json"))
        XCTAssertTrue(json.contains("\"again\": \"serap run-task \(file) a 29 --root \(root)\""), json)
    }
}
