import RecordIO
import Records
import XCTest

@testable import Coordinator

final class JSONProgressTests: XCTestCase {
    func testEventsOfARun() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*\"}\nb: {run: ./bad.sh, from: a, retries: 1}")
        try shop.stage("bad", "exit 75")
        try shop.folder.write("in/1", "{}\n")
        let lines = Guarded<[String]>([])
        shop.clock.time = 1_692_100_000 * 1_000_000_000
        let progress = JSONProgress(clock: shop.clock) { line in lines.withLock { $0.append(line) } }
        let summary = try PipelineRun(session: shop.session(), progress: progress).run()
        let run = "runs/\(summary.run)"
        let time = "\"time\":\"2023-08-15T11:46:40Z\""
        let counts =
            "{\"in\":1,\"used\":1,\"out\":1,\"rejected\":{},\"merged\":0}"
        let heard = lines.withLock { $0.joined() }
        for line in [
            "{\"event\":\"listed\",\(time),\"stage\":\"a\",\"tasks\":1}\n",
            "{\"event\":\"progress\",\(time),\"done\":0,\"known\":2,\"running\":0}\n",
            "{\"event\":\"started\",\(time),\"key\":\"arsip\",\"task\":\"a/1\",\"attempt\":1,\"log\":\"\(run)/a/1/1.log\"}\n",
            "{\"event\":\"settled\",\(time),\"key\":\"arsip\",\"task\":\"a/1\",\"state\":\"made\",\"attempt\":1,\"counts\":\(counts),\"log\":\"\(run)/a/1/1.log\"}\n",
            "{\"event\":\"retried\",\(time),\"key\":\"arsip\",\"task\":\"b/1\",\"reason\":\"exit 75 (try again)\",\"attempt\":1,\"log\":\"\(run)/b/1/1.log\"}\n",
            "{\"event\":\"settled\",\(time),\"key\":\"arsip\",\"task\":\"b/1\",\"state\":\"failed\",\"reason\":\"exit 75 (try again)\",\"attempt\":2,\"log\":\"\(run)/b/1/2.log\"}\n",
        ] { XCTAssertTrue(heard.contains(line), "\(line) is not in\n\(heard)") }
        for line in lines.withLock({ $0 }) { XCTAssertNotNil((try JSONValue(parsing: line))["event"]?.string) }
    }

    /// The real program: every line of standard error is an object, standard output is one.
    func testTheProgramSpeaksJSONThroughout() throws {
        try RealProgram.skipUnlessBuilt()
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*\"}", key: "date")
        try shop.folder.write("in/1", "{}\n")
        let program = RealProgram(shop: shop)
        for (words, status, key) in [
            (["run", "p.yaml", "--log", "json", "--json"], 0, "summary"),
            (["run", "p.yaml", "--retry-failed", "--log", "json", "--json"], 0, "tried"),
            (["run-task", "p.yaml", "a", "1", "--log", "json", "--json"], 0, "task"),
            (
                ["backfill", "p.yaml", "--from", "2020-01-01", "--to", "2020-01-02", "--log", "json", "--json"], 0,
                "days"
            ),
            (["run-task", "p.yaml", "b", "1", "--log", "json", "--json"], 2, nil),
        ] as [([String], Int32, String?)] {
            let (end, output, error) = try program.run(words)
            XCTAssertEqual(end, .exited(status), "\(words): \(error)")
            for line in error.split(separator: "\n") {
                XCTAssertNotNil(try JSONValue(parsing: String(line))["event"]?.string, "\(words): \(line)")
            }
            if let key {
                XCTAssertNotNil(try JSONValue(parsing: output)[key], output)
            } else {
                XCTAssertTrue(error.contains("\"event\":\"error\""), error)
                XCTAssertEqual(output, "")
            }
        }
    }
}
