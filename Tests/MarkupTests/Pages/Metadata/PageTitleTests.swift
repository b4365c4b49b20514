import XCTest

@testable import Markup

final class PageTitleTests: XCTestCase {
    private let headline = "Warga Minta Jalan Poros Diperbaiki"

    private func choose(
        headline: String? = nil, openGraph: String? = nil, twitter: String? = nil, title: String? = nil,
        headings: [String] = [], subheadings: [String] = [], lines: [String] = [], entry: String? = nil,
        site: String? = nil, url: String? = nil
    ) -> String? {
        PageTitle.choose(
            PageTitle.Sources(
                headline: headline, openGraph: openGraph, twitter: twitter, title: title, headings: headings,
                subheadings: subheadings, lines: lines, entry: entry), names: SiteNames([site], url: url))
    }

    func testASloganInOpenGraphLoses() {
        XCTAssertEqual(
            choose(
                openGraph: "Warta Contoh - Portal Berita Info Publik", title: "Warta Contoh | \(headline)",
                subheadings: [headline, "Berita Terkait"], url: "https://wartacontoh.example/1"), headline)
        XCTAssertEqual(
            choose(
                openGraph: "Portal Berita Info Publik", title: "\(headline) - Kabar", headings: ["Beranda", headline]),
            headline)
        XCTAssertEqual(choose(openGraph: "Portal Berita Info Publik", entry: headline), headline)
    }

    func testTheSitesNameIsCutAtBothEnds() {
        for mark in [" - ", " | ", " – ", " — ", " » ", " :: ", " • ", " · "] {
            XCTAssertEqual(choose(title: "Kabar Contoh\(mark)\(headline)", site: "Kabar Contoh"), headline, mark)
            XCTAssertEqual(choose(title: "\(headline)\(mark)Kabar Contoh", site: "Kabar Contoh"), headline, mark)
            XCTAssertEqual(
                choose(title: "Kabar Contoh\(mark)\(headline)", url: "https://www.kabarcontoh.example/b?id=1"), headline
            )
            XCTAssertEqual(
                choose(openGraph: "Kabar Contoh\(mark)\(headline)", title: "\(headline)\(mark)Kabar Contoh"), headline)
        }
        XCTAssertEqual(choose(title: "Kabar Contoh: \(headline)", site: "Kabar Contoh"), headline)
        XCTAssertEqual(choose(title: "\(headline)：Kabar Contoh", site: "Kabar Contoh"), headline)
        XCTAssertEqual(choose(title: "\(headline) - Daerah - Kabar Contoh", lines: [headline]), headline)
        XCTAssertEqual(choose(title: "\(headline) | Berita Kaltim | Kabar Contoh"), headline)
        XCTAssertEqual(
            choose(title: "\(headline) - Kabar Contoh", entry: "\(headline) - Kabar Contoh"),
            nil ?? "\(headline) - Kabar Contoh")
    }

    func testMarksOfAHeadlineStay() {
        let title = "Sepan–Riko: Rusak - Warga Bergotong Royong"
        XCTAssertEqual(choose(openGraph: title, title: "\(title) - Kabar", headings: [title], site: "Kabar"), title)
        XCTAssertEqual(choose(title: "IKN: Apa Kabarnya?", url: "https://kabar.example/"), "IKN: Apa Kabarnya?")
        XCTAssertEqual(choose(headings: [title], lines: [title, "Warga Bergotong Royong"]), title)
    }

    func testTheVote() {
        XCTAssertEqual(
            choose(
                headline: headline, openGraph: "Jalan Poros Rusak", title: "Jalan Poros Rusak",
                headings: ["Jalan Poros Rusak"]),
            "Jalan Poros Rusak")
        // Declared as the headline and shown as one: the others are what search engines are told.
        XCTAssertEqual(
            choose(
                headline: headline, openGraph: "Jalan Poros Rusak", twitter: "Jalan Poros Rusak",
                title: "Jalan Poros Rusak", headings: ["Jalan Poros Rusak"], subheadings: [headline]), headline)
        // A page that was rewritten after its entry.
        XCTAssertEqual(
            choose(
                headline: "Empat Rumah Ludes", openGraph: "Empat Rumah Ludes", headings: ["Empat Rumah Ludes"],
                entry: "Tiga Rumah Ludes"), "Empat Rumah Ludes")
        XCTAssertEqual(
            choose(openGraph: "“\(headline)”", title: "\"\(headline)\"", headings: ["\"\(headline)\""]),
            "\"\(headline)\"")
        XCTAssertEqual(choose(headings: ["Kabar Contoh", headline], site: "Kabar Contoh"), headline)
        XCTAssertNil(choose(title: "Kabar Contoh", site: "Kabar Contoh"))
        XCTAssertNil(choose())
    }

    func testWhatIsPassedOnAlike() {
        let longer = "\(headline) Setelah Tiga Bulan Rusak"
        XCTAssertEqual(
            choose(headline: longer, openGraph: headline, twitter: headline, title: longer, headings: [longer]),
            headline)
        XCTAssertEqual(choose(headline: longer, openGraph: headline, title: longer, headings: [longer]), longer)
        // The slogan of the site, in both.
        XCTAssertEqual(
            choose(
                openGraph: "Portal Info Publik", twitter: "Portal Info Publik", title: "\(headline) - Kabar",
                headings: [headline]), headline)
    }

    func testTextsThatWereCutOff() {
        let whole = "Tiga Desa dan \"Kampung Hilang\" di Teluk"
        XCTAssertEqual(
            choose(openGraph: "Tiga Desa dan", twitter: "Tiga Desa dan", title: "Tiga Desa dan", headings: [whole]),
            whole)
        XCTAssertEqual(
            choose(openGraph: "Warga Minta Jalan…", twitter: "Warga Minta Jalan…", headings: [headline]), headline)
    }

    func testNumbersOfPages() {
        for end in ["Halaman all", "Halaman 2", "- Page 12"] {
            XCTAssertEqual(
                choose(openGraph: "\(headline) \(end) - Kabar", title: "\(headline) \(end) - Kabar", site: "Kabar"),
                headline, end)
        }
        XCTAssertEqual(choose(openGraph: "Buku Itu Tebal Halaman 200"), "Buku Itu Tebal Halaman 200")
    }

    func testPlainQuotationMarksAreThoseTyped() {
        XCTAssertEqual(
            choose(
                headline: "Warga’s “Jalan” Rusak", openGraph: "Warga's \"Jalan\" Rusak",
                headings: ["Warga’s “Jalan” Rusak"]),
            "Warga's \"Jalan\" Rusak")
    }

    func testHostileTitlesEnd() {
        let long = String(repeating: "a - ", count: 20_000)
        XCTAssertNotNil(choose(openGraph: long, title: long + "b", headings: [long]))
    }
}
