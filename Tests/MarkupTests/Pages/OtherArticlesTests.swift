import XCTest

@testable import Markup

final class OtherArticlesTests: XCTestCase {
    private let own = SamplePage.paragraphs(SamplePage.first, SamplePage.second, SamplePage.third)
    private let long = String(repeating: SamplePage.paragraphs(SamplePage.other), count: 6)

    func testWhatIsLoadedBelowIsAnotherArticle() throws {
        let article = try SamplePage.article(
            "<main><article><h1>Saluran Air Desa Diperbaiki</h1>\(own)</article>"
                + "<div><article><h1>Pertandingan Berakhir Imbang</h1>\(long)</article></div></main>",
            head: "<title>Saluran Air Desa Diperbaiki</title>")
        XCTAssertEqual(article.text, [SamplePage.first, SamplePage.second, SamplePage.third].joined(separator: "\n"))
    }

    func testCardsInsideAreLeftOut() throws {
        let card = "<article><h3><a href=\"/2\">Imbang</a></h3><p>\(SamplePage.other)</p></article>"
        let article = try SamplePage.article(
            "<article><h1>Saluran Air Desa Diperbaiki</h1>\(own)\(card)</article>")
        XCTAssertEqual(article.text, [SamplePage.first, SamplePage.second, SamplePage.third].joined(separator: "\n"))
    }

    func testEntriesOfALiveReportStay() throws {
        let entries = (1...9).map {
            "<article><p>Pukul \($0): \(SamplePage.other)</p><p>\(SamplePage.third)</p></article>"
        }
        let article = try SamplePage.article(
            "<main><h1>Langsung: Banjir di Desa Contoh</h1><p>\(SamplePage.first)</p>\(entries.joined())</main>")
        XCTAssertTrue(article.text.contains("Pukul 9: \(SamplePage.other)"), article.text)
    }

    func testWithoutAHeadlineNothingIsTold() {
        let tree = SamplePage.tree("<article>\(own)</article><article>\(long)</article>")
        XCTAssertEqual(OtherArticles.find(in: tree, PageMeasures(tree), headline: nil), [])
    }
}
