import Records
import XCTest

final class ItemTests: XCTestCase {
    func testNamesReadAndWriteTheRecordAndKeepWhatTheyDoNotKnow() throws {
        var item = Item(try Record(line: #"{"id":"x","asing":1.0,"title":"Jalan","authors":["A","B"]}"#))
        XCTAssertEqual(item.title, "Jalan")
        XCTAssertEqual(item.authors, ["A", "B"])
        XCTAssertEqual(item.issues, [])
        item.title = nil
        item.authors = []
        item.sensitive = true
        item.counters = ["likes": 2]
        item.kind = Label(
            code: "berita", score: 0.756, evidence: [.init(field: "title", range: 0..<5, finder: .rule("kind.csv:3"))])
        XCTAssertEqual(
            item.record.text,
            #"{"id":"x","asing":1.0,"sensitive":true,"counters":{"likes":2},"kind":{"code":"berita","score":0.76,"#
                + #""evidence":[{"field":"title","start":0,"end":5,"rule":"kind.csv:3"}]}}"#)
        XCTAssertEqual(item.kind?.evidence.first?.range, 0..<5)
        item.sensitive = false
        XCTAssertNil(item.record["sensitive"])
    }

    func testTheTimeAtWhichAVersionWasMet() throws {
        var item = Item(try Record(line: #"{"seen_at":"2023-08-15T15:00:00Z"}"#))
        XCTAssertEqual(item.seenAt, Instant("2023-08-15T15:00:00Z"))
        item.seenAt = Instant(seconds: 0)
        XCTAssertEqual(item.record.text, #"{"seen_at":"1970-01-01T00:00:00Z"}"#)
        XCTAssertNil(Item(try Record(line: #"{"seen_at":"kemarin"}"#)).seenAt)
    }

    func testTimesKeepTheWordsBesideTheInstant() {
        var item = Item(Record())
        item.published = ItemTime(
            at: Instant(seconds: 0), text: "Kamis, 1/1/1970", precision: .minute, evidence: "rss:pubDate")
        XCTAssertEqual(
            item.record.text,
            #"{"published":{"at":"1970-01-01T00:00:00Z","text":"Kamis, 1/1/1970","precision":"minute","evidence":"rss:pubDate"}}"#
        )
        XCTAssertEqual(item.published?.at, Instant(seconds: 0))
        XCTAssertNil(ItemTime(.string("1970")))
    }

    func testLabelsReadBack() {
        let label = Label(
            code: "negatif", score: 0.5, target: "opd",
            evidence: [
                .init(field: "text", range: 3..<8, finder: .model("tone-1")),
                .init(field: "text", range: 9..<9, finder: .correction("petugas 2023-08-16")),
            ])
        XCTAssertEqual(Label(label.json), label)
        XCTAssertNil(Label(["score": 1]))
        XCTAssertNil(Label.Evidence(["field": "text", "start": 5, "end": 3, "rule": "x"]))
    }

    func testTheContentHashIsOfTitleAndTextAlone() {
        XCTAssertEqual(Item.contentHash(title: nil, text: "a"), Item.contentHash(title: "", text: "a"))
        XCTAssertNotEqual(Item.contentHash(title: "a", text: ""), Item.contentHash(title: "", text: "a"))
    }

    func testCapturesHaveTheirNames() {
        var capture = Capture(Record(["id": "c", "status": 304, "headers": ["etag": "x"], "lain": 1]))
        XCTAssertEqual(capture.status, 304)
        capture.fetchedAt = Instant(seconds: 60)
        capture.error = ["reason": "http_403", "detail": "forbidden"]
        XCTAssertEqual(capture.fetchedAt?.seconds, 60)
        XCTAssertEqual(
            capture.record.text,
            #"{"id":"c","status":304,"headers":{"etag":"x"},"lain":1,"fetched_at":"1970-01-01T00:01:00Z","#
                + #""error":{"reason":"http_403","detail":"forbidden"}}"#)
    }

    func testRejectionsAreLines() {
        let rejection = Rejection(
            reason: "bad_row", detail: "row 6 has 11 columns, not 14", stage: "tables", of: "c1", record: ["row": 6])
        XCTAssertEqual(
            JSONValue.object(rejection.json).text,
            #"{"reason":"bad_row","detail":"row 6 has 11 columns, not 14","stage":"tables","of":"c1","record":{"row":6}}"#
        )
    }
}
