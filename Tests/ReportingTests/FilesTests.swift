import Foundation
import Pack
import Records
import XCTest

@testable import Reporting

final class CSVFileTests: XCTestCase {
    func testFormulasAreShownAndNotRun() {
        XCTAssertEqual(
            ["=cmd|'/C calc'!A0", "+1", "-1", "@x", " =1", "＝1", "a=1", "\t=1"].map(CSVFile.field),
            ["'=cmd|'/C calc'!A0", "'+1", "'-1", "'@x", "' =1", "'＝1", "a=1", "' =1"])
    }

    func testFieldsFollowRFC4180() {
        var file = CSVFile(header: ["a", "b"])
        file.append([.text("satu, \"dua\""), .number(-3)])
        XCTAssertEqual(String(decoding: file.bytes.dropFirst(3), as: UTF8.self), "a,b\r\n\"satu, \"\"dua\"\"\",-3\r\n")
        XCTAssertEqual(Array(file.bytes.prefix(3)), [0xEF, 0xBB, 0xBF])
    }
}

final class MessageTextTests: XCTestCase {
    func testTheMessageNamesIssuesWithOneLinkEach() throws {
        let input = try makeInput((1...30).map { makeItem("i\($0)") })
        let text = MessageText(input, issues: input.rows("issues")).text
        XCTAssertEqual(
            text,
            """
            *Opini dan Aspirasi Publik*
            Kabupaten Contoh
            Selasa, 15 Agustus 2023

            *30* butir baru dalam 30 cerita: 30 artikel media, 0 unggahan, 0 laporan warga.
            Laporan warga masih terbuka: 30.

            1. *Jalan rusak*: 30 butir, 30 negatif (naik).
            Kecamatan Hulu · DPU · sejak 14 Agu atau sebelumnya
            https://warta.example/1

            Batas data: Selasa, 15 Agustus 2023 pukul 18.19 WITA.

            """)
    }

    func testTheMessageStaysBelowFourThousandCharacters() throws {
        var input = try makeInput([makeItem("a", url: "https://warta.example/" + String(repeating: "x", count: 800))])
        let row = try XCTUnwrap(input.rows("issues").first)
        input.tables["issues"] = Array(repeating: row, count: 5)
        let text = MessageText(input, issues: input.rows("issues")).text
        XCTAssertLessThan(text.count, 4000)
        XCTAssertTrue(text.contains("4. *Jalan rusak*"))
        XCTAssertFalse(text.contains("5. *Jalan rusak*"))
        XCTAssertTrue(text.hasSuffix("Batas data: Selasa, 15 Agustus 2023 pukul 18.19 WITA.\n"))
    }
}

final class LetterheadTests: XCTestCase {
    func testALetterheadStandsOnTopAndAtTheEnd() throws {
        var input = try makeInput([makeItem("a")])
        input.letterhead = try Letterhead(
            text:
                "office: Dinas Contoh\naddress: [Jalan Satu]\nsignature: {place: Hulu, title: Kepala Dinas, name: Nama}\n",
            path: "kop.yaml")
        let html = try makeHTML(input)
        XCTAssertTrue(html.contains("<p class=\"office\">Dinas Contoh</p>"))
        XCTAssertTrue(html.contains("<p>Hulu, 16 Agustus 2023</p>"))
        XCTAssertTrue(html.contains("<strong>Nama</strong>"))
    }

    func testAWrongKeyIsNamedWithItsPlace() {
        XCTAssertThrowsError(try Letterhead(text: "offfice: x\n", path: "kop.yaml")) {
            XCTAssertTrue("\($0)".hasPrefix("kop.yaml:1:1: unknown key 'offfice' in the letterhead"), "\($0)")
        }
    }
}

final class ReportTablesTests: XCTestCase {
    func testAnItemMetYesterdayAndDatedTodayIsCounted() throws {
        var input = try makeInput([makeItem("a")])
        let row: JSONObject = ["id": "b", "form": "artikel", "title": "Besok", "state": "baru", "issues": ["jalan"]]
        _ = input.add(Record(row), from: "earlier.jsonl.gz")
        let file = try XCTUnwrap(ReportTables(input: input).files.first { $0.name == "items.csv" })
        XCTAssertTrue(String(decoding: file.bytes, as: UTF8.self).contains("b,ya,baru,artikel,"))
        XCTAssertTrue(try makeHTML(input).contains("<h3>Artikel media <span class=\"soft\">(2)</span></h3>"))
    }

    func testASensitiveComplaintHasNoRow() throws {
        var input = try makeInput([makeItem("a")])
        for (code, sensitive) in [("a", false), ("s", true)] {
            let row: JSONObject = [
                "table": "complaints", "row": .string(code), "name": .string(sensitive ? "" : "Lampu mati"), "count": 1,
                "items": [.string(code)], "open": true, "sensitive": .bool(sensitive),
            ]
            _ = input.add(Record(row), from: "table-complaints.jsonl.gz")
        }
        let file = try XCTUnwrap(ReportTables(input: input).files.first { $0.name == "complaints.csv" })
        XCTAssertEqual(
            String(decoding: file.bytes.dropFirst(3), as: UTF8.self),
            "row,name,count,open,sensitive\r\na,Lampu mati,1,ya,tidak\r\n")
    }
}
