import Pack
import XCTest

/// Every message of the checker, whole.
final class PackCheckerTests: XCTestCase {
    private func problems(_ files: [String: String]) throws -> [String] {
        let directory = try PackDirectory()
        return directory.problems(try directory.pack("pack", files))
    }

    func testAGoodPackHasNoProblems() throws {
        XCTAssertEqual(try problems(["agencies.yaml": "agencies:\n  - {code: a, name: A}\n"]), [])
    }

    func testManifest() throws {
        XCTAssertEqual(
            try problems(["pack.yaml": "pack: x\ndistrict: '64.1'\nzone: CET\nnonsense: 1\n"]),
            [
                "pack/pack.yaml:1:1: the pack has no 'version'; add it",
                "pack/pack.yaml:3:7: 'zone' is 'CET'; it must be WIB, WITA, WIT, UTC or an offset such as +07:00",
                "pack/pack.yaml:4:1: unknown key 'nonsense' in the pack; known are: pack, version, about, district, zone, "
                    + "licence, origin, verified",
            ])
        XCTAssertEqual(
            try problems(["agency.yaml": "", "a.csv": "", "pack.yaml": "{pack: x, version: 1, district: '64.1'}"]),
            [
                "pack/a.csv: no file of a pack is named 'a.csv'; known are: pack.yaml, regions.yaml, agencies.yaml, "
                    + "issues.yaml, sources.yaml, deadlines.yaml, holidays.csv, calendar.csv",
                "pack/agency.yaml: no file of a pack is named 'agency.yaml'; did you mean 'agencies.yaml'?",
                "pack/pack.yaml:1:33: 'district' names the region '64.1', which no pack has; correct the code, or add it "
                    + "to a pack",
            ])
    }

    func testYAML() throws {
        XCTAssertEqual(
            try problems(["agencies.yaml": "agencies:\n  - {code: a, name: A\n"]),
            ["pack/agencies.yaml:3:1: not YAML: did not find expected ',' or '}'"])
        XCTAssertEqual(
            try problems(["agencies.yaml": "agencies:\n  - {code: a, code: a, name: A}\n"]),
            ["pack/agencies.yaml:2:6: 'code' stands twice; keep one"])
        XCTAssertEqual(
            try problems(["agencies.yaml": "agencies:\n  - &a {code: a, name: 'A *b'} # *c\n  - *a\n"]),
            ["pack/agencies.yaml:3:5: '*a' is an alias; write the value out, or put it in quotes"])
        XCTAssertEqual(
            try problems(["agencies.yaml": "agencies: !!set {}\n"]),
            ["pack/agencies.yaml:1:11: 'agencies' must be a list, not a mapping"])
        XCTAssertEqual(
            try problems([
                "agencies.yaml": "agencies: \(String(repeating: "[", count: 20))\(String(repeating: "]", count: 20))\n"
            ]),
            ["pack/agencies.yaml:1:26: nested deeper than 16 levels"])
        XCTAssertEqual(
            try problems(["agencies.yaml": ""]), ["pack/agencies.yaml:1:1: the file has no 'agencies'; add it"])
    }

    func testWrongTypes() throws {
        XCTAssertEqual(
            try problems([
                "agencies.yaml": """
                agencies:
                  - {code: [a], name: A}
                  - {code: b, name: "", district: maybe, aliases: x}
                  - {code: c, name: C, aliases: [[x]], verified: 'true'}
                  - d
                  - {code: e, name: }
                """
            ]),
            [
                "pack/agencies.yaml:2:12: 'code' must be a text, not a list",
                "pack/agencies.yaml:3:21: 'name' is empty; fill it in, or leave it out",
                "pack/agencies.yaml:3:35: 'district' must be true or false, not 'maybe'",
                "pack/agencies.yaml:3:51: 'aliases' must be a list, such as [a, b], not 'x'",
                "pack/agencies.yaml:4:34: 'aliases' must be a list of texts, not a list",
                "pack/agencies.yaml:4:50: 'verified' must be true or false, not 'true'",
                "pack/agencies.yaml:5:5: 'an agency' must be a mapping, not 'd'",
                "pack/agencies.yaml:6:15: 'name' is empty; fill it in, or leave it out",
            ])
    }

