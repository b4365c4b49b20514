import RecordIO
import Records
import XCTest

@testable import Fetching

final class SavedPageAddressTests: FetchTestCase {
    func testTheBrowsersCommentCountsBeforeTheCanonicalLink() {
        for (page, address) in [
            (
                "<!-- saved from url=(0026)https://alfa.example/a?b=1 -->\n<link rel=canonical href=https://b.example/c>",
                "https://alfa.example/a?b=1"
            ),
            ("<!-- saved from url=(0014)about:internet -->", nil),
            (
                "<!-- saved from url=(0014)about:internet --><LINK data-rel='x' HREF='https://b.example/c?d=1&amp;e=2' REL=Canonical>",
                "https://b.example/c?d=1&e=2"
            ),
            ("<link rel=\"canonical\" href=\"https://b.example/\">", nil),
            ("<link rel=\"canonical\" href=\"/c\">", nil),
            ("<link rel=\"stylesheet\" href=\"https://b.example/c\">", nil),
            ("<!-- saved from url=(99999", nil), ("<link", nil), ("", nil),
        ] as [(String, String?)] {
            XCTAssertEqual(SavedPageAddress.find(Array(page.utf8)), address, page)
        }
    }

    func testAFolderOfSavedPages() throws {
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed', domains: [alfa.example]")])
        try write("arsip/Berita.html", "<!-- saved from url=(0022)https://alfa.example/a --><p>a</p>")
        try write("arsip/Berita_files/iklan.html", "<p>iklan</p>")
        try write("arsip/Berita_files/gaya/a.css", "p {}")
        try write("arsip/lain_files/b.html", "<p>b</p>")
        let outcome = try run(["select": "folder", "folder": .string("\(root)/arsip")])
        XCTAssertEqual(
            outcome.captures.map { "\($0.source ?? "") \($0.url ?? "")" },
            ["alfa https://alfa.example/a", "arsip file:lain_files/b.html"])
        XCTAssertEqual(outcome.captures[0].via, ["file": "Berita.html"])
        XCTAssertNil(outcome.captures[1].via)
        XCTAssertEqual(outcome.account.input, 4)
        XCTAssertEqual(outcome.account.used, 4)
        XCTAssertEqual(outcome.rejects, [])
    }
}
