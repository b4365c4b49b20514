import Records
import XCTest

@testable import Store

final class StoreSearchTests: XCTestCase {
    private func fixture() throws -> StoreFixture {
        let fixture = try StoreFixture()
        try fixture.load([
            StoreFixture.item(
                "a", title: "Jalan berlubang di Petung", text: "Warga mengeluh.\nSudah dua bulan jalan rusak parah.",
                kind: "pengaduan", issue: "jalan_rusak"),
            StoreFixture.item("b", title: "Pasar ramai", text: "Harga cabai naik, jalan macet.", issue: "harga_pangan"),
            StoreFixture.item("c", title: "Café baru", text: "Dibuka di Jalan Propinsi.", day: "2023-08-14"),
        ])
        return fixture
    }

    func testAHitHasDaySourceTitleWordsAndLink() throws {
        XCTAssertEqual(
            try fixture().search("rusak"),
            StoreAnswer(
                hits: [
                    StoreAnswer.Hit(
                        id: "a", day: "2023-08-15", source: "kabar", title: "Jalan berlubang di Petung",
                        snippet: "Warga mengeluh. Sudah dua bulan jalan [rusak] parah.", url: "https://kabar.example/a")
                ], note: nil))
    }

    func testTheLanguageOfQueries() throws {
        let fixture = try fixture()
        XCTAssertEqual(try fixture.found("jalan"), ["a", "b", "c"])
        XCTAssertEqual(try fixture.found("jalan rusak"), ["a"], "all words")
        XCTAssertEqual(try fixture.found("\"jalan macet\""), ["b"])
        XCTAssertEqual(try fixture.found("jalan AND (rusak OR macet)"), ["a", "b"])
        XCTAssertEqual(try fixture.found("jalan NOT rusak"), ["b", "c"])
        XCTAssertEqual(try fixture.found("berlub*"), ["a"])
        XCTAssertEqual(try fixture.found("title: jalan"), ["a"])
        XCTAssertEqual(try fixture.found("cafe"), ["c"], "without accents")
    }

    func testFilters() throws {
        let fixture = try fixture()
        XCTAssertEqual(try fixture.found("jalan", kind: "pengaduan"), ["a"])
        XCTAssertEqual(try fixture.found("jalan", issue: "harga_pangan"), ["b"])
        XCTAssertEqual(try fixture.found("jalan", kind: "berita", issue: "jalan_rusak"), [])
        XCTAssertEqual(try fixture.search("jalan", limit: 2).hits.count, 2)
    }

    func testWhatIsNoQueryIsReadAsWords() throws {
        let fixture = try fixture()
        let answer = try fixture.search("jalan (rusak")
        XCTAssertEqual(answer.hits.map(\.id), ["a"])
        XCTAssertEqual(
            answer.note,
            "'jalan (rusak' is no full-text query (fts5: syntax error near \"\"); searched for \"jalan\" \"(rusak\" instead. "
                + "Put words with signs in double quotes, and AND, OR or NOT beside brackets")
        XCTAssertEqual(try fixture.search("jalan (rusak OR parah)").hits.map(\.id), ["a"], "operators are no words")
        for words in ["jalan-rusak", "rusak?", "jalan: rusak", "\"rusak", "jalan AND", "a'b rusak"] {
            XCTAssertNotNil(try fixture.search(words).note, words)
        }
        XCTAssertEqual(try fixture.found("\"rusak"), ["a"])
    }

    func testAQueryWithoutWordsIsRefused() throws {
        let fixture = try fixture()
        for words in ["", "  ", "\"\"", "*()"] {
            XCTAssertThrowsError(try fixture.search(words), words) {
                XCTAssertEqual("\($0)", "the query has no word to search for")
            }
        }
    }
}
