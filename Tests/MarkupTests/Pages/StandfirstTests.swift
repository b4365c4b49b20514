import XCTest

@testable import Markup

final class StandfirstTests: XCTestCase {
    private let lead = "Warga satu kampung menunggu air sejak bulan lalu, kini pemerintah desa turun tangan."
    private let text = SamplePage.paragraphs(SamplePage.first, SamplePage.second, SamplePage.third)

    private func read(_ between: String, head: String = "") throws -> Article {
        try SamplePage.article(
            "<article><h1>Saluran Air Desa Diperbaiki</h1>\(between)<div class=\"entry-content\">\(text)</div></article>",
            head: head)
    }

    func testWhatTheDescriptionSays() throws {
        let head = "<meta property=\"og:description\" content=\"\(lead.prefix(60))\">"
        let article = try read("<figure><img src=\"a.jpg\"></figure><div><span>\(lead)</span></div>", head: head)
        XCTAssertEqual(article.standfirst, lead)
        XCTAssertEqual(
            article.text, [lead, SamplePage.first, SamplePage.second, SamplePage.third].joined(separator: "\n"))
    }

    func testWhatIsNamedForIt() throws {
        XCTAssertEqual(
            try read("<figure><img src=\"a.jpg\"></figure><p class=\"post-lead\">\(lead)</p>").standfirst, lead)
    }

    func testAHeadingThatIsASentenceAndASentenceBeforeThePicture() throws {
        XCTAssertEqual(try read("<time>15 Agustus</time><h2>\(lead)</h2>").standfirst, lead)
        XCTAssertEqual(try read("<div>\(lead)</div><img src=\"a.jpg\">").standfirst, lead)
    }

    func testWhatStandsWithPicturesOrInListsIsNone() throws {
        XCTAssertNil(try read("<figure><img src=\"a.jpg\"><figcaption>\(lead)</figcaption></figure>").standfirst)
        XCTAssertNil(try read("<ul class=\"summary\"><li>\(lead)</li></ul>").standfirst)
        XCTAssertNil(try read("<p class=\"summary\"><a href=\"/x\">\(lead)</a></p>").standfirst)
    }

    func testItIsNotSaidTwice() throws {
        let head = "<meta name=\"description\" content=\"\(SamplePage.first)\">"
        XCTAssertEqual(
            try read("", head: head).text,
            [SamplePage.first, SamplePage.second, SamplePage.third].joined(separator: "\n"))
    }

    func testHowMuchMustAgree() {
        XCTAssertTrue(Standfirst.agree("airmengalirlagisetelahsebulan", "airmengalirlagisetelahsebulandidesacontoh"))
        XCTAssertTrue(Standfirst.agree("desaairmengalirlagisetelahsebulan", "airmengalirlagisetelahsebulan"))
        XCTAssertFalse(Standfirst.agree("airmengalirlagisetelahsebulan", "hujanderasmengguyurlapangandesa"))
        XCTAssertFalse(Standfirst.agree("air", "air"))
    }
}
