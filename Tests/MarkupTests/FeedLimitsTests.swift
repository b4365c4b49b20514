import XCTest

@testable import Markup

/// Feeds that are made to cost time or memory: small versions of each, with what becomes of them.
final class FeedLimitsTests: XCTestCase {
    private let head = "<rss version=\"2.0\"><channel><title>T</title>"
    private let item = "<item><title>A</title><link>https://contoh.id/1</link></item>"
    private let end = "</channel></rss>"

    private func read(_ text: String) throws -> Feed { try FeedReader().read(Array(text.utf8)) }

    func testMoreBytesThanTheLimitAreRefused() {
        var limits = FeedReader.Limits()
        limits.bytes = 100
        XCTAssertThrowsError(try FeedReader(limits: limits).read([UInt8](repeating: 0x20, count: 101))) {
            XCTAssertEqual($0 as? FeedError, .tooLarge(bytes: 101, limit: 100))
        }
    }

    func testMoreEntriesThanTheLimitAreLeftOut() throws {
        var limits = FeedReader.Limits()
        limits.entries = 3
        let text = head + String(repeating: item, count: 9) + end
        let feed = try FeedReader(limits: limits).read(Array(text.utf8))
        XCTAssertEqual(feed.entries.count, 3)
        XCTAssertTrue(feed.truncated)
        XCTAssertEqual(feed.mended, ["too_many_entries"])
    }

    func testDeepNestingEndsTheFeed() throws {
        let feed = try read(head + item + "<item>" + String(repeating: "<a>", count: 5000))
        XCTAssertEqual(feed.entries.first?.link, "https://contoh.id/1")
        XCTAssertTrue(feed.truncated)
        XCTAssertEqual(feed.mended, ["too_deep"])
    }

    func testDeepNestingThatClosesIsToldToo() throws {
        let deep = String(repeating: "<a>", count: 5000) + String(repeating: "</a>", count: 5000)
        let feed = try read(head + item + "<item>" + deep + "</item>" + item + end)
        XCTAssertEqual(feed.entries.map(\.link), ["https://contoh.id/1"])
        XCTAssertTrue(feed.truncated)
        XCTAssertEqual(feed.mended, ["too_deep"])
        let shallow = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        XCTAssertEqual(try read(head + "<item>" + shallow + "<title>A</title></item>" + item + end).mended, [])
    }

    func testLaughsAreNotMultiplied() throws {
        var type = "<!DOCTYPE rss [<!ENTITY a \"haha\">"
        for (name, inner) in zip("bcdefghij", "abcdefghi") {
            type += "<!ENTITY \(name) \"" + String(repeating: "&\(inner);", count: 10) + "\">"
        }
        let feed = try read(type + "]>" + head + "<item><title>&a; &j;</title></item>" + end)
        XCTAssertEqual(feed.entries.map(\.title), ["haha &j;"])
        XCTAssertEqual(feed.mended, ["unknown_entity"])
    }

    func testEntitiesAddOneMebibyteAtMost() throws {
        let type = "<!DOCTYPE rss [<!ENTITY a \"" + String(repeating: "x", count: 1000) + "\">]>"
        let feed = try read(
            type + head + "<item><title>" + String(repeating: "&a;", count: 3000) + "</title></item>" + end)
        let title = try XCTUnwrap(feed.entries.first?.title)
        XCTAssertEqual(title.utf8.count { $0 == UInt8(ascii: "x") }, 1_048_000)
        XCTAssertEqual(title.utf8.count { $0 == UInt8(ascii: "&") }, 3000 - 1048)
    }

    func testExternalEntitiesAreNotLoaded() throws {
        let type = "<!DOCTYPE rss SYSTEM \"http://127.0.0.1:9/x.dtd\" [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
        XCTAssertEqual(
            try read(type + head + "<item><title>[&x;]</title></item>" + end).entries.map(\.title), ["[&x;]"])
    }

    func testDocumentTypesWithoutEndAreWalkedOnce() throws {
        let feed = try read(String(repeating: "<!doctype[>", count: 20_000) + head + item + end)
        XCTAssertEqual(feed.entries.count, 1)
    }

