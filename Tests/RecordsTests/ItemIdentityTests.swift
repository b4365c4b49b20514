import Records
import XCTest

final class ItemIdentityTests: XCTestCase {
    func testLinksAreBroughtToRuleOne() {
        let cases = [
            ("HTTPS://Kabar.Example/Berita/?utm_source=rss&p=1&UTM_Medium=x#atas", "https://kabar.example/Berita?p=1"),
            ("https://kabar.example", "https://kabar.example"),
            ("https://kabar.example/", "https://kabar.example"),
            ("https://kabar.example/a//", "https://kabar.example/a"),
            ("https://kabar.example?utm_source=x", "https://kabar.example"),
            ("https://kabar.example/a?b=1&c=%20", "https://kabar.example/a?b=1&c=%20"),
            ("https://kabar.example/Berita/A", "https://kabar.example/Berita/A"),
            ("https://KABAR.example/berita", "https://kabar.example/berita"),
            ("https://kabar.example/a#b", "https://kabar.example/a"),
            ("https://É.example/a", "https://é.example/a"),
            ("a/B://C/d", "a/b://c/d"),
            ("https:/A/B", "https:/A/B"),
            ("/relatif/", "/relatif/"),
            ("", ""),
        ]
        for (link, rule) in cases { XCTAssertEqual(linkIdentity(link), rule) }
    }

    func testIdsAreTwentySixCharactersAndStayForEver() {
        XCTAssertEqual(
            ItemIdentity.link("https://Kabar.example/a/?utm_source=x").id,
            ItemIdentity.link("https://kabar.example/a").id)
        XCTAssertEqual(ItemIdentity.number(system: "lapor", "6512345").id, "6djqkuey6woqifm5rtsjnuxvry")
        XCTAssertEqual(ItemIdentity.link("https://kabar.example/a").id.count, 26)
        XCTAssertNotEqual(ItemIdentity.guid(source: "a", "b").id, ItemIdentity.number(system: "a", "b").id)
        XCTAssertNotEqual(
            ItemIdentity.title(source: "a", "b", date: "c").id, ItemIdentity.title(source: "a", "b", date: "d").id)
    }

    func testBase32IsThatOfRFC4648InLowerCase() {
        XCTAssertEqual(base32(Array("foobar".utf8), length: 10), "mzxw6ytboi")
        XCTAssertEqual(base32([0xFF, 0x00], length: 4), "74aa")
    }
}
