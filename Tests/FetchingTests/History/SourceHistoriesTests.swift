import Foundation
import RecordIO
import Records
import StageKit
import XCTest

@testable import Fetching

final class SourceHistoriesTests: FetchTestCase {
    private let cache = "state/history/all"

    override func setUpWithError() throws {
        try super.setUpWithError()
        try writePack([
            ("alfa", "type: feed, url: 'https://alfa.example/feed'"),
            ("beta", "type: page, url: 'https://beta.example/'"),
        ])
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
    }

    /// A night whose feed lists some entries.
    private func night(_ day: Int, _ entries: [String], page: String = "x") throws {
        try write("web/replay.json", "{\"fetched_at\": \"2023-08-\(day)T16:05:00Z\"}")
        let items = entries.map { "<item><guid>\($0)</guid></item>" }.joined()
        try write("web/alfa.example/feed", "<rss><lastBuildDate>\(day)</lastBuildDate>\(items)</rss>")
        try write(
            "web/alfa.example/feed.http.json",
            #"{"headers": {"ETag": "\"v\#(day)\"", "Last-Modified": "hari \#(day)"}}"#)
        try write("web/beta.example/index", "<html>\(page)</html>")
        _ = try run(["select": "feeds", "replay": .string("\(root)/web")], key: "2023-08-\(day)", publishes: true)
    }

    private func histories(_ key: String) throws -> SourceHistories {
        let settings = StageSettings(
            params: StageParameters([:]), packs: [], key: key, partition: "all", state: "\(root)/state",
            captures: "\(root)/captures")
        let run = try StageRun(
            stage: "fetch", inputs: [], output: "\(root)/out-\(UUID().uuidString)", settings: settings)
        return try SourceHistories(EarlierCaptures(run))
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)")) }

    func testWhatCapturesSayOfASource() throws {
        try night(10, ["1"])
        try night(11, ["1", "2"], page: "y")
        try night(12, ["1", "2"], page: "y")
        try night(13, ["2", "3"], page: "y")
        let all = try histories("2023-08-14")
        func seconds(_ day: Int) -> Int? { Instant("2023-08-\(day)T16:05:00Z")?.seconds }
        let alfa = all["alfa"]
        XCTAssertEqual(alfa.address.status, 200)
        XCTAssertEqual(
            alfa.address.validators,
            Validators(url: "https://alfa.example/feed", etag: "\"v13\"", lastModified: "hari 13"))
        XCTAssertEqual(alfa.address.bodyKey, "2023-08-13")
        XCTAssertEqual(alfa.entryNews, NewsRhythm([10, 11, 13].compactMap(seconds)))
        XCTAssertEqual(alfa.byteNews.moments.count, 4)
        XCTAssertEqual(all["beta"].byteNews, NewsRhythm([10, 11].compactMap(seconds)))
        XCTAssertEqual(all["beta"].entryNews, NewsRhythm())
        XCTAssertEqual(all["tak-dikenal"], SourceHistory())
    }

    func testTheCacheIsOfTheFirstCapturesAndWhateverIsWrongWithItTheResultIsTheSame() throws {
        for day in 10...12 { try night(day, ["\(day)"]) }
        let right = try histories("2023-08-13")
        let whole = try bytes(cache)
        XCTAssertEqual(try histories("2023-08-13"), right)
        XCTAssertEqual(try bytes(cache), whole)
        for damage in ["", "x", "serap-history/2 0\n[]\n", String(decoding: whole.dropLast(2), as: UTF8.self)] {
            try write(cache, damage)
            XCTAssertEqual(try histories("2023-08-13"), right, damage)
            XCTAssertEqual(try bytes(cache), whole)
        }
        try Directory.remove("\(root)/state")
        XCTAssertEqual(try histories("2023-08-13"), right)
        XCTAssertEqual(try bytes(cache), whole)
        // An older key sees what was before it, and does not take the cache of a later one.
        XCTAssertEqual(try histories("2023-08-11b")["alfa"].address.bodyKey, "2023-08-11")
        XCTAssertEqual(try histories("2023-08-13"), right)
        // A run that adds sees what it adds to.
        XCTAssertEqual(try histories("2023-08-12"), right)
        // Other captures under a key that was folded: the receipt is another.
        try Directory.remove(place("2023-08-12"))
        try night(12, ["lain"])
        XCTAssertNotEqual(try histories("2023-08-13"), right)
        XCTAssertEqual(try histories("2023-08-13")["alfa"].current, EarlierCaptures.marks("lain"))
    }

    func testAnEarlierCacheIsGoneOnWith() throws {
        try night(10, ["1"])
        _ = try histories("2023-08-11")
        try night(11, ["1", "2"])
        try Directory.remove("\(root)/state/captured")
        let grown = try histories("2023-08-12")
        XCTAssertEqual(try Directory.names("\(root)/state/captured"), ["2023-08-11~all"], "the 10th was not read again")
        try Directory.remove("\(root)/state")
        XCTAssertEqual(try histories("2023-08-12"), grown)
    }

    func testWhatCannotBeReadIsReadAgainTheNextNight() throws {
        try night(10, ["1"])
        try night(11, ["2"])
        let part = "\(place("2023-08-11"))/source=alfa.jsonl.gz"
        let whole = try Data(contentsOf: URL(fileURLWithPath: part))
        try Directory.remove("\(root)/state")
        XCTAssertEqual(truncate(part, 25), 0)
        XCTAssertEqual(try histories("2023-08-12")["alfa"].address.bodyKey, "2023-08-10")
        try whole.write(to: URL(fileURLWithPath: part))
        XCTAssertEqual(try histories("2023-08-12")["alfa"].address.bodyKey, "2023-08-11")
    }

    func testAnotherURLForgetsWhatIsOfTheURLAndKeepsTheNews() throws {
        try night(10, ["1"])
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/baru'")])
        try write("web/alfa.example/baru.http.json", #"{"status": 404}"#)
        _ = try run(
            ["select": "feeds", "replay": .string("\(root)/web")], key: "2023-08-11", publishes: true)
        let alfa = try histories("2023-08-12")["alfa"]
        XCTAssertNil(alfa.address.validators)
        XCTAssertEqual(alfa.address.failures, ["http_404": 1])
        XCTAssertEqual(alfa.entryNews.last(at: .max), Instant("2023-08-10T16:05:00Z")?.seconds)
        XCTAssertEqual(alfa.address("https://alfa.example/feed"), AddressHistory(url: "https://alfa.example/feed"))
    }

    /// A year of a hundred sources, and a night after it.
    func testAYearOfAHundredSourcesCostsLittleANight() throws {
        var sources: [String: SourceHistory] = [:]
        var places: [EarlierCaptures.Place] = []
        for night in 0..<365 {
            let key = CivilDay(number: 19_000 + night).description
            places.append(EarlierCaptures.Place(key: key, partition: "all", receipt: SHA256.hex(Array(key.utf8))))
            for source in 0..<100 {
                var one = EarlierCaptures.Known(url: "https://s\(source).example/feed", source: "s\(source)")
                one.at = night * 86_400
                one.sha256 = SHA256.hex(Array("\(source) \(night)".utf8))
                one.marks = (0..<30).map { EntryMark(id: UInt64(night * 10 + $0), title: 7, date: .max) }
                sources["s\(source)", default: SourceHistory()].take(one, key: key)
            }
        }
        let path = "\(root)/history"
        let clock = ContinuousClock()
        try HistoryCache(places: places, histories: SourceHistories(sources)).write(to: path)
        var read: HistoryCache?
        let time = clock.measure { read = HistoryCache.read(path) }
        XCTAssertEqual(read?.histories.sources, sources)
        XCTAssertEqual(read?.places, places)
        XCTAssertLessThan(time, .seconds(2), "in a debug build; an optimized one takes a twentieth")
        XCTAssertLessThan(try Data(contentsOf: URL(fileURLWithPath: path)).count, 300_000)
    }
}

extension EarlierCaptures {
    fileprivate static func marks(_ guid: String) -> [EntryMark]? {
        EntryMarks.marks(in: Array("<rss><item><guid>\(guid)</guid></item></rss>".utf8))
    }
}
