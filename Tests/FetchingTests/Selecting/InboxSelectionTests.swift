import Foundation
import RecordIO
import Records
import XCTest

@testable import Fetching

final class InboxSelectionTests: FetchTestCase {
    private var params: JSONObject { ["select": "inbox", "folder": .string("\(root)/inbox")] }

    override func setUpWithError() throws {
        try super.setUpWithError()
        try writePack([
            ("lapor", "type: inbox, url: 'lapor-*.csv'"), ("x", "type: inbox, url: 'x-*.csv'"),
            ("semua", "type: inbox, url: '*.csv', active: false"),
        ])
        try write("inbox/lapor-1.csv", "nomor,isi\n1,jalan rusak\n")
        try write("inbox/2023/lapor-2.csv", "nomor,isi\n2,lampu mati\n")
        try write("inbox/foto.xlsx", [0x50, 0x4B, 3, 4, 0xFF])
        for name in [".tersembunyi.csv", "lapor-3.csv.part", "lapor-4.csv.tmp", "~$lapor.csv", ".git/lapor-5.csv"] {
            try write("inbox/\(name)", "belum selesai")
        }
        for name in ["lapor-1.csv", "2023/lapor-2.csv", "foto.xlsx"] { try stamp(name) }
    }

    /// 2023-08-15T01:02:03Z
    private func stamp(_ name: String) throws {
        let date = Date(timeIntervalSince1970: 1_692_061_323)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(root)/inbox/\(name)")
    }

    func testTakesEveryWholeFileOnce() throws {
        let outcome = try run(params)
        XCTAssertEqual(
            outcome.lines("source", "url", "fetched_at", "media_type"),
            [
                "inbox file:foto.xlsx 2023-08-15T01:02:03Z "
                    + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "lapor file:2023/lapor-2.csv 2023-08-15T01:02:03Z text/csv",
                "lapor file:lapor-1.csv 2023-08-15T01:02:03Z text/csv",
            ])
        XCTAssertEqual(outcome.captures.map(\.body), [nil, "nomor,isi\n2,lampu mati\n", "nomor,isi\n1,jalan rusak\n"])
        XCTAssertEqual(try outcome.captures[0].bodyBytes(filesOf: outcome.output), [0x50, 0x4B, 3, 4, 0xFF])
        XCTAssertEqual(
            outcome.health,
            [
                #"{"source":"lapor","name":"Media lapor","state":"ok","entries":2,"last_new":"2023-08-15T12:00:00Z"}"#,
                #"{"source":"x","name":"Media x","state":"silent","reason":"no_file","entries":0}"#,
                #"{"source":"inbox","name":"foto.xlsx","state":"unclaimed","reason":"no_source","#
                    + #""detail":"'foto.xlsx'; name it after a source of type inbox, or add one whose url matches it"}"#,
            ])
        XCTAssertEqual(outcome.account.input, 3)
        XCTAssertEqual(outcome.account.used, 3)
    }

