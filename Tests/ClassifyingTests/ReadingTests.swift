import Pack
import Records
import XCTest

@testable import Classifying

final class ReadingTests: XCTestCase {
    private func found(_ text: String, _ lines: [LexiconRule]) -> [String] {
        reading(post(text), lines).matches(.tone).map {
            "\($0.rule.name) \($0.words.lowerBound)\($0.negated ? " negated" : "")"
        }
    }

    func testAPhraseInsideALongerOneDoesNotCount() {
        let lines = [rule("tone", "positif", "bersih"), rule("tone", "netral", "air bersih")]
        XCTAssertEqual(found("air bersih dan bersih", lines), ["tone air bersih 0", "tone bersih 3"])
    }

    func testALongerPhraseWhoseConditionsFailHidesNothing() {
        let lines = [rule("tone", "positif", "bersih"), rule("tone", "netral", "air bersih", near: ["pipa"])]
        XCTAssertEqual(found("air bersih", lines), ["tone bersih 1"])
        XCTAssertEqual(found("air bersih dari pipa", lines), ["tone air bersih 0"])
    }

    func testNearAndNotNearLookAtTheSentenceAndNotAtThePhraseItself() {
        let lines = [rule("tone", "negatif", "lubang", near: ["jalan", "lubang"], notNear: ["hidung"])]
        XCTAssertEqual(found("lubang di jln", lines), ["tone lubang 0"])
        XCTAssertEqual(found("lubang", lines), [])
        XCTAssertEqual(found("lubang. jalan", lines), [])
        XCTAssertEqual(found("lubang hidung di jalan", lines), [])
    }

    func testForms() {
        let lines = [rule("tone", "negatif", "mati", forms: ["laporan"])]
        XCTAssertEqual(found("mati", lines), [])
    }

    func testNegationReachesTwoWordsInItsSentence() {
        let lines = [rule("tone", "positif", "bagus")]
        XCTAssertEqual(found("gak bagus", lines), ["tone bagus 1 negated"])
        XCTAssertEqual(found("tidak begitu bagus", lines), ["tone bagus 2 negated"])
        XCTAssertEqual(found("tidak tahu kenapa bagus", lines), ["tone bagus 3"])
        XCTAssertEqual(found("tidak. bagus", lines), ["tone bagus 1"])
    }

    func testDatelineAndProminence() {
        let item = reading(article("Judul", "MUARA, KABAR – Satu. Dua. Tiga. Empat. Lima."))
        XCTAssertEqual(item.dateline, 12)
        XCTAssertEqual(item.prominence(0...0), 2)
        XCTAssertEqual(item.prominence(1...1), 1)
        XCTAssertEqual(item.prominence(7...7), 0.5)
        XCTAssertEqual(reading(article("", "Tanpa kota. Kata – kata.")).dateline, 0)
    }
}