    func testRegions() throws {
        XCTAssertEqual(
            try problems([
                "regions.yaml": """
                regions:
                  - {code: "64", name: A, level: province}
                  - {code: "6x", name: B, level: kota}
                  - {code: "64.02", name: C, level: kota, from: 2023-02-30}
                  - {code: "64.03", name: D, level: kota, from: 2023-02-03, until: 2023-02-01}
                  - {code: "64.04", name: E, aliases: [F], alias_rules: [{alias: G}]}
                """
            ]),
            [
                "pack/regions.yaml:2:34: 'level' is 'province'; it must be one of provinsi, kabupaten, kota, kecamatan, "
                    + "kelurahan, desa",
                "pack/regions.yaml:3:12: 'code' is '6x'; it must be numbers joined by dots, such as \"64.09.03\"",
                "pack/regions.yaml:4:49: 'from' is '2023-02-30'; it must be a day of the calendar, such as 2023-08-15",
                "pack/regions.yaml:5:68: 'until' is '2023-02-01'; it must be a day not before 'from' (2023-02-03)",
                "pack/regions.yaml:6:5: a region has no 'level'; add it",
                "pack/regions.yaml:6:66: 'alias' is 'G'; it must be one of the region's own 'aliases'",
            ])
    }

    func testARegionLiesInOne() throws {
        XCTAssertEqual(
            try problems(["regions.yaml": "regions:\n  - {code: \"64.02\", name: C, level: kota}\n"]),
            ["pack/regions.yaml:2:5: '64.02' lies in '64', which no pack has; add '64' to a regions.yaml"])
    }

    func testReferences() throws {
        XCTAssertEqual(
            try problems([
                "agencies.yaml": "agencies: [{code: dpupr, name: DPUPR}]",
                "issues.yaml": """
                issues:
                  - {code: jalan, name: Jalan, owner: dpurp}
                  - {code: air, name: Air, routing: [{words: [y]}]}
                  - {code: air, name: Air}
                  - {code: api, name: Api, routing: [{agency: x, places: ["64"]}]}
                """,
                "lexicon/issues.csv": "code,phrase\njaln,jalan rusak\n",
                "lexicon/agencies.csv": "code,phrase\nbpbd,bpbd\n", "lexicon/places.csv": "code,phrase\n64,kaltim\n",
                "lexicon/tones.csv": "",
            ]),
            [
                "pack/issues.yaml:2:5: 'owner' names the agency 'dpurp', which no pack has; did you mean 'dpupr'?",
                "pack/issues.yaml:3:38: a routing has no 'agency'; add it",
                "pack/issues.yaml:4:12: an issue 'air' stands in line 3 already; keep one (a later pack may replace it)",
                "pack/issues.yaml:5:5: 'agency' names the agency 'x', which no pack has; correct the code, or add it to a pack",
                "pack/issues.yaml:5:5: 'places' names the region '64', which no pack has; correct the code, or add it to a pack",
                "pack/lexicon/agencies.csv:2:1: 'code' names the agency 'bpbd', which no pack has; correct the code, or add "
                    + "it to a pack",
                "pack/lexicon/issues.csv:2:1: 'code' names the issue 'jaln', which no pack has; did you mean 'jalan'?",
                "pack/lexicon/places.csv:2:1: 'code' names the region '64', which no pack has; correct the code, or add it to "
                    + "a pack",
                "pack/lexicon/tones.csv: no file of a pack is named 'tones.csv'; did you mean 'tone.csv'?",
            ])
    }

