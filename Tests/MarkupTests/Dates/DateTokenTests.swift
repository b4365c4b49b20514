import XCTest

@testable import Markup

final class DateTokenTests: XCTestCase {
    private func pieces(_ text: String) -> String? {
        DateToken.split(text, words: DateWords.table)?.map { token in
            let space = token.touches ? "" : " "
            switch token.kind {
            case .number(let value, let digits): return "\(space)\(value)#\(digits)"
            case .word(let word): return space + word
            case .mark(let mark): return space + String(UnicodeScalar(mark))
            }
        }.joined()
    }

    func testNumbersWordsAndMarks() {
        XCTAssertEqual(pieces("Tue, 05 Aug"), " tue, 5#2 aug")
        XCTAssertEqual(pieces("2004년 05월"), " 2004#4년 5#2월")
        XCTAssertEqual(pieces("Κυρ, Ιούλ"), " κυρ, ιούλ")
        XCTAssertEqual(pieces("\u{FEFF}15\u{A0}Agu\u{202F}2023"), " 15#2 agu 2023#4")
        XCTAssertEqual(pieces("−07–08—09 • 10"), " -7#2-8#2-9#2 . 10#2")
        XCTAssertEqual(pieces(""), "")
    }

    func testApostrophesBetweenLettersAreLeftOut() {
        for text in ["Jum'at", "Jum’at", "Jum`at", "JUM‘AT"] { XCTAssertEqual(pieces(text), " jumat", text) }
        XCTAssertEqual(pieces("Aug '23"), " aug '23#2")
    }

    func testWhatNoDateHasMakesNone() {
        XCTAssertNil(pieces("15% Agustus"))
        XCTAssertNil(pieces("15 Agustus 2023 ☂"))
        XCTAssertNil(pieces("123456789012345"))
        XCTAssertNil(pieces(String(repeating: "a", count: 161)))
    }

    func testCapitalsAreKnown() {
        let tokens = DateToken.split("WIB wib Wib", words: DateWords.table) ?? []
        XCTAssertEqual(tokens.map(\.isCapital), [true, false, false])
        XCTAssertEqual(tokens.map(\.meaning.zone), [420, 420, 420])
    }
}
