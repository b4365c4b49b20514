import RecordIO
import XCTest

@testable import Parsing

final class PackedBodyTests: XCTestCase {
    private let parser = Support.parser([Support.source("a", .sitemap)])
    private let list = "<urlset><url><loc>https://a.example/1</loc></url></urlset>"

    private func parse(_ bytes: [UInt8]) -> String {
        parser.rejection(Support.capture("https://a.example/s.xml.gz", bytes, source: "a"))
    }

    func testAPackedSitemapIsUnpacked() throws {
        let packed = MemberCompressor().member(of: Array(list.utf8))
        let item = try XCTUnwrap(
            parser.parsed(Support.capture("https://a.example/s.xml.gz", packed, source: "a")).items.first)
        XCTAssertEqual(item.url, "https://a.example/1")
        // Of the unpacked text.
        XCTAssertEqual(item.raw?["offset"], 8)
    }

    func testDamageAndBombsAreRefused() {
        let packed = MemberCompressor().member(of: Array(list.utf8))
        XCTAssertTrue(parse(packed.dropLast(9)).hasPrefix("bad_gzip: https://a.example/s.xml.gz: the body"))
        let bomb = MemberCompressor().member(of: [UInt8](repeating: 0x20, count: PackedBody.limit + 1))
        XCTAssertEqual(
            parse(bomb), "bad_gzip: https://a.example/s.xml.gz: the body unpacks to more than 67108864 bytes")
        XCTAssertEqual(
            parse(MemberCompressor().member(of: [])),
            "empty_body: https://a.example/s.xml.gz: the answer is empty (0 bytes)")
    }

    func testAnIndexThatWasFollowedGivesNothing() {
        XCTAssertEqual(
            parse(Array("<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>".utf8)),
            "used, 0 items")
    }
}