    func testAFileOfAnEarlierKeyIsMergedAndARepeatedKeyIsNot() throws {
        let first = try run(params, key: "2023-08-14")
        XCTAssertEqual(try run(params, key: "2023-08-14").parts, first.parts, "a killed run repeats to the byte")
        XCTAssertEqual(
            try run(params, key: "2023-08-15").account.used, 3, "what was never published was never captured")
        try publish(first, key: "2023-08-14")

        try write("inbox/lapor-9.csv", "nomor,isi\n9,air mati\n")
        try write("inbox/salinan lapor-9.csv", "nomor,isi\n9,air mati\n")
        let second = try run(params, key: "2023-08-15", publishes: true)
        XCTAssertEqual(second.lines("source", "url"), ["lapor file:lapor-9.csv"])
        XCTAssertEqual(second.account.input, 5)
        XCTAssertEqual(second.account.merged, 4)

        let third = try run(params, key: "2023-08-16")
        XCTAssertEqual(third.account.merged, 5)
        XCTAssertEqual(
            third.health.first,
            #"{"source":"lapor","name":"Media lapor","state":"unchanged","reason":"same_files","entries":0,"last_new":"2023-08-15T12:00:00Z"}"#
        )
        XCTAssertEqual(third.health.count, 4, third.health.joined())
        for name in ["foto.xlsx", "salinan lapor-9.csv"] {
            XCTAssertTrue(
                third.health.contains {
                    $0.hasPrefix(#"{"source":"inbox","name":"\#(name)","state":"unclaimed","reason":"no_source","#)
                }, "named until somebody has seen to it: \(name)")
        }
    }

    /// One row of health a night, of a source.
    private func row(_ source: String, _ outcome: Outcome) -> String {
        outcome.health.first { $0.hasPrefix(#"{"source":"\#(source)""#) } ?? ""
    }

    func testAnInboxFallsSilentThoughOldFilesLieThere() throws {
        var rows: [String] = []
        for day in 10...17 {
            if day < 14 { try write("inbox/x-\(day).csv", "nomor,isi\n\(day),jalan rusak\n") }
            // Copies and names that change are no news.
            try write("inbox/x-terbaru.csv", "nomor,isi\n10,jalan rusak\n")
            rows.append(row("x", try run(params, key: "2023-08-\(day)", publishes: true)))
        }
        let last = #""last_new":"2023-08-13T12:00:00Z","usual_gap":24"#
        let same = #"{"source":"x","name":"Media x","state":"unchanged","reason":"same_files","entries":0,\#(last)}"#
        XCTAssertEqual(rows[3], #"{"source":"x","name":"Media x","state":"ok","entries":1,\#(last)}"#)
        XCTAssertEqual(rows[4...5], [same, same])
        let silent =
            #"{"source":"x","name":"Media x","state":"silent","reason":"nothing_new","entries":0,\#(last),"#
            + #""silent_since":"2023-08-13T12:00:00Z"}"#
        XCTAssertEqual(rows[6...7], [silent, silent])
        // Also where the folder is empty, and where its only new file cannot be taken.
        try FileManager.default.removeItem(atPath: "\(root)/inbox")
        try write("inbox/lapor-1.csv", "nomor,isi\n1,jalan rusak\n")
        XCTAssertEqual(row("x", try run(params, key: "2023-08-18")), silent)
        try write("inbox/x-besar.csv", "nomor,isi\n18,jalan rusak\n")
        XCTAssertEqual(
            row(
                "x",
                try run(["select": "inbox", "folder": .string("\(root)/inbox"), "max_bytes": 5], key: "2023-08-18")),
            #"{"source":"x","name":"Media x","state":"failed","reason":"too_large","entries":0,"failed":1,\#(last),"#
                + #""silent_since":"2023-08-13T12:00:00Z","failures":{"too_large":1}}"#)
        XCTAssertEqual(
            row("x", try run(params, key: "2023-08-18")),
            #"{"source":"x","name":"Media x","state":"ok","entries":1,"last_new":"2023-08-18T12:00:00Z","usual_gap":24}"#
        )
    }

    func testAFolderThatWasEmptiedIsNotSilentBeforeItsTime() throws {
        try write("inbox/x-1.csv", "nomor,isi\n1,jalan rusak\n")
        _ = try run(params, key: "2023-08-10", publishes: true)
        try FileManager.default.removeItem(atPath: "\(root)/inbox/x-1.csv")
        XCTAssertEqual(
            row("x", try run(params, key: "2023-08-11")),
            #"{"source":"x","name":"Media x","state":"unchanged","reason":"no_file","entries":0,"last_new":"2023-08-10T12:00:00Z"}"#
        )
    }

    func testFilesOfTwoSourcesWithTheSameBytesAreEachItsOwnSources() throws {
        for name in ["lapor-0.csv", "x-0.csv", "lapor-00.csv"] { try write("inbox/\(name)", "nomor,isi\n") }
        let first = try run(params, key: "2023-08-14", publishes: true)
        XCTAssertEqual(
            row("x", first),
            #"{"source":"x","name":"Media x","state":"ok","entries":1,"last_new":"2023-08-14T12:00:00Z"}"#)
        XCTAssertEqual(
            row("lapor", first),
            #"{"source":"lapor","name":"Media lapor","state":"ok","entries":3,"last_new":"2023-08-14T12:00:00Z"}"#)
        XCTAssertEqual(first.account.merged, 1, "the second one of the same source")
        XCTAssertEqual(
            first.lines("source", "url").filter { $0.contains("-0") },
            [
                "lapor file:lapor-0.csv", "x file:x-0.csv",
            ])
        let second = try run(params, key: "2023-08-15")
        XCTAssertEqual(second.captures.count, 0)
        for source in ["lapor", "x"] {
            XCTAssertEqual(
                row(source, second),
                #"{"source":"\#(source)","name":"Media \#(source)","state":"unchanged","reason":"same_files","entries":0,"last_new":"2023-08-14T12:00:00Z"}"#
            )
        }
    }

    func testAFileThatSomebodyHasNamedAfterItsSourceIsTaken() throws {
        try write("inbox/catatan.csv", "nomor,isi\n7,lampu mati\n")
        XCTAssertTrue(
            try run(params, key: "2023-08-14", publishes: true).lines("source", "url").contains(
                "inbox file:catatan.csv"))
        try FileManager.default.moveItem(atPath: "\(root)/inbox/catatan.csv", toPath: "\(root)/inbox/x-7.csv")
        XCTAssertEqual(try run(params, key: "2023-08-15").lines("source", "url"), ["x file:x-7.csv"])
    }

    func testASidecarSaysWhenAnExportWasMade() throws {
        try write("inbox/lapor-1.csv.http.json", #"{"fetched_at": "2023-08-14T09:00:00Z"}"#)
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        let outcome = try run([
            "select": "inbox", "folder": .string("\(root)/inbox"), "replay": .string("\(root)/web"),
        ])
        XCTAssertEqual(
            outcome.lines("url", "fetched_at"),
            [
                "file:foto.xlsx 2023-08-15T16:05:00Z", "file:2023/lapor-2.csv 2023-08-15T16:05:00Z",
                "file:lapor-1.csv 2023-08-14T09:00:00Z",
            ])
    }

    func testRefusesLinksAndNamesWhatIsTooLarge() throws {
        try FileManager.default.createSymbolicLink(atPath: "\(root)/inbox/x-1.csv", withDestinationPath: "/etc/passwd")
        let outcome = try run([
            "select": "inbox", "folder": .string("\(root)/inbox"), "max_bytes": 5,
        ])
        try publish(outcome, key: "2023-08-15")
        XCTAssertEqual(
            outcome.rejects.map { JSONValue.object($0).text },
            [
                #"{"reason":"not_a_file","detail":"x-1.csv: a link or device; put a copy of the file","#
                    + #""stage":"fetch","record":{"url":"file:x-1.csv"}}"#
            ])
        XCTAssertEqual(
            outcome.captures.map { $0.error?["reason"]?.string }, [nil, "too_large", "too_large"])
        XCTAssertEqual(outcome.account.input, 4)
        XCTAssertEqual(outcome.account.used, 3)
        // What failed is tried again.
        XCTAssertEqual(try run(params, key: "2023-08-16").account.merged, 1)
    }

    func testLargeFilesBecomeBlobs() throws {
        let large = [UInt8](repeating: 0x61, count: 5_000_000)
        try write("inbox/x-besar.csv", large)
        let capture = try XCTUnwrap(try run(params).captures.first { $0.source == "x" })
        XCTAssertNil(capture.body)
        XCTAssertEqual(capture.blob, SHA256.hex(large))
        XCTAssertEqual(capture.sha256, SHA256.hex(large))
    }

    /// A zip of an old Windows gives names in its own code page.
    func testANameThatIsNoUTF8IsNamedAndStopsNothing() throws {
        let name = Array("\(root)/inbox/laporan-".utf8) + [0xE9] + Array(".csv\0".utf8)
        let file = open(name.map { CChar(bitPattern: $0) }, O_CREAT, 0o600)
        close(file)
        let outcome = try run(params)
        let detail = #"laporan-\xe9.csv: the name is not UTF-8; give it another"#
        XCTAssertEqual(outcome.captures.count, 3)
        XCTAssertEqual(outcome.account.rejected, ["bad_name": 1])
        XCTAssertEqual(outcome.rejects.map { $0["detail"]?.string }, [detail])
        let row = outcome.account.health.first { $0["name"]?.string == #"laporan-\xe9.csv"# }
        XCTAssertEqual(
            row,
            [
                "source": "inbox", "name": #"laporan-\xe9.csv"#, "state": "unclaimed", "reason": "bad_name",
                "detail": .string(detail),
            ])
        let folder = try run(["select": "folder", "folder": .string("\(root)/inbox")])
        XCTAssertEqual(folder.account.rejected["bad_name"], 1)
        XCTAssert(folder.rejects.contains { $0["detail"]?.string == detail })
        XCTAssertEqual(folder.captures.count, 3)
    }
}
