import XCTest

@testable import Markup

final class FeedElementTests: XCTestCase {
    func testNamesInAnyCase() {
        XCTAssertEqual(FeedElement("pubDate"), .pubdate)
        XCTAssertEqual(FeedElement("CHANNEL"), .channel)
        XCTAssertEqual(FeedElement("publication_date"), .publicationDate)
        XCTAssertEqual(FeedElement("where"), .where)
        XCTAssertEqual(FeedElement("apapun"), .other)
        XCTAssertEqual(FeedElement(""), .other)
    }

    func testAddressesOfNamespacesAsWrittenAndOtherwise() {
        for uri in [
            "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.1",
            "HTTPS://WWW.purl.org/DC/elements/1.1//#", " purl.org/dc/elements/1.1/ ",
        ] {
            XCTAssertEqual(FeedNamespace(uri: uri, prefix: nil), .dc, uri)
        }
        XCTAssertEqual(FeedNamespace(uri: "http://contoh.id/", prefix: "dc"), .dc)
        XCTAssertEqual(FeedNamespace(uri: "http://contoh.id/", prefix: "x"), .other)
        XCTAssertEqual(FeedNamespace(uri: nil, prefix: nil), FeedNamespace.none)
    }
}
