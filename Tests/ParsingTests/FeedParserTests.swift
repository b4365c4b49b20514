import Records
import XCTest

@testable import Parsing

final class FeedParserTests: XCTestCase {
    private let parser = Support.parser([Support.source("a", .feed)])

    private func feed(_ items: String, end: String = "</channel></rss>") -> Capture {
        Support.capture(
            "https://a.example/feed",
            "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><language>id</language>"
                + items + end, source: "a")
    }

    func testAWholeTextGivesPlaceAndSignature() throws {
        let entry = """
            <item><title>Jalan</title><link>/1</link><description><![CDATA[<p>CONTOH – Warga datang.</p>\
            <p>Mereka pulang. (*DiskominfoContoh/ani)</p>]]></description></item>
            """
        let item = try XCTUnwrap(parser.parsed(feed(entry)).items.first)
        XCTAssertEqual(item.text, "Warga datang.\nMereka pulang.")
        XCTAssertEqual(item.dateline, "CONTOH")
        XCTAssertEqual(item.credit, "(*DiskominfoContoh/ani)")
        XCTAssertEqual(item.contentHash, Item.contentHash(title: "Jalan", text: item.text))
        XCTAssertEqual(item.seenAt, Instant("2023-08-15T15:00:00Z"))
    }

    func testAJSONFeedInAFolder() throws {
        let capture = Support.capture(
            "file:feed.json",
            #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"7","url":"https://a.example/7","#
                + #""title":"Air","content_text":"Air mati.","date_published":"2023-08-15T18:19:00+07:00"}]}"#,
            mediaType: "application/json")
        let item = try XCTUnwrap(Support.parser().parsed(capture).items.first)
        XCTAssertEqual(item.id, ItemIdentity.link("https://a.example/7").id)
        XCTAssertEqual(item.text, "Air mati.")
        XCTAssertEqual(item.published?.at?.description, "2023-08-15T11:19:00Z")
        XCTAssertEqual(item.published?.evidence, "jsonfeed:date_published")
    }

    func testAnEntryWithEverything() throws {
        let entry = """
            <item><title>Jalan &lt;b&gt;rusak&lt;/b&gt; &amp;amp; gelap</title><link>/1?utm_source=rss</link><guid>g1</guid>\
            <author>Sari</author><category>Kabar</category><pubDate>2023-08-15 18:19:00</pubDate>\
            <description>Ringkas.</description><content:encoded><![CDATA[<p>Satu.</p><p>Dua &amp; tiga.</p>]]></content:encoded>\
            <enclosure url="/a.jpg" type="image/jpeg" length="1"/></item>
            """
        let capture = feed(entry)
        let parsed = parser.parsed(capture)
        XCTAssertEqual(parsed.losses, [])
        let item = try XCTUnwrap(parsed.items.first)
        XCTAssertEqual(parsed.items.count, 1)
        XCTAssertEqual(item.id, ItemIdentity.link("https://a.example/1").id)
        XCTAssertEqual(item.form, "artikel")
        XCTAssertEqual(item.url, "https://a.example/1?utm_source=rss")
        XCTAssertEqual(item.source, "a")
        XCTAssertEqual(item.title, "Jalan rusak & gelap")
        XCTAssertEqual(item.authors, ["Sari"])
        XCTAssertEqual(item.text, "Satu.\nDua & tiga.")
        XCTAssertEqual(item.summary, "Ringkas.")
        XCTAssertEqual(item.language, "id")
        XCTAssertEqual(item.tags, ["Kabar"])
        XCTAssertEqual(item.record["images"], [["url": "https://a.example/a.jpg"]])
        XCTAssertEqual(
            item.published,
            ItemTime(
                at: Instant("2023-08-15T10:19:00Z"), text: "2023-08-15 18:19:00", precision: .second,
                evidence: "rss:pubDate; zone Asia/Makassar assumed"))
        XCTAssertEqual(item.contentHash, Item.contentHash(title: item.title, text: item.text))
        let raw = try XCTUnwrap(item.raw)
        let body = Array(try XCTUnwrap(capture.body).utf8)
        let (offset, length) = (try XCTUnwrap(raw["offset"]?.int), try XCTUnwrap(raw["length"]?.int))
        XCTAssertEqual(String(decoding: body[offset..<offset + length], as: UTF8.self), entry)
    }

