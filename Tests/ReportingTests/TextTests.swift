import Pack
import Records
import XCTest

@testable import Reporting

final class IndonesianTests: XCTestCase {
    func testNumbersAndShares() {
        XCTAssertEqual([0, 7, 999, 1000, 1_234_567].map(Indonesian.number), ["0", "7", "999", "1.000", "1.234.567"])
        XCTAssertEqual(Indonesian.share(173, of: 1000), "17,3 %")
        XCTAssertEqual(Indonesian.share(1, of: 3), "33,3 %")
        XCTAssertEqual(Indonesian.share(2, of: 3), "66,7 %")
        XCTAssertEqual(Indonesian.share(3, of: 3), "100,0 %")
        XCTAssertNil(Indonesian.share(0, of: 0))
        XCTAssertNil(SmallNumbers(items: 400).share(5, of: 29))
    }

    func testDatesAndMoments() throws {
        let day = try XCTUnwrap(CivilDay("2023-08-15"))
        XCTAssertEqual(Indonesian.fullDate(day), "Selasa, 15 Agustus 2023")
        XCTAssertEqual(Indonesian.shortDate(day), "15 Agu")
        let instant = try XCTUnwrap(Instant("2023-08-15T10:19:00Z"))
        let zone = try XCTUnwrap(Zone("Asia/Makassar"))
        XCTAssertEqual(Indonesian.moment(instant, in: zone), "Selasa, 15 Agustus 2023 pukul 18.19 WITA")
    }
}

final class PlainTextTests: XCTestCase {
    func testControlsAreShownByName() {
        XCTAssertEqual(PlainText.shown("a\u{202E}b\u{200B}c\nd\u{7}"), "a⟨U+202E⟩b⟨U+200B⟩c d⟨U+0007⟩")
        XCTAssertEqual(PlainText.shown("Jalan é 😀"), "Jalan é 😀")
    }

    func testHTMLIsEscapedByScalarsAndNotByCharacters() {
        XCTAssertEqual(PlainText.html("<\u{301}b> \"\u{301} ' &"), "&lt;\u{301}b&gt; &quot;\u{301} &#39; &amp;")
    }

    func testOnlyWebAddressesAreLinks() {
        XCTAssertEqual(PlainText.link("HTTPS://a.example/x"), "HTTPS://a.example/x")
        for bad in ["javascript:alert(1)", " https://a.example", "data:text/html,x", "https://a.example/\u{202E}x", ""]
        {
            XCTAssertNil(PlainText.link(bad), bad)
        }
    }

    func testShorteningCutsAfterAWord() {
        XCTAssertEqual(PlainText.shortened("satu dua tiga", to: 10), "satu dua…")
        XCTAssertEqual(PlainText.shortened("satu", to: 10), "satu")
    }
}

final class ExcerptTests: XCTestCase {
    func testMarkedWordsKeepTheirPlaceInBytes() {
        let excerpt = Excerpt(whole: "é jalan rusak", marks: [(3..<8, "isu jalan"), (3..<14, "nada")])
        XCTAssertEqual(
            excerpt.runs,
            [Excerpt.Run(text: "é ", marks: ""), Excerpt.Run(text: "jalan rusak", marks: "nada; isu jalan")])
    }

    func testEvidenceThatDoesNotFitIsLeftOut() {
        let excerpt = Excerpt(whole: "é", marks: [(0..<1, "half"), (0..<99, "beyond"), (1..<1, "empty")])
        XCTAssertEqual(excerpt.runs, [Excerpt.Run(text: "é", marks: "")])
    }

    func testALongTextShowsItsBeginningAndWhatIsMarked() {
        let text = String(repeating: "kata ", count: 200) + "rusak" + String(repeating: " lagi", count: 200)
        let runs = Excerpt(text, marks: [(1000..<1005, "nada")], limit: 300).runs
        XCTAssertEqual(runs.filter { !$0.marks.isEmpty }.map(\.text), ["rusak"])
        XCTAssertEqual(runs.filter { $0.text.contains("…") }.count, 2)
        XCTAssertLessThan(runs.reduce(0) { $0 + $1.text.utf8.count }, 400)
    }
}
