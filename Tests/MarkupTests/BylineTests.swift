import XCTest

@testable import Markup

final class BylineTests: XCTestCase {
    func testTheWholeGrammar() {
        let line = Byline(": Oleh MC KAB CONTOH, Selasa, 15 Agustus 2023 | 18:19 WIB - Redaktur: Ani Contoh - 1.077")
        XCTAssertEqual(line?.author, "MC KAB CONTOH")
        XCTAssertEqual(line?.date, "Selasa, 15 Agustus 2023 | 18:19 WIB")
        XCTAssertEqual(line?.editor, "Ani Contoh")
        XCTAssertEqual(line?.hits, 1077)
    }

    func testParts() {
        XCTAssertEqual(Byline("Penulis: Budi")?.author, "Budi")
        XCTAssertEqual(Byline("Editor: Ani")?.editor, "Ani")
        XCTAssertEqual(Byline("Oleh Budi, Rabu, 16/8/2023")?.date, "Rabu, 16/8/2023")
        XCTAssertNil(Byline("Warga memperbaiki saluran air"))
        XCTAssertNil(Byline("Selasa, 15 Agustus 2023"))
    }

    func testDatelines() {
        XCTAssertEqual(Dateline.split("Kota Contoh, Portal - Warga datang")?.dateline, "Kota Contoh, Portal")
        XCTAssertEqual(Dateline.split("CONTOH – Warga datang")?.rest, "Warga datang")
        XCTAssertNil(Dateline.split("Warga yang datang - mereka pulang"))
        XCTAssertNil(Dateline.split("Ani berkata. Lalu - Pulang"))
    }

    func testCredits() {
        XCTAssertEqual(Dateline.credit("Selesai. (*DiskominfoContoh/Ani)")?.credit, "(*DiskominfoContoh/Ani)")
        XCTAssertEqual(Dateline.credit("Selesai. (*DiskominfoContoh/Ani)")?.rest, "Selesai.")
        XCTAssertNil(Dateline.credit("Selesai, Selasa (15/8/2023)"))
        XCTAssertNil(Dateline.credit("Selesai (menurut warga)"))
    }
}
