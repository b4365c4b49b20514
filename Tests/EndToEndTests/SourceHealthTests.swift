import Foundation
import RecordIO
import Records
import XCTest

/// What an operator reads in the morning of sources that are not well, and of files that nobody knows.
final class SourceHealthTests: XCTestCase {
    private var root = ""

    override func setUpWithError() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("serap-health-\(UUID().uuidString)").path
        try write(
            "uji.yaml",
            """
            pipeline: uji
            timezone: Asia/Makassar
            pack: [pack]
            stages:
              feeds: {run: serap-fetch, params: {select: feeds, replay: web}}
              inbox: {run: serap-fetch, params: {select: inbox, folder: inbox}}
              tables: {run: serap-parse, from: inbox, gather: {by: source}}
            """)
        try write("pack/pack.yaml", "pack: uji\nversion: 1\norigin: invented\n")
        try write(
            "pack/sources.yaml",
            """
            sources:
              - {code: warta, name: Warta Uji, type: feed, url: "https://warta.example/feed", origin: invented}
              - {code: mati, name: Media Mati, type: feed, url: "https://mati.example/feed", origin: invented}
              - {code: lapor, name: Lapor, type: inbox, url: "lapor-*.csv", origin: invented}
            """)
        try write("web/warta.example/feed.http.json", #"{"status": 301, "location": "/umpan"}"#)
        try write(
            "web/warta.example/umpan", "<rss><channel><item><title>Satu</title><guid>1</guid></item></channel></rss>")
        try write("inbox/.kosong", "")
        try write("web/mati.example/feed.http.json", #"{"status": 410}"#)
    }

    override func tearDownWithError() throws { try Directory.remove(root) }

    private func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: url)
    }

    /// Runs a night; gives its `run.txt`.
    private func night(_ day: Int) throws -> String {
        try write("web/replay.json", #"{"fetched_at": "2023-08-\#(day)T17:00:00Z"}"#)
        let runs = try? Directory.names("\(root)/runs")
        let result = try Command.serap("run", "\(root)/uji.yaml", "--root", root, "--key", "2023-08-\(day)")
        XCTAssertEqual(result.status, 0, result.output + result.errors)
        let run = try XCTUnwrap(try Directory.names("\(root)/runs").last { !(runs ?? []).contains($0) })
        return try String(contentsOfFile: "\(root)/runs/\(run)/run.txt", encoding: .utf8)
    }

    private func section(_ title: String, of page: String) -> [String] {
        guard let start = page.range(of: "\n\(title):\n") else { return [] }
        return page[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            .map(String.init)
    }

    func testFilesThatNobodyKnowsAreNamedByTheRun() throws {
        try write("inbox/catatan rapat.csv", "a,b\n1,2")
        try write("inbox/lapor-1.csv", "kolom,lain\n1,2")
        let first = try night(10)
        XCTAssertEqual(
            section("Berkas yang tidak dikenali", of: first).sorted(),
            [
                "  - inbox/all: catatan rapat.csv (inbox): tidak dikenali; tidak ada sumber untuk berkas ini; "
                    + "'catatan rapat.csv'; name it after a source of type inbox, or add one whose url matches it",
                "  - tables/inbox: catatan rapat.csv (inbox): tidak dikenali; susunan kolomnya tidak dikenal; "
                    + "'catatan rapat.csv'; add a mapping for its columns, which the reject names",
                "  - tables/lapor: lapor-1.csv (lapor): tidak dikenali; susunan kolomnya tidak dikenal; "
                    + "'lapor-1.csv'; add a mapping for its columns, which the reject names",
            ])
        XCTAssertEqual(
            section("Berkas yang tidak dikenali", of: try night(11)).count, 1,
            "a file without a source is named until somebody has seen to it")
    }

    func testASourceThatKeepsFailingAndOneThatHasMovedAreToldEveryNight() throws {
        var page = ""
        for day in 10...13 {
            page = try night(day)
            XCTAssertTrue(page.contains("Hasil    : BERHASIL, dengan peringatan\n"), page)
            XCTAssertEqual(
                section("Sumber yang pindah alamat untuk seterusnya (ubah url di daftar sumber)", of: page),
                ["  - feeds/all: warta -> https://warta.example/umpan"])
        }
        XCTAssertEqual(
            section("Sumber yang bermasalah", of: page),
            [
                "  - feeds/all: Media Mati (mati): gagal; tidak dicoba malam ini karena berulang kali gagal; "
                    + "http_410 3 kali sejak 2023-08-10T17:00:00Z; dicoba lagi untuk kunci 2023-08-14"
            ])
        let status = try Command.serap("status", "\(root)/uji.yaml", "--root", root)
        for line in [
            "  feeds/all: mati: failed, backing_off (http_410 since 2023-08-10T17:00:00Z, asked 3 times in vain; asked again "
                + "for the key 2023-08-14, or at once by 'serap run --refetch' or when its url in the register changes)\n",
            "moved for good; change the register of sources:\n  feeds/all: warta -> https://warta.example/umpan\n",
        ] { XCTAssertTrue(status.output.contains(line), status.output) }
        // 21 days after the last news, as a usual gap is not known yet.
        let late = try night(31)
        XCTAssertEqual(
            section("Sumber yang diam", of: late),
            [
                "  - feeds/all: Warta Uji (warta): diam; menjawab tanpa isi baru; tidak ada yang baru sejak "
                    + "2023-08-10T17:00:00Z",
                "  - inbox/all: Lapor (lapor): diam; tidak ada berkas",
            ])
    }

    func testAnInboxThatGetsNothingNewFallsSilentThoughItsFilesLieThere() throws {
        var page = ""
        for day in 10...16 {
            if day <= 13 { try write("inbox/lapor-\(day).csv", "kolom,lain\n\(day),2") }
            page = try night(day)
            XCTAssertEqual(page.contains("Sumber yang diam"), day == 16, "\(day): \(page)")
        }
        XCTAssertEqual(
            section("Sumber yang diam", of: page),
            [
                "  - inbox/all: Lapor (lapor): diam; menjawab tanpa isi baru; tidak ada yang baru sejak "
                    + "2023-08-13T12:00:00Z, biasanya setiap 24 jam"
            ])
    }

    func testAnErrorPageForAFeedIsToldInWords() throws {
        try write("web/warta.example/umpan", "<!doctype html><html><body>Gangguan</body></html>")
        let page = try night(10)
        XCTAssertEqual(
            section("Sumber yang bermasalah", of: page).first,
            "  - feeds/all: Warta Uji (warta): gagal; menjawab dengan isi yang bukan umpan atau peta situs; the answer is "
                + "'text/html', no feed or sitemap; look at it in a browser, or find another with "
                + "'serap-fetch discover'")
    }

    func testANightOnWhichTheSourcesGiveNothingIsAZeroAndNoGap() throws {
        try write(
            "uji.yaml",
            """
            pipeline: uji
            timezone: Asia/Makassar
            pack: [pack]
            stages:
              feeds: {run: serap-fetch, params: {select: [warta], replay: web}}
              entries: {run: serap-parse, from: feeds, gather: {by: source}}
              normalize: {run: serap-normalize, from: entries, params: {zone: WITA}}
              aggregate: {run: serap-aggregate, from: normalize, gather: all, window: 70d}
            """)
        _ = try night(10)
        // The 11th was never run; on the 12th the source answers that it has nothing new.
        try write("web/warta.example/umpan.http.json", #"{"status": 304}"#)
        _ = try night(12)
        try Directory.remove("\(root)/web/warta.example/umpan.http.json")
        try write(
            "web/warta.example/umpan", "<rss><channel><item><title>Dua</title><guid>2</guid></item></channel></rss>")
        _ = try night(13)
        let rows = try DemoNights.records(in: "\(root)/data/uji/current/2023-08-13/aggregate/all")
        XCTAssertEqual(
            rows.filter { $0.string("series") == "total" }.map {
                "\($0.string("day") ?? "") \($0.int("count") ?? -1)"
            },
            ["2023-08-10 1", "2023-08-12 0", "2023-08-13 1"])
    }

    func testByHandTheLastLineSaysWhatCameOfIt() throws {
        try write("params.json", #"{"select": "feeds", "replay": "\#(root)/web"}"#)
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T17:00:00Z"}"#)
        let result = try Command.run(
            Repository.executables.appendingPathComponent("serap-fetch").path,
            ["--params", "\(root)/params.json", "--pack", "\(root)/pack", "--output", "\(root)/hasil"])
        XCTAssertEqual(result.status, 0)
        XCTAssertEqual(
            result.errors,
            "serap-fetch: info: 2 sources: 1 with something new, 1 failed (http_410 1); 2 captures\n")
    }
}
