import XCTest

@testable import Markup

final class HeadlineTests: XCTestCase {
    private func headline(_ title: String?, _ body: String) -> String? {
        let tree = SamplePage.tree(body)
        return Headline.find(title, in: tree).map { tree.text(of: $0) }
    }

    func testTheHeadingThatSaysWhatTheTitleDoes() {
        let body = "<h1>Warta Contoh</h1><h2>Saluran Air Diperbaiki</h2><h1>Berita lain dari desa sebelah</h1>"
        XCTAssertEqual(headline("Saluran air diperbaiki", body), "Saluran Air Diperbaiki")
        XCTAssertEqual(
            headline("Saluran Air", "<h1>Logo</h1><h1>Saluran Air Diperbaiki</h1>"), "Saluran Air Diperbaiki")
    }

    func testElseTheFirstLongOne() {
        XCTAssertEqual(headline(nil, "<h1>Logo</h1><h1>Saluran Air Diperbaiki</h1>"), "Saluran Air Diperbaiki")
        XCTAssertNil(headline("Judul yang tidak ada", "<h1>Logo</h1><h2>Saluran Air Desa Diperbaiki</h2>"))
    }
}
