import XCTest

@testable import Markup

final class PageExplanationTests: XCTestCase {
    func testEachBlockHasAReason() throws {
        let page = SamplePage.bytes(
            """
            <nav>Beranda</nav><article><h1>Saluran Air Desa Diperbaiki</h1><h2 class="lead">Satu kampung menunggu air sejak bulan lalu.</h2>
            <div class="entry-content"><p>\(SamplePage.first)</p><p>Baca juga: <a href="/2">Berita lain</a></p>
            <p>\(SamplePage.second)</p><div class="related"><p>\(SamplePage.other)</p></div></div></article><footer>Kaki</footer>
            """)
        XCTAssertEqual(
            try PageReader().explain(page).description,
            """
            dropped <nav> | html > body > nav | Beranda
            dropped outside of the article | html > body > article > h1 | Saluran Air Desa Diperbaiki
            kept    standfirst | html > body > article > h2.lead | Satu kampung menunggu air sejak bulan lalu.
            kept    class | body > article > div.entry-content > p | \(SamplePage.first.prefix(80))
            dropped a label or a call | body > article > div.entry-content > p | Baca juga: Berita lain
            kept    class | body > article > div.entry-content > p | \(SamplePage.second.prefix(80))
            dropped class 'related' | article > div.entry-content > div.related > p | \(SamplePage.other.prefix(80))
            dropped <footer> | html > body > footer | Kaki
            """)
    }
}
