import Records
import XCTest

@testable import Parsing

final class CaptureParserTests: XCTestCase {
    private let feed = "https://a.example/feed"

    func testWhatGivesNothing() {
        let parser = Support.parser([Support.source("a", .feed)])
        XCTAssertEqual(
            parser.rejection(Capture(Record(["form": "artikel"]))),
            "not_a_capture: a record without 'id' and 'url' is no capture; give what serap-fetch wrote")
        var capture = Support.capture(feed, " \n", source: "a")
        XCTAssertEqual(parser.rejection(capture), "empty_body: https://a.example/feed: the answer is empty (2 bytes)")
        capture.status = 304
        XCTAssertEqual(parser.rejection(capture), "used, 0 items")
        capture.status = 503
        XCTAssertEqual(parser.rejection(capture), "http_status: https://a.example/feed: the server answered 503")
        capture.error = ["reason": "timeout", "detail": "no answer within 60 s"]
        XCTAssertEqual(parser.rejection(capture), "timeout: no answer within 60 s")
        capture = Support.capture(feed, "x")
        capture.record["body"] = nil
        XCTAssertEqual(parser.rejection(capture), "no_body: https://a.example/feed: the capture holds no body")
        capture.bodyBase64 = "????"
        XCTAssertEqual(parser.rejection(capture), "no_body: https://a.example/feed: body_base64: not base 64 at byte 0")
    }

    func testAGigabyteThatClaimsToBeAFeedIsRefusedByItsSize() throws {
        let directory = NSTemporaryDirectory() + "serap-parse-blob-\(getpid())"
        try FileManager.default.createDirectory(atPath: "\(directory)/files", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = "\(directory)/files/" + String(repeating: "a", count: 64)
        // With a hole for all but its beginning.
        try Data("<rss><channel>".utf8).write(to: URL(fileURLWithPath: path))
        XCTAssertEqual(truncate(path, 1 << 30), 0)
        var capture = Support.capture(feed, "")
        capture.record["body"] = nil
        capture.blob = String(repeating: "a", count: 64)
        guard case .rejected(let reason, let detail) = Support.parser().parse(capture, filesIn: [directory]) else {
            return XCTFail("read")
        }
        XCTAssertEqual(reason, "too_large")
        XCTAssertEqual(detail, "\(feed): \(path): 1073741824 bytes, more than the 67108864 that are read")
    }

    func testAnErrorPageInPlaceOfAFeedIsNoArticle() {
        let parser = Support.parser([Support.source("a", .feed)])
        let page = "<!doctype html><html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>"
        XCTAssertEqual(
            parser.rejection(Support.capture(feed, page, source: "a")),
            "not_a_feed: https://a.example/feed: not a feed but: HTML page")
        XCTAssertEqual(
            parser.rejection(Support.capture(feed, "{\"error\":\"quota\"}", source: "a")),
            "not_a_feed: https://a.example/feed: not a feed but: JSON")
    }

    func testAPageThatAnEntryLedToIsReadAsAPage() {
        var capture = Support.capture("https://a.example/1", "<rss><channel><item/></channel></rss>", source: "a")
        capture.via = ["item": "i1"]
        XCTAssertEqual(
            Support.parser([Support.source("a", .feed)]).rejection(capture),
            "not_a_page: https://a.example/1: not a page but: feed")
    }

    func testUnknownFormats() {
        XCTAssertEqual(
            Support.parser().rejection(Support.capture("file:rapat.pdf", "%PDF-1.4")),
            "unknown_format: rapat.pdf: a PDF document")
    }
}
