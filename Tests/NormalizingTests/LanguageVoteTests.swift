import XCTest

@testable import Normalizing

final class LanguageVoteTests: XCTestCase {
    func testTheCommonestWordsDecide() {
        XCTAssertEqual(LanguageVote.language("Jalan di desa kami rusak dan belum diperbaiki"), "id")
        XCTAssertEqual(LanguageVote.language("The road to our village is still not repaired"), "en")
        XCTAssertEqual(LanguageVote.language("gak ada air dari kemarin pak"), "id")
    }

    func testTooFewOrTooMixedIsUndetermined() {
        XCTAssertEqual(LanguageVote.language("Petung"), "und")
        XCTAssertEqual(LanguageVote.language(""), "und")
        XCTAssertEqual(LanguageVote.language("yang the dan of"), "und")
        XCTAssertEqual(LanguageVote.language("🎉🎉 2023"), "und")
    }
}
