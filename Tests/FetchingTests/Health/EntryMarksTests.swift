import XCTest

@testable import Fetching

final class EntryMarksTests: XCTestCase {
    private func marks(_ text: String) -> [UInt64]? { all(text)?.map(\.id) }
    private func all(_ text: String) -> [EntryMark]? { EntryMarks.marks(in: Array(text.utf8)) }

    private func rss(_ items: String, head: String = "") -> String {
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>\(head)\(items)</channel></rss>"
    }

    func testWhatChangesAtEveryFetchIsNotNew() {
        let items = "<item><title>Jalan</title><guid>1</guid></item><item><link>https://a.example/2</link></item>"
        let first = marks(rss(items, head: "<lastBuildDate>Sen</lastBuildDate>"))
        let later = marks(
            rss(
                "<item>\n<slash:comments>7</slash:comments><guid isPermaLink=\"false\"> 1 </guid><title>Ralat</title></item>"
                    + "<item><link><![CDATA[https://a.example/2]]></link></item>",
                head: "<lastBuildDate>Sel</lastBuildDate>"))
        XCTAssertEqual(first?.count, 2)
        XCTAssertEqual(first, later)
        XCTAssertNotEqual(first, marks(rss("<item><guid>1</guid></item><item><guid>3</guid></item>")))
    }

    func testTheGuidNamesAnEntryBeforeItsLinkWhateverTheirOrder() {
        XCTAssertEqual(
            marks(rss("<item><title>x</title><link>https://a.example/1?sesi=7</link><guid>1</guid></item>")),
            marks(rss("<item><guid>1</guid><link>https://a.example/1?sesi=8</link></item>")))
    }

