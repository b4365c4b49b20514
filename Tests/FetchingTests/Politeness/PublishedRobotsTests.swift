import Foundation
import Records
import XCTest

@testable import Fetching

final class PublishedRobotsTests: FetchTestCase {
    private let moment = Instant(seconds: 1_692_115_200)

    private func copy(_ file: [UInt8]?, seconds: Int = 0) -> RobotsCache.Copy {
        RobotsCache.Copy(file: file, fetchedAt: Instant(seconds: moment.seconds + seconds))
    }

    private func read() -> [String: RobotsCache.Copy] {
        let found = PublishedRobots.read(["\(root)/a", "\(root)/b", "\(root)/tiada"], now: moment)
        XCTAssertEqual(found.map(\.service), found.map(\.service).sorted())
        return Dictionary(found.map { ($0.service, $0.copy) }, uniquingKeysWith: { one, _ in one })
    }

    func testWhatIsWrittenIsRead() throws {
        let files = [
            "https://a.example": copy(Array("User-agent: *\r\nDisallow: /\"x\"\n".utf8)),
            "https://b.example": copy(nil),
            "https://c.example": copy([0xFF, 0xFE, 0x00, 0x0A]),
            "https://d.example": copy([]),
        ]
        try PublishedRobots.write(files.map { ($0.key, $0.value) }, files: "\(root)/a/files")
        XCTAssertEqual(read(), files)
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/a/files")
        XCTAssertEqual(names.map { $0.hasSuffix(".jsonl.gz") }, [true], "kept for ever, so compressed")
        try PublishedRobots.write([], files: "\(root)/b/files")
        XCTAssertFalse(FileManager.default.fileExists(atPath: "\(root)/b/files"))
    }

    func testTheNewestOfWhatIsFreshCounts() throws {
        let service = "https://a.example"
        try PublishedRobots.write([(service, copy([1], seconds: -60))], files: "\(root)/a/files")
        try PublishedRobots.write([(service, copy([2], seconds: -30))], files: "\(root)/b/files")
        try PublishedRobots.write([(service, copy([3], seconds: 30))], files: "\(root)/b/files")
        try PublishedRobots.write([("https://b.example", copy([4], seconds: -86_400))], files: "\(root)/b/files")
        XCTAssertEqual(read(), [service: copy([2], seconds: -30)])
    }

    func testWhatIsDamagedIsNotThere() throws {
        try write(
            "a/files/robots-1.jsonl",
            """
            {"service":"https://a.example","fetched_at":"2023-08-15T16:00:00Z","sha256":"00","text":"x"}
            {"service":"https://b.example","fetched_at":"kemarin"}
            {"service":"https://c.example","fetched_at":"2023-08-15T16:00:00Z","sha256":"00","base64":"?"}
            bukan json
            {"service":"https://d.example","fetched_at":"2023-08-15T16:00:00Z"}

            """)
        try write("a/files/robots-2.jsonl", [0x1F, 0x8B, 0x00])
        XCTAssertEqual(read(), ["https://d.example": copy(nil)])
    }

    func testIsBounded() throws {
        let large = [UInt8](repeating: 0x61, count: 600)
        try PublishedRobots.write(
            [("https://a.example", copy(large)), ("https://b.example", copy(large)), ("https://c.example", copy(nil))],
            limit: 1000, files: "\(root)/a/files")
        XCTAssertEqual(read().keys.sorted(), ["https://a.example", "https://c.example"])
    }
}