    func testAttributesBeyondTheLimitAreLeftOut() throws {
        let many = (0..<3000).map { "a\($0)='>'" }.joined(separator: " ")
        let feed = try read(head + "<item><link \(many)>https://contoh.id/2</link></item>" + item + end)
        XCTAssertEqual(feed.entries.map(\.link), ["https://contoh.id/2", "https://contoh.id/1"])
        XCTAssertEqual(feed.mended, ["too_many_attributes"])
    }

    func testLongAttributesAreRead() throws {
        let long = String(repeating: "a", count: 200_000)
        let feed = try read(head + "<item><enclosure url=\"https://contoh.id/\(long)\"/></item>" + end)
        XCTAssertEqual(feed.entries.first?.enclosures.map(\.url.utf8.count), [200_018])
    }

    /// libxml2 reads names of 50,000 bytes.
    func testALongerNameIsPassedOver() throws {
        let long = String(repeating: "a", count: 200_000)
        let feed = try read(head + "<\(long)>x</\(long)>" + item + end)
        XCTAssertEqual(feed.entries.map(\.link), ["https://contoh.id/1"])
        XCTAssertEqual(feed.mended, ["not_well_formed"])
    }

    func testMoreNamesThanTheLimitEndTheFeed() throws {
        let names = (0..<70_000).map { "<n\($0)/>" }.joined()
        let feed = try read(head + item + names + item + end)
        XCTAssertEqual(feed.entries.count, 1)
        XCTAssertTrue(feed.truncated)
        XCTAssertEqual(feed.mended, ["too_many_names"])
    }

    func testNamespacesCountWhileTheyHold() throws {
        let passing = (0..<2000).map { "<a xmlns:p\($0)='u'/>" }.joined()
        XCTAssertEqual(try read(head + passing + item + end).mended, [])
        let all = (0..<600).map { "xmlns:p\($0)='u\($0)'" }.joined(separator: " ")
        XCTAssertEqual(try read(head + item + "<a \(all)/>" + item + end).mended, ["too_many_names"])
    }

    func testListsOfAnEntryHaveAnEnd() throws {
        let words = (0..<1500).map { "<category>k\($0)</category><author>n\($0)</author>" }.joined()
        let entry = try XCTUnwrap(read(head + "<item><title>A</title>\(words)</item>" + end).entries.first)
        XCTAssertEqual(entry.categories.count, 1000)
        XCTAssertEqual(entry.authors.count, 1000)
    }

    func testNULsAreDropped() throws {
        let feed = try read(head + String(repeating: "\0", count: 100_000) + item.replacing("A<", with: "A\0B<") + end)
        XCTAssertEqual(feed.entries.map(\.title), ["AB"])
        XCTAssertEqual(feed.mended, ["control_character"])
        let entry = try XCTUnwrap(feed.entries.first)
        XCTAssertEqual(entry.offset, head.utf8.count + 100_000)
        XCTAssertEqual(entry.length, item.utf8.count + 2)
    }

    func testFaultsBeyondAMillionLeaveNoOffsets() throws {
        let feed = try read(head + String(repeating: "a\0", count: 1_100_000) + item + end)
        XCTAssertEqual(feed.entries.map(\.link), ["https://contoh.id/1"])
        XCTAssertNil(feed.entries.first?.offset)
    }

    func testARootThatNeverEndsIsCut() throws {
        let feed = try read(head + String(repeating: item, count: 50))
        XCTAssertEqual(feed.entries.count, 50)
        XCTAssertEqual(feed.mended, ["truncated"])
    }

    func testTagsWithoutEndCostNoWalkEach() {
        let tags = "<title>" + String(repeating: "<x ", count: 100_000)
        XCTAssertEqual(PlainText.line(maybeHTML: "a <3 " + tags).prefix(12), "a <3 <x <x <")
        XCTAssertEqual(PlainText.of(html: "a<script>" + String(repeating: "</b", count: 200_000)), "a")
    }

    func testLongSectionsAreTakenAsTheyAre() throws {
        let long = String(repeating: "<p>Isi & penuh &amp; “baik”</p>\n", count: 5) + "akhir"
        let feed = try read(head + "<item><description>&lt;i&gt;<![CDATA[\(long)]]>.</description></item>" + end)
        XCTAssertEqual(feed.entries.first?.summaryHTML, "<i>\(long).")
        XCTAssertEqual(feed.mended, [])
        XCTAssertEqual(try read(head + "</channel></rss><![CDATA[\(long)]]>").mended, ["not_well_formed"])
    }
}
