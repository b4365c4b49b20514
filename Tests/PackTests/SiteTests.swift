import Records
import XCTest

@testable import Pack

final class SiteTests: XCTestCase {
    private func read(_ text: String) -> (site: Site?, problems: [String]) {
        let report = PackReport()
        let site = Site(text: text, file: "packs/a/sites/warta.yaml", report)
        return (site, report.problems.map(\.description))
    }

    func testEveryKey() {
        let (site, problems) = read(
            """
            site: warta
            about: Dates stand in the picture
            domains: [warta.example, wartakota.example]
            from: 2023-01-01
            until: 2023-12-31
            whole: "?page=all"
            title: h1.judul
            authors: [.penulis a, .reporter]
            remove: [.promo]
            """)
        XCTAssertEqual(problems, [])
        XCTAssertEqual(site?.name, "warta")
        XCTAssertEqual(site?.domains, ["warta.example", "wartakota.example"])
        XCTAssertEqual(site?.validity, Validity(from: CivilDay("2023-01-01"), until: CivilDay("2023-12-31")))
        XCTAssertEqual(site?.rules.map(\.field), [.title, .authors, .remove])
        XCTAssertEqual(site?.rules.map(\.line), [7, 8, 9])
        XCTAssertEqual(site?.rules[1].patterns.map(\.text), [".penulis a", ".reporter"])
        XCTAssertEqual(site?.place, "sites/warta.yaml")
    }

    func testProblems() {
        XCTAssertEqual(
            read("domains: [https://Warta.example]\njudul: h1\nwhole: all\ntitle: [h1, 'p:first']\n").problems,
            [
                "packs/a/sites/warta.yaml:2:1: unknown key 'judul' in a site; known are: site, about, domains, from, until, "
                    + "whole, title, authors, editor, published, body, remove",
                "packs/a/sites/warta.yaml:1:1: a site has no 'site'; add it",
                "packs/a/sites/warta.yaml:1:11: 'domains' is 'https://Warta.example'; it must be a host in small letters, "
                    + "such as warta.example",
                "packs/a/sites/warta.yaml:3:8: 'whole' is 'all'; it must be what is put behind an address, such as "
                    + "'?page=all' or '/all'",
                "packs/a/sites/warta.yaml:4:13: 'title' is 'p:first'; it must be a selector of names, .classes, #ids and "
                    + "[attributes] (class id itemprop itemtype rel name property role data-testid data-component title type "
                    + "lang)",
            ])
        XCTAssertEqual(
            read("site: a\ndomains: [a.example]\n").problems,
            ["packs/a/sites/warta.yaml:1:1: a site without any rule has no 'title'; add it"])
    }

    func testTheSiteOfAHost() throws {
        func site(_ name: String, _ domain: String, until: String? = nil) throws -> Site {
            let until = until.map { "until: \($0)\n" } ?? ""
            return try XCTUnwrap(read("site: \(name)\ndomains: [\(domain)]\n\(until)title: h1\n").site)
        }
        let sites = try [
            site("b", "warta.example"), site("a", "warta.example"),
            site("c", "kota.warta.example", until: "2023-06-30"),
        ]
        func name(_ host: String, _ day: String? = nil) -> String? {
            Site.matching(host: host, on: day.flatMap { CivilDay($0) }, in: sites)?.name
        }
        XCTAssertEqual(name("warta.example"), "a")
        XCTAssertEqual(name("www.warta.example"), "a")
        XCTAssertEqual(name("kota.warta.example"), "c")
        XCTAssertEqual(name("kota.warta.example", "2023-07-01"), "a")
        XCTAssertNil(name("lainwarta.example"))
    }

    func testWholeAddresses() throws {
        func whole(_ url: String, _ end: String) throws -> String {
            try XCTUnwrap(read("site: a\ndomains: [a.example]\nwhole: \"\(end)\"\n").site).wholeAddress(of: url)
        }
        XCTAssertEqual(try whole("https://a.example/1", "?page=all"), "https://a.example/1?page=all")
        XCTAssertEqual(try whole("https://a.example/1#x", "?page=all"), "https://a.example/1?page=all")
        XCTAssertEqual(try whole("https://a.example/1?id=2", "?page=all"), "https://a.example/1?id=2&page=all")
        XCTAssertEqual(try whole("https://a.example/1?page=all&id=2", "?page=all"), "https://a.example/1?page=all&id=2")
        XCTAssertEqual(try whole("https://a.example/1", "/all"), "https://a.example/1/all")
        XCTAssertEqual(try whole("https://a.example/1/all", "/all"), "https://a.example/1/all")
    }
}
