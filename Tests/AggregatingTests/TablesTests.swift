import Pack
import Records
import XCTest

@testable import Aggregating

final class TablesTests: XCTestCase {
    private let items = [
        makeItem("a", tone: [("negatif", "opd")], issues: ["jalan"], places: ["11.22.01.2001"], agencies: ["dpu"]),
        makeItem(
            "b", source: "warta", voice: "rilis", tone: [("positif", "pemkab")], issues: ["jalan"], places: ["11.22"]),
        makeItem("c", form: "unggahan", source: "x", voice: "warga", kind: "opini", issues: ["listrik"]),
        makeItem("d", key: "2023-08-14", issues: ["jalan"]),
        makeItem("e", issues: ["jalan"], relevance: "lain"),
        makeItem("f", kind: "pengaduan", issues: ["jalan"], places: ["11.22.01.2001"], sensitive: true),
    ]

    func testEveryFigureIsTheNumberOfItsItems() {
        let picture = makePicture(items)
        let tables: [Table] = [
            .totals(picture), .kinds(picture), .tone(picture), .issues(picture), .agencies(picture), .places(picture),
            .sources(picture), .voices(picture), .days(picture), .complaintCounts(picture), .stories(picture),
        ]
        var figures = 0
        for row in tables.flatMap(\.rows) {
            for (key, value) in row.object {
                guard let ids = value.array, key == "items" || key.hasSuffix("_items") else { continue }
                let column = key == "items" ? "count" : String(key.dropLast(6))
                XCTAssertEqual(row.object[column]?.int, ids.count, "\(row.object["row"]?.text ?? "") \(column)")
                figures += 1
            }
        }
        XCTAssertGreaterThan(figures, 100)
    }

    func testTotalsLeaveOutOtherDistrictsAndCompareWithTheDayBefore() {
        let table = Table.totals(makePicture(items))
        XCTAssertEqual(table.row("items")["items"], ["a", "b", "c", "f"])
        XCTAssertEqual(table.row("items")["previous_items"], ["d"])
        XCTAssertEqual(table.row("outside")["items"], ["e"])
        XCTAssertEqual(table.row("articles")["count"], 3)
        XCTAssertEqual(table.row("sensitive")["items"], ["f"])
    }

    func testAnIssueSaysHowMuchSinceWhenWhoAndWhere() {
        let row = Table.issues(makePicture(items)).row("jalan")
        XCTAssertEqual(row["count"], 3)
        XCTAssertEqual(row["negatif_items"], ["a"])
        XCTAssertEqual(row["media_items"], ["a", "b"])
        XCTAssertEqual(row["previous"], 1)
        XCTAssertEqual(row["first_seen"], "2023-08-14")
        XCTAssertNil(row["status"], "too few to say")
        XCTAssertEqual(row["agency"], "dpu")
        XCTAssertEqual(row["kecamatan"], "11.22.01")
        XCTAssertEqual(row["example"], "a")
    }

    func testAnIssuesAgencyIsTheOneThatAnswersForIt() {
        var item = items[0]
        item.agencies = ["aaa", "zzz"].map {
            Label(
                code: $0, score: 1,
                evidence: [
                    .init(
                        field: "text", range: 0..<4,
                        finder: .rule($0 == "zzz" ? "issue jalan words of the province" : "lexicon/agencies.csv:7"))
                ])
        }
        XCTAssertEqual(Table.issues(makePicture([item])).row("jalan")["agency"], "zzz")
    }

    func testSensitiveItemsCountForTheKecamatanAndNotBelow() {
        let table = Table.places(makePicture(items))
        XCTAssertEqual(table.row("11.22.01")["items"], ["a", "f"])
        XCTAssertEqual(table.row("11.22.01.2001")["items"], ["a"])
        XCTAssertEqual(table.row("11.22.01.2002"), [:])
        XCTAssertEqual(table.row("kabupaten")["items"], ["b"])
        XCTAssertEqual(table.row("tanpa_tempat")["items"], ["c"])
    }

    func testAGapIsNoZero() {
        let table = Table.days(makePicture(items, covered: ["2023-08-12"]))
        XCTAssertEqual(
            table.rows.compactMap { $0.object["row"]?.string }.filter { $0.hasPrefix("total.") },
            ["total.2023-08-12", "total.2023-08-14", "total.2023-08-15"])
        XCTAssertEqual(table.row("total.2023-08-12")["count"], 0)
        XCTAssertEqual(table.row("jalan.2023-08-14")["items"], ["d"])
    }

    func testArticlesCountInSharesOfVoiceByTheWeightsOfTheirSources() {
        func article(_ id: String, _ source: String, _ voice: String) -> Item {
            var item = makeItem(id)
            (item.source, item.voice) = (source, voice)
            return item
        }
        var post = article("p", "besar", "independen")
        post.form = "unggahan"
        let items = [
            article("a", "besar", "independen"), article("b", "besar", "independen"),
            article("c", "lain", "independen"),
            article("d", "kecil", "rilis"), article("e", "bisu", "rilis"), post,
        ]
        func source(_ code: String, _ weight: Double) -> Source {
            Source(
                code: code, name: code, kind: .feed, url: "https://\(code).example/", weight: weight,
                origin: Origin(source: "test", verified: false))
        }
        var picture = makePicture(items)
        var vocabulary = picture.vocabulary
        vocabulary.sources = [
            source("besar", 2.5), source("kecil", 0.3334), source("bisu", 0), source("rusak", .infinity),
        ]
        picture = Picture(period: picture.period, vocabulary: vocabulary, facts: picture.all)
        let table = Table.voices(picture)
        XCTAssertEqual(table.row("independen")["article_weight"], 6000)
        XCTAssertEqual(table.row("rilis")["article_weight"], 333)
        XCTAssertEqual(table.row("warga")["article_weight"], 0)
        XCTAssertEqual(picture.weight(makePicture([article("r", "rusak", "rilis")]).all), 1000)
    }

