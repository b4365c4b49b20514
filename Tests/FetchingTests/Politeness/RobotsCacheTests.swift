import Foundation
import Records
import XCTest

@testable import Fetching

final class RobotsCacheTests: FetchTestCase {
    private let moment = Instant(seconds: 1_692_115_200)

    func testKeepsWhatWasFetched() throws {
        let cache = RobotsCache(directory: "\(root)/state/robots")
        XCTAssertNil(cache.copy(of: "https://a.example"))
        let file = RobotsCache.Copy(file: Array("user-agent: *\n\u{0}\n".utf8), fetchedAt: moment)
        try cache.keep(file, of: "https://a.example")
        try cache.keep(RobotsCache.Copy(file: nil, fetchedAt: moment), of: "http://a.example:8080")
        try cache.keep(RobotsCache.Copy(file: [], fetchedAt: moment), of: "http://a.example")
        XCTAssertEqual(cache.copy(of: "https://a.example"), file)
        XCTAssertEqual(cache.copy(of: "http://a.example:8080"), RobotsCache.Copy(file: nil, fetchedAt: moment))
        XCTAssertEqual(cache.copy(of: "http://a.example"), RobotsCache.Copy(file: [], fetchedAt: moment))
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: "\(root)/state/robots").sorted(),
            ["http-a.example", "http-a.example%3A8080", "https-a.example"])
        let long = "https://" + String(repeating: "a", count: 300)
        try cache.keep(file, of: long)
        XCTAssertEqual(cache.copy(of: long), file)
    }

    func testWhatIsDamagedIsNotThere() throws {
        let cache = RobotsCache(directory: "\(root)/state/robots")
        try cache.keep(
            RobotsCache.Copy(file: Array("user-agent: *\n".utf8), fetchedAt: moment), of: "https://a.example")
        let path = "\(root)/state/robots/https-a.example"
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for damaged in [whole.dropLast(), whole + [0x20], Data(), Data("{}\n".utf8), whole.dropFirst(3)] {
            try damaged.write(to: URL(fileURLWithPath: path))
            XCTAssertNil(cache.copy(of: "https://a.example"))
        }
        try whole.write(to: URL(fileURLWithPath: "\(root)/state/robots/https-b.example"))
        XCTAssertNil(cache.copy(of: "https://b.example"), "a copy of another service")
    }

    func testSweepsWhatIsOldOrNoCopyAndGivesWhatIsFresh() throws {
        let cache = RobotsCache(directory: "\(root)/state/robots")
        XCTAssertEqual(cache.sweep(now: moment).count, 0)
        func keep(_ service: String, days: Int) throws -> RobotsCache.Copy {
            let copy = RobotsCache.Copy(
                file: Array(service.utf8), fetchedAt: Instant(seconds: moment.seconds - days * 86_400))
            try cache.keep(copy, of: service)
            return copy
        }
        let fresh = try [keep("https://b.example", days: 0), keep("http://a.example", days: 0)]
        let old = try keep("https://lama.example", days: 60)
        _ = try keep("https://basi.example", days: 61)
        _ = try keep("https://nanti.example", days: -61)
        try write("state/robots/https-rusak.example", "{}\n")
        try write("state/robots/https-a.example.77.tmp", "")
        let swept = cache.sweep(now: moment)
        XCTAssertEqual(swept.map(\.service), ["http://a.example", "https://b.example"])
        XCTAssertEqual(swept.map(\.copy), fresh.reversed())
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: "\(root)/state/robots").sorted(),
            ["http-a.example", "https-b.example", "https-lama.example"])
        XCTAssertEqual(cache.copy(of: "https://lama.example"), old, "for when it cannot be reached")
    }

    func testServesADay() {
        let copy = RobotsCache.Copy(file: nil, fetchedAt: moment)
        XCTAssert(copy.isFresh(at: moment))
        XCTAssert(copy.isFresh(at: Instant(seconds: moment.seconds + 86_399)))
        XCTAssertFalse(copy.isFresh(at: Instant(seconds: moment.seconds + 86_400)))
        XCTAssertFalse(copy.isFresh(at: Instant(seconds: moment.seconds - 1)), "a clock that was set back")
    }
}
