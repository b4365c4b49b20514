import Pack
import Records
import XCTest

@testable import Normalizing

final class NormalizerTests: XCTestCase {
    private func normalized(_ line: String, key: String = "2023-08-15") throws -> Item {
        let zone = try XCTUnwrap(Zone("WITA"))
        let normalizer = Normalizer(
            vocabulary: VoiceRulesTests.vocabulary, zone: zone, key: key, pseudonym: try Pseudonym(saltFile: nil))
        return Item(normalizer.normalized(try Record(line: line)))
    }

    func testAnItemInItsOneForm() throws {
        let item = try normalized(
            """
            {"id":"a","form":"artikel","url":"https://m.kabar.example/b/?utm_source=x","source":"kabar",\
            "title":" Jalan \\u200brusak ","text":"Telepon 0812 0000 1234 ya.","angka":1.50,\
            "published":{"at":"2023-08-15T16:30:00Z","text":"23.30 WIB","precision":"minute","evidence":"byline"}}
            """)
        XCTAssertEqual(item.key, "2023-08-15")
        XCTAssertEqual(item.url, "https://www.kabar.example/b")
        XCTAssertEqual(item.sameAs, ["https://m.kabar.example/b/?utm_source=x"])
        XCTAssertEqual(item.title, "Jalan rusak")
        XCTAssertEqual(item.text, "Telepon [TELEPON] ya.")
        XCTAssertEqual(item.published?.day, CivilDay("2023-08-16"), "half past midnight in the district")
        XCTAssertEqual(item.published?.at?.description, "2023-08-15T16:30:00Z")
        XCTAssertEqual(item.voice, "independen")
        XCTAssertEqual(item.contentHash, Item.contentHash(title: "Jalan rusak", text: "Telepon [TELEPON] ya."))
        XCTAssertEqual(item.record["minhash"]?.string, MinHash(text: "Telepon [TELEPON] ya.")?.compact)
        XCTAssertTrue(item.record.text.contains("\"angka\":1.50"), "fields that nobody knows keep their spelling")
    }

    func testDoingItTwiceChangesNothing() throws {
        let once = try normalized(
            """
            {"id":"a","form":"unggahan","url":"https://x.example/nama/status/1","source":"x","authors":["nama"],\
            "text":"@lain surel a@b.example\\n\\nhalo"}
            """)
        XCTAssertEqual(try normalized(once.record.text).record, once.record)
        XCTAssertEqual(once.sameAs, [])
    }

    func testWithoutAKeyTheFieldStays() throws {
        XCTAssertEqual(try normalized(#"{"id":"a","key":"2023-08-01"}"#, key: "").key, "2023-08-01")
        XCTAssertNil(try normalized(#"{"id":"a"}"#, key: "").key)
    }

    func testATimeWithoutAMomentHasNoDay() throws {
        let item = try normalized(
            #"{"id":"a","published":{"text":"Kemarin","precision":"none","evidence":"table"}}"#)
        XCTAssertNil(item.published?.day)
    }

    func testAnItemOfNothingButAnIdIsAnItem() throws {
        XCTAssertEqual(
            try normalized(#"{"id":"a"}"#).record.keys,
            ["id", "key", "voice", "voice_evidence", "language", "content_hash"])
    }
}
