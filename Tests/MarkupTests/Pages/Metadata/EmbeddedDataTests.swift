import XCTest

@testable import Markup

final class EmbeddedDataTests: XCTestCase {
    private func read(_ body: String) -> EmbeddedData {
        let tree = HTMLParser.parse(Array("<html><body>\(body)</body></html>".utf8)).tree
        let index = PageIndex(tree)
        return EmbeddedData(tree, index, PageAside(tree, index, good: Array(repeating: 0, count: tree.nodes.count)))
    }

    func testMicrodataOfTheArticleAlone() {
        let data = read(
            """
            <div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Judul</h1>
            <span itemprop="author" itemscope itemtype="https://schema.org/Person">Oleh <a itemprop="name">Ani</a></span>
            <abbr itemprop="datePublished" title="2023-08-15T18:19:00+07:00">18:19</abbr>
            <span itemprop="dateModified" content="2023-08-16"></span><b itemprop="articleSection">Desa</b>
            <span itemprop="keywords">air, desa</span>
            <div itemscope itemtype="https://schema.org/Review"><i itemprop="author">Budi</i>
            <time itemprop="datePublished" datetime="2024-01-01">lama</time></div></div>
            """)
        XCTAssertEqual(data.headline, "Judul")
        XCTAssertEqual(data.authors, ["Ani"])
        XCTAssertEqual(
            data.published.map(\.text), ["2023-08-15T18:19:00+07:00", "18:19"], "what machines are told first")
        XCTAssertEqual(data.modified, [DatedText(text: "2023-08-16", foundIn: "itemprop:datemodified")])
        XCTAssertEqual(data.section, "Desa")
        XCTAssertEqual(data.keywords, ["air, desa"])
    }

    func testRDFaWithPrefixes() {
        let data = read(
            """
            <div typeof="schema:Article"><span property="schema:author"><i property="foaf:name" content="Ani"></i></span>
            <span property="dc:date dc:created" content="2023-08-15">x</span><span property="dc:issued">2023-08-14</span></div>
            """)
        XCTAssertEqual(data.authors, ["Ani"])
        XCTAssertEqual(
            data.published,
            [
                DatedText(text: "2023-08-14", foundIn: "property:issued")
            ])
    }

    func testMicroformatsAndTimes() {
        let data = read(
            """
            <time>1 Mei 2023</time><p class="updated"><time datetime="2023-08-16">x</time></p>
            <span class="post-date">4 Mei 2023</span><span class="vcard author">Ani</span><a rel="author" href="/ani">Ani</a>
            <time class="entry-date published" datetime="2023-08-15">y</time><time pubdate>3 Mei 2023</time>
            """)
        XCTAssertEqual(data.times.map(\.text), ["2023-08-15", "y", "3 Mei 2023", "1 Mei 2023"])
        XCTAssertEqual(data.modified.map(\.text), ["2023-08-16", "x"])
        XCTAssertEqual(data.dates, [DatedText(text: "4 Mei 2023", foundIn: "class")])
        XCTAssertEqual(data.classAuthors, ["Ani"])
        XCTAssertEqual(data.linkedAuthors, ["Ani"])
    }
}