    func testNothingIsComparedWithADayWithoutData() {
        let known = makePicture([makeItem("a", key: "2023-08-13", issues: ["jalan"])] + many("jalan"))
        XCTAssertEqual(Table.issues(known).row("jalan")["count"], 40)
        XCTAssertNil(Table.issues(known).row("jalan")["previous"])
        XCTAssertNil(Table.issues(known).row("jalan")["status"])
        for table in [Table.totals(known), .kinds(known), .voices(known), .sources(known), .agencies(known)] {
            XCTAssertEqual(table.rows.compactMap { $0.object["previous"] }, [], table.name)
        }
        let quiet = makePicture(
            [makeItem("a", key: "2023-08-13", issues: ["jalan"])] + many("jalan"), covered: ["2023-08-14"])
        XCTAssertEqual(Table.issues(quiet).row("jalan")["previous"], 0)
        XCTAssertEqual(Table.issues(quiet).row("jalan")["status"], "naik")
    }

    func testStoriesOfNothingButSpamStandLast() {
        func item(_ id: String, _ kind: String, _ text: String) -> Item {
            var item = makeItem(id, text: text)
            item.kind = Label(code: kind, score: 1, evidence: [])
            return item
        }
        let spam = "Modal dua puluh ribu jadi tiga juta klik tautan di bio sekarang juga kawan"
        let road = "Jalan poros desa rusak parah sejak lama dan warga meminta segera diperbaiki"
        let items =
            ["s1", "s2", "s3"].map { item($0, "lain", spam) } + ["r1", "r2"].map { item($0, "pengaduan", road) }
        let stories = Dictionary(uniqueKeysWithValues: items.map { ($0.id ?? "", $0.text == spam ? "s1" : "r1") })
        let table = Table.stories(makePicture(items, stories: stories))
        XCTAssertEqual(table.rows.map { $0.object["row"] }, ["r1", "s1"])
        XCTAssertEqual(table.rows.map { $0.object["count"] }, [2, 3])
        XCTAssertEqual(table.rows.map { $0.object["other"] }, [false, true])
    }

    private func many(_ issue: String) -> [Item] { (1...40).map { makeItem("m\($0)", issues: [issue]) } }

    func testEqualCountsStandByTheirCodes() {
        let picture = makePicture([
            makeItem("a", issues: ["listrik", "air", "jalan"]), makeItem("b", issues: ["jalan"]),
        ])
        XCTAssertEqual(Table.issues(picture).rows.compactMap { $0.object["row"]?.string }, ["jalan", "air", "listrik"])
    }

    func testNothingAtAllStillGivesTables() {
        let picture = makePicture([])
        XCTAssertEqual(Table.totals(picture).row("items")["count"], 0)
        XCTAssertEqual(Table.issues(picture).rows.count, 0)
        XCTAssertEqual(Table.days(picture).row("total.2023-08-15")["count"], 0)
    }
}

final class ComplaintTablesTests: XCTestCase {
    private func complaint(_ id: String, _ day: String, _ status: String, key: String) -> Item {
        makeItem(
            id, key: key, day: day, form: "laporan", voice: "warga", kind: "pengaduan", agencies: ["dpu"],
            status: [(status, "\(day)T01:00:00Z")])
    }

    func testAgesAreInWorkingDaysAndOnlyOpenOnesAreLate() {
        let items = [
            complaint("a", "2023-08-15", "masuk", key: "2023-08-15"),
            complaint("b", "2023-08-14", "masuk", key: "2023-08-14"),
            complaint("c", "2023-08-14", "selesai", key: "2023-08-14"),
            complaint("d", "2023-06-01", "proses", key: "2023-08-14"),
        ]
        let picture = makePicture(items, key: "2023-08-21")
        let table = Table.complaints(picture)
        XCTAssertEqual(table.rows.compactMap { $0.object["row"]?.string }, ["d", "b", "a"])
        // 15, 16, 18 and 21 August: the 17th is a holiday, the 19th and 20th a weekend.
        XCTAssertEqual(table.row("b")["age_working_days"], 4)
        XCTAssertEqual(table.row("b")["age_days"], 7)
        XCTAssertEqual(table.row("b")["deadline_passed"], "verifikasi")
        XCTAssertEqual(table.row("a")["age_working_days"], 3)
        XCTAssertNil(table.row("a")["deadline_passed"])
        XCTAssertEqual(table.row("d")["deadline_passed"], "batas_selesai")
        let counts = Table.complaintCounts(picture)
        XCTAssertEqual(counts.row("semua")["open_items"], ["a", "b", "d"])
        XCTAssertEqual(counts.row("semua")["count"], 0)
        XCTAssertEqual(counts.row("status.masuk")["open_items"], ["a", "b"])
        XCTAssertEqual(counts.row("batas.verifikasi")["open_items"], ["b"])
        XCTAssertEqual(counts.row("opd.dpu")["name"], "Dinas Pekerjaan Umum")
    }

    func testAYearWithoutHolidaysIsNamed() throws {
        let calendar = WorkingDays(makeVocabulary().holidays)
        let first = try XCTUnwrap(CivilDay("2022-12-30"))
        let last = try XCTUnwrap(CivilDay("2023-01-03"))
        XCTAssertEqual(calendar.missingYears(from: first, through: last), [2022])
        XCTAssertEqual(calendar.count(after: first, through: last), 2)
    }
}
