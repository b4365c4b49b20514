import XCTest

@testable import Parsing

final class BodyKindTests: XCTestCase {
    private func kind(_ text: String, _ mediaType: String? = nil, _ name: String = "x") -> BodyKind {
        BodyKind.sniff(Array(text.utf8), mediaType: mediaType, name: name)
    }

    func testFeedsByTheirRootWhateverTheyAreServedAs() {
        XCTAssertEqual(kind("<?xml version='1.0'?>\n<!-- <html> --><rss version='2.0'>", "text/html"), .feed)
        XCTAssertEqual(kind("\u{FEFF}<rdf:RDF xmlns='x'>"), .feed)
        XCTAssertEqual(kind("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>"), .feed)
        XCTAssertEqual(kind("<feed xmlns='http://www.w3.org/2005/Atom'/>", "text/html"), .feed)
        XCTAssertEqual(kind("<br />\n<b>Warning</b>: x in y<br /><rss>"), .feed)
        XCTAssertEqual(kind("Warning: include() <rss>"), .feed)
        XCTAssertEqual(
            BodyKind.sniff(
                [0xFF, 0xFE, 0x3C, 0, 0x75, 0, 0x72, 0, 0x6C, 0, 0x73, 0, 0x65, 0, 0x74, 0, 0x3E, 0], mediaType: nil,
                name: ""), .feed)
    }

    func testPagesTablesAndRecords() {
        XCTAssertEqual(kind("<!doctype html><html><body><feed>", "application/rss+xml"), .page)
        XCTAssertEqual(kind("<p>tanpa kepala"), .page)
        XCTAssertEqual(kind("a,b\n1,2\n", "text/csv"), .table)
        XCTAssertEqual(kind("{a},b\n", nil, "data.CSV"), .table)
        XCTAssertEqual(kind("a\tb\n"), .table)
        XCTAssertEqual(kind("{\"form\":\"pesan\"}\n"), .recordLines)
        XCTAssertEqual(kind("{\"form\":\"pesan\",\"text\":\"jsonfeed.org\"}\n"), .recordLines)
        XCTAssertEqual(kind("{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"}"), .feed)
    }

    func testWhatIsNotReadHere() {
        XCTAssertEqual(kind("PK\u{3}\u{4}xl/", nil, "a.xlsx"), .other("a spreadsheet or archive; save it as CSV UTF-8"))
        XCTAssertEqual(kind("%PDF-1.7"), .other("a PDF document"))
        XCTAssertEqual(
            BodyKind.sniff([0x1F, 0x8B, 8], mediaType: nil, name: ""), .other("gzip inside gzip; unpack the file"))
    }
}
