import XCTest

@testable import Markup

final class ArticleFinderTests: XCTestCase {
    func testPiecesOfOneTextAreJoined() throws {
        func piece(_ text: String) -> String {
            "<div class=\"baris\"><div class=\"kolom article__content\"><p>\(text)</p></div></div><div class=\"iklan\">x</div>"
        }
        let article = try SamplePage.article(
            "<article><h1>Saluran Air Desa Diperbaiki</h1>\(piece(SamplePage.first))\(piece(SamplePage.second))"
                + "\(piece(SamplePage.third))</article>")
        XCTAssertEqual(article.text, [SamplePage.first, SamplePage.second, SamplePage.third].joined(separator: "\n"))
    }

    func testABeginningInJSONLDIsNotAll() throws {
        let slides = [SamplePage.second, SamplePage.third, SamplePage.other].map { "<section><p>\($0)</p></section>" }
        let data = """
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Saluran Air Desa Diperbaiki",
            "articleBody":"\(String(repeating: SamplePage.first + " ", count: 3))"}</script>
            """
        let intro = String(repeating: SamplePage.first + " ", count: 3)
        let article = try SamplePage.article(
            "<article><h1>Saluran Air Desa Diperbaiki</h1><div><p>\(intro)</p></div>\(slides.joined())\(slides.joined())</article>",
            head: data)
        XCTAssertTrue(article.text.contains(SamplePage.other), article.text)
    }

    func testWhatStandsBeforeTheHeadlineIsLeftOut() throws {
        let ticker = (1...6).map { "<p>Kabar \($0). \(SamplePage.other)</p>" }.joined()
        let article = try SamplePage.article(
            "<div class=\"content\">\(ticker)<h1>Saluran Air Desa Diperbaiki</h1>"
                + SamplePage.paragraphs(
                    SamplePage.first, SamplePage.second, SamplePage.third, SamplePage.first + "!",
                    SamplePage.second + "!")
                + "</div>")
        XCTAssertTrue(article.text.hasPrefix(SamplePage.first), article.text)
    }
}
