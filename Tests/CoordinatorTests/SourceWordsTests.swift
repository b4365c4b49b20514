import Records
import XCTest

@testable import Coordinator
@testable import Fetching

final class SourceWordsTests: XCTestCase {
    private func health(_ row: String) throws -> RunSummary.Health {
        RunSummary.Health(task: "feeds/all", row: try JSONValue(parsing: row))
    }

    func testASilentSource() throws {
        let row = try health(
            #"{"source":"a","name":"Media A","state":"silent","reason":"nothing_new","last_new":"2023-08-05T17:00:00Z","usual_gap":24,"silent_since":"2023-08-05T17:00:00Z","false_304":true}"#
        )
        XCTAssertEqual(
            row.text,
            "feeds/all: a: silent, nothing_new; nothing new since 2023-08-05T17:00:00Z, usually every 24 h; "
                + "its 304s are not true; it is asked for the whole body")
        XCTAssertEqual(
            SourceWords.indonesian(row),
            "feeds/all: Media A (a): diam; menjawab tanpa isi baru; tidak ada yang baru sejak 2023-08-05T17:00:00Z, "
                + "biasanya setiap 24 jam; jawaban 304-nya tidak benar")
    }

    func testASourceThatFails() throws {
        let once = try health(
            #"{"source":"a","name":"a","state":"failed","reason":"http_403","failures":{"http_403":1},"failing_since":"2023-08-05T17:00:00Z","last_new":"2023-08-04T17:00:00Z"}"#
        )
        XCTAssertEqual(once.text, "feeds/all: a: failed, http_403")
        XCTAssertEqual(
            SourceWords.indonesian(once),
            "feeds/all: a: gagal; http_403; terakhir ada yang baru 2023-08-04T17:00:00Z")
        let often = try health(
            #"{"source":"a","name":"a","state":"failed","reason":"timeout","failures":{"dns":2,"timeout":1},"failing_since":"2023-08-05T17:00:00Z","next_runs":3}"#
        )
        XCTAssertEqual(
            often.text, "feeds/all: a: failed, timeout; dns on 2 nights, timeout on 1 night since 2023-08-05T17:00:00Z")
        XCTAssertEqual(
            SourceWords.indonesian(often),
            "feeds/all: a: gagal; timeout; dns 2 kali, timeout 1 kali sejak 2023-08-05T17:00:00Z; "
                + "dicoba lagi dalam 3 proses")
    }

    func testPagesOfASourceSayWhatFailedOnce() throws {
        let row = try health(
            #"{"source":"a","state":"ok","reason":"http_404","entries":9,"failed":2,"failures":{"http_404":2}}"#)
        XCTAssertEqual(row.text, "feeds/all: a: ok, http_404, 2 failed")
        XCTAssertEqual(SourceWords.indonesian(row), "feeds/all: a: sebagian gagal; http_404; 2 gagal")
    }

    func testWhatOtherStagesSayIsKeptAsItIs() throws {
        XCTAssertEqual(SourceWords.indonesian(try health("{}")), "feeds/all: sumber: keadaan tidak disebut")
        XCTAssertEqual(
            SourceWords.indonesian(try health(#"{"source":"x","state":"gagal","detail":"forbidden"}"#)),
            "feeds/all: x: gagal; forbidden")
    }

    func testAMoveIsToldThoughTheSourceIsWell() throws {
        let row = try health(#"{"source":"a","state":"ok","moved_to":"https://a.example/baru"}"#)
        XCTAssertTrue(row.isWell)
        XCTAssertEqual(row.move, "feeds/all: a -> https://a.example/baru")
        XCTAssertNil(try health(#"{"source":"a","state":"ok"}"#).move)
    }

    /// Failures keep the code that the documents explain; what is no failure needs words.
    func testEveryStateOfASourceIsToldInWords() throws {
        for reason in HealthReason.allCases.map(\.rawValue) {
            let row = try health(#"{"source":"a","state":"silent","reason":"\#(reason)"}"#)
            XCTAssertFalse(SourceWords.indonesian(row).contains(reason), SourceWords.indonesian(row))
        }
        let row = try health(#"{"source":"a","state":"failed","reason":"not_a_feed","detail":"the answer is no feed"}"#)
        XCTAssertEqual(row.text, "feeds/all: a: failed, not_a_feed (the answer is no feed)")
        XCTAssertEqual(
            SourceWords.indonesian(row),
            "feeds/all: a: gagal; menjawab dengan isi yang bukan umpan atau peta situs; the answer is no feed")
    }
}
