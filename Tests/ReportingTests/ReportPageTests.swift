import Foundation
import Records
import XCTest

@testable import Reporting

final class ReportPageTests: XCTestCase {
    func testEveryLinkInThePageResolvesAndEveryFigureIsTheLengthOfItsList() throws {
        let input = try makeInput((1...40).map { makeItem("i\($0)") } + [makeItem("s", sensitive: true)])
        let page = ReportPage(input)
        let html = try PageWriter().html(page.view)
        let ids = html.between(" id=\"", "\"")
        XCTAssertEqual(ids.count, Set(ids).count)
        for target in html.between("href=\"#", "\"") { XCTAssertTrue(ids.contains(target), target) }
        XCTAssertGreaterThan(page.book.figures.count, 6)
        for figure in page.book.figures {
            XCTAssertEqual(figure.value, figure.items.count, figure.name)
            XCTAssertTrue(html.contains("data-figure=\"\(figure.name)\""), figure.name)
            guard let anchor = figure.anchor else { continue }
            let list = html.between("<section class=\"list\" id=\"\(anchor)\">", "</section>").first ?? ""
            XCTAssertEqual(list.occurrences(of: "<li"), figure.value, figure.name)
        }
    }

    func testALongListIsOfNumbersAndStillWhole() throws {
        let input = try makeInput((1...301).map { makeItem("i\($0)") })
        let html = try makeHTML(input)
        let list = html.between("<ol class=\"compact\">", "</ol>").first ?? ""
        XCTAssertEqual(list.occurrences(of: "<li>"), 301)
        XCTAssertTrue(list.contains("<li><a href=\"#b301\">301</a></li>"))
    }

    func testStrangersTextIsShownAndNeverRun() throws {
        let item = makeItem(
            "a", title: "<script>alert(1)</script> \"x\"\u{301} ' & \u{202E}cba", text: "<img src=x onerror=alert(1)>",
            url: "javascript:alert(1)")
        let html = try makeHTML(makeInput([item]))
        XCTAssertFalse(html.contains("<script"))
        XCTAssertFalse(html.contains("<img"))
        XCTAssertFalse(html.contains("javascript:"))
        XCTAssertFalse(html.unicodeScalars.contains("\u{202E}"))
        XCTAssertTrue(html.contains("ript&gt; &quot;x&quot;\u{301} &#39; &amp; ⟨U+202E⟩cba"))
        XCTAssertTrue(html.contains("&lt;img src=x onerror=alert(1)&gt;"))
    }

    func testThePageNeedsNoNetworkAndNoScript() throws {
        let html = try makeHTML(makeInput([makeItem("a")]))
        for forbidden in ["<script", "<link", "src=", "url(", "@import", "onclick"] {
            XCTAssertFalse(html.contains(forbidden), forbidden)
        }
        XCTAssertFalse(html.contains("{{"))
        XCTAssertFalse(html.contains(">false<"))
    }

    func testSensitiveItemsAreCountedAndNothingMore() throws {
        let secret = makeItem(
            "s", title: "Rahasia sekali", text: "Nama korban", url: "https://warta.example/s", sensitive: true)
        let input = try makeInput([makeItem("a"), secret])
        let html = try makeHTML(input)
        let files = ReportTables(input: input).files.map { String(decoding: $0.bytes, as: UTF8.self) }
        for text in [html] + files {
            for hidden in ["Rahasia", "korban", "warta.example/s"] { XCTAssertFalse(text.contains(hidden), hidden) }
        }
        XCTAssertTrue(html.contains("Butir sensitif: isi tidak ditampilkan"))
    }

    func testSmallNumbersHaveNoSharesAndNoTrend() throws {
        let few = try makeHTML(makeInput((1...12).map { makeItem("i\($0)") }, previous: 4))
        XCTAssertFalse(few.contains(" %)"))
        XCTAssertFalse(few.contains("<span class=\"status"))
        XCTAssertTrue(few.contains("14 Agu: <span class=\"n\" data-figure=\"totals/items/previous\">4</span>"))
        let many = try makeHTML(makeInput((1...30).map { makeItem("i\($0)") }))
        XCTAssertTrue(many.contains("(100,0 %)"))
        XCTAssertTrue(many.contains("<span class=\"status naik\">naik</span>"))
    }

