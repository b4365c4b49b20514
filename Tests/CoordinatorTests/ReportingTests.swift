import Records
import XCTest

@testable import Coordinator

final class ProgressTests: XCTestCase {
    func testTheBar() {
        XCTAssertEqual(
            TerminalProgress.bar(done: 0, known: 200, running: 2, seconds: 0),
            "[>                             ] 0 of 200 tasks, 2 running")
        XCTAssertEqual(
            TerminalProgress.bar(done: 100, known: 200, running: 2, seconds: 10),
            "[===============>              ] 100 of 200 tasks, 2 running, 10/s, 10 s left")
        XCTAssertEqual(
            TerminalProgress.bar(done: 3, known: 3, running: 0, seconds: 60),
            "[==============================] 3 of 3 tasks, 0 running, 3/min")
    }

    func testDurations() {
        XCTAssertEqual([9, 200, 7500].map { TerminalProgress.duration($0) }, ["9 s", "3 min", "2 h 5 min"])
    }
}

final class RunPageTests: XCTestCase {
    func testTimesAreTheDistricts() throws {
        let moment = try XCTUnwrap(Instant("2026-11-23T16:30:05Z"))
        for (zone, text) in [
            ("Asia/Makassar", "2026-11-24 00.30.05 WITA"), ("WIB", "2026-11-23 23.30.05 WIB"),
            ("UTC", "2026-11-23 16.30.05 UTC"), ("+05:30", "2026-11-23 22.00.05 +05:30"),
        ] { XCTAssertEqual(RunPage.moment(moment, try XCTUnwrap(Zone(zone))), text) }
    }

    func testMessagesAreIndonesianAndWhatIsUnknownIsQuoted() {
        for (english, indonesian) in [
            ("exit 3", "status keluar 3"),
            ("ended by signal 9", "dihentikan oleh sinyal 9"),
            ("load/f2.jsonl and 3 more is missing", "load/f2.jsonl dan 3 lagi tidak ada"),
            (
                "nothing was delivered: the disk is full: 0 bytes free at /r/out; make room and run again (3 times)",
                "tidak ada yang diserahkan: disk penuh: sisa 0 bytes di /r/out; kosongkan ruang, lalu jalankan lagi (3 kali)"
            ),
            (
                "the disk was full: 3 GiB free again at /r; make room and run again (exit 1)",
                "disk sempat penuh: kini sisa 3 GiB di /r; kosongkan ruang, lalu jalankan lagi (status keluar 1)"
            ),
            (
                "the account says in = 3, but 4 records were given",
                "hitungannya menyebut masuk = 3, padahal diberi 4 rekaman"
            ),
            ("parse/x/part.jsonl.gz: rebuilt", "parse/x/part.jsonl.gz: sudah dibuat ulang"),
            ("something new", "pesan \"something new\""),
            ("exit ", "pesan \"exit \""),
        ] { XCTAssertEqual(IndonesianMessages.text(english), indonesian) }
    }
}

final class SerapVersionTests: XCTestCase {
    func testItTellsWhatLiesBesideIt() {
        XCTAssertEqual(
            SerapVersion.text(programs: ["serap", "serap-report", "serap-fetch", "x"]),
            "serap \(SerapVersion.number)\nstage contract 1\nstages beside it: fetch, report")
        XCTAssertEqual(
            SerapVersion.text(programs: []),
            "serap \(SerapVersion.number)\nstage contract 1\nstages beside it: none; 'run: serap-...' looks in PATH")
    }
}
