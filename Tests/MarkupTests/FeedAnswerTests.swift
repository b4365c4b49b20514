import XCTest

@testable import Markup

final class FeedAnswerTests: XCTestCase {
    private func mended(_ text: String, _ type: String, charset: String? = nil) throws -> [String] {
        try FeedReader().read(Array(text.utf8), charset: charset, answer: FeedAnswer(mediaType: type)).mended
    }

    private let rss = "<rss><channel><title>Jalan</title></channel></rss>"
    private let accented = "<rss><channel><title>Café</title></channel></rss>"

    func testMediaTypes() throws {
        for type in ["application/rss+xml", "text/xml", "Application/XML", "application/atom+xml"] {
            XCTAssertEqual(try mended(rss, type), [], type)
        }
        XCTAssertEqual(try mended(rss, "text/plain"), ["other_media_type"])
        XCTAssertEqual(try mended(rss, "text/html"), ["other_media_type"])
    }

    func testTextWithoutACharset() throws {
        XCTAssertEqual(try mended(accented, "text/xml"), ["charset_not_said"])
        XCTAssertEqual(try mended(accented, "text/xml", charset: "utf-8"), [])
        XCTAssertEqual(try mended(accented, "application/xml"), [])
    }

    func testJSON() throws {
        let feed = #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]}"#
        XCTAssertEqual(try mended(feed, "application/feed+json"), [])
        XCTAssertEqual(try mended(feed, "text/plain"), ["other_media_type"])
        let read = try FeedReader().read(Array(feed.utf8), answer: FeedAnswer(language: "id"))
        XCTAssertEqual([read.language, read.entries[0].language], ["id", "id"])
    }
}
