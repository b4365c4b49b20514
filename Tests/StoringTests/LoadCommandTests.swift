import ArgumentParser
import Glibc
import RecordIO
import Records
import StageKit
import Store
import XCTest

@testable import Storing

final class LoadCommandTests: XCTestCase {
    private var root = ""

    override func setUpWithError() throws {
        var template = Array("/tmp/serap-storing-XXXXXX".utf8CString)
        root = try XCTUnwrap(mkdtemp(&template).map { String(cString: $0) })
    }

    override func tearDownWithError() throws { try Directory.remove(root) }

    private func part(_ name: String, _ lines: [String]) throws {
        try Directory.make("\(root)/in")
        try OpenFile.writing("\(root)/in/\(name)").write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    private func load(_ arguments: String...) throws {
        try LoadCommand.parse(arguments + ["--target", "\(root)/store.sqlite"]).run()
    }

    private func read(_ path: String) throws -> String {
        let file = try OpenFile.reading("\(root)/\(path)")
        return String(decoding: try file.read(count: file.size(), at: 0), as: UTF8.self)
    }

    private func status(_ body: () throws -> Void) -> Int32? {
        do {
            try body()
            return nil
        } catch {
            return (error as? ExitCode)?.rawValue
        }
    }

    func testLoadsAPartitionAndKeepsItsAccount() throws {
        try part(
            "items.jsonl",
            [
                #"{"id":"a","title":"Banjir di Waru"}"#, #"{"id":"a","title":"dua"}"#, "nonsense",
                #"{"title":"tanpa id"}"#,
            ])
        try part("table-issues.jsonl", [#"{"row":"banjir_bencana","count":1}"#])
        try load("--input", "\(root)/in", "--key", "2023-08-15", "--output", "\(root)/out")
        XCTAssertEqual(
            try read("out/_meta/stats.json"),
            #"{"in":5,"used":2,"out":0,"rejected":{"no_id":1,"not_json":1},"merged":1}"# + "\n")
        let answer = try Store(searching: "\(root)/store.sqlite").search(StoreQuery(words: "banjir"))
        XCTAssertEqual(answer.hits.map(\.title), ["Banjir di Waru"])
        XCTAssertEqual(try Directory.names("\(root)/out"), ["_meta"])
    }

    func testByHandNothingIsLeftBesideTheStore() throws {
        try part("items.jsonl", [#"{"id":"a","title":"Banjir"}"#])
        try load("--input", "\(root)/in", "--key", "2023-08-15")
        XCTAssertEqual(try Directory.names(root), ["in", "store.sqlite"])
        try load("--key", "2023-08-15")
        XCTAssertEqual(try Store(searching: "\(root)/store.sqlite").search(StoreQuery(words: "banjir")).hits, [])
    }

    func testFailuresHaveTheExitStatusOfTheContract() throws {
        XCTAssertEqual(status { try load() }, 64, "no key")
        XCTAssertEqual(status { try LoadCommand.parse(["--key", "k"]).run() }, 64, "no target")
        XCTAssertEqual(status { try load("--key", "k", "--input", "\(root)/none") }, 64, "no such input")
        try part("items.jsonl", [#"{"id":"a"}"#])
        XCTAssertEqual(status { try load("--key", "k", "--output", "\(root)/in") }, 64, "output not empty")
        try OpenFile.writing("\(root)/params.json").write(Array(#"{"limit":1}"#.utf8))
        XCTAssertEqual(status { try load("--key", "k", "--params", "\(root)/params.json") }, 64, "unknown parameter")
        // A partition, as its _meta says, and not a file that somebody brought.
        try Directory.make("\(root)/cut/_meta")
        try OpenFile.writing("\(root)/cut/items.jsonl.gz").write([0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 8, 0])
        XCTAssertEqual(status { try load("--key", "k", "--input", "\(root)/cut") }, 65, "truncated")
        try OpenFile.writing("\(root)/store.sqlite").write(Array("This is a text, and no database at all.\n".utf8))
        XCTAssertEqual(status { try load("--key", "k") }, 64, "not a store")
    }

    func testErrorsOfTheStoreAreFailures() {
        XCTAssertEqual(StoreFailure.failure(StoreError.busy(path: "s")).exitStatus, 75)
        XCTAssertEqual(StoreFailure.failure(StoreError.otherSchema(path: "s", found: 2, known: 1)).exitStatus, 1)
        XCTAssertEqual(StoreFailure.failure(StoreError.emptyQuery), .usage("the query has no word to search for"))
    }

    func testAHitIsTwoOrThreeLines() {
        let hit = StoreAnswer.Hit(
            id: "a", day: nil, source: "kabar", title: "Banjir", snippet: "[Banjir] lagi",
            url: "https://kabar.example/a")
        XCTAssertEqual(
            SearchCommand.lines(hit),
            ["tanpa tanggal  kabar  Banjir", "    [Banjir] lagi", "    https://kabar.example/a"])
    }

    func testADescriptionReadsNoPack() {
        XCTAssertEqual(
            JSONValue.object(LoadCommand.description.json).text,
            #"{"name":"serap-store","version":"1","contract":1,"deterministic":true,"one_to_one":false,"masks":false,"#
                + #""accounts":false,"uses":[]}"#)
    }
}