    func testSourcesAndDeadlines() throws {
        XCTAssertEqual(
            try problems([
                "sources.yaml": """
                sources:
                  - {code: a, name: A, type: rss, url: "https://a.example/"}
                  - {code: b, name: B, type: feed, url: "a.example/feed", weight: -1, zone: WITB}
                  - {code: c, name: C, url: "https://a.example/", owner: x}
                  - {code: d, name: D, type: feed, url: "https://a.example/", pages: 0, page_url: "https://a.example/2"}
                  - {code: e, name: E, type: page, url: "https://a.example/", pages: 2, sitemaps: 5}
                  - {code: f, name: F, type: feed, url: "https://a.example/", page_url: "https://a.example/{n}"}
                  - {code: g, name: G, type: feed, url: "https://u:rahasia@a.example/@d", proxy: "u:rahasia@a.example"}
                  - {code: h, name: H, type: feed, url: "https://a.example/@e?@", proxy: none}
                """,
                "deadlines.yaml": "deadlines:\n  - {code: a, name: A, days: 0}\n  - {code: b, name: B}\n",
            ]),
            [
                "pack/deadlines.yaml:2:30: 'days' is '0'; it must be a whole number from 1 to 3650",
                "pack/deadlines.yaml:3:5: a deadline has no 'days'; add it",
                "pack/sources.yaml:2:30: 'type' is 'rss'; it must be one of feed, sitemap, page, inbox",
                "pack/sources.yaml:3:41: 'url' is 'a.example/feed'; it must be an address that begins with http:// or https://",
                "pack/sources.yaml:3:67: 'weight' is '-1'; it must be a number of at least 0",
                "pack/sources.yaml:3:77: 'zone' is 'WITB'; it must be WIB, WITA, WIT, UTC or an offset such as +07:00",
                "pack/sources.yaml:4:5: a source has no 'type'; add it",
                "pack/sources.yaml:4:58: 'owner' is 'x'; it must be one of independen, pemerintah, advertorial, warga",
                "pack/sources.yaml:5:70: 'pages' is '0'; it must be a whole number from 1 to 100",
                "pack/sources.yaml:5:83: 'page_url' is 'https://a.example/2'; it must be an address that begins with "
                    + "http:// or https:// and holds {n}",
                "pack/sources.yaml:6:70: 'pages' has no meaning beside 'type: page'; leave one out",
                "pack/sources.yaml:6:83: 'sitemaps' has no meaning beside 'type: page'; leave one out",
                "pack/sources.yaml:7:5: a source has no 'pages'; add it",
                "pack/sources.yaml:8:41: 'url' is '…@…'; it must be an address without a user name and password, as "
                    + "captures keep addresses for ever",
                "pack/sources.yaml:8:82: 'proxy' is '…'; it must be none, or an address that begins with http://, "
                    + "https:// or socks5h://",
            ])
    }

    func testRemoval() throws {
        let directory = try PackDirectory()
        let first = try directory.pack("satu", ["agencies.yaml": "agencies: [{code: a, name: A}]"])
        let second = try directory.pack(
            "dua",
            [
                "agencies.yaml": """
                agencies:
                  - {code: a, remove: true, name: A}
                  - {code: b, remove: true}
                  - {code: c, remove: false}
                """,
                "holidays.csv": "day,name,kind\n2023-01-01,x,bukan_libur\n",
                "lexicon/tone.csv": "code,phrase,weight\npositif,bagus,0\n",
            ])
        XCTAssertEqual(
            directory.problems(first, second),
            [
                "dua/agencies.yaml:2:35: 'name' has no meaning beside 'remove'; leave one out",
                "dua/agencies.yaml:3:5: takes out an agency 'b', which no earlier pack has; leave it out",
                "dua/agencies.yaml:4:23: 'remove' is 'false'; it must be true, or left out",
                "dua/holidays.csv:2:1: takes out the day '2023-01-01', which no earlier pack has; leave it out",
                "dua/lexicon/tone.csv:2:1: takes out the phrase 'bagus', which no earlier pack has; leave it out",
            ])
    }

    func testLexicon() throws {
        XCTAssertEqual(
            try problems([
                "lexicon/tone.csv": """
                code,phrase,weight,target,near,forms
                positip,bagus,1,,,
                positif,Bagus,1,,,
                positif,a  b,1,,,
                positif,a*b,x,bupati,Jalan,berita
                positif,,1,,,
                positif,baik,1,,,
                positif,baik,2,,,
                positif,baik,0,pemkab,,
                """,
                "lexicon/voice.csv": "code,phrase\nadvertorial,(*/adv)\nrilis,(*diskominfo\n",
                "lexicon/kind.csv": "code,phrase,target\nopini,menurut saya,opd\n",
            ]),
            [
                "pack/lexicon/kind.csv:2:20: 'target' is 'opd'; it must be empty; only lexicon/tone.csv has targets",
                "pack/lexicon/tone.csv:2:1: 'code' is 'positip'; it must be one of positif, netral, negatif",
                "pack/lexicon/tone.csv:3:9: 'phrase' is 'Bagus'; it must be in lower case",
                "pack/lexicon/tone.csv:4:9: 'phrase' is 'a  b'; it must be words with one space between them",
                "pack/lexicon/tone.csv:5:9: 'phrase' is 'a*b'; it must be words with '*' at their end only",
                "pack/lexicon/tone.csv:5:13: 'weight' is 'x'; it must be a number such as 1 or -0.5",
                "pack/lexicon/tone.csv:5:15: 'target' is 'bupati'; it must be one of pemkab, opd, tokoh, pihak_lain, "
                    + "tidak_jelas",
                "pack/lexicon/tone.csv:5:22: 'near' is 'Jalan'; it must be in lower case",
                "pack/lexicon/tone.csv:5:28: 'forms' is 'berita'; it must be one or more of artikel, unggahan, komentar, "
                    + "laporan, pesan, separated by |",
                "pack/lexicon/tone.csv:6:9: 'phrase' is empty; fill it in, or leave it out",
                "pack/lexicon/tone.csv:8:1: says the same as line 7; keep one",
                "pack/lexicon/tone.csv:9:1: takes out line 7 of the same pack; keep neither",
                "pack/lexicon/tone.csv:9:1: takes out the phrase 'baik', which no earlier pack has; leave it out",
            ])
    }

