import RecordIO
import Records
import Store
import XCTest

final class StoreLoadTests: XCTestCase {
    func testLoadedAgainItReplacesItself() throws {
        let fixture = try StoreFixture()
        let items = [
            StoreFixture.item("a", title: "Jalan rusak", issue: "jalan_rusak"), StoreFixture.item("b", title: "Pasar"),
        ]
        XCTAssertEqual(try fixture.load(items), [.stored, .stored])
        XCTAssertEqual(try fixture.load([items[0]], partition: "lain"), [.repeated], "unique by id and key")
        XCTAssertEqual(try fixture.load([StoreFixture.item("a", title: "Jalan mulus")]), [.stored])
        XCTAssertEqual(try fixture.rows("SELECT id, key, title FROM versions"), ["a|2023-08-15|Jalan mulus"])
        XCTAssertEqual(try fixture.rows("SELECT count(*) FROM labels WHERE field = 'issues'"), ["0"])
        XCTAssertEqual(try fixture.found("rusak"), [])
        XCTAssertEqual(try fixture.found("mulus"), ["a"])
        XCTAssertEqual(try fixture.rows("SELECT key, stage, partition FROM loads"), ["2023-08-15|store|all"])
    }

    func testALoadOfNothingTakesTheNameOut() throws {
        let fixture = try StoreFixture()
        try fixture.load([StoreFixture.item("a", title: "Banjir")])
        try fixture.load([])
        for table in ["loads", "versions", "labels", "table_rows"] {
            XCTAssertEqual(try fixture.rows("SELECT count(*) FROM \(table)"), ["0"], table)
        }
        XCTAssertEqual(try fixture.found("banjir"), [])
    }

    func testAFailureLeavesAllAsItWas() throws {
        struct Stop: Error {}
        let fixture = try StoreFixture()
        try fixture.load([StoreFixture.item("a", title: "Banjir")])
        let store = try Store(loading: fixture.path)
        XCTAssertThrowsError(
            try store.load(LoadName(key: "2023-08-15", stage: "store", partition: "all")) { load in
                _ = try load.add(StoreFixture.item("b", title: "Longsor"), of: .items)
                throw Stop()
            }
        ) { XCTAssertTrue($0 is Stop, "errors of the body pass: \($0)") }
        XCTAssertEqual(try fixture.rows("SELECT id FROM versions"), ["a"])
        XCTAssertEqual(try fixture.found("banjir OR longsor"), ["a"])
    }

    func testTheViewShowsTheGreatestKey() throws {
        let fixture = try StoreFixture()
        try fixture.load([StoreFixture.item("a", title: "Baru, sudah diperbaiki")], key: "2023-08-15")
        try fixture.load([StoreFixture.item("a", title: "Lama, rusak")], key: "2023-08-14")
        XCTAssertEqual(try fixture.rows("SELECT id, key FROM versions ORDER BY key"), ["a|2023-08-14", "a|2023-08-15"])
        XCTAssertEqual(try fixture.rows("SELECT id, key, title FROM items"), ["a|2023-08-15|Baru, sudah diperbaiki"])
        XCTAssertEqual(try fixture.found("rusak"), [], "an older version is not shown")
        XCTAssertEqual(try fixture.found("diperbaiki"), ["a"])
    }

