import Pack
import RecordIO
import Records
import XCTest

@testable import Parsing

final class TableParserTests: XCTestCase {
    private func lapor(_ rows: String, name: String = "lapor-2023-08-15.csv") throws -> ParsedCapture {
        let header =
            "meta-date,text-user,text-muted,text-muted 2,text-status,text-tracking,complaint-track-body,"
            + "complaint-track-body href,complaint-title,complaint-title href,complaint-desc,text-muted 3,"
            + "text-muted 3 href,meta-info\n"
        let parser = Support.parser([Support.source("lapor", .inbox)], [try Support.mapping("lapor-scrape")])
        return parser.parsed(Support.capture("file:\(name)", header + rows, source: "lapor"))
    }

    private func row(
        date: String = "7 jam yang lalu", status: String = "Belum Diverifikasi", tracking: String = "#1",
        category: String = "JALAN"
    ) -> String {
        "\"\(date)\",Budi,Android,Kabupaten\u{A0}Contoh,\"\(status)\",\(tracking),Kode,https://l.example/x,"
            + "Jalan\u{A0}rusak,https://l.example/x,\"Satu.\n\n Dua.\",\(category),https://l.example/k,2 Tindak Lanjut 1 Komentar\n"
    }

    func testAComplaint() throws {
        let parsed = try lapor(row(status: "Terdisposisi ke Dinas Sosial", tracking: "#6512345"))
        XCTAssertEqual(parsed.losses, [])
        let item = try XCTUnwrap(parsed.items.first)
        XCTAssertEqual(item.id, ItemIdentity.number(system: "lapor", "6512345").id)
        XCTAssertEqual(item.record["columns"], ["text-muted 2": "Kabupaten Contoh"])
        XCTAssertEqual(
            item.published,
            ItemTime(
                at: Instant("2023-08-15T07:30:00Z"), text: "7 jam yang lalu", precision: .hour,
                evidence: "table:meta-date; relative to scraped_at"))
        XCTAssertEqual(
            item.statusHistory,
            [["code": "disposisi", "text": "Terdisposisi ke Dinas Sosial", "seen_at": "2023-08-15T14:30:00Z"]])
        XCTAssertEqual(item.agencyDeclared, "Dinas Sosial")
        XCTAssertEqual(item.title, "Jalan rusak")
        XCTAssertEqual(item.text, "Satu.\nDua.")
        XCTAssertEqual(item.tracking, "6512345")
        XCTAssertEqual(item.channel, "Android")
        XCTAssertEqual(item.category, "JALAN")
        XCTAssertEqual(item.counters, ["tindak_lanjut": 2, "komentar": 1])
        XCTAssertFalse(item.record.text.contains("Budi"))
    }

    func testACategoryCellThatHoldsADateIsNoCategory() throws {
        XCTAssertNil(try lapor(row(category: "13 Agustus 2023")).items[0].category)
    }

    func testRelativeDatesAreToldFromTheScrapeAlone() throws {
        func time(_ date: String, name: String = "lapor-2023-08-15.csv") throws -> String {
            let time = try lapor(row(date: date), name: name).items[0].published
            return "\(time?.at?.description ?? "-") \(time?.precision.rawValue ?? "")"
        }
        XCTAssertEqual(try time("Kemarin, 02:19"), "2023-08-13T18:19:00Z minute")
        XCTAssertEqual(try time("Jumat, 13:53"), "2023-08-11T05:53:00Z minute")
        XCTAssertEqual(try time("Selasa (8/8)"), "- day")
        XCTAssertEqual(try time("1692094740"), "- none", "a number is no date unless the mapping says so")
        XCTAssertEqual(
            try lapor(row(date: "Selasa (8/8)")).items[0].published?.evidence,
            "table:meta-date; year 2023 from scraped_at")
        XCTAssertEqual(try time("40 menit yang lalu"), "2023-08-15T13:50:00Z minute")
        XCTAssertEqual(try time("Kemarin, 02:19", name: "ekspor.csv"), "- none")
        XCTAssertEqual(
            try lapor(row(), name: "ekspor.csv").losses.map { "\($0.reason): \($0.detail)" },
            [
                "no_scrape_time: ekspor.csv: 'scraped_at' of mappings/"
                    + "lapor-scrape.yaml gives no time for this file; relative dates in it stay unread"
            ])
    }

    func testAStatusThatNobodyMappedIsKeptAndTold() throws {
        let parsed = try lapor(row(status: "Dibekukan"))
        XCTAssertEqual(parsed.items[0].statusHistory.first?["code"], "tidak_dikenal")
        XCTAssertEqual(parsed.losses.map(\.reason), ["unknown_status"])
        XCTAssertTrue(
            parsed.losses[0].detail.hasPrefix(
                "lapor-2023-08-15.csv, row 1: the status 'Dibekukan' is not in 'values' ("))
    }

