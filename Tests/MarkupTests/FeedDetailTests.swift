import XCTest

@testable import Markup

/// What feeds say beside title, text and date: links, pictures, vocabularies of other days.
final class FeedDetailTests: XCTestCase {
    private func read(_ text: String, url: String? = "https://contoh.id/feed") throws -> Feed {
        try FeedReader().read(Array(text.utf8), url: url)
    }

    func testLinksInText() throws {
        let entry = try read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/><entry>
            <link rel="enclosure" type="audio/mpeg" length="9">/a.mp3</link><link rel="alternate">/a</link></entry></feed>
            """
        ).entries[0]
        XCTAssertEqual(entry.link, "https://contoh.id/a")
        XCTAssertEqual(entry.enclosures, [FeedMedia(url: "https://contoh.id/a.mp3", type: "audio/mpeg", length: "9")])
        XCTAssertEqual(entry.links.map(\.rel), ["enclosure", "alternate"])
    }

    func testAnotherFormOfThePageWhereThereIsNoPage() throws {
        let entry = try read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link type='application/pdf' href='/a'/></entry></feed>"
        ).entries[0]
        XCTAssertEqual(entry.link, "https://contoh.id/a")
    }

    func testTheFeedsOwnAddressIsOfItsType() throws {
        let atom = try read("<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='/a'/></feed>")
        XCTAssertEqual(atom.links.map(\.type), ["application/atom+xml"])
        let rss = try read("<rss><channel><atom:link rel='self' href='/a'/></channel></rss>")
        XCTAssertEqual(rss.links.map(\.type), ["application/rss+xml"])
    }

    func testEnclosuresAreLinksToo() throws {
        let entry = try read("<rss><channel><item><enclosure url='/a.mp3' type='audio/mpeg'/></item></channel></rss>")
            .entries[0]
        XCTAssertEqual(
            entry.links, [FeedLink(url: "https://contoh.id/a.mp3", rel: "enclosure", type: "audio/mpeg")])
        XCTAssertNil(entry.link)
    }

    func testThePictureOfAFeed() throws {
        let image = "<image><title>Warta</title><url>/l.png</url><link>/</link></image>"
        XCTAssertEqual(
            try read("<rss><channel>\(image)<item><title>a</title></item></channel></rss>").image,
            FeedImage(url: "https://contoh.id/l.png", title: "Warta", link: "https://contoh.id/"))
        XCTAssertEqual(
            try read(
                """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
                <channel><title>A</title><image rdf:resource="/l"/></channel>\(image)</rdf:RDF>
                """
            ).image, FeedImage(url: "https://contoh.id/l.png", title: "Warta", link: "https://contoh.id/"))
        let podcast = "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
        for element in ["<itunes:image url='/i.png'/>", "<itunes:link rel='image' href='/i.png'/>"] {
            XCTAssertEqual(
                try read(podcast + element + "</channel></rss>").image, FeedImage(url: "https://contoh.id/i.png"))
        }
    }

    func testNamesOfAtomBeforeItHadOne() throws {
        for address in ["http://purl.org/pie/", "http://purl.org/echo/", "http://example.com/necho"] {
            XCTAssertEqual(try read("<feed xmlns='\(address)'><title>A</title></feed>").title, "A", address)
        }
    }

    func testOfDatesThatAreEquallyNamedTheLast() throws {
        let entry = try read(
            """
            <rss><channel><item><pubDate>1</pubDate><dc:date>3</dc:date><pubDate>2</pubDate></item></channel></rss>
            """
        ).entries[0]
        XCTAssertEqual(entry.published, DatedText(text: "2", foundIn: "rss:pubDate"))
    }

    func testOwnWordsBeforeThoseOfExtensions() throws {
        let feed = try read(
            """
            <rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
            <itunes:subtitle>Pendek</itunes:subtitle><description>Panjang</description></channel></rss>
            """)
        XCTAssertEqual(feed.subtitle, "Panjang")
    }

    func testChannelDefinitionFormat() throws {
        let feed = try read(
            """
            <CHANNEL HREF="/" BASE="https://contoh.id/saluran/" LASTMOD="2001-02-03T04:05Z"><TITLE>Saluran</TITLE>
            <ABSTRACT>Isi</ABSTRACT><LOGO HREF="l.gif" STYLE="image"/><ITEM HREF="satu" LASTMOD="2001-02-01">
            <TITLE>Satu</TITLE><ABSTRACT>Ringkas</ABSTRACT></ITEM>
            <CHANNEL LASTMOD="1999-01-01"><ITEM><A HREF="dua"/></ITEM></CHANNEL></CHANNEL>
            """)
        XCTAssertEqual(feed.format, .cdf)
        XCTAssertEqual([feed.title, feed.subtitle, feed.url], ["Saluran", "Isi", "https://contoh.id/"])
        XCTAssertEqual(feed.image, FeedImage(url: "https://contoh.id/saluran/l.gif"))
        XCTAssertEqual(feed.modified?.text, "2001-02-03T04:05Z")
        XCTAssertEqual(feed.entries.map(\.link), ["https://contoh.id/saluran/satu", "https://contoh.id/saluran/dua"])
        XCTAssertEqual(feed.entries[0].summaryHTML, "Ringkas")
        XCTAssertEqual(feed.entries[0].modified?.text, "2001-02-01")
        XCTAssertEqual(try read("<channel><title>A</title></channel>").format, .rss)
    }

    func testOnlyXHTMLIsAWrapper() throws {
        func content(_ namespace: String) throws -> String? {
            try read(
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div\(namespace)><p>a</p></div>
                </content></entry></feed>
                """
            ).entries[0].contentHTML
        }
        XCTAssertEqual(try content(" xmlns='http://www.w3.org/1999/xhtml'"), "<p>a</p>")
        XCTAssertEqual(try content(""), "<div><p>a</p></div>")
    }

    func testMarkupOfOtherVocabulariesKeepsItsNames() throws {
        let html = try read(
            """
            <rss xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="http://www.w3.org/1999/xlink"><channel><item>
            <description><h:p><s:svg><s:a x:href="#b"/><dc:title>c</dc:title></s:svg></h:p></description></item>
            </channel></rss>
            """
        ).entries[0].summaryHTML
        XCTAssertEqual(html, "<p><svg><a xlink:href=\"#b\"></a><dc:title>c</dc:title></svg></p>")
    }

    func testWhereReferencesInTheTextStart() throws {
        let entry = try read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><entry><summary>s</summary>
            <content xml:base="b/">c</content></entry></feed>
            """
        ).entries[0]
        XCTAssertEqual([entry.summaryBase, entry.contentBase], ["https://contoh.id/a/", "https://contoh.id/a/b/"])
    }
}