    func testCalendars() throws {
        XCTAssertEqual(
            try problems([
                "calendar.csv": """
                kind,name,value
                month,agustus,13
                bulan,agustus,8
                weekday,Senin,1
                weekday,senin,0
                weekday,senin,1
                zone,wita,8
                day,kemarin,minus
                day,,1
                """,
                "holidays.csv": """
                day,name,kind,verified
                2023-13-01,A,libur,
                2023-01-01,,libur,
                2023-01-02,C,cuti,ya
                2023-01-03,D,libur,true
                2023-01-03,E,libur,true
                """,
            ]),
            [
                "pack/calendar.csv:2:15: 'value' is '13'; it must be a month from 1 to 12",
                "pack/calendar.csv:3:1: 'kind' is 'bulan'; it must be one of month, weekday, zone, day",
                "pack/calendar.csv:4:9: 'name' is 'Senin'; it must be in lower case",
                "pack/calendar.csv:5:15: 'value' is '0'; it must be a weekday from 1 (Monday) to 7",
                "pack/calendar.csv:6:1: says the same as line 5; keep one",
                "pack/calendar.csv:7:11: 'value' is '8'; it must be an offset such as +08:00",
                "pack/calendar.csv:8:13: 'value' is 'minus'; it must be days from today, such as -1",
                "pack/calendar.csv:9:5: 'name' is empty; fill it in, or leave it out",
                "pack/holidays.csv:2:1: 'day' is '2023-13-01'; it must be a day of the calendar, such as 2023-08-15",
                "pack/holidays.csv:3:12: 'name' is empty; fill it in, or leave it out",
                "pack/holidays.csv:4:14: 'kind' is 'cuti'; it must be one of libur, cuti_bersama, bukan_libur",
                "pack/holidays.csv:4:19: 'verified' is 'ya'; it must be true or false",
                "pack/holidays.csv:6:1: the day '2023-01-03' stands in line 5 already; keep one (a later pack may replace it)",
            ])
    }

    func testMappingsAreCheckedToo() throws {
        let directory = try PackDirectory()
        let mapping = "mapping: x\nrecognize: {columns: [a]}\nform: berita\nfields: {title: a}\n"
        let first = try directory.pack("satu", ["mappings/x.yaml": mapping])
        let second = try directory.pack("dua", ["mappings/x.yaml": mapping.replacing("berita", with: "artikel")])
        let problem =
            "satu/mappings/x.yaml:3:7: 'form' is 'berita'; it must be one of artikel, unggahan, komentar, laporan, pesan"
        XCTAssertEqual(directory.problems(first, second), [problem], "replaced or not")
        XCTAssertEqual(try Vocabulary(packs: [first]).mappingPaths, ["\(first)/mappings/x.yaml"])
    }

    func testFilesThatAreNoText() throws {
        let directory = try PackDirectory()
        let path = try directory.pack("pack", ["agencies.yaml": "x"])
        try PackFiles.write("\(path)/agencies.yaml", [0x61, 0xE9, 0x0A])
        try PackFiles.write("\(path)/calendar.csv", [UInt8](repeating: 0x61, count: (4 << 20) + 1))
        XCTAssertEqual(
            directory.problems(path),
            [
                "pack/agencies.yaml: not UTF-8; save the file as UTF-8 (in Excel: 'CSV UTF-8')",
                "pack/calendar.csv: 4194305 bytes are too many for a file of a pack; the limit is 4194304",
            ])
    }
}
