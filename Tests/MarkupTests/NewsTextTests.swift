import XCTest

@testable import Markup

final class NewsTextTests: XCTestCase {
    func testPlaceAndSignature() {
        let news = NewsText("CONTOH, KABAR – Warga datang.\nMereka pulang. (*DiskominfoContoh/ani)")
        XCTAssertEqual(news.text, "Warga datang.\nMereka pulang.")
        XCTAssertEqual(news.dateline, "CONTOH, KABAR")
        XCTAssertEqual(news.credit, "(*DiskominfoContoh/ani)")
    }

    func testASignatureInALineOfItsOwn() {
        let news = NewsText("Warga datang.\n(Adv)")
        XCTAssertEqual(news.text, "Warga datang.")
        XCTAssertEqual(news.credit, "(Adv)")
    }

    func testTextsWithoutEither() {
        for text in ["Warga datang.\nMereka pulang.", "", "(Adv)"] {
            let news = NewsText(text)
            XCTAssertEqual(news.text, text)
            XCTAssertNil(news.dateline)
            XCTAssertNil(news.credit)
        }
    }
}