    func testTheSampleNightWithItsTwoBrokenRows() throws {
        let path = "\(Support.root)/sample-data/nights/2023-08-15/inbox/lapor-2023-08-15.csv"
        let file = try OpenFile.reading(path)
        let body = try file.read(count: file.size(), at: 0)
        let parser = Support.parser([Support.source("lapor", .inbox)], [try Support.mapping("lapor-scrape")])
        let parsed = parser.parsed(Support.capture("file:lapor-2023-08-15.csv", body, source: "lapor"))
        XCTAssertEqual(parsed.items.count, 30)
        XCTAssertEqual(
            parsed.losses.map(\.detail),
            [
                "lapor-2023-08-15.csv, row 6, line 10: 11 columns, but the header has 14",
                "lapor-2023-08-15.csv, row 16, line 28: text after the closing quote of field 11; a quote is missing, "
                    + "or one in the text is not doubled",
            ])
        for item in parsed.items {
            let raw = try XCTUnwrap(item.raw)
            let (offset, length) = (try XCTUnwrap(raw["offset"]?.int), try XCTUnwrap(raw["length"]?.int))
            let bytes = String(decoding: body[offset..<offset + length], as: UTF8.self)
            XCTAssertTrue(bytes.contains("#\(item.tracking ?? "?")"), "\(item.tracking ?? "")")
        }
    }

    func testAPost() throws {
        let csv = """
            conversation_id_str;created_at;favorite_count;full_text;id_str;image_url;in_reply_to_screen_name;lang;location;\
            quote_count;reply_count;retweet_count;tweet_url;user_id_str;username
            9007199254740993;Tue Aug 15 14:08:58 +0000 2023;1.200;"@a Air &amp; listrik <3\nmati";9007199254740995;;a;in;Kota;0;2;1;https://x.example/b/status/9007199254740995;7;b
            9007199254740993;Tue Aug 15 14:00:00 +0000 2023;0;Awal;9007199254740993;;;und;;0;0;0;https://x.example/a/status/9007199254740993;6;a

            """
        let parser = Support.parser(
            [Support.source("x", .inbox)], [try Support.mapping("tweet-harvest"), try Support.mapping("lapor-scrape")])
        let items = parser.parsed(Support.capture("file:x.csv", csv, source: "x")).items
        XCTAssertEqual(items.count, 2)
        XCTAssertEqual(items[0].id, ItemIdentity.number(system: "x", "9007199254740995").id)
        XCTAssertEqual(items[0].parent, items[1].id)
        XCTAssertNil(items[1].parent)
        XCTAssertNil(items[0].title)
        XCTAssertEqual(items[0].text, "@a Air & listrik <3\nmati")
        XCTAssertEqual(items[0].authors, ["b"])
        XCTAssertEqual(items[0].published?.at?.description, "2023-08-15T14:08:58Z")
        XCTAssertEqual(items[0].language, "id")
        XCTAssertNil(items[1].language)
        XCTAssertEqual(items[0].counters, ["likes": 1200, "quotes": 0, "replies": 2, "reposts": 1])
        XCTAssertEqual(items[0].record["columns"], ["in_reply_to_screen_name": "a"])
    }

    func testATableThatNoMappingTakes() throws {
        let parser = Support.parser([], [try Support.mapping("tweet-harvest")])
        XCTAssertEqual(
            parser.rejection(Support.capture("file:gaji.csv", "nama;gaji\na;1\n")),
            "no_mapping: gaji.csv: no mapping takes a table with the columns 'nama', 'gaji'; known are tweet-harvest; "
                + "add one to mappings/")
        XCTAssertEqual(
            parser.rejection(Support.capture("file:rusak.csv", "a\"b,c\n")),
            "bad_table: rusak.csv: line 1, the header: a quote inside the unquoted field 1; quote the whole field and double "
                + "the quotes in it")
    }

    func testAColumnThatIsMissingIsToldOnceAndTheRestIsRead() throws {
        let csv = "id_str,full_text,created_at,conversation_id_str\n5,Halo,Tue Aug 15 14:00:00 +0000 2023,5\n,,,\n"
        let parsed = Support.parser([], [try Support.mapping("tweet-harvest")]).parsed(
            Support.capture("file:x.csv", csv))
        XCTAssertEqual(parsed.items.map(\.text), ["Halo"])
        XCTAssertEqual(parsed.items.map(\.source), ["x"])
        XCTAssertEqual(parsed.losses.filter { $0.reason == "missing_column" }.count, 8)
        XCTAssertEqual(
            parsed.losses.first?.detail,
            "x.csv: no column 'tweet_url' for 'url' (mappings/tweet-harvest.yaml:11)"
        )
        XCTAssertEqual(
            parsed.losses.last.map { "\($0.reason): \($0.detail)" },
            "empty_row: x.csv, row 2, line 3: no mapped column holds anything")
    }
}