    func testADescriptionAloneIsTheText() {
        let item = parser.parsed(
            feed("<item><link>https://a.example/1</link><description>&lt;p&gt;Isi.&lt;/p&gt;</description></item>")
        ).items[0]
        XCTAssertEqual(item.text, "Isi.")
        XCTAssertNil(item.summary)
        XCTAssertNil(item.title)
        XCTAssertNil(item.published)
    }

    func testDatesThatOnlyFeedsHave() {
        func published(_ date: String) -> ItemTime? {
            Support.parser().parsed(feed("<item><title>t</title><pubDate>\(date)</pubDate></item>")).items.first?
                .published
        }
        XCTAssertEqual(
            published("03335"),
            ItemTime(
                day: CivilDay("2003-12-01"), text: "03335", precision: .day,
                evidence: "rss:pubDate; year of two digits"))
        XCTAssertEqual(
            published("Mon, 04 Mar 1985 05:06:07 GMT")?.evidence,
            "rss:pubDate; doubtful: 1985-03-04T05:06:07Z is before 1990")
    }

    func testADateAfterTheFetchIsRefusedAndTheItemStays() {
        let item = parser.parsed(
            feed("<item><title>t</title><pubDate>Thu, 15 Aug 2024 13:10:00 +0800</pubDate></item>")
        ).items[0]
        XCTAssertEqual(
            item.published,
            ItemTime(
                text: "Thu, 15 Aug 2024 13:10:00 +0800", precision: .none,
                evidence: "rss:pubDate; refused: 2024-08-15T05:10:00Z is more than a day after the fetch"))
    }

    func testIdentityByLinkThenGuidThenTitle() {
        let parsed = parser.parsed(
            feed(
                "<item><guid isPermaLink=\"false\">g</guid><title>t</title></item>"
                    + "<item><title>t</title><pubDate>kapan-kapan</pubDate></item><item><description>x</description></item>"
            ))
        XCTAssertEqual(
            parsed.items.map(\.id),
            [
                ItemIdentity.guid(source: "a", "g").id,
                ItemIdentity.title(source: "a", "t", date: "kapan-kapan").id,
            ])
        XCTAssertEqual(parsed.items[1].published?.evidence, "rss:pubDate; not understood")
        XCTAssertEqual(
            parsed.losses.map(\.detail), ["https://a.example/feed: entry 3 has no link, guid or title"])
    }

    func testACutOffFeedGivesItsWholeEntries() {
        let capture = feed("<item><title>satu</title></item><item><title>dua</title></item><item><title>ti", end: "")
        let parsed = parser.parsed(capture)
        XCTAssertEqual(parsed.items.map(\.title), ["satu", "dua"])
        let bytes = capture.body?.utf8.count ?? 0
        XCTAssertEqual(
            parsed.losses,
            [
                .init(
                    reason: "truncated",
                    detail: "https://a.example/feed: the feed breaks off after 2 whole entries (\(bytes) bytes)",
                    record: ["url": "https://a.example/feed", "entries": 2, "bytes": .int(bytes)])
            ])
    }

    func testAFeedWithoutEntriesIsSeen() {
        XCTAssertEqual(
            parser.rejection(feed("", end: "</channel></rss>")),
            "no_entries: https://a.example/feed: a feed without a single entry")
    }

    func testADateOfChangeStandsInForOneOfPublication() {
        let atom = """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>t</title>\
            <updated>2023-08-15T08:00:00+08:00</updated></entry></feed>
            """
        let item = parser.parsed(Support.capture("https://a.example/atom", atom, source: "a")).items[0]
        XCTAssertEqual(item.published?.at?.description, "2023-08-15T00:00:00Z")
        XCTAssertEqual(item.published?.evidence, "atom:updated; no date of publication")
        XCTAssertNil(item.modified)
    }

    func testAnIndexOfSitemapsIsNoListOfArticles() {
        let index =
            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
        XCTAssertEqual(
            parser.rejection(Support.capture("https://a.example/s", index, source: "a")),
            "sitemap_index: https://a.example/s: an index of 1 sitemaps; say 'type: sitemap' in sources.yaml, and they are fetched"
        )
    }
}
