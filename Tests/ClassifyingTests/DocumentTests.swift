import Records
import XCTest

@testable import Classifying

final class DocumentTests: XCTestCase {
    private func words(_ text: String, abbreviations: [String] = []) -> [[String]] {
        let document = Document(
            fields: [("text", text)], forms: WordForms(), abbreviations: Set(abbreviations.map { Array($0.utf8) }))
        var sentences: [[String]] = []
        for (index, word) in document.words.enumerated() {
            while sentences.count <= word.sentence { sentences.append([]) }
            sentences[word.sentence].append(String(decoding: document.form(index), as: UTF8.self))
        }
        return sentences
    }

    func testWordsAndSentences() {
        XCTAssertEqual(
            words("Jalan Lawe-lawe rusak. Hati2 ya!\nMati? Iya"),
            [["jalan", "lawe", "lawe", "rusak"], ["hati", "hati", "ya", "!"], ["mati", "?"], ["iya"]])
    }

    func testAbbreviationsEndNoSentence() {
        XCTAssertEqual(words("Di Kel. Petung No. 3. Ya", abbreviations: ["kel", "no"]).count, 1)
        XCTAssertEqual(words("Rp 1.500 dan situs.example saja").count, 1)
    }

    func testMarksAreNoWordsAndEmojiAre() {
        XCTAssertEqual(words("WA [TELEPON] ya [bukan] 👍🏽"), [["wa", "ya", "bukan", "👍", "🏽"]])
    }

    func testOddTexts() {
        XCTAssertEqual(words(""), [])
        XCTAssertEqual(words("…—–"), [])
        XCTAssertEqual(words("مرحبا بالعالم").count, 1)
        XCTAssertEqual(words("\u{FFFD}a"), [["a"]])
        XCTAssertEqual(words("["), [])
    }

    func testEvidenceIsInBytesOfTheFieldAsWritten() {
        let document = Document(fields: [("title", "Café ramai"), ("text", "é jln rusak")], forms: WordForms())
        XCTAssertEqual(
            document.evidence(0...1, rule: "r"), .init(field: "title", range: 0..<11, finder: .rule("r")))
        XCTAssertEqual(
            document.evidence(3...4, rule: "r"), .init(field: "text", range: 3..<12, finder: .rule("r")))
    }

    func testFieldsAreSentencesOfTheirOwn() {
        let document = Document(fields: [("title", "jalan"), ("text", "rusak")], forms: WordForms())
        XCTAssertEqual(document.words.map(\.sentence), [0, 1])
        XCTAssertEqual(String(decoding: document.stream, as: UTF8.self), " jalan \n rusak \n ")
    }
}
