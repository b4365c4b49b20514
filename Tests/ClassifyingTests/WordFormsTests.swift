import XCTest

@testable import Classifying

final class WordFormsTests: XCTestCase {
    private let forms = WordForms(spellings: [(written: "jln", word: "jalan"), (written: "gak", word: "tidak")])

    private func form(_ word: String, whole: Bool = true) -> String {
        String(decoding: forms.folded(Array(word.utf8), whole: whole), as: UTF8.self)
    }

    func testCaseAndSpellings() {
        XCTAssertEqual(form("JALAN"), "jalan")
        XCTAssertEqual(form("Jln"), "jalan")
        XCTAssertEqual(form("GAK"), "tidak")
        XCTAssertEqual(form("ÉTUDE"), "étude")
    }

    func testDrawnOutWordsButNotAcronyms() {
        XCTAssertEqual(form("bangettttt"), "banget")
        XCTAssertEqual(form("rusaaaak"), "rusak")
        XCTAssertEqual(form("PPPK"), "pppk")
        XCTAssertEqual(form("saat"), "saat")
        XCTAssertEqual(form("10000"), "10000")
    }

    func testTheSuffixNyaGoesFromWholeWordsOnly() {
        XCTAssertEqual(form("jalannya"), "jalan")
        XCTAssertEqual(form("jlnnya"), "jalan")
        XCTAssertEqual(form("hanya"), "hanya")
        XCTAssertEqual(form("jalannya", whole: false), "jalannya")
    }
}
