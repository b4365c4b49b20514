import XCTest

@testable import Markup

final class FeedReaderTests: XCTestCase {
    private func read(_ text: String, url: String? = "https://contoh.id/feed/") throws -> Feed {
        try FeedReader().read(Array(text.utf8), url: url)
    }

    private let rss = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
          xmlns:atom="http://www.w3.org/2005/Atom"><channel>
        <title>Warta</title><link>https://contoh.id</link><atom:link href="/feed/" rel="self"/>
        <description>Kabar</description><language>id-ID</language>
        <image><title>Logo</title><url>/logo.png</url></image>
        <item><media:content url="/a.jpg"><media:title>Foto</media:title></media:content>
        <title>Satu &amp;amp; dua</title><link>/satu</link><guid isPermaLink="false">g1</guid>
        <dc:creator>Ani</dc:creator><pubDate> Tue, 15 Aug 2023 18:19:00 +0700 </pubDate>
        <category>Air</category><category>Air</category><description>&lt;p&gt;Ringkas&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>Isi & penuh</p>]]></content:encoded></item>
        <item><title>Dua</title><guid>https://contoh.id/dua</guid><source url="https://lain.id/feed">Lain</source></item>
        </channel></rss>
        """

    func testRSS() throws {
        let feed = try read(rss)
        XCTAssertEqual(feed.format, .rss)
        XCTAssertEqual(
            [feed.title, feed.subtitle, feed.url, feed.language], ["Warta", "Kabar", "https://contoh.id", "id-ID"])
        XCTAssertEqual(feed.image, FeedImage(url: "https://contoh.id/logo.png", title: "Logo"))
        XCTAssertEqual(feed.links.map(\.url), ["https://contoh.id", "https://contoh.id/feed/"])
        XCTAssertEqual(feed.mended, [])
        XCTAssertFalse(feed.truncated)
        XCTAssertEqual(feed.entries.count, 2)
        let first = feed.entries[0]
        XCTAssertEqual(first.title, "Satu & dua")
        XCTAssertEqual(first.link, "https://contoh.id/satu")
        XCTAssertEqual(first.id, "g1")
        XCTAssertFalse(first.guidIsPermalink)
        XCTAssertEqual(first.authors, [FeedPerson(name: "Ani")])
        XCTAssertEqual(first.published, DatedText(text: "Tue, 15 Aug 2023 18:19:00 +0700", foundIn: "rss:pubDate"))
        XCTAssertEqual(first.categories, [FeedCategory("Air")])
        XCTAssertEqual(first.summaryHTML, "<p>Ringkas</p>")
        XCTAssertEqual(first.contentHTML, "<p>Isi & penuh</p>")
        XCTAssertEqual(first.enclosures.map(\.url), ["https://contoh.id/a.jpg"])
        XCTAssertEqual(first.language, "id-ID")
        let second = feed.entries[1]
        XCTAssertEqual(second.link, "https://contoh.id/dua")
        XCTAssertEqual(second.source, FeedSource(title: "Lain", url: "https://lain.id/feed"))
        XCTAssertEqual(second.title, "Dua")
    }

    func testEntriesLeadBackToTheirBytes() throws {
        let bytes = Array(("\u{FEFF}" + rss.replacing("Isi & penuh", with: "Isi")).utf8)
        for entry in try FeedReader().read(bytes).entries {
            let offset = try XCTUnwrap(entry.offset)
            let length = try XCTUnwrap(entry.length)
            let text = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
            XCTAssertTrue(text.hasPrefix("<item>") && text.hasSuffix("</item>"), text)
        }
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in rss.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let feed = try FeedReader().read(wide)
        XCTAssertEqual(feed.charset, "utf-16le")
        XCTAssertNil(feed.entries[0].offset)
    }

    func testAtom() throws {
        let feed = try read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id" xml:base="https://contoh.id/x/"><title>W</title>
            <link href="/"/><entry><id>tag:1</id><title type="html">A &lt;b&gt;B&lt;/b&gt;</title><link href="y?a=1&amp;b=2"/>
            <updated>2023-08-15T10:19:00Z</updated><author><name>Budi</name><email>b@contoh.id</email></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Isi &amp; <i>x</i></p></div></content>
            <summary>1 &lt; 2</summary><source><title>Lain</title></source></entry></feed>
            """)
        XCTAssertEqual(feed.format, .atom)
        XCTAssertEqual(feed.title, "W")
        XCTAssertEqual(feed.url, "https://contoh.id/")
        let entry = try XCTUnwrap(feed.entries.first)
        XCTAssertEqual(entry.title, "A B")
        XCTAssertEqual(entry.link, "https://contoh.id/x/y?a=1&b=2")
        XCTAssertEqual(entry.contentHTML, "<p>Isi &amp; <i>x</i></p>")
        XCTAssertEqual(entry.summaryHTML, "1 &lt; 2")
        XCTAssertEqual(entry.authors, [FeedPerson(name: "Budi", email: "b@contoh.id")])
        XCTAssertEqual(entry.modified, DatedText(text: "2023-08-15T10:19:00Z", foundIn: "atom:updated"))
        XCTAssertNil(entry.published)
        XCTAssertEqual(entry.source?.title, "Lain")
        XCTAssertEqual(entry.language, "id")
    }

    func testRDF() throws {
        let feed = try read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>W</title></channel>
            <item rdf:about="https://contoh.id/1"><title>A</title><dc:date>2023-08-15</dc:date></item></rdf:RDF>
            """)
        XCTAssertEqual(feed.format, .rdf)
        XCTAssertEqual(feed.title, "W")
        XCTAssertEqual(feed.entries.map(\.link), ["https://contoh.id/1"])
        XCTAssertEqual(feed.entries[0].published, DatedText(text: "2023-08-15", foundIn: "dc:date"))
    }

    func testNewsSitemapAndIndex() throws {
        let feed = try read(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
              xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://contoh.id/1</loc><news:news>
            <news:publication><news:name>Warta</news:name><news:language>id</news:language></news:publication>
            <news:publication_date>2023-08-15</news:publication_date><news:title>Judul</news:title></news:news>
            <lastmod>2023-08-16</lastmod></url></urlset>
            """)
        XCTAssertEqual(feed.format, .sitemap)
        let entry = try XCTUnwrap(feed.entries.first)
        XCTAssertEqual([entry.link, entry.title, entry.language], ["https://contoh.id/1", "Judul", "id"])
        XCTAssertEqual(entry.published, DatedText(text: "2023-08-15", foundIn: "news:publication_date"))
        XCTAssertEqual(entry.modified, DatedText(text: "2023-08-16", foundIn: "sitemap:lastmod"))
        let index = try read("<sitemapindex><sitemap><loc>https://contoh.id/s1.xml</loc></sitemap></sitemapindex>")
        XCTAssertEqual(index.format, .sitemapindex)
        XCTAssertEqual(index.entries.map(\.link), ["https://contoh.id/s1.xml"])
    }

    func testACutFeedGivesItsWholeEntries() throws {
        let cut = String(rss[..<(try XCTUnwrap(rss.range(of: "<title>Dua"))).lowerBound])
        let feed = try read(cut)
        XCTAssertTrue(feed.truncated)
        XCTAssertEqual(feed.entries.map(\.title), ["Satu & dua"])
        XCTAssertEqual(feed.mended, ["truncated"])
    }

    func testABrokenEntryDoesNotSwallowTheNext() throws {
        let feed = try read(
            "<rss><channel><item><title>A</title><description>x</item><item><title>B</title></item></channel></rss>")
        XCTAssertEqual(feed.entries.map(\.title), ["A", "B"])
        XCTAssertEqual(feed.mended, ["not_well_formed"])
        XCTAssertFalse(feed.truncated)
    }

    func testPrefixesWithoutTheirNamespace() throws {
        let feed = try read("<rss><channel><item><dc:creator>Ani</dc:creator></item></channel></rss>")
        XCTAssertEqual(feed.entries[0].authors, [FeedPerson(name: "Ani")])
        XCTAssertEqual(feed.mended, ["undeclared_prefix"])
    }

    func testWhatIsNoFeed() {
        func error(_ text: String) -> FeedError? {
            do throws(FeedError) {
                _ = try FeedReader().read(Array(text.utf8))
                return nil
            } catch { return error }
        }
        XCTAssertEqual(error(" \n"), .empty)
        XCTAssertEqual(error("<!DOCTYPE html><html><body>Galat</body></html>"), .notAFeed(what: "HTML page"))
        XCTAssertEqual(error("{\"error\": 1}"), .notAFeed(what: "JSON"))
        XCTAssertEqual(error("Galat"), .notAFeed(what: "plain text"))
        XCTAssertEqual(error("<svg xmlns='x'/>"), .notAFeed(what: "XML document <svg>"))
        XCTAssertEqual(FeedError.notAFeed(what: "HTML page").description, "not a feed but: HTML page")
    }

    func testLimits() throws {
        var limits = FeedReader.Limits()
        limits.entries = 1
        let feed = try FeedReader(limits: limits).read(Array(rss.utf8))
        XCTAssertEqual(feed.entries.count, 1)
        XCTAssertEqual(feed.mended, ["too_many_entries"])
        XCTAssertTrue(feed.truncated)
        let deep = "<rss><channel><item><title>A</title></item>" + String(repeating: "<x>", count: 100_000)
        XCTAssertEqual(try read(deep).entries.map(\.title), ["A"])
        limits.bytes = 10
        XCTAssertThrowsError(try FeedReader(limits: limits).read(Array(rss.utf8)))
    }

    func testPersons() {
        XCTAssertEqual(FeedPerson(written: "a@b.id (Ani)"), FeedPerson(name: "Ani", email: "a@b.id"))
        XCTAssertEqual(FeedPerson(written: "Ani <a@b.id>"), FeedPerson(name: "Ani", email: "a@b.id"))
        XCTAssertEqual(FeedPerson(written: "a@b.id"), FeedPerson(email: "a@b.id"))
        XCTAssertNil(FeedPerson(written: " "))
    }

    /// HTML says the same whether it is escaped, in CDATA or both, and entries are found where they stand.
    func testEscapedHTMLSaysWhatCDATASays() throws {
        let html =
            "<p>Warga — “air”</p><p>" + String(repeating: "jalan rusak ", count: 9)
            + "&amp; <a href=\"/a?b=1&amp;c=2\">x</a></p>"
        var escaped = ""
        for character in html {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "—": escaped += "&#8212;"
            default: escaped.append(character)
            }
        }
        let items = [
            escaped, "<![CDATA[\(html)]]>",
            "  " + escaped.replacing("jalan rusak jalan", with: "jalan rusak <![CDATA[jalan]]>", maxReplacements: 1)
                + "\n",
        ]
        .map {
            "<item><title>y</title><description>\($0)</description></item>"
        }
        let input = "<rss><channel>" + items.joined() + "</channel></rss>"
        let feed = try FeedReader().read(Array(input.utf8))
        XCTAssertEqual(feed.entries.map(\.summaryHTML), [html, html, html])
        XCTAssertEqual(feed.mended, [])
        for (entry, item) in zip(feed.entries, items) {
            let start = try XCTUnwrap(entry.offset)
            let bytes = Array(input.utf8)[start..<start + (entry.length ?? 0)]
            XCTAssertEqual(String(decoding: bytes, as: UTF8.self), item)
        }
    }
}
