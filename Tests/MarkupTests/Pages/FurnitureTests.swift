import XCTest

@testable import Markup

final class FurnitureTests: XCTestCase {
    private func kept(_ lines: [String], authors: [String] = []) -> [String] {
        Furniture.removed(from: lines.map { Article.Block(kind: .paragraph, text: $0) }, authors: authors).map(\.text)
    }

    private let text = [SamplePage.first, SamplePage.second, SamplePage.third]

    func testDatesAndLabelsBeforeTheFirstParagraph() {
        XCTAssertEqual(kept(["Warta Daerah", "15 Agustus 2023 - 14:19"] + text), text)
        XCTAssertEqual(kept(["Satu kalimat pendek."] + text), ["Satu kalimat pendek."] + text)
    }

    func testWhoWroteAndHowToReachThem() {
        XCTAssertEqual(kept(text + ["Surel redaksi: redaksi@contoh.id"]), text)
        XCTAssertEqual(kept(text + ["Reporting by Ani Contoh; Editing by Budi Contoh"]), text)
        let bio = "Ani Contoh meliput desa-desa di hulu sungai untuk Warta Contoh"
        XCTAssertEqual(kept(text + [bio], authors: ["Ani Contoh"]), text)
        XCTAssertEqual(kept(text + [bio]), text + [bio])
        let quoted = "“Saya lega,” kata Ani Contoh."
        XCTAssertEqual(kept(text + [quoted], authors: ["Ani Contoh"]), text + [quoted])
    }

    func testCallsAndCaptionsWhereverTheyStand() {
        let calls = [
            "Ikuti kami di Google News dan WhatsApp.", "Sign up for our newsletter to read more.",
            "Gabung di saluran WhatsApp kami.", "Warga mengangkut air, Senin. © Warta Contoh",
        ]
        XCTAssertEqual(kept([text[0], calls[0], calls[1], text[1], calls[2], calls[3], text[2]]), text)
    }

    func testALongParagraphIsNoCall() {
        let long =
            "Bupati meminta warga tidak berlangganan air dari luar. " + String(repeating: SamplePage.second, count: 3)
        XCTAssertEqual(kept([long] + text), [long] + text)
    }

    func testAtLeastTwoBlocksStay() {
        XCTAssertEqual(kept([text[0], "redaksi@contoh.id"]), [text[0], "redaksi@contoh.id"])
        XCTAssertEqual(kept(["pendek", "sekali"]), ["pendek", "sekali"])
    }
}
