import XCTest

@testable import Markup

final class SiteNamesTests: XCTestCase {
    func testNamesOfMetadataAndHost() {
        let names = SiteNames(["Kabar Contoh", nil], url: "https://www.wartateluk.co.id:8080/berita/1")
        XCTAssertTrue(names.contain("KABAR CONTOH"))
        XCTAssertTrue(names.contain("Warta Teluk"))
        XCTAssertTrue(names.contain("wartateluk.co.id"))
        XCTAssertFalse(names.contain("Warta"))
        XCTAssertFalse(names.contain("co"))
        XCTAssertTrue(names.resemble("Warta Teluk News"))
        XCTAssertTrue(names.resemble("Warta"))
        XCTAssertFalse(names.resemble("Warga Teluk"))
        XCTAssertFalse(names.resemble("Warta Teluk dan Empat Berita Lain"))
    }

    func testWithoutAnAddressOfTheWeb() {
        let names = SiteNames([], url: "file:arsip/1.html")
        XCTAssertFalse(names.contain("arsip"))
        XCTAssertFalse(names.contain(""))
        XCTAssertFalse(names.resemble("arsip"))
    }

    func testEndsThatChangeSides() {
        var names = SiteNames([], url: nil)
        names.learn(from: [
            "Kabar Contoh - Jalan Poros Rusak", "Jalan Poros Rusak | Kabar Contoh", "Jalan - Poros Rusak",
        ])
        XCTAssertTrue(names.contain("Kabar Contoh"))
        XCTAssertFalse(names.contain("Jalan Poros Rusak"))
        XCTAssertFalse(names.contain("Jalan"))
    }

    func testKeys() {
        XCTAssertEqual("“Jalan” Rusak, 4,2 km!".titleKey, "jalanrusak42km")
        XCTAssertEqual(" - ".titleKey, "")
    }
}
