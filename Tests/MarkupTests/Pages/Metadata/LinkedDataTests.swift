import Records
import XCTest

@testable import Markup

final class LinkedDataTests: XCTestCase {
    private func read(_ scripts: String..., url: String? = nil, titles: [String] = []) -> LinkedData {
        LinkedData(
            scripts.map { Array($0.utf8) },
            page: .init(addresses: Set([url].compactMap { $0.flatMap { PageAddress($0) } }), titles: titles))
    }

    func testAGraphWhoseNodesNameEachOther() {
        let data = read(
            """
            {"@context":"https://schema.org","@graph":[
            {"@type":["Article","NewsArticle"],"@id":"https://a.example/1#article","headline":"Jalan &amp; Jembatan",
            "author":{"@id":"#ani"},"publisher":{"@id":"#org"},"datePublished":"2023-08-15T18:19:00+07:00",
            "image":{"@id":"#img"},"keywords":["jalan","desa, kota"],"articleSection":["Daerah"],"inLanguage":"id"},
            {"@type":"Person","@id":"#ani","name":"Ani Contoh"},{"@type":"Organization","@id":"#org","name":"Warta"},
            {"@type":"ImageObject","@id":"#img","contentUrl":"/a.jpg","caption":"Jalan"},
            {"@type":"BreadcrumbList","itemListElement":[{"name":"Beranda"},{"item":{"name":"Daerah"}}]}]}
            """)
        XCTAssertEqual(data.headline, "Jalan & Jembatan")
        XCTAssertEqual(data.authors, ["Ani Contoh"])
        XCTAssertEqual(data.published, "2023-08-15T18:19:00+07:00")
        XCTAssertEqual(data.publisher, "Warta")
        XCTAssertEqual(data.pictures, [Article.Picture(url: "/a.jpg", caption: "Jalan")])
        XCTAssertEqual(data.keywords, ["jalan", "desa", "kota"])
        XCTAssertEqual(data.section, "Daerah")
        XCTAssertEqual(data.breadcrumbs, ["Beranda", "Daerah"])
        XCTAssertEqual(data.language, "id")
        XCTAssertTrue(data.isArticle)
    }

    func testNamesInPartsAndOrganizations() {
        let data = read(
            """
            {"@type":"http://schema.org/NewsArticle","author":[{"@type":"Person","givenName":"Ani","familyName":"Contoh"},
            {"@type":"NewsMediaOrganization","name":"Warta"},"Budi Contoh"]}
            """)
        XCTAssertEqual(data.authors, ["Ani Contoh", "Budi Contoh"])
        XCTAssertEqual(data.organizations, ["Warta"])
        XCTAssertEqual(read(#"{"@type":"Article","creator":["Ani Contoh"]}"#).authors, ["Ani Contoh"])
    }

    func testThePagesOwnArticleAmongOthers() {
        let others = """
            [{"@type":"NewsArticle","url":"https://a.example/2","headline":"Lain","datePublished":"2023-01-01"},
            {"@type":"NewsArticle","mainEntityOfPage":{"@id":"http://www.a.example/1/"},"headline":"Ini"},
            {"@type":"Article","@id":"https://a.example/1#x","headline":"Ini Juga","datePublished":"2023-08-15"}]
            """
        let data = read(others, url: "https://a.example/1?m=1")
        XCTAssertEqual(data.headline, "Ini")
        XCTAssertEqual(data.published, "2023-08-15", "filled in by the other node of this page, not by the first")
        XCTAssertEqual(read(others, titles: ["Lain - Warta"]).headline, "Lain")
        XCTAssertEqual(read(others).headline, "Lain")
    }

    func testAPageFillsInWhatNoArticleSays() {
        let data = read(
            """
            {"@graph":[{"@type":"WebPage","url":"https://a.example/1","datePublished":"2023-08-15",
            "author":{"@id":"#b"},"name":"Judul - Warta"},{"@type":"Person","@id":"#b","name":"Budi Contoh"}]}
            """, url: "https://a.example/1")
        XCTAssertEqual(data.published, "2023-08-15")
        XCTAssertEqual(data.authors, ["Budi Contoh"])
        XCTAssertNil(data.headline)
        XCTAssertFalse(data.isArticle)
    }

    func testWhatIsNoArticle() {
        let data = read(
            #"{"@type":"WebSite","name":"Warta"}"#, #"{"@type":"Product","author":"Ani","datePublished":"2023-08-15"}"#)
        XCTAssertEqual(data.publisher, "Warta")
        XCTAssertNil(data.published)
        XCTAssertEqual(data.authors, [])
    }

    func testHostileNodesEnd() {
        let ring = ##"{"@type":"Article","@id":"#a","image":{"@id":"#a","url":{"@id":"#a"}},"author":{"@id":"#a"}}"##
        XCTAssertEqual(read(ring).authors, [])
        let many = "[" + Array(repeating: #"{"@type":"Article"}"#, count: 5000).joined(separator: ",") + "]"
        XCTAssertTrue(read(many).isArticle)
    }
}
