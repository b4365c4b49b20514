import XCTest

@testable import Markup

final class AuthorNamesTests: XCTestCase {
    private func names(_ texts: String..., site: String? = nil, newsroom: Bool = false) -> [String] {
        AuthorNames.clean(texts, site: site, newsroom: newsroom)
    }

    func testSeveralNamesInOneText() {
        let three = ["Ani Contoh", "Budi Contoh", "Citra Contoh"]
        for text in [
            "Ani Contoh, Budi Contoh and Citra Contoh", "By Ani Contoh, Budi Contoh & Citra Contoh",
            "Oleh: Ani Contoh, Budi Contoh, dan Citra Contoh", "Von Ani Contoh, Budi Contoh und Citra Contoh",
            "Par Ani Contoh, Budi Contoh et Citra Contoh", "Por Ani Contoh, Budi Contoh y Citra Contoh",
            "Ani Contoh | Budi Contoh / Citra Contoh", "Ani Contoh;Budi Contoh;Citra Contoh",
            "ani@a.example", "Ani Contoh、Budi Contoh、Citra Contoh", "Ani Contoh • Budi Contoh with Citra Contoh",
        ] where !text.contains("@") {
            XCTAssertEqual(names(text), three, text)
        }
        XCTAssertEqual(names("ANI CONTOH DAN BUDI CONTOH"), ["ANI CONTOH", "BUDI CONTOH"])
        XCTAssertEqual(names("Ani Contoh", "ani contoh", "Budi Contoh"), ["Ani Contoh", "Budi Contoh"])
    }

    func testWhatOnlyLooksLikeSeveral() {
        XCTAssertEqual(names("John E Contoh"), ["John E Contoh"])
        XCTAssertEqual(names("Ani Contoh, Dan Contoh"), ["Ani Contoh", "Dan Contoh"])
        XCTAssertEqual(names("Dr. Ani Contoh, S.Sos., M.Si"), ["Dr. Ani Contoh, S.Sos., M.Si"])
        XCTAssertEqual(names("Budi Contoh, SH, MH dan Ani Contoh"), ["Budi Contoh, SH, MH", "Ani Contoh"])
        XCTAssertEqual(names("Dinas Komunikasi dan Informatika"), ["Dinas Komunikasi dan Informatika"])
    }

    func testRolesAndAddressesAreNoNames() {
        XCTAssertEqual(names("Ani Contoh, Chief Political Correspondent"), ["Ani Contoh"])
        XCTAssertEqual(names("Ani Contoh (ani), Budi Contoh <budi@a.example>"), ["Ani Contoh", "Budi Contoh"])
        XCTAssertEqual(names("Ani Contoh - Reporter"), ["Ani Contoh"])
        XCTAssertEqual(names("Ani Contoh ani@a.example"), ["Ani Contoh"])
        XCTAssertEqual(names("Ani Contoh, in Kota Contoh"), ["Ani Contoh"])
        XCTAssertEqual(names("Penulis:Ani Contoh", "Laporan: Budi Contoh"), ["Ani Contoh", "Budi Contoh"])
        XCTAssertEqual(names("Ani Contoh di 20:20", "Budi Contoh 15 Agustus 2023"), ["Ani Contoh", "Budi Contoh"])
        XCTAssertEqual(names("김철수 기자"), ["김철수"])
        XCTAssertEqual(
            names("https://a.example/ani", "@ani", "105092", "developer", "admin", "adminkab", "-", "", "Super User"),
            [
                "Super User"
            ])
    }

    func testDatesBehindNames() {
        XCTAssertEqual(names("by Ani Contoh Monday, November 18, 2019"), ["Ani Contoh"])
        XCTAssertEqual(names("Ani Contoh and Budi Contoh Published 1:11 p.m."), ["Ani Contoh", "Budi Contoh"])
        XCTAssertEqual(names("Ani Contoh 18 November 2019", "20 Nov"), ["Ani Contoh"])
        XCTAssertEqual(names("Ani Contoh WARTA KITA", site: "Warta Kita"), ["Ani Contoh"])
        XCTAssertEqual(names("April Contoh", "Sri Sabtu", "Ani Mei"), ["April Contoh", "Sri Sabtu", "Ani Mei"])
        XCTAssertEqual(names("Текст: Ани Контох"), ["Ани Контох"])
    }

    func testOrganisationsSignWhereTheyAreWanted() {
        for text in ["Warta Contoh", "warta-contoh", "Redaksi", "Redaksi Warta", "Tim Redaksi", "warta.example"] {
            XCTAssertEqual(names(text, site: "Warta Contoh"), [], text)
            XCTAssertEqual(names(text, site: "Warta Contoh", newsroom: true), [text])
        }
        XCTAssertEqual(names("Ani Contoh - Warta Contoh", site: "Warta Contoh"), ["Ani Contoh"])
        XCTAssertEqual(names("MC KAB TELUK CONTOH"), ["MC KAB TELUK CONTOH"])
    }

    func testHostileTextsEnd() {
        XCTAssertEqual(names(String(repeating: "a, ", count: 5000)), [])
        XCTAssertLessThanOrEqual(names(String(repeating: "Ani (, ", count: 140)).count, 40)
    }
}
