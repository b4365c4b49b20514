import XCTest

@testable import Markup

final class EntryLanguageTests: XCTestCase {
    private func language(_ entry: String, feed: String = "xml:lang='id'", answer: String? = nil) throws -> String? {
        let text = "<feed xmlns='http://www.w3.org/2005/Atom' \(feed)><entry>\(entry)</entry></feed>"
        return try FeedReader().read(Array(text.utf8), answer: FeedAnswer(language: answer)).entries[0].language
    }

    func testTheTextBeforeTheRest() throws {
        XCTAssertEqual(try language("<title>a</title>"), "id")
        XCTAssertEqual(try language("<title xml:lang='en'>a</title>"), "en")
        XCTAssertEqual(
            try language("<title xml:lang='en'>a</title><content xml:lang='bjn'>b</content>"), "bjn")
        // The content says nothing of its own, so the title's language is not its.
        XCTAssertEqual(try language("<title xml:lang='en'>a</title><content>b</content>"), "id")
        XCTAssertEqual(
            try language("<dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>ms</dc:language><title>a</title>"),
            "ms")
        XCTAssertEqual(try language("<id xml:lang='en'>1</id><title>a</title>"), "id")
    }

    func testABlankOneEndsTheInheritance() throws {
        XCTAssertNil(try language("<content xml:lang=''>b</content>"))
        XCTAssertNil(try language("<title xml:lang=' '>b</title>", answer: "en"))
    }

    func testTheAnswerIsTheLastToBeAsked() throws {
        XCTAssertEqual(try language("<title>a</title>", answer: "en"), "id")
        XCTAssertEqual(try language("<title>a</title>", feed: "", answer: "en"), "en")
        XCTAssertNil(try language("<title>a</title>", feed: "", answer: "en, id"))
    }

    func testTheFeedsLanguageMayComeAfterItsItems() throws {
        let text = "<rss><channel><item><title>a</title></item><language>id</language></channel></rss>"
        XCTAssertEqual(try FeedReader().read(Array(text.utf8)).entries[0].language, "id")
    }
}
