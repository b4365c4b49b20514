import XCTest

@testable import Markup

final class BoilerplateTests: XCTestCase {
    func testWhatNamesTell() {
        for name in ["related-posts", "post-related", "box_newsletter", "wp-comment-list", "Share-Bar", "baca-juga"] {
            XCTAssertEqual(Boilerplate.telling(name), .strong, name)
        }
        for name in ["widget", "text_widget", "sidebar-grid", "iklan", "article-teaser"] {
            XCTAssertEqual(Boilerplate.telling(name), .weak, name)
        }
        for name in ["isi", "widgets2", "print:hidden", "pelatihan-promosi-bagi-umkm-di-desa-contoh", "shareholder"] {
            XCTAssertEqual(Boilerplate.telling(name), .none, name)
        }
    }

    func testProseInAWeaklyNamedElementStays() throws {
        let text = SamplePage.paragraphs(SamplePage.first, SamplePage.second, SamplePage.third, SamplePage.first + "!")
        let other = String(repeating: SamplePage.paragraphs(SamplePage.other + " lagi"), count: 3)
        let article = try SamplePage.article(
            "<main><h1>Saluran Air Desa Diperbaiki</h1><div class=\"article-widget\">\(text)</div><section>\(other)</section></main>"
        )
        XCTAssertTrue(article.text.hasPrefix(SamplePage.first), article.text)
    }

    func testReasonsInWords() {
        func reason(_ html: String) -> String? {
            let tree = SamplePage.tree(html)
            return tree.nodes.last { !$0.isText }.flatMap { Boilerplate.reason($0) }
        }
        XCTAssertEqual(reason("<aside>a</aside>"), "<aside>")
        XCTAssertEqual(reason("<div hidden>a</div>"), "hidden")
        XCTAssertEqual(reason("<div style=\"display:none\">a</div>"), "not displayed")
        XCTAssertEqual(reason("<div class=\"kolom related\">a</div>"), "class 'related'")
        XCTAssertEqual(reason("<div role=\"search\">a</div>"), "role 'search'")
        XCTAssertNil(reason("<div class=\"kolom\" style=\"color:red\">a</div>"))
    }
}
