import XCTest

@testable import Parsing

final class CountTests: XCTestCase {
    private func read(_ text: String, decimal: Character? = nil) -> Int? {
        Count.read(Array(text.utf8)[...], decimal: decimal?.asciiValue)
    }

    private func read(_ text: String, before words: String) -> Int? {
        Count.read(Array(text.utf8)[...], before: words.split(separator: " ").map { Array($0.utf8) })
    }

    func testGroups() {
        XCTAssertEqual(read("12"), 12)
        XCTAssertEqual(read("-5"), -5)
        XCTAssertEqual(read("1.234.567"), 1_234_567)
        XCTAssertEqual(read("12,345"), 12_345)
        XCTAssertEqual(read("12 345"), 12_345)
        XCTAssertEqual(read("1.234.567,00"), 1_234_567)
        XCTAssertEqual(read("1,234.0"), 1234)
        for text in [
            "", "1,5", "1.23", "12.3456", ".123", "1.-23", "x", "1.2.3", "1,234.567,8", "12 bulan",
            "99999999999999999999",
        ] {
            XCTAssertNil(read(text), text)
        }
    }

    func testSuffixes() {
        XCTAssertEqual(read("1 rb"), 1000)
        XCTAssertEqual(read("1,2rb"), 1200)
        XCTAssertEqual(read("3.4M"), 3_400_000)
        XCTAssertEqual(read("2,5 jt"), 2_500_000)
        XCTAssertEqual(read("15K"), 15_000)
        XCTAssertNil(read("1,2345 rb"))
        XCTAssertNil(read("rb"))
    }

    func testWhatStandsBeforeAFractionMayBeSaid() {
        XCTAssertNil(read("1,200", decimal: ","), "one and a fifth")
        XCTAssertEqual(read("1.200", decimal: ","), 1200)
        XCTAssertEqual(read("7,000", decimal: ","), 7)
        XCTAssertEqual(read("7.000", decimal: "."), 7)
    }

    func testBeforeWords() {
        XCTAssertEqual(read("2 Tindak Lanjut 14 Komentar", before: "tindak lanjut"), 2)
        XCTAssertEqual(read("2 Tindak Lanjut 14 Komentar", before: "komentar"), 14)
        XCTAssertNil(read("Komentar", before: "komentar"))
        XCTAssertNil(read("14 Suka", before: "komentar"))
    }
}
