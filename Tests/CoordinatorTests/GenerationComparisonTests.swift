import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

final class GenerationComparisonTests: XCTestCase {
    /// A root with generations written by hand: stage `s` of pipeline `p`, one part a partition.
    private final class Shelf {
        let folder: TemporaryFolder
        let pipeline: Pipeline

        init(_ stages: String = "s: {run: ./s, files: \"in/*\"}\nt: {run: ./t, from: s, gather: all}") throws {
            folder = try TemporaryFolder()
            pipeline = try CoordinatorTests.pipeline(stages)
        }

        var generations: Generations { Generations(root: folder.path, pipeline: "p", disk: SystemDisk()) }

        func put(
            _ generation: String, _ key: String, _ partitions: [String: [String]], stage: String = "s",
            mode: mode_t = 0o755, missing: [String] = []
        ) throws {
            let directory = "data/p/\(generation)/\(key)/\(stage)"
            var manifest = StageManifest(entries: [], missing: missing)
            for (name, lines) in partitions.sorted(by: { $0.key < $1.key }) {
                let text = lines.map { $0 + "\n" }.joined()
                try folder.write("\(directory)/\(name)/part.jsonl", text)
                chmod("\(folder.path)/\(directory)/\(name)", mode)
                let part = PartFact(
                    name: "part.jsonl", sha256: SHA256.hex(Array(text.utf8)), size: text.utf8.count, lines: lines.count)
                manifest.entries.append(.init(partition: name, rules: "r", parts: [part]))
            }
            try folder.write("\(directory)/.stage.json", manifest.text)
        }

        func compare(
            _ from: String = "1", _ to: String = "2", field: String = "tone", stage: String? = nil, key: String? = nil
        ) throws -> (text: [String], totals: GenerationComparison.Totals, json: String) {
            let comparison = try GenerationComparison(
                pipeline, generations, from: from, to: to, field: field, stage: stage, key: key)
            let words = ComparisonWords(from: "g0001", to: "g0002", stage: comparison.stage, field: field)
            var text: [String] = []
            var all: [GenerationComparison.Difference] = []
            let totals = try comparison.run {
                text.append(words.text($0))
                all.append($0)
            }
            return (text, totals, JSONValue.object(words.json(totals, all)).text)
        }

        func failure(
            _ from: String = "1", _ to: String = "2", field: String = "tone", stage: String? = nil, key: String? = nil
        ) -> String {
            do {
                return "\(try compare(from, to, field: field, stage: stage, key: key).totals)"
            } catch {
                XCTAssertEqual((error as? any ExitingError)?.exitStatus, 2)
                return "\(error)"
            }
        }
    }

    private func item(_ id: String, _ code: String, hash: String = "h", target: String? = nil, more: String = "")
        -> String
    {
        let aim = target.map { ",\"target\":\"\($0)\"" } ?? ""
        return
            "{\"id\":\"\(id)\",\"title\":\"jalan rusak\",\"content_hash\":\"\(hash)\",\"tone\":[{\"code\":\"\(code)\"\(aim),"
            + "\"score\":1,\"evidence\":[{\"field\":\"title\",\"start\":6,\"end\":11,\"rule\":\"r1\"}]}]\(more)}"
    }

