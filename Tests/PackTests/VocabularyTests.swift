import Pack
import Records
import XCTest

/// A whole pack read as data, and packs laid over each other.
final class VocabularyTests: XCTestCase {
    private let manifest = """
        pack: contoh
        version: "3"
        about: A district made up for tests
        district: "64.99"
        zone: WITA
        origin: made up
        verified: true

        """
    private let regions = """
        regions:
          - {code: "64", name: Kalimantan Timur, level: provinsi}
          - code: "64.99"
            name: Muara Contoh
            level: kabupaten
            aliases: [MC, Muaracontoh]
            alias_rules:
              - {alias: MC, accept_near: [Bupati], reject_near: [acara]}
          - {code: "64.99.01", name: Hulu, level: kecamatan, ambiguous: true, accept_near: [Contoh], reject_near: [sungai]}
          - {code: "64.99.01.2001", name: Sumber Air, level: desa, from: 2020-01-02, until: 2024-12-31, origin: a decree}

        """
    private let agencies = """
        agencies:
          - {code: dpu, name: Dinas Pekerjaan Umum, short_name: DPU, aliases: [dinas pu]}
          - {code: provinsi, name: Pemerintah Provinsi, district: false, verified: false}

        """
    private let issues = """
        issues:
          - code: jalan_rusak
            name: Jalan rusak
            owner: dpu
            categories: ["PEKERJAAN UMUM > JALAN"]
            routing:
              - {agency: provinsi, words: [jalan provinsi], places: ["64.99.01"], from: 2023-01-01}
          - {code: perlindungan, name: Perlindungan, sensitive: true}

        """

    func testReadsAWholePack() throws {
        let directory = try PackDirectory()
        let path = try directory.pack(
            "contoh",
            [
                "pack.yaml": manifest, "regions.yaml": regions, "agencies.yaml": agencies, "issues.yaml": issues,
                "sources.yaml": """
                sources:
                  - {code: kabar, name: Kabar, type: feed, url: "https://kabar.example/feed", domains: [kabar.example],
                     owner: pemerintah, lang: id, zone: WITA, weight: 2.5, follow: false, allow_private: true,
                     robots: false, proxy: "http://proxy.example:3128", active: false, pages: 3, page_url: "https://kabar.example/feed/{n}"}
                  - {code: lapor, name: LAPOR, type: inbox, url: "lapor-*.csv", owner: warga}
                """,
                "deadlines.yaml": "deadlines:\n  - {code: verifikasi, name: Verifikasi, days: 3, working: true}\n",
                "holidays.csv": "day,name,kind\n2023-08-17,Hari Kemerdekaan,libur\n2023-04-19,Idulfitri,cuti_bersama\n",
                "calendar.csv": "kind,name,value\nmonth,agt,8\nweekday,jumat,5\nzone,wita,+08:00\nday,kemarin,-1\n",
                "lexicon/tone.csv": """
                code,phrase,weight,target,near,not_near,forms,note
                negatif,rusak parah,1.5,pemkab,jalan|jembatan,sudah,artikel|laporan,"a note, with a comma"
                positif,bagus*,,,,,,

                """,
                "mappings/lapor.yaml": "mapping: lapor\n", "mappings/notes.txt": "not a mapping",
            ])
        let vocabulary = try Vocabulary(packs: [path])
        let origin = Origin(source: "made up", verified: true)

        XCTAssertEqual(vocabulary.district, "64.99")
        XCTAssertEqual(vocabulary.zone, Zone(name: "WITA", secondsEast: 28_800))
        XCTAssertEqual(
            vocabulary.regions,
            [
                Region(code: "64", name: "Kalimantan Timur", level: .provinsi, origin: origin),
                Region(
                    code: "64.99", name: "Muara Contoh", level: .kabupaten, aliases: ["MC", "Muaracontoh"],
                    aliasRules: [Region.AliasRule(alias: "MC", acceptNear: ["Bupati"], rejectNear: ["acara"])],
                    origin: origin),
                Region(
                    code: "64.99.01", name: "Hulu", level: .kecamatan, ambiguous: true, acceptNear: ["Contoh"],
                    rejectNear: ["sungai"], origin: origin),
                Region(
                    code: "64.99.01.2001", name: "Sumber Air", level: .desa,
                    validity: Validity(from: CivilDay("2020-01-02"), until: CivilDay("2024-12-31")),
                    origin: Origin(source: "a decree", verified: false)),
            ])
        XCTAssertEqual(
            vocabulary.agencies,
            [
                Agency(
                    code: "dpu", name: "Dinas Pekerjaan Umum", shortName: "DPU", aliases: ["dinas pu"], origin: origin),
                Agency(
                    code: "provinsi", name: "Pemerintah Provinsi", shortName: "Pemerintah Provinsi", district: false,
                    origin: Origin(source: "made up", verified: false)),
            ])
        XCTAssertEqual(
            vocabulary.issues,
            [
                Issue(
                    code: "jalan_rusak", name: "Jalan rusak", owner: "dpu",
                    routing: [
                        Issue.Routing(
                            agency: "provinsi", words: ["jalan provinsi"], places: ["64.99.01"],
                            validity: Validity(from: CivilDay("2023-01-01")))
                    ],
                    categories: ["PEKERJAAN UMUM > JALAN"], origin: origin),
                Issue(code: "perlindungan", name: "Perlindungan", sensitive: true, origin: origin),
            ])
        XCTAssertEqual(
            vocabulary.sources,
            [
                Source(
                    code: "kabar", name: "Kabar", kind: .feed, url: "https://kabar.example/feed",
                    domains: ["kabar.example"], owner: .pemerintah, zone: Zone(name: "WITA", secondsEast: 28_800),
                    weight: 2.5, follow: false, allowPrivate: true,
                    proxy: "http://proxy.example:3128", robots: false, active: false, pages: 3,
                    pageURL: "https://kabar.example/feed/{n}", origin: origin),
                Source(code: "lapor", name: "LAPOR", kind: .inbox, url: "lapor-*.csv", owner: .warga, origin: origin),
            ])
        XCTAssertEqual(
            vocabulary.deadlines,
            [Deadline(code: "verifikasi", name: "Verifikasi", days: 3, working: true, origin: origin)])
        XCTAssertEqual(
            vocabulary.holidays.map { "\($0.day) \($0.name) \($0.jointLeave)" },
            ["2023-04-19 Idulfitri true", "2023-08-17 Hari Kemerdekaan false"])
        XCTAssertEqual(vocabulary.calendar.months, ["agt": 8])
        XCTAssertEqual(vocabulary.calendar.weekdays, ["jumat": 4])
        XCTAssertEqual(vocabulary.calendar.zones, ["wita": Zone(name: "WITA", secondsEast: 28_800)])
        XCTAssertEqual(vocabulary.calendar.days, ["kemarin": -1])
        XCTAssertEqual(
            vocabulary.rules,
            [
                LexiconRule(
                    task: "tone", code: "negatif", phrase: "rusak parah", weight: 1.5, target: "pemkab",
                    near: ["jalan", "jembatan"], notNear: ["sudah"], forms: ["artikel", "laporan"],
                    name: "lexicon/tone.csv:2"),
                LexiconRule(task: "tone", code: "positif", phrase: "bagus*", name: "lexicon/tone.csv:3"),
            ])
        XCTAssertEqual(vocabulary.mappingPaths, ["\(path)/mappings/lapor.yaml"])
        XCTAssertEqual(vocabulary.packs.map(\.name), ["contoh"])
    }

