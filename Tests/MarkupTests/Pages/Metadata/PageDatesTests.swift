import XCTest

@testable import Markup

final class PageDatesTests: XCTestCase {
    private func dates(
        _ linked: String = "", head: String = "", body: String = "", byline: String? = nil, lines: [String] = [],
        address: String? = nil
    ) -> PageDates {
        let tree = HTMLParser.parse(Array("<html><head>\(head)</head><body>\(body)</body></html>".utf8)).tree
        let index = PageIndex(tree)
        let aside = PageAside(tree, index, good: Array(repeating: 0, count: tree.nodes.count))
        let script = "{\"@type\":\"NewsArticle\",\(linked)\"name\":\"x\"}"
        return PageDates(
            LinkedData([Array(script.utf8)]), MetaTags(tree), EmbeddedData(tree, index, aside),
            bylines: [byline].compactMap { $0.flatMap { Byline($0) } },
            lines: lines.map { PageLines.Line(node: 0, text: $0) }, addresses: [address].compactMap { $0 })
    }

    func testTheZoneThatReadersSeeWins() {
        let byline = "Oleh Ani, Selasa, 15 Agustus 2023 | 18:19 WIB"
        let shown = DatedText(text: "Selasa, 15 Agustus 2023 | 18:19 WIB", foundIn: "byline")
        XCTAssertEqual(dates("\"datePublished\":\"2023-08-15T18:19:00Z\",", byline: byline).published, shown)
        XCTAssertEqual(dates("\"datePublished\":\"2023-08-15 18:19\",", byline: byline).published, shown)
        XCTAssertEqual(
            dates("\"datePublished\":\"2023-08-15T11:19:00Z\",", byline: byline).published,
            DatedText(text: "2023-08-15T11:19:00Z", foundIn: "json-ld:datePublished"))
    }

    func testAZoneFromAnotherPlace() {
        let bare = "\"datePublished\":\"2023-08-15T18:19:00\","
        func meta(_ time: String) -> String { "<meta property=\"article:published_time\" content=\"\(time)\">" }
        for time in ["2023-08-15T18:19:00+08:00", "2023-08-15T10:19:00+00:00", "2023-08-15T10:19:00Z"] {
            XCTAssertEqual(
                dates(bare, head: meta(time)).published,
                DatedText(text: time, foundIn: "meta:article:published_time"))
        }
        for time in ["2023-08-15T18:40:00+08:00", "2023-08-17T18:19:00+08:00", "2023-08-15"] {
            XCTAssertEqual(
                dates(bare, head: meta(time)).published,
                DatedText(text: "2023-08-15T18:19:00", foundIn: "json-ld:datePublished"), time)
        }
    }

    func testADayGetsItsTime() {
        for day in ["2023-08-15", "2023-08-15T00:00:00+07:00"] {
            XCTAssertEqual(
                dates("\"datePublished\":\"\(day)\",", lines: ["15/08/2023 18.19 WITA"]).published,
                DatedText(text: "15/08/2023 18.19 WITA", foundIn: "text"))
        }
        XCTAssertEqual(
            dates("\"datePublished\":\"2023-08-15\",", lines: ["16/08/2023 18.19 WITA"]).published?.text, "2023-08-15")
        XCTAssertEqual(dates("\"datePublished\":\"2023-08-15T00:00:00Z\",").published?.text, "2023-08-15T00:00:00Z")
    }

    func testPublishedIsNotModified() {
        let lines = ["Diterbitkan 15 Agustus 2023 10.00 WIB | Diperbarui 16 Agustus 2023 11.00 WIB"]
        let both = dates(lines: lines)
        XCTAssertEqual(both.published, DatedText(text: "Diterbitkan 15 Agustus 2023 10.00 WIB", foundIn: "text"))
        XCTAssertEqual(both.modified, DatedText(text: "Diperbarui 16 Agustus 2023 11.00 WIB", foundIn: "text"))
        XCTAssertNil(dates(lines: ["Diperbarui: 16 Agustus 2023"]).published)
        let times = dates(
            body: """
                <time class="updated" datetime="2023-08-16T08:00:00+07:00"></time>
                <time class="entry-date published" datetime="2023-08-15T08:00:00+07:00"></time>
                """)
        XCTAssertEqual(times.published, DatedText(text: "2023-08-15T08:00:00+07:00", foundIn: "time"))
        XCTAssertEqual(times.modified, DatedText(text: "2023-08-16T08:00:00+07:00", foundIn: "time"))
        XCTAssertEqual(
            dates("\"dateModified\":\"2023-08-16\",").modified,
            DatedText(text: "2023-08-16", foundIn: "json-ld:dateModified"))
    }

    func testTheOrderOfPlaces() {
        let head = "<meta name=\"dc.date.issued\" content=\"2023-08-14\">"
        let body = "<span itemprop=\"datePublished\" content=\"2023-08-13\">kemarin</span>"
        XCTAssertEqual(dates(head: head, body: body).published?.foundIn, "meta:dc.date.issued")
        XCTAssertEqual(dates(body: body).published, DatedText(text: "2023-08-13", foundIn: "itemprop:datepublished"))
        XCTAssertEqual(
            dates("\"dateCreated\":\"2023-08-12\",").published,
            DatedText(text: "2023-08-12", foundIn: "json-ld:dateCreated"))
        XCTAssertEqual(
            dates(address: "https://a.example/2023/08/11/berita").published,
            DatedText(text: "2023-08-11", foundIn: "url"))
        XCTAssertNil(dates(lines: ["Warga datang pada pagi hari"]).published)
    }

    func testADateBeforeACommaBeginsTheLine() {
        XCTAssertEqual(
            dates(lines: ["15.08.2023, 5 menit baca"]).published, DatedText(text: "15.08.2023", foundIn: "text"))
        XCTAssertEqual(
            dates(lines: ["Selasa, 15 Agustus 2023, dibaca 77 kali"]).published,
            DatedText(text: "Selasa, 15 Agustus 2023", foundIn: "text"))
        XCTAssertNil(dates(lines: ["Acara digelar Selasa, 15 Agustus 2023, di Desa Contoh"]).published)
    }

    func testDaysInAddresses() {
        for path in ["2023/08/15/a", "berita/2023-08-15/a", "2023/8/15/", "a/20230815/b", "read/2023-08-15-judul"] {
            XCTAssertEqual(PageDates.day(inPathOf: "https://a.example/\(path)"), "2023-08-15", path)
        }
        for path in ["2023/13/15/a", "2023/08", "berita/12345678", "a-20239915", "1023/08/15", "?d=2023/08/15"] {
            XCTAssertNil(PageDates.day(inPathOf: "https://a.example/\(path)"), path)
        }
    }
}
