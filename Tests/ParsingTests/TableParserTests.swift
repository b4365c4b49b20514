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
                "lapor-2023-08-15.csv, row 1, line 2: the status 'Dibekukan' is not in 'values' ("))
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
                "lapor-2023-08-15.csv, row 6, line 10: 11 columns, but the header has 14 (mappings/lapor-scrape.yaml)",
                "lapor-2023-08-15.csv, row 16, line 28: text after the closing quote of field 11; a quote is missing, "
                    + "or one in the text is not doubled (column 'complaint-desc', mappings/lapor-scrape.yaml:14)",
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
                + "add one to mappings/, or mend the header line")
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

    // MARK: - Tables as offices have them

    private let header = "id_str,full_text,created_at,conversation_id_str\n"

    private func posts(_ csv: [UInt8]) throws -> ParsedCapture {
        Support.parser([], [try Support.mapping("tweet-harvest")]).parsed(Support.capture("file:x.csv", csv))
    }

    private func losses(_ csv: String) throws -> [String] {
        try posts(Array((header + csv).utf8)).losses.filter { $0.reason != "missing_column" }
            .map { "\($0.reason): \($0.detail)" }
    }

    func testARenamedColumnIsNamedWithTheOneThatTookItsPlace() throws {
        let parser = Support.parser([], [try Support.mapping("tweet-harvest"), try Support.mapping("lapor-scrape")])
        XCTAssertEqual(
            parser.rejection(
                Support.capture("file:x.csv", "id_str,full text,created_at,conversation_id_str\n1,a,b,1\n")),
            "no_mapping: x.csv: no mapping takes a table with the columns 'id_str', 'full text', 'created_at', "
                + "'conversation_id_str'; tweet-harvest (mappings/tweet-harvest.yaml:5) comes nearest and lacks "
                + "'full_text' (is it 'full text'?); add one to mappings/, or mend the header line")
        let csv = "id_str,full_text,created_at,conversation_id_str,user_name,tweet_url\n1,a,b,1,c,d\n"
        let losses = try posts(Array(csv.utf8)).losses.map(\.detail)
        XCTAssertEqual(
            losses.first,
            "x.csv: no column 'username' for 'authors' (mappings/tweet-harvest.yaml:12); did 'user_name' take its place?"
        )
    }

    func testACutOffLastRow() throws {
        XCTAssertEqual(
            try losses("1,a,b,1\n2,\"teks yang"),
            [
                "bad_row: x.csv, row 2, line 3: the quote that opens field 2 is never closed (column 'full_text', "
                    + "mappings/tweet-harvest.yaml:10); the file breaks off there: ask for the export again"
            ])
        XCTAssertEqual(
            try losses("1,a,b,1\n2,teks"),
            [
                "bad_row: x.csv, row 2, line 3: 2 columns, but the header has 4 (mappings/tweet-harvest.yaml); "
                    + "the file breaks off there: ask for the export again"
            ])
    }

    func testTenMegabytesInOneCell() throws {
        let long = String(repeating: "teks ", count: 2 << 20)
        XCTAssertEqual(
            try losses("1,\"\(long)\",b,1\n2,c,d,2\n"),
            [
                "bad_row: x.csv, row 1, line 2: field 2 is longer than 1048576 bytes; perhaps its closing quote is missing "
                    + "(column 'full_text', mappings/tweet-harvest.yaml:10)"
            ])
    }

    func testMixedEncodings() throws {
        let latin: [UInt8] =
            Array("2,caf".utf8) + [0xE9] + Array(",b,2\n3,".utf8) + [0x93, 0x61, 0x94] + Array(",b,3\n".utf8)
        let whole = try posts(Array(header.utf8) + latin)
        XCTAssertEqual(whole.items.map(\.text), ["café", "“a”"])
        XCTAssertEqual(whole.losses.filter { $0.reason != "missing_column" }, [], "windows-1252 throughout")
        let mixed = try posts(Array((header + "1,é,b,1\n").utf8) + latin)
        XCTAssertEqual(mixed.items.map(\.text), ["é", "café", "“a”"])
        XCTAssertEqual(
            mixed.losses.last?.detail,
            "x.csv, row 2, line 3: not UTF-8 (column 'full_text', mappings/tweet-harvest.yaml:10); 2 rows were read as "
                + "windows-1252 beside 1 in UTF-8; look for characters that went wrong")
    }

    func testANumberThatASpreadsheetHasRounded() throws {
        XCTAssertEqual(
            try losses("1.69109E+18,a,b,1\n"),
            [
                "damaged_number: x.csv, row 1, line 2: '1.69109E+18' is a number that a spreadsheet has rounded (column "
                    + "'id_str', mappings/tweet-harvest.yaml:8); export again and keep that column as text"
            ])
    }

    func testUTF16WithTabs() throws {
        let text = "\u{FEFF}id_str\tfull_text\tcreated_at\tconversation_id_str\n9\tÉ, ya\tb\t9\n"
        let bytes = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        XCTAssertEqual(try posts(bytes).items.map(\.text), ["É, ya"])
    }

    func testALongTableIsReadWhereItLies() throws {
        var template = Array("/tmp/serap-test-XXXXXX".utf8CString)
        XCTAssertNotNil(mkdtemp(&template))
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? Directory.remove(folder) }
        try Directory.make("\(folder)/files")
        let digest = String(repeating: "ab", count: 32)
        let rows = (0..<20_000).map { "\($0),teks \($0),b,\($0)\n" }.joined()
        try OpenFile.writing("\(folder)/files/\(digest)").write(Array((header + rows + "rusak\n").utf8))
        var capture = Support.capture("file:x.csv", [], mediaType: "text/csv")
        capture.body = nil
        capture.blob = digest
        let parser = Support.parser([], [try Support.mapping("tweet-harvest")])
        guard case .rows(let table) = parser.parse(capture, filesIn: ["\(folder)/none", folder]) else {
            return XCTFail("no table")
        }
        XCTAssertTrue(table.isLong)
        let parsed = table.parsed()
        XCTAssertEqual(parsed.items.count, 20_000)
        XCTAssertEqual(parsed.items.last?.text, "teks 19999")
        XCTAssertEqual(
            parsed.losses.last?.detail,
            "x.csv, row 20001, line 20002: 1 columns, but the header has 4 (mappings/tweet-harvest.yaml)")
    }
}