    func testLaterPacksReplaceAddAndTakeOut() throws {
        let directory = try PackDirectory()
        let base = try directory.pack(
            "dasar",
            [
                "pack.yaml": manifest, "regions.yaml": regions, "agencies.yaml": agencies, "issues.yaml": issues,
                "holidays.csv": "day,name,kind\n2023-08-17,Kemerdekaan,libur\n2023-12-25,Natal,libur\n",
                "lexicon/issues.csv":
                    "code,phrase,weight\njalan_rusak,jalan rusak,1\njalan_rusak,lubang,1\nperlindungan,kdrt,1\n",
                "lexicon/tone.csv": "code,phrase,weight\npositif,bagus,1\n",
                "mappings/a.yaml": "", "mappings/b.yaml": "",
            ])
        let local = try directory.pack(
            "lokal",
            [
                "agencies.yaml": "agencies: [{code: dpu, name: Dinas PU Baru}, {code: baru, name: Dinas Baru}]",
                "issues.yaml": "issues: [{code: perlindungan, remove: true}]",
                "holidays.csv": "day,name,kind\n2023-08-17,masuk kerja,bukan_libur\n",
                "lexicon/issues.csv":
                    "code,phrase,weight\njalan_rusak,lubang,0\njalan_rusak,jalan rusak,2\njalan_rusak,becek,1\n",
                "mappings/b.yaml": "",
            ])
        let vocabulary = try Vocabulary(packs: [base, local])

        XCTAssertEqual(vocabulary.agencies.map(\.name), ["Dinas PU Baru", "Pemerintah Provinsi", "Dinas Baru"])
        XCTAssertEqual(vocabulary.agencies[0].shortName, "Dinas PU Baru", "the whole entry is replaced")
        XCTAssertEqual(vocabulary.issues.map(\.code), ["jalan_rusak"])
        XCTAssertEqual(vocabulary.holidays.map(\.name), ["Natal"])
        XCTAssertEqual(
            vocabulary.rules.map { "\($0.name) \($0.phrase) \($0.weight)" },
            [
                "lexicon/issues.csv:3 jalan rusak 2.0", "lexicon/tone.csv:2 bagus 1.0",
                "lexicon/issues.csv:4 becek 1.0",
            ])
        XCTAssertEqual(vocabulary.mappingPaths, ["\(base)/mappings/a.yaml", "\(local)/mappings/b.yaml"])
        XCTAssertEqual(vocabulary.district, "64.99", "a pack without a district leaves it")
    }

    func testThrowsAllProblemsAtOnce() throws {
        let directory = try PackDirectory()
        let path = try directory.pack(
            "pack", ["issues.yaml": "issues: [{code: a, name: A, owner: x}, {code: b, naem: B}]"])
        XCTAssertThrowsError(try Vocabulary(packs: [path])) { error in
            XCTAssertEqual(
                "\(error)",
                """
                \(path)/issues.yaml:1:10: 'owner' names the agency 'x', which no pack has; correct the code, or add it to a pack
                \(path)/issues.yaml:1:40: an issue has no 'name'; add it
                \(path)/issues.yaml:1:50: unknown key 'naem' in an issue; did you mean 'name'?
                """)
        }
        XCTAssertThrowsError(try Vocabulary(packs: [path, "\(path)/none"])) { error in
            XCTAssertEqual(
                "\(error)",
                """
                \(path)/none: no such pack; a pack is a directory with a pack.yaml
                \(path)/issues.yaml:1:40: an issue has no 'name'; add it
                \(path)/issues.yaml:1:50: unknown key 'naem' in an issue; did you mean 'name'?
                """, "what is told first comes first, and what may be in the pack that is not there is not told")
        }
    }
}