    func testLabelsKeepTheirEvidenceAndTheRecordItsBytes() throws {
        let fixture = try StoreFixture()
        let line =
            #"{"id":"a","form":"laporan","sisa":1.50,"tone":[{"code":"negatif","target":"opd","score":0.75,"#
            + #""evidence":[{"field":"text","start":0,"end":5,"rule":"lexicon/tone.csv:3"}]}]}"#
        try fixture.load([Record(line: line)])
        XCTAssertEqual(try fixture.rows("SELECT record FROM items"), [line])
        XCTAssertEqual(
            try fixture.rows("SELECT field, code, target, score, evidence FROM labels"),
            [#"tone|negatif|opd|0.75|[{"field":"text","start":0,"end":5,"rule":"lexicon/tone.csv:3"}]"#])
    }

    func testTablesAreRowsInTheirOrder() throws {
        let fixture = try StoreFixture()
        XCTAssertEqual(
            try fixture.load(
                [Record(["row": "jalan_rusak", "count": 2]), Record(["row": "sampah", "count": 1])],
                as: .table("issues")), [.stored, .stored])
        XCTAssertEqual(
            try fixture.rows("SELECT \"table\", key, position, row FROM table_rows ORDER BY position"),
            [
                #"issues|2023-08-15|0|{"row":"jalan_rusak","count":2}"#,
                #"issues|2023-08-15|1|{"row":"sampah","count":1}"#,
            ])
    }

    func testPartsSayByTheirNamesWhatTheyHold() {
        XCTAssertEqual(PartContent(path: "x/table-issues.jsonl.gz"), .table("issues"))
        XCTAssertEqual(PartContent(path: "table-tone.jsonl"), .table("tone"))
        XCTAssertEqual(PartContent(path: "/x/earlier.jsonl.gz"), .table("earlier"))
        XCTAssertEqual(PartContent(path: "/x/items.jsonl.gz"), .items)
        XCTAssertEqual(PartContent(path: "source=table-x.jsonl.gz"), .items)
        XCTAssertEqual(PartContent(path: "table-.jsonl"), .items)
    }

    func testAnItemWithoutIdIsRefused() throws {
        let fixture = try StoreFixture()
        XCTAssertEqual(
            try fixture.load([Record(["title": "x"])]),
            [.refused("no_id", "an item without 'id' cannot be found again; load what a stage of serap wrote")])
    }

    func testNothingOfASensitiveItemIsInTheFile() throws {
        let fixture = try StoreFixture()
        let secret = "Kesaksianrahasia"
        var item = StoreFixture.item(
            "a", title: secret, text: secret, kind: "whistleblowing", issue: "pungli_korupsi",
            more: [
                "sensitive": true, "summary": .string(secret), "authors": [.string(secret)],
                "tracking": .string(secret),
                "columns": ["Pelapor": .string(secret)],
            ])
        item["url"] = .string("https://lapor.example/\(secret)")
        item["places"] = [
            ["code": "64.09.01.1003", "score": 1, "evidence": []],
            ["code": "64.09.01.1004", "score": 1, "evidence": []],
        ]
        try fixture.load([item])
        XCTAssertEqual(
            try fixture.rows("SELECT id, kind, sensitive, title, text, url, tracking, day FROM items"),
            ["a|whistleblowing|1|||||2023-08-15"])
        XCTAssertEqual(
            try fixture.rows("SELECT field, code, evidence FROM labels ORDER BY field"),
            ["issues|pungli_korupsi|[]", "kind|whistleblowing|[]", "places|64.09.01|[]"])
        XCTAssertEqual(try fixture.found(secret), [])
        for name in try Directory.names(fixture.root) {
            let file = try OpenFile.reading("\(fixture.root)/\(name)")
            let text = String(decoding: try file.read(count: file.size(), at: 0), as: UTF8.self).lowercased()
            XCTAssertFalse(text.contains("rahasia"), name)
        }
    }

    func testTheFileIsWholeByItself() throws {
        let fixture = try StoreFixture()
        try fixture.load([StoreFixture.item("a", title: "Banjir")])
        let copy = "\(fixture.root)/copy.sqlite"
        let file = try OpenFile.reading(fixture.path)
        try OpenFile.writing(copy).write(file.read(count: file.size(), at: 0))
        XCTAssertEqual(
            try Store(searching: copy).search(StoreQuery(words: "banjir")).hits.map(\.title), ["Banjir"])
    }

    func testADamagedStoreIsCalledOne() throws {
        let fixture = try StoreFixture()
        try fixture.load((0..<200).map { StoreFixture.item("a\($0)", title: "Banjir \($0)") })
        let file = try OpenFile.reading(fixture.path)
        var bytes = try file.read(count: file.size(), at: 0)
        // The first page is left as it is, so that the file still says what it is.
        for index in bytes.indices.dropFirst(4096) { bytes[index] = 0x55 }
        try OpenFile.writing(fixture.path).write(bytes)
        XCTAssertThrowsError(try fixture.load([StoreFixture.item("b", title: "Banjir")])) {
            XCTAssertEqual(
                "\($0)",
                "\(fixture.path): damaged (database disk image is malformed); remove it with its -wal and -shm and run "
                    + "again, it is made anew")
        }
    }

    func testOtherFilesAreRefused() throws {
        let fixture = try StoreFixture()
        let text = "\(fixture.root)/notes.txt"
        try OpenFile.writing(text).write(Array("These are notes, and no database at all.\n".utf8))
        XCTAssertThrowsError(try Store(loading: text)) {
            XCTAssertEqual(
                "\($0)", "\(text): not a store of serap-store; move it away and run again, or name another file")
        }
        XCTAssertThrowsError(try Store(searching: "\(fixture.root)/none.sqlite")) {
            XCTAssertEqual(
                "\($0)",
                "\(fixture.root)/none.sqlite: no such store; name one with --target, such as out/nightly/store.sqlite")
        }
        try fixture.load([])
        try StoreInspection.execute(fixture.path, "PRAGMA user_version = 7")
        XCTAssertThrowsError(try Store(loading: fixture.path)) {
            XCTAssertEqual(
                "\($0)",
                "\(fixture.path): schema 7, but this program knows 1; remove it and run again, it is made anew")
        }
        try StoreInspection.execute(fixture.path, "PRAGMA application_id = 5")
        XCTAssertThrowsError(try Store(loading: fixture.path)) {
            XCTAssertEqual(
                "\($0)",
                "\(fixture.path): not a store of serap-store; move it away and run again, or name another file")
        }
    }
}
