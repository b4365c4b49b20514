import XCTest

@testable import Markup

final class FeedCategoryTests: XCTestCase {
    private func feed(_ inside: String) throws -> Feed {
        try FeedReader().read(
            Array(
                """
                <rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
                ><channel>\(inside)</channel></rss>
                """.utf8))
    }

    func testOfRSS() throws {
        XCTAssertEqual(
            try feed("<category domain='kota'>Air</category><category>Air</category><category/>").categories,
            [FeedCategory("Air", scheme: "kota"), FeedCategory("Air")])
    }

    func testOfAtom() throws {
        let text = """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry>
            <category term="pdam" scheme="https://contoh.id/topik" label="Air &amp;amp; pipa"/>
            <category label="Jalan"/></entry></feed>
            """
        XCTAssertEqual(
            try FeedReader().read(Array(text.utf8)).entries[0].categories,
            [
                FeedCategory("pdam", scheme: "https://contoh.id/topik", label: "Air & pipa"),
                FeedCategory("Jalan", label: "Jalan"),
            ])
    }

    func testOfMediaRSS() throws {
        XCTAssertEqual(
            try feed("<item><media:category>a</media:category><media:category scheme='s'>b</media:category></item>")
                .entries[0].categories,
            [
                FeedCategory("a", scheme: "http://search.yahoo.com/mrss/category_schema"),
                FeedCategory("b", scheme: "s"),
            ])
    }

    func testOfPodcastsOneInTheOther() throws {
        XCTAssertEqual(
            try feed(
                """
                <itunes:category text="Berita"><itunes:category text="Daerah"/></itunes:category>
                <itunes:category>Desa</itunes:category><title>Siniar</title>
                """
            ).categories.map(\.name), ["Berita", "Daerah", "Desa"])
        XCTAssertEqual(
            try feed(
                "<itunes:category text='Berita'><itunes:category text='Daerah'/></itunes:category><title>T</title>"
            )
            .title, "T")
    }

    func testListsBetweenCommas() throws {
        XCTAssertEqual(
            try feed("<item><tags>air, jalan ,, air</tags><itunes:keywords>desa</itunes:keywords></item>").entries[0]
                .categories,
            [
                FeedCategory("air"), FeedCategory("jalan"), FeedCategory("desa", scheme: "http://www.itunes.com/"),
            ])
    }
}
