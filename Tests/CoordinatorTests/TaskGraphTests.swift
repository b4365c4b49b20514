import PipelineGraph
import XCTest

@testable import Coordinator

final class TaskGraphTests: XCTestCase {
    func testARootWithoutFilesIsAll() throws {
        var graph = TaskGraph(try pipeline("a: {run: x}"))
        graph.begin(roots: [:])
        XCTAssertEqual(graph.takeReady(), [id(0, "all")])
        XCTAssertEqual(graph.takeReady(), [])
        XCTAssertFalse(graph.isComplete)
        graph.settle(id(0, "all"), .published(parts: []))
        XCTAssertTrue(graph.isComplete)
        XCTAssertEqual(graph.takeComplete(), [0])
    }

    func testAUnionTaskStartsAsSoonAsItsOwnPartitionsAreThere() throws {
        var graph = TaskGraph(try pipeline("a: {run: x}\nb: {run: x}\nu: {run: x, from: [a, b]}"))
        graph.begin(roots: [0: ["m", "n"], 1: ["n", "o"]])
        XCTAssertEqual(graph.partitions(of: 2), ["m", "n", "o"])
        _ = graph.takeReady()
        graph.settle(id(0, "m"), .published(parts: ["p.jsonl.gz"]))
        XCTAssertEqual(graph.takeReady(), [id(2, "m")])
        graph.settle(id(0, "n"), .published(parts: []))
        XCTAssertEqual(graph.takeReady(), [])
        graph.settle(id(1, "n"), .missing)
        XCTAssertEqual(graph.takeReady(), [id(2, "n")])
        XCTAssertEqual(
            graph.sources(of: id(2, "n")),
            TaskGraph.Sources(present: [.init(task: id(0, "n"), part: nil)], missing: [id(1, "n")]))
    }

    func testAUnionWaitsForEveryListOfNames() throws {
        var graph = TaskGraph(
            try pipeline("a: {run: x}\nb: {run: x, from: a, gather: {by: s}}\nu: {run: x, from: [a, b]}"))
        graph.begin(roots: [0: ["m"]])
        XCTAssertNil(graph.partitions(of: 2))
        graph.settle(id(0, "m"), .published(parts: ["s=1.jsonl.gz"]))
        XCTAssertEqual(graph.partitions(of: 2), ["1", "m"])
    }

    func testGatherByValueAndTheRest() throws {
        var graph = TaskGraph(try pipeline("a: {run: x}\ng: {run: x, from: a, gather: {by: source}}"))
        graph.begin(roots: [0: ["m", "n"]])
        graph.settle(id(0, "m"), .published(parts: ["source=antara.jsonl.gz", "part.jsonl.gz", "source=.jsonl.gz"]))
        XCTAssertNil(graph.partitions(of: 1))
        graph.settle(id(0, "n"), .published(parts: ["source=antara.jsonl.gz", "other=antara.jsonl.gz"]))
        XCTAssertEqual(graph.partitions(of: 1), ["_none", "antara"])
        XCTAssertEqual(
            graph.sources(of: id(1, "antara")).present,
            [
                .init(task: id(0, "m"), part: "source=antara.jsonl.gz"),
                .init(task: id(0, "n"), part: "source=antara.jsonl.gz"),
            ])
        XCTAssertEqual(
            graph.sources(of: id(1, "_none")).present.map(\.part),
            ["part.jsonl.gz", "source=.jsonl.gz", "other=antara.jsonl.gz"])
    }

    func testAGatherOverNothingStillRuns() throws {
        var graph = TaskGraph(try pipeline("a: {run: x}\nb: {run: x, from: a}\ng: {run: x, from: b, gather: all}"))
        graph.begin(roots: [0: []])
        XCTAssertEqual(graph.takeReady(), [id(2, "all")])
        XCTAssertEqual(graph.sources(of: id(2, "all")), TaskGraph.Sources())
    }

    func testWhatIsMissingFromAListIsMissingForThoseWhoGatherIt() throws {
        var graph = TaskGraph(
            try pipeline(
                """
                feeds: {run: x}
                entries: {run: x, from: feeds, gather: {by: source}}
                normalize: {run: x, from: entries}
                aggregate: {run: x, from: normalize, gather: all}
                """))
        graph.begin(roots: [:])
        graph.settle(id(0, "all"), .missing)
        XCTAssertEqual(graph.partitions(of: 1), [])
        XCTAssertFalse(graph.isListSure(2))
        XCTAssertEqual(graph.takeReady().last, id(3, "all"))
        XCTAssertEqual(graph.sources(of: id(3, "all")).missing, [id(0, "all")])
    }

    func testAccountsWaitForEverythingBefore() throws {
        var graph = TaskGraph(
            try pipeline("a: {run: x}\nb: {run: x, from: a}\nr: {run: x, from: b}"), accounts: [2])
        graph.begin(roots: [0: ["m", "n"]])
        graph.settle(id(0, "m"), .published(parts: []))
        graph.settle(id(1, "m"), .published(parts: []))
        _ = graph.takeReady()
        XCTAssertFalse(graph.takeReady().contains(id(2, "m")))
        graph.settle(id(0, "n"), .published(parts: []))
        graph.settle(id(1, "n"), .missing)
        XCTAssertEqual(graph.takeReady().filter { $0.stage == 2 }, [id(2, "m"), id(2, "n")])
    }

    func testKeptPartitionsStayPlanned() throws {
        var graph = TaskGraph(try pipeline("a: {run: x}"), kept: [0: ["old"]])
        graph.begin(roots: [0: ["new"]])
        XCTAssertEqual(graph.partitions(of: 0), ["new", "old"])
    }

    func testAHundredThousandTasks() throws {
        var graph = TaskGraph(try pipeline("a: {run: x}\nb: {run: x, from: a}\ng: {run: x, from: b, gather: all}"))
        graph.begin(roots: [0: (0..<50_000).map { "n\($0)" }])
        for task in graph.takeReady() { graph.settle(task, .published(parts: [])) }
        for task in graph.takeReady() { graph.settle(task, .published(parts: [])) }
        XCTAssertEqual(graph.sources(of: id(2, "all")).present.count, 50_000)
        XCTAssertEqual(graph.counts.known, 100_001)
    }

    private func id(_ stage: Int, _ partition: String) -> TaskID { TaskID(stage: stage, partition: partition) }
}
