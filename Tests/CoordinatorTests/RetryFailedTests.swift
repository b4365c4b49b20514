import RecordIO
import Records
import XCTest

@testable import Coordinator

final class RetryFailedTests: XCTestCase {
    private func retry(_ shop: StageWorkshop, key: String? = nil) throws -> RetryReport {
        shop.clock.time = SystemClock().nanoseconds() + 3_000_000_000
        var options = shop.options()
        options.key = key
        return try RetryFailed(options: options, progress: { SilentProgress() }).run()
    }

    func testKeysThatDidNotEndWellAreRunAgain() throws {
        let shop = try StageWorkshop(
            "a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./picky.sh, from: a, retries: 0}", key: "date")
        try shop.stage("picky", "[ -e bad.$SERAP_KEY ] && exit 1\n\(StageWorkshop.copy)")
        for name in ["1", "2"] { try shop.folder.write("in/\(name)", "{}\n") }
        XCTAssertEqual(try retry(shop).text, "p: nothing failed\n")
        for key in ["2020-01-03", "2020-01-01"] { try shop.folder.write("bad.\(key)", "") }
        for key in ["2020-01-03", "2020-01-02", "2020-01-01"] { try shop.run(key: key) }
        XCTAssertEqual(try retry(shop, key: "2020-01-02").text, "p 2020-01-02: nothing failed\n")
        try Directory.remove("\(shop.folder.path)/bad.2020-01-01")
        let report = try retry(shop)
        XCTAssertEqual(report.outcomes.map(\.key), ["2020-01-01", "2020-01-03"])
        XCTAssertEqual(report.outcomes.map(\.isGood), [true, false])
        XCTAssertEqual(report.outcomes.compactMap { $0.summary.map { [$0.made, $0.fresh] } }, [[2, 2], [0, 2]])
        XCTAssertEqual(report.exitStatus, 1)
        XCTAssertTrue(report.text.hasSuffix("p: 2 keys tried again, still not done: 2020-01-03\n"), report.text)
        try Directory.remove("\(shop.folder.path)/bad.2020-01-03")
        let last = try retry(shop, key: "2020-01-03")
        XCTAssertEqual(last.exitStatus, 0)
        XCTAssertTrue(last.text.hasSuffix("p: 1 key tried again, all done\n"), last.text)
        XCTAssertEqual(try retry(shop).text, "p: nothing failed\n")
    }

    func testGapsArePassedOverAndAKilledRunIsNot() throws {
        let shop = try StageWorkshop("a: {run: ./world.sh}\nb: {run: ./copy.sh, from: a}", key: "date")
        try shop.stage("world", "echo '{}' > $out/part.jsonl", describing: #"{"contract":1,"deterministic":false}"#)
        try shop.run(key: "2020-01-02")
        let gap = try shop.run(key: "2020-01-01")
        XCTAssertEqual(gap.failures.map(\.state), ["gap", "blocked"])
        let report = try retry(shop)
        XCTAssertEqual(
            report.text,
            "passed over: 2020-01-01 cannot be made good: a/all: "
                + "\(TaskEvaluation.gapText(key: "2020-01-01", newest: "2020-01-02"))\np: 0 keys tried again, all done\n"
        )
        XCTAssertEqual(report.exitStatus, 0)
        // A run that was killed left no summary; a task that ran alone is none.
        try Directory.make("\(shop.folder.path)/root/runs/20300101T000000Z-p-2020-01-02.task-0123456789abcdef")
        XCTAssertEqual(try retry(shop).outcomes.map(\.key), [])
        let now = shop.clock.now.description.filter { $0 != "-" && $0 != ":" }
        try Directory.make("\(shop.folder.path)/root/runs/\(now)-p-2020-01-02.9")
        XCTAssertEqual(try retry(shop).outcomes.map(\.key), ["2020-01-02"])
    }
}