    func testEveryKindOfList() {
        let plain = rss("<item><guid>https://a.example/1</guid></item>")
        let one = marks(plain)
        for text in [
            "<feed><link href='https://a.example/'/><entry><link rel=\"self\" href=\"https://a.example/x\"/>"
                + "<link href=\"https://a.example/1\"/></entry></feed>",
            "<feed><id>umpan</id><entry><id>https://a.example/1</id><link href='https://a.example/2'/></entry></feed>",
            "<rdf:RDF><channel><link>https://a.example/</link></channel><item><link>https://a.example/1</link></item>"
                + "</rdf:RDF>",
            "<urlset><url><loc>https://a.example/1</loc><image:image><image:loc>https://a.example/b.jpg</image:loc>"
                + "</image:image></url></urlset>",
            "<sitemapindex><sitemap><loc>\n https://a.example/1\n</loc></sitemap></sitemapindex>",
            #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"https://a.example/1","url":"x"}]}"#,
            "\u{FEFF}" + plain,
        ] { XCTAssertEqual(marks(text), one, text) }
        XCTAssertEqual(
            EntryMarks.marks(in: [0xFF, 0xFE] + plain.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })?.map(\.id),
            one)
        XCTAssertEqual(
            EntryMarks.marks(in: [0xFE, 0xFF] + plain.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })?.map(\.id),
            one)
    }

    func testWhatStandsInCommentsAndTextsIsNoEntry() {
        XCTAssertEqual(
            marks(
                rss(
                    "<!-- <item><guid>9</guid></item> --><item><description><![CDATA[<item><guid>8</guid></item>]]>"
                        + "</description><guid>1</guid></item>")),
            marks(rss("<item><guid>1</guid></item>")))
    }

    func testWhatIsNoListHasNoMarksAndAnEmptyListHasNone() {
        for text in ["", "  ", "<html><body><item>x</item></body></html>", "{\"items\": 7}", "{", "judul,isi", "<"] {
            XCTAssertNil(marks(text), text)
        }
        XCTAssertEqual(marks(rss("")), [])
        XCTAssertEqual(marks("{\"items\": []}"), [])
    }

    func testTitleAndDatesOfAnEntryAreMarkedInEveryKindOfList() throws {
        func one(_ text: String) throws -> EntryMark { try XCTUnwrap(all(text)?.first, text) }
        let lists = [
            ("<rss><item><guid>1</guid><title>", "</title><pubDate>", "</pubDate></item></rss>"),
            ("<rdf:RDF><item><link>1</link><title>", "</title><dc:date>", "</dc:date></item></rdf:RDF>"),
            (
                "<feed><entry><id>1</id><title type='html'>", "</title><published>x</published><updated>",
                "</updated></entry></feed>"
            ),
            (
                "<urlset><url><loc>1</loc><news:news><news:title>", "</news:title></news:news><lastmod>",
                "</lastmod></url></urlset>"
            ),
            (#"{"items":[{"id":"1","title":""#, #"","date_modified":""#, #""}]}"#),
        ]
        for (start, middle, end) in lists {
            let plain = try one(start + "Jalan" + middle + "2023-08-14" + end)
            XCTAssertEqual(try one(start + "Jalan" + middle + "2023-08-14" + end), plain)
            let titled = try one(start + "Ralat" + middle + "2023-08-14" + end)
            XCTAssertEqual(
                [titled.id == plain.id, titled.title == plain.title, titled.date == plain.date], [true, false, true],
                start)
            let dated = try one(start + "Jalan" + middle + "2023-08-15" + end)
            XCTAssertEqual(
                [dated.id == plain.id, dated.title == plain.title, dated.date == plain.date], [true, true, false], start
            )
        }
        XCTAssertEqual(
            try one("<rss><item><guid>1</guid></item></rss>"),
            EntryMark(id: try one("<feed><entry><id>1</id></entry></feed>").id))
        XCTAssertEqual(
            try one("<rss><item><guid>1</guid><title><![CDATA[ Jalan ]]></title></item></rss>"),
            try one("<rss><item><title>Jalan</title><guid>1</guid></item></rss>"))
    }

    func testWhatTheServersOwnProgramSaysBeforeTheListIsPassedOver() {
        let list = rss("<item><guid>1</guid></item>")
        for remark in ["Warning: x in y.php\n", "<br />\n<b>Notice</b>: x<br />\n", "\n\n"] {
            XCTAssertEqual(marks(remark + list), marks(list), remark)
        }
        XCTAssertNil(marks("<html><body><p>\(list)</p></body></html>"), "a page that shows a list")
    }

    func testTheDatesOfAnIndexAreNotThoseOfEntries() throws {
        func index(_ date: String) -> String {
            "<sitemapindex><sitemap><loc>1</loc><lastmod>\(date)</lastmod></sitemap></sitemapindex>"
        }
        XCTAssertEqual(try XCTUnwrap(all(index("2023-08-14"))).map(\.date), [0])
        XCTAssertEqual(all(index("2023-08-14")), all(index("2023-08-15")))
    }

    func testAnEntryThatStandsTwiceIsOneAsItStandsFirst() {
        XCTAssertEqual(
            all(rss("<item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item>")),
            all(rss("<item><guid>1</guid><title>a</title></item>")))
    }

    func testWhatIsCutOffGivesWhatIsWhole() {
        let whole = rss("<item><guid>1</guid></item><item><guid><![CDATA[2]]></guid></item>")
        for length in 0...whole.utf8.count { _ = EntryMarks.marks(in: Array(whole.utf8.prefix(length))) }
        XCTAssertEqual(marks(rss("<item><guid>1</guid></item><item><gui")), marks(rss("<item><guid>1</guid></item>")))
    }

    func testTheEntryThatAListBreaksOffInIsNone() {
        XCTAssertEqual(
            marks("<rss><channel><item><guid>1</guid></item><item><guid>12"), marks(rss("<item><guid>1</guid></item>")))
        XCTAssertEqual(marks("<rss><channel><item><title>Jal"), [])
    }

    func testAnEntryWithoutAnEndEndsWhereTheNextBegins() {
        XCTAssertEqual(
            marks("<rss><item><guid>1</guid><item/><item><guid>2</guid></item></rss>"),
            marks(rss("<item><guid>1</guid></item><item><guid>2</guid></item>")))
    }

    func testWhereNothingElseNamesAnEntryItsTextDoes() {
        XCTAssertEqual(
            marks(rss("<item><description>Jalan rusak</description><pubDate>x</pubDate></item>")),
            marks(rss("<item><title>Jalan rusak</title></item>")))
        XCTAssertEqual(marks(rss("<item><pubDate>x</pubDate></item><item/>")), [])
    }

    func testThePrefixOfTheRootIsThatOfItsNames() {
        XCTAssertEqual(
            marks("<sm:urlset xmlns:sm='x'><sm:url><sm:loc>1</sm:loc><image:loc>b</image:loc></sm:url></sm:urlset>"),
            marks("<urlset><url><loc>1</loc></url></urlset>"))
        XCTAssertEqual(
            marks("<a:feed><a:entry><a:id>1</a:id></a:entry></a:feed>"), marks("<feed><entry><id>1</id></entry></feed>")
        )
    }

    func testASignInAQuoteEndsNoTag() {
        let one = marks("<feed><entry><link href='https://a.example/1'/></entry></feed>")
        for link in [
            "<link title='a > b' href='https://a.example/1'/>", "<link title=Jum'at href=\"https://a.example/1\"/>",
        ] { XCTAssertEqual(marks("<feed><entry>\(link)</entry></feed>"), one, link) }
    }

    /// Each of these once took a time that grew with the square of its size, hours for one of these.
    func testNoListTakesMoreThanOnePassOverItsBytes() {
        let size = 1 << 20
        let clock = ContinuousClock()
        let started = clock.now
        for (head, unit, tail) in [
            ("<rss><item>", "<link ", ""), ("<rss><item>", "<title ", ">"), ("<rss><item>", "<guid", "</guid>"),
            ("<rss><item>", "<link href='", ""), ("<rss>", "<item>", ""), ("<rss>", "<item><title><![CDATA[", ""),
            ("<rss><item>", "<title>x", ""), ("<rss>", "<!--", ""), ("<rss><item>", "<link a=\"<\" ", ">"),
            ("<sitemapindex>", "<sitemap><loc>", ""), ("<sitemapindex>", "<loc ", ""), ("", "<br ", ""),
            ("<sitemapindex>", "<sitemap><loc><![CDATA[", ""), ("<feed><entry>", "<link rel= rel=' ", ">"),
            ("<feed><entry><link ", "rel= ", "/>"), ("<rss><![CDATA[", "]]", ""), ("<rss><!--", "-", ""),
        ] {
            let text = Array("\(head)\(String(repeating: unit, count: size / unit.utf8.count))\(tail)".utf8)
            _ = EntryMarks.marks(in: text)
            _ = SitemapIndex.entries(in: text, url: "https://a.example/")
        }
        XCTAssertLessThan(clock.now - started, .seconds(60))
    }

    func testALongListIsReadOnceAndToItsLimit() {
        let items = (0..<60_000).map { "<url><loc>https://a.example/\($0)</loc></url>" }.joined()
        XCTAssertEqual(marks("<urlset>\(items)</urlset>")?.count, EntryMarks.limit)
    }
}
