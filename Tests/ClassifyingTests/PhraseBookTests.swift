import XCTest

@testable import Classifying

final class PhraseBookTests: XCTestCase {
    private func hits(_ phrases: [String], in text: String) -> [String] {
        var builder = PhraseBook.Builder(forms: WordForms(spellings: [(written: "jln", word: "jalan")]))
        let numbers = phrases.map { builder.intern($0) }
        let book = PhraseBook(builder)
        let document = Document(fields: [("text", text)], forms: builder.forms)
        return book.hits(in: document).map { hit in
            let phrase = numbers.firstIndex(of: hit.phrase).map { phrases[$0] } ?? "?"
            return "\(phrase) \(hit.words.lowerBound)-\(hit.words.upperBound)"
        }
    }

    func testWholeWordsInOneSentence() {
        XCTAssertEqual(
            hits(["jalan rusak", "rusak"], in: "Jln rusak. Jalan. Rusak perusak"),
            ["jalan rusak 0-1", "rusak 1-1", "rusak 3-3"])
        XCTAssertEqual(hits(["jalan"], in: "jalannya Jalan-jalan"), ["jalan 0-0", "jalan 1-1", "jalan 2-2"])
    }

    func testOpenWords() {
        XCTAssertEqual(
            hits(["perbaik* jalan", "rusak*"], in: "perbaikan jalan rusaknya kerusakan"),
            ["perbaik* jalan 0-1", "rusak* 2-2"])
        XCTAssertEqual(hits(["perbaik* jalan"], in: "perbaikan jembatan"), [])
    }

    func testLongestFirstAtOnePlace() {
        XCTAssertEqual(
            hits(["babulu", "babulu darat"], in: "di Babulu Darat"), ["babulu darat 1-2", "babulu 1-1"])
    }

    func testPhrasesWithoutWordsAndQuestionMarks() {
        XCTAssertEqual(hits(["—", "?"], in: "kapan?"), ["? 1-1"])
        XCTAssertEqual(hits([], in: "kapan?"), [])
    }

    func testEqualFormsAreOnePhrase() {
        var builder = PhraseBook.Builder(forms: WordForms(spellings: [(written: "jln", word: "jalan")]))
        XCTAssertEqual(builder.intern("Jalan"), builder.intern("jln"))
        XCTAssertNotEqual(builder.intern("jalan*"), builder.intern("jalan"))
    }
}
