import Records
import XCTest

@testable import Parsing

final class RecordLineParserTests: XCTestCase {
    func testItemsPassWithWhatNobodyKnows() {
        let body = """
            {"form":"pesan","text":"Air mati","nilai":1.50}

            {"id":"abcdefghijklmnopqrstuvwxyz","form":"artikel","title":"t","url":"https://a.example/1","seen_at":"2023-08-01T00:00:00Z","raw":{"capture":"q"}}
            {"form":"surat","text":"x"}
            tidak
            """
        let parsed = Support.parser().parsed(Support.capture("file:a.jsonl", body, source: "s"))
        XCTAssertEqual(parsed.items.count, 2)
        XCTAssertEqual(parsed.items[0].record.raw("nilai"), Array("1.50".utf8))
        XCTAssertEqual(parsed.items[0].id, ItemIdentity.title(source: "s", "Air mati", date: "").id)
        XCTAssertEqual(parsed.items[0].raw, ["capture": "c1", "offset": 0, "length": 47])
        XCTAssertEqual(parsed.items[1].id, "abcdefghijklmnopqrstuvwxyz")
        XCTAssertEqual(parsed.items[1].raw, ["capture": "q"])
        XCTAssertEqual(parsed.items.map(\.seenAt), [Instant("2023-08-15T15:00:00Z"), Instant("2023-08-01T00:00:00Z")])
        XCTAssertEqual(parsed.items[1].contentHash, Item.contentHash(title: "t", text: nil))
        XCTAssertEqual(
            parsed.losses.map(\.detail),
            [
                "a.jsonl, line 4: an item has a 'form' (artikel, komentar, laporan, pesan, unggahan) and a 'title' or 'text'",
                "a.jsonl, line 5: \(Self.error(of: "tidak"))",
            ])
    }

    func testAFileWithoutAnyItem() {
        let rejection = Support.parser().rejection(Support.capture("file:a.jsonl", "{\"error\":\"quota\"}\n"))
        XCTAssertTrue(
            rejection.hasPrefix("not_items: a.jsonl: no line is an item; a.jsonl, line 1: an item has"), rejection)
    }

    private static func error(of line: String) -> String {
        do throws(JSONSyntaxError) {
            _ = try Record(line: line)
            return ""
        } catch {
            return "\(error)"
        }
    }
}