    func testWhatMovedAndWhy() throws {
        let shelf = try Shelf()
        try shelf.put("g0001", "2023-08-14", ["a": [item("1", "negatif"), item("2", "negatif"), item("9", "netral")]])
        try shelf.put(
            "g0001", "2023-08-15",
            ["a": [item("1", "negatif"), item("1", "negatif", hash: "i")], "b": [item("3", "x")]])
        try shelf.put("g0002", "2023-08-14", ["a": [item("2", "negatif"), item("1", "netral"), item("8", "netral")]])
        try shelf.put(
            "g0002", "2023-08-15", ["a": [item("1", "netral", hash: "i"), item("1", "netral")], "b": [item("3", "x")]])
        let (text, totals, json) = try shelf.compare()
        XCTAssertEqual(
            text.joined(),
            """
            2023-08-14  1  jalan rusak
              negatif -> netral
                g0001  negatif: "rusak" in title (rule r1)
                g0002  netral: "rusak" in title (rule r1)
            2023-08-14  9  jalan rusak
              only in g0001: netral
                g0001  netral: "rusak" in title (rule r1)
            2023-08-14  8  jalan rusak
              only in g0002: netral
                g0002  netral: "rusak" in title (rule r1)
            2023-08-15  1  jalan rusak
              negatif -> netral
                g0001  negatif: "rusak" in title (rule r1)
                g0002  netral: "rusak" in title (rule r1)

            """)
        XCTAssertEqual(
            ComparisonWords(from: "g0001", to: "g0002", stage: "s", field: "tone").text(totals, hidden: 1),
            """
            and 1 more; --limit 4 shows them all

            tone of s, g0001 -> g0002: 2 moved; 6 records before, 6 after
              negatif -> netral: 2
            only in g0001: 1
            only in g0002: 1

            """)
        XCTAssertTrue(
            json.hasPrefix(
                #"{"comparison":1,"from":"g0001","to":"g0002","stage":"s","field":"tone","records":[6,6],"moved":2,"#
                    + #""moves":[{"from":"negatif","to":"netral","items":2}],"other_moves":0,"only_in_first":1,"#
                    + #""only_in_second":1,"without_id":0,"incomplete":[],"differences":[{"key":"2023-08-14","id":"1","#
                    + #""title":"jalan rusak","from":"negatif","to":"netral","#), json)
        XCTAssertEqual(try shelf.compare(key: "2023-08-15").totals.moved, 1)
        XCTAssertEqual(try shelf.compare("2", "g0002").totals.differences, 0)
    }

    func testVersionsOfAnItemMeetTheirOwnText() throws {
        let shelf = try Shelf()
        try shelf.put(
            "g0001", "2023-08-14", ["a": [item("1", "negatif", hash: "feed"), item("1", "netral", hash: "page")]])
        // The version of the feed is refused now: what is left has not moved.
        try shelf.put("g0002", "2023-08-14", ["a": [item("1", "netral", hash: "page")]])
        let first = try shelf.compare().totals
        XCTAssertEqual([first.moved, first.onlyInFirst, first.onlyInSecond], [0, 1, 0])
        // Texts that are cut otherwise are paired in their order, also across partitions.
        try shelf.put(
            "g0002", "2023-08-14", ["b": [item("1", "netral", hash: "page2"), item("1", "netral", hash: "feed2")]])
        let second = try shelf.compare().totals
        XCTAssertEqual([second.moved, second.onlyInFirst, second.onlyInSecond], [1, 0, 0])
    }

    func testTargetsAloneAndPlainFields() throws {
        let shelf = try Shelf()
        try shelf.put(
            "g0001", "2023-08-14",
            [
                "a": [
                    item(
                        "1", "negatif", target: "opd",
                        more: ",\"kind\":{\"code\":\"berita\",\"score\":1},\"voice\":\"warga\""),
                    item("2", "netral", target: "opd", more: ",\"story\":null"), "{\"no\":1}",
                ]
            ])
        try shelf.put(
            "g0002", "2023-08-14",
            [
                "a": [
                    item(
                        "1", "negatif", target: "pemkab",
                        more: ",\"kind\":{\"code\":\"opini\",\"score\":1},\"voice\":\"rilis\","
                            + "\"voice_evidence\":[{\"field\":\"title\",\"start\":0,\"end\":5,\"rule\":\"r2\"}]"),
                    item("2", "netral", target: "opd", more: ",\"story\":7"),
                ]
            ])
        XCTAssertEqual(
            try shelf.compare().text.map { $0.split(separator: "\n")[1] }, ["  negatif (opd) -> negatif (pemkab)"])
        XCTAssertEqual(
            try shelf.compare(field: "kind").text,
            [
                "2023-08-14  1  jalan rusak\n  berita -> opini\n    g0001  berita: no evidence\n    g0002  opini: no evidence\n"
            ])
        XCTAssertEqual(
            try shelf.compare(field: "voice").text,
            ["2023-08-14  1  jalan rusak\n  warga -> rilis\n    g0002  \"jalan\" in title (rule r2)\n"])
        XCTAssertEqual(try shelf.compare(field: "story").text, ["2023-08-14  2  jalan rusak\n  none -> 7\n"])
        XCTAssertEqual(try shelf.compare(field: "story").totals.withoutID, 1)
    }

    func testUnmaskedAndSensitiveTextsAreNotTold() throws {
        let shelf = try Shelf()
        try shelf.put("g0001", "2023-08-14", ["a": [item("1", "x")]], mode: 0o700)
        try shelf.put("g0002", "2023-08-14", ["a": [item("1", "y")]], mode: 0o700)
        XCTAssertEqual(
            shelf.failure(), "no stage gives masked records with an id for any of 1 key; name one with --stage")
        XCTAssertEqual(
            try shelf.compare(stage: "s").text,
            ["2023-08-14  1\n  x -> y\n    g0001  x: title (rule r1)\n    g0002  y: title (rule r1)\n"])
        try shelf.put("g0001", "2023-08-14", ["a": [item("1", "x", more: ",\"sensitive\":true")]])
        try shelf.put("g0002", "2023-08-14", ["a": [item("1", "y", more: ",\"sensitive\":true")]])
        XCTAssertEqual(
            try shelf.compare().text,
            ["2023-08-14  1\n  x -> y\n    g0001  x: title (rule r1)\n    g0002  y: title (rule r1)\n"])
    }

    func testWhatCannotBeCompared() throws {
        let shelf = try Shelf()
        XCTAssertEqual(shelf.failure(), "no generation '1' of p below \(shelf.folder.path); there is none")
        try shelf.put("g0001", "2023-08-14", ["a": [item("1", "x")]])
        try shelf.put("g0002", "2023-08-14", ["a": [item("1", "y")]])
        try shelf.put("g0002", "2023-08-15", ["a": [item("1", "y")]], missing: ["b"])
        XCTAssertEqual(
            shelf.failure("3"), "no generation '3' of p below \(shelf.folder.path); there are: g0001 (current), g0002")
        XCTAssertEqual(
            shelf.failure("gx"), "no generation 'gx' of p below \(shelf.folder.path); there are: g0001 (current), g0002"
        )
        XCTAssertEqual(
            shelf.failure(key: "2023-08-16"),
            "no key '2023-08-16' in either generation; there are: 2023-08-14 to 2023-08-15")
        XCTAssertEqual(
            shelf.failure(stage: "t"),
            "no partitions of a stage 't' in either generation (captures and sinks have none to compare); there are: s")
        XCTAssertEqual(shelf.failure(stage: "u"), "no partitions of a stage 'u' in either generation; there are: s")
        for stage in [nil, "s"] {
            XCTAssertEqual(
                shelf.failure(field: "ton", stage: stage),
                "no record of 's' has both 'id' and 'ton'; the fields are: content_hash, id, title, tone")
        }
        XCTAssertEqual(
            try shelf.compare("current", "g2").totals.incomplete, ["2023-08-15 in g0001", "2023-08-15 in g0002"])
    }

    func testAfterARealReprocess() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13", "2023-08-14"])
        try history.shop.folder.write("pack/word", "netral")
        XCTAssertEqual(try history.reprocess().end, .switched)
        let comparison = try GenerationComparison(
            history.shop.session().pipeline, history.generations, from: "g0001", to: "current", field: "tone",
            stage: nil, key: nil)
        XCTAssertEqual(comparison.stage, "labels")
        let totals = try comparison.run { _ in }
        XCTAssertEqual(totals.moves, [GenerationComparison.Move(from: "negatif", to: "netral"): 4])
        XCTAssertEqual(totals.records, [4, 4])
    }
}