    func testIssuesThatThePacksKeepOutOfTheLeadAreCountedAndDoNotLead() throws {
        var vocabulary = makeVocabulary()
        let led = try makeHTML(makeInput([makeItem("a")], vocabulary: vocabulary))
        XCTAssertTrue(led.contains("<ol class=\"leading\">"))
        vocabulary.issues[0].leading = false
        let html = try makeHTML(makeInput([makeItem("a")], vocabulary: vocabulary))
        XCTAssertFalse(html.contains("<ol class=\"leading\">"))
        XCTAssertTrue(html.contains("data-figure=\"issues/jalan/count\""))
    }

    func testAFormAndAKindHaveNotTheSameName() throws {
        let html = try makeHTML(makeInput([makeItem("a")]))
        XCTAssertTrue(html.contains("<th scope=\"row\">Berita</th>"), "a kind")
        XCTAssertTrue(html.contains("</a> artikel media,"), "a form")
        XCTAssertTrue(html.contains("<h3>Artikel media <span class=\"soft\">(1)</span></h3>"))
    }

    func testNothingNewIsAReportToo() throws {
        let account = #"""
            {"stage":"feeds","partition":"all","state":"published","counts":{"in":1,"used":0,"out":0,"rejected":{"http_status":1}},"health":[{"source":"warta","name":"Warta","state":"failed","reason":"http_status","status":403}]}
            """#
        let html = try makeHTML(makeInput([], accounts: [account]))
        XCTAssertTrue(html.contains("Tidak ada butir baru pada Selasa, 15 Agustus 2023."))
        XCTAssertTrue(html.contains("server menjawab dengan kesalahan (<code>http_status</code>), HTTP 403"))
        XCTAssertFalse(html.contains("TIDAK LENGKAP"))
        XCTAssertFalse(html.contains("id=\"isu\""))
    }

    func testWhatIsMissingIsSaidOnTop() throws {
        let account = #"{"stage":"entries","partition":"warta","state":"failed","missing":[]}"#
        let gather = #"{"stage":"aggregate","partition":"all","state":"published","missing":["classify/warta"]}"#
        let html = try makeHTML(makeInput([makeItem("a")], accounts: [account, gather]))
        XCTAssertTrue(html.contains("<strong>TIDAK LENGKAP</strong>"))
        XCTAssertTrue(html.contains("<li>Tahap entries, bagian warta: gagal</li>"))
        XCTAssertTrue(html.contains("<li>Tahap aggregate: tanpa classify/warta</li>"))
    }

    func testRefusedPartsAndFailedSourcesStandInTheChapterOnMethodWithTheirCodes() throws {
        let account = #"""
            {"stage":"tables","partition":"lapor","state":"published","in":1,"used":1,"out":9,"rejected":{},"part_rejected":{"bad_row":1200,"odd_thing":1},"health":[{"source":"warta","name":"Warta","state":"failed","reason":"http_403","status":403,"failed":2}]}
            """#
        let html = try makeHTML(makeInput([makeItem("a")], accounts: [account]))
        for row in [
            "<th scope=\"row\">baris tabel rusak</th><td><code>bad_row</code></td><td>tables</td><td class=\"num\">1.200</td>",
            "<th scope=\"row\">odd thing</th><td><code>odd_thing</code></td><td>tables</td><td class=\"num\">1</td>",
            "<p>Sumber yang gagal: <b>Warta</b>, server menjawab 403 (<code>http_403</code>); lihat",
            "<td>server menjawab 403 (<code>http_403</code>), 2 gagal</td><td>tables</td>",
        ] { XCTAssertTrue(html.contains(row), row) }
        XCTAssertFalse(html.contains("Yang ditolak, menurut sebab"))
    }

    func testSilentSourcesStandOnTopAndAllSourcesWithTheirUsualGapInTheChapterOnMethod() throws {
        let account = #"""
            {"stage":"feeds","partition":"all","state":"published","in":3,"used":3,"out":3,"rejected":{},"merged":0,"health":[{"source":"warta","name":"Warta","state":"silent","reason":"nothing_new","status":200,"entries":9,"last_new":"2023-08-05T17:00:00Z","usual_gap":72,"silent_since":"2023-08-05T17:00:00Z"},{"source":"kabar","name":"Kabar","state":"ok","status":200,"entries":3,"last_new":"2023-08-15T17:00:00Z","usual_gap":24,"moved_to":"https://kabar.example/baru"},{"source":"mati","name":"Mati","state":"failed","reason":"backing_off","failures":{"dns":4},"failing_since":"2023-08-10T17:00:00Z","next_key":"2023-08-18"}]}
            """#
        let input = try makeInput([makeItem("a")], accounts: [account])
        let html = try makeHTML(input)
        let head = try XCTUnwrap(html.range(of: "<section id=\"ringkasan\">"))
        XCTAssertTrue(
            html[..<head.lowerBound].contains(
                "<li>Warta: tidak ada yang baru sejak 6 Agustus 2023, biasanya setiap 3 hari</li>"))
        for row in [
            "<tr><th scope=\"row\">Warta</th><td>6 Agustus 2023</td><td>3 hari</td><td><span class=\"late\">Diam</span></td></tr>",
            "<tr><th scope=\"row\">Kabar</th><td>16 Agustus 2023</td><td>24 jam</td><td>Baik; pindah ke https://kabar.example/baru, ubah daftar sumber</td></tr>",
            "<tr><th scope=\"row\">Mati</th><td>–</td><td>–</td><td><span class=\"late\">Gagal</span>: nama server tidak ditemukan 4 kali</td></tr>",
            "tidak dicoba malam ini karena berulang kali gagal (<code>backing_off</code>), dicoba lagi untuk 18 Agustus 2023",
        ] { XCTAssertTrue(html.contains(row), row) }
        XCTAssertTrue(MessageText(input, issues: []).text.contains("Sumber diam: Warta.\n"))
        XCTAssertFalse(try makeHTML(makeInput([makeItem("a")])).contains("Sumber diam"))
    }

    func testNoTrendIsDrawnAcrossADayOfOtherRules() throws {
        let items = (1...30).map { makeItem("i\($0)") }
        func page(_ day: String) throws -> String {
            try makeHTML(
                makeInput(
                    items,
                    accounts: [
                        #"{"stage":"aggregate","partition":"all","state":"published","other_rules":["\#(day)"]}"#
                    ]))
        }
        XCTAssertTrue(try page("2023-08-13").contains("<span class=\"status naik\">naik</span>"))
        let before = try page("2023-08-14")
        XCTAssertFalse(before.contains("<span class=\"status"))
        XCTAssertTrue(before.contains("Senin, 14 Agustus 2023 <span class=\"soft\">(aturan lain)</span>"))
        XCTAssertFalse(before.contains("Selasa, 15 Agustus 2023 <span class=\"soft\">(aturan lain)</span>"))
    }

    private func heads(_ html: String, section: String) -> [[String]] {
        html.between("<section id=\"\(section)\">", "</section>").first.map { section in
            section.between("<thead>", "</thead>").map { $0.between("<th scope=\"col\"", "</th>") }.map { heads in
                heads.map { String($0.drop { $0 != ">" }.dropFirst()) }
            }
        } ?? []
    }

    func testTheFiguresThatMatterStandRightBehindTheName() throws {
        let html = try makeHTML(makeInput([makeItem("a")]))
        XCTAssertEqual(
            heads(html, section: "isu"),
            [
                [
                    "Isu", "Butir", "Negatif", "Positif", "Netral", "Cerita", "Media", "14 Agu", "Sejak", "OPD",
                    "Kecamatan", "Contoh",
                ], ["Nama", "Butir", "Negatif", "Positif", "Netral", "Laporan terbuka", "Pengaduan", "14 Agu"],
            ])
        XCTAssertEqual(
            heads(html, section: "wilayah"),
            [["Wilayah", "Butir", "Negatif", "Positif", "Netral", "Pengaduan"]], "no issue is named for any place")
        XCTAssertEqual(
            heads(html, section: "media").last, ["Sumber", "Butir", "Cerita", "Rilis", "Advertorial"],
            "no owner is known")
    }

    func testColumnsThatAreEmptyInEveryRowAreLeftOut() throws {
        func page(_ more: JSONObject) throws -> String {
            var input = try makeInput([makeItem("a")])
            var row: JSONObject = [
                "table": "complaints", "row": "a", "name": "Jalan rusak", "open": true, "status": "masuk",
                "age_working_days": 3,
            ]
            for (name, value) in more { row[name] = value }
            _ = input.add(Record(row), from: "table-complaints.jsonl.gz")
            return try makeHTML(input)
        }
        let bare = try page([:])
        XCTAssertEqual(heads(bare, section: "aduan").last, ["Laporan", "Umur", "Status"])
        XCTAssertTrue(
            bare.contains(
                "<p class=\"note\">Umur dihitung dalam hari kerja. Tidak satu pun laporan di tabel ini melewati batas "
                    + "waktu.</p>"))
        let late = try page(["deadline_name": "Tindak lanjut", "tracking": "123", "agency": "dpu"])
        XCTAssertEqual(
            heads(late, section: "aduan").last, ["Laporan", "Umur", "Melewati batas", "Status", "OPD", "Nomor"])
        XCTAssertTrue(late.contains("<p class=\"note\">Umur dihitung dalam hari kerja.</p>"))
    }

    func testAnExampleThatIsWithheldIsExplained() throws {
        func cell(_ item: Item) throws -> String {
            try makeHTML(makeInput([item])).between("<td class=\"screen\">", "</td>").first ?? ""
        }
        XCTAssertEqual(
            try cell(makeItem("a", sensitive: true)), "<span class=\"soft\">sensitif, tidak ditampilkan</span>")
        XCTAssertEqual(try cell(makeItem("a", url: "javascript:x")), "<span class=\"soft\">tanpa tautan</span>")
        XCTAssertTrue(try cell(makeItem("a")).hasPrefix("<a href=\"https://warta.example/1\""))
    }

    func testEveryItemSaysItsID() throws {
        XCTAssertTrue(try makeHTML(makeInput([makeItem("a")])).contains("<article id=\"b1\" data-item=\"a\">"))
    }

    func testEvidenceIsMarkedInTheTitle() throws {
        let html = try makeHTML(makeInput([makeItem("a")]))
        XCTAssertTrue(html.contains("<mark title=\"isu Jalan rusak\">Jalan rusak</mark> di Hulu"))
        XCTAssertTrue(html.contains("<b>isu Jalan rusak</b>: “Jalan rusak” (aturan lexicon/issues.csv:17)"))
    }
}

final class FigureBookTests: XCTestCase {
    func testAFigurePrintedTwiceIsOneFigure() {
        let book = FigureBook()
        let row = ReportRow(object: ["table": "issues", "row": "jalan", "count": 2, "items": ["a", "b"]])
        let first = book.view(row, title: "Isu jalan")
        let second = book.view(row, title: "Isu jalan")
        XCTAssertEqual(first["list"] as? String, "d1")
        XCTAssertEqual(second["list"] as? String, "d1")
        XCTAssertEqual(
            book.records, [["figure": "issues/jalan/count", "value": 2, "items": ["a", "b"]]])
    }

    func testSharesOfVoiceAreByTheWeightsOfTheSources() throws {
        func page(_ weight: Int?) throws -> String {
            var input = try makeInput((1...30).map { makeItem("i\($0)") })
            var row: JSONObject = [
                "table": "voices", "row": "rilis", "name": "rilis", "count": 10, "articles": 10, "stories": 10,
            ]
            if let weight { row["article_weight"] = .int(weight) }
            _ = input.add(Record(row), from: "table-voices.jsonl.gz")
            return try makeHTML(input)
        }
        let note = "Bagian artikel dihitung dengan bobot tiap sumber menurut daftar sumber."
        let plain = try page(10_000)
        XCTAssertTrue(plain.contains("25,0 %"))
        XCTAssertFalse(plain.contains(note))
        let weighted = try page(30_000)
        XCTAssertTrue(weighted.contains("<td class=\"num\">50,0 %</td>"))
        XCTAssertTrue(weighted.contains(note))
    }
}
