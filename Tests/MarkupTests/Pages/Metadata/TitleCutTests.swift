import XCTest

@testable import Markup

final class TitleCutTests: XCTestCase {
    func testPlaces() {
        XCTAssertEqual(
            TitleCut.all("Jalan - Kabar | Situs"),
            [
                TitleCut(before: "Jalan", after: "Kabar | Situs", isSpaced: true, isBar: false),
                TitleCut(before: "Jalan - Kabar", after: "Situs", isSpaced: true, isBar: true),
            ])
        XCTAssertEqual(
            TitleCut.all("IKN: Sepan–Riko"),
            [
                TitleCut(before: "IKN", after: "Sepan–Riko", isSpaced: false, isBar: false),
                TitleCut(before: "IKN: Sepan", after: "Riko", isSpaced: false, isBar: false),
            ])
        XCTAssertEqual(TitleCut.all("a :: b").map(\.after), ["b"])
        XCTAssertEqual(TitleCut.all("- a -"), [])
        XCTAssertEqual(TitleCut.all(""), [])
        XCTAssertEqual(TitleCut.all(String(repeating: "a-", count: 100)).count, 24)
    }
}
