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

    func testRolesEndANameAndNameTheEditor() {
        for role in ["Penyunting:", "Editor:", "Redaktur:", "EDITOR :", "| Editor:", "/ Penyunting :"] {
            let line = Byline("Penulis: Galuh Contoh \(role) M. Iqbal Contoh")
            XCTAssertEqual(line?.author, "Galuh Contoh", role)
            XCTAssertEqual(line?.editor, "M. Iqbal Contoh", role)
        }
        let whole = Byline("Reporter: Ani Contoh Editor:Budi Contoh Dibaca: 77 kali")
        XCTAssertEqual(whole?.author, "Ani Contoh")
        XCTAssertEqual(whole?.editor, "Budi Contoh")
        XCTAssertEqual(whole?.hits, 77)
        XCTAssertEqual(Byline("Pewarta: Ani Contoh Foto: Dokumentasi")?.author, "Ani Contoh")
        XCTAssertEqual(Byline("Oleh Editor Tamu")?.author, "Editor Tamu")
    }

    func testADateWithoutACommaBeforeIt() {
        let day = Byline("Oleh Redaksi Minggu, 13 Agustus 2023 09.00 WITA")
        XCTAssertEqual(day?.author, "Redaksi")
        XCTAssertEqual(day?.date, "Minggu, 13 Agustus 2023 09.00 WITA")
        let bare = Byline("Oleh Ani Contoh 13 Agustus 2023 09:00")
        XCTAssertEqual(bare?.author, "Ani Contoh")
        XCTAssertEqual(bare?.date, "13 Agustus 2023 09:00")
        XCTAssertEqual(Byline("Oleh Sabtu, 13 Agustus 2023")?.author, "Sabtu")
        XCTAssertEqual(Byline("Oleh Budi Min, 13 Agustus 2023")?.author, "Budi Min")
    }

    func testOlehAfterADate() {
        for line in ["3 Juli 2023, 09:30 WIB | oleh Ani Contoh", "3 Juli 2023, 09:30 WIB oleh Ani Contoh"] {
            let byline = Byline(line)
            XCTAssertEqual(byline?.author, "Ani Contoh", line)
            XCTAssertEqual(byline?.date, "3 Juli 2023, 09:30 WIB", line)
        }
        XCTAssertEqual(Byline("Diposting oleh: Ani Contoh")?.author, "Ani Contoh")
        XCTAssertEqual(Byline("Ditulis oleh Ani Contoh, 3 Juli 2023")?.author, "Ani Contoh")
    }

    func testLabels() {
        XCTAssertEqual(Byline("Penulis Ani Contoh")?.author, "Ani Contoh")
        XCTAssertEqual(Byline("Editor Budi Contoh")?.editor, "Budi Contoh")
        XCTAssertEqual(Byline("Laporan Wartawan Warta Contoh, Ani Contoh")?.author, "Ani Contoh")
        XCTAssertEqual(Byline("Pewarta: Ani Editor: Budi COPYRIGHT © Warta 2023")?.editor, "Budi")
        XCTAssertEqual(Byline("Penulis: Ani")?.isLabelled, true)
        XCTAssertEqual(Byline("Oleh Ani, 3 Juli 2023")?.isLabelled, false)
        XCTAssertNil(Byline("Editor menulis ulang berita itu"))
        XCTAssertNil(Byline("Penulis"))
    }

    func testDatelines() {
        XCTAssertEqual(Dateline.split("Kota Contoh, Portal - Warga datang")?.dateline, "Kota Contoh, Portal")
        XCTAssertEqual(Dateline.split("CONTOH – Warga datang")?.rest, "Warga datang")
        XCTAssertNil(Dateline.split("Warga yang datang - mereka pulang"))
        XCTAssertNil(Dateline.split("Ani berkata. Lalu - Pulang"))
        XCTAssertEqual(Dateline.split("Kota Contoh (KB NUSA) - Warga datang")?.dateline, "Kota Contoh (KB NUSA)")
        XCTAssertEqual(Dateline.alone("Kota Contoh -"), "Kota Contoh")
        XCTAssertNil(Dateline.alone("Kota Contoh"))
        XCTAssertNil(Dateline.alone("Warga yang datang -"))
        XCTAssertNil(Dateline.alone("-"))
    }

    func testCredits() {
        XCTAssertEqual(Dateline.credit("Selesai. (*DiskominfoContoh/Ani)")?.credit, "(*DiskominfoContoh/Ani)")
        XCTAssertEqual(Dateline.credit("Selesai. (*DiskominfoContoh/Ani)")?.rest, "Selesai.")
        XCTAssertEqual(Dateline.credit("Selesai. (DiskominfoContoh)")?.credit, "(DiskominfoContoh)")
        XCTAssertEqual(Dateline.credit("Selesai.” (Adv)")?.rest, "Selesai.”")
        XCTAssertEqual(Dateline.credit("Selesai. Advertorial")?.credit, "Advertorial")
        XCTAssertEqual(Dateline.credit("Selesai. Advertorial")?.rest, "Selesai.")
        XCTAssertEqual(Dateline.credit("(ADV)")?.rest, "")
        XCTAssertNil(Dateline.credit("Warga membaca iklan"))
        XCTAssertNil(Dateline.credit("Selesai. (Foto: Ani)"))
        XCTAssertNil(Dateline.credit("Selesai. (Ini hanya satu catatan)"))
        XCTAssertNil(Dateline.credit("Selesai. (46)"))
        XCTAssertNil(Dateline.credit("Selesai, Selasa (15/8/2023)"))
        XCTAssertNil(Dateline.credit("Selesai (menurut warga)"))
    }
}
