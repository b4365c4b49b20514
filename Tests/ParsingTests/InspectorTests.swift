import Markup
import RecordIO
import Records
import Foundation
import XCTest

@testable import Parsing

final class InspectorTests: XCTestCase {
    private var directory = ""

    override func setUpWithError() throws {
        directory = NSTemporaryDirectory() + "inspector-\(ProcessInfo.processInfo.processIdentifier)"
        try Directory.make(directory)
    }

    override func tearDownWithError() throws { try Directory.remove(directory) }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        try OpenFile.writing("\(directory)/\(name)").write(bytes)
    }

    func testAListOfFeedsPlainAndGzip() throws {
        let feed = Array(
            "<rss version=\"2.0\"><channel><title>A &amp; B</title><item><title>t</title><link>1</link></item></channel></rss>"
                .utf8)
        try write("a.xml", feed)
        try write("a.xml.gz", MemberCompressor().member(of: feed))
        try write("b.xml", Array("<html><body>salah</body></html>".utf8))
        try write(
            "files.jsonl",
            Array(
                """
                {"file":"a.xml","url":"https://a.example/feed","headers":{"content-location":"/sub/feed"}}
                {"file":"a.xml.gz","url":null,"headers":null}
                {"file":"b.xml"}
                """.utf8))
        var lines: [String] = []
        let inspector = Inspector(dates: DateReader(zone: .utc))
        try InspectedFile.list("\(directory)/files.jsonl", root: directory) {
            lines.append(JSONValue.object(inspector.feed($0)).text)
        }
        XCTAssertEqual(
            lines[0],
            #"{"file":"a.xml","error":null,"format":"rss","encoding":"utf-8","malformed":false,"mended":[],"feed":{"title":"A & B","authors":[],"tags":[],"links":[]},"entries":[{"title":"t","url":"https://a.example/sub/1","authors":[],"tags":[],"links":[{"url":"https://a.example/sub/1","rel":"alternate"}],"enclosures":[],"images":[]}]}"#
        )
        XCTAssertTrue(lines[1].contains(#""url":"1""#), lines[1])
        XCTAssertEqual(lines[2], #"{"file":"b.xml","error":"not a feed but: HTML page","entries":[]}"#)
    }

    func testWhatCannotBeReadIsToldAndHeldInNoMemory() throws {
        try write("large.xml", [])
        let large = try XCTUnwrap(FileHandle(forWritingAtPath: "\(directory)/large.xml"))
        try large.truncate(atOffset: UInt64(PackedBody.limit) + 1)
        try large.close()
        try write("torn.html.gz", Array(MemberCompressor().member(of: Array("<html>".utf8)).prefix(30)))
        let inspector = Inspector(dates: DateReader(zone: .utc))
        let feed = try InspectedFile(path: "\(directory)/large.xml", name: "large.xml")
        XCTAssertEqual(
            JSONValue.object(inspector.feed(feed)).text,
            #"{"file":"large.xml","error":"the file has 67108865 bytes, more than the 67108864 that are read","entries":[]}"#
        )
        let page = try InspectedFile(path: "\(directory)/torn.html.gz", name: "torn.html.gz")
        XCTAssertEqual(
            JSONValue.object(inspector.page(page)).text,
            #"{"id":"torn.html.gz","error":"the body: truncated at byte 30; make it again from its own source","body":""}"#
        )
    }

    func testWhyAPageHasTheTextThatItHas() throws {
        let text = String(repeating: "Warga memperbaiki saluran air yang rusak sejak bulan lalu. ", count: 5)
        try write("a.html", Array("<nav>Beranda</nav><article><h1>Saluran Air Desa</h1><p>\(text)</p></article>".utf8))
        try write("b.html", Array("<nav>Beranda</nav><p>Pendek saja.</p>".utf8))
        let inspector = Inspector(dates: DateReader(zone: .utc))
        XCTAssertEqual(
            try inspector.explanation(try InspectedFile(path: "\(directory)/a.html", name: "a.html")),
            """
            dropped <nav> | html > body > nav | Beranda
            dropped byline, label or headline | html > body > article > h1 | Saluran Air Desa
            kept    article | html > body > article > p | \(text.prefix(80))
            """)
        XCTAssertEqual(
            try inspector.explanation(try InspectedFile(path: "\(directory)/b.html", name: "b.html")),
            """
            the page's text has 0 bytes; an article has at least 200
            dropped <nav> | html > body > nav | Beranda
            dropped outside of the article | html > body > p | Pendek saja.
            """)
    }

    func testWhatIsShownOfAPage() throws {
        let text = String(repeating: "Warga memperbaiki saluran air yang rusak sejak bulan lalu. ", count: 5)
        func page(_ time: String) throws -> JSONObject {
            try write(
                "a.html",
                Array(
                    """
                    <html lang="id"><head><meta property="article:published_time" content="\(time)"></head><body><article>
                    <h1>Saluran Air</h1><div>Penulis: Ani</div><figure><img src="/a.jpg"><figcaption>Foto</figcaption></figure>
                    <p>\(text)</p></article></body></html>
                    """.utf8))
            let file = try InspectedFile(path: "\(directory)/a.html", name: "a.html", url: "https://a.example/1")
            return Inspector(dates: DateReader(zone: .utc)).page(file)
        }
        let object = try page("2023-08-15T23:30:00+07:00")
        XCTAssertEqual(object["published"], "2023-08-15T23:30:00+07:00", "the page's own day")
        XCTAssertEqual(object["images"], [["url": "https://a.example/a.jpg", "caption": "Foto"]])
        XCTAssertEqual(object["evidence"], ["authors": ["byline"], "title": ["h1"]])
        XCTAssertEqual(try page("2023-08-15T23:30:00-03:30")["published"], "2023-08-15T23:30:00-03:30")
        XCTAssertEqual(try page("2023-08-15T23:30:00Z")["published"], "2023-08-15T23:30:00Z")
        XCTAssertEqual(try page("2023-08-15T23:30:00")["published"], "2023-08-15T23:30:00Z")
        XCTAssertEqual(try page("2023-08-15")["published"], "2023-08-15")
    }

    func testWhatIsShownOfAnEntry() throws {
        try write(
            "a.xml",
            Array(
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss"><entry>
                <title>a</title><category term="b" scheme="c" label="d"/><georss:polygon>0 1 0 2 3 2</georss:polygon>
                <summary type="html">&lt;a href="/e" onclick="f()">g&lt;/a></summary><content>h &lt; i</content>
                </entry></feed>
                """.utf8))
        let headers: JSONObject = ["content-type": "text/plain; charset=utf-8", "content-language": "id"]
        let file = try InspectedFile(path: "\(directory)/a.xml", name: "a", url: "https://a.example/", headers: headers)
        let object = Inspector(dates: DateReader(zone: .utc)).feed(file)
        XCTAssertEqual(
            JSONValue.object(object).text,
            #"{"file":"a","error":null,"format":"atom","encoding":"utf-8","malformed":true,"mended":["other_media_type"],"feed":{"language":"id","authors":[],"tags":[],"links":[]},"entries":[{"title":"a","authors":[],"summary":"<a href=\"https://a.example/e\">g</a>","content_html":"h &lt; i","content_text":"h < i","tags":[{"name":"b","scheme":"c","label":"d"}],"links":[],"enclosures":[],"images":[],"language":"id","geo":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,3],[1,0]]]}}]}"#
        )
    }

    func testADateWithoutADayIsShownByItsFirst() throws {
        let feed = Array(
            "<rss><channel><title>t</title><item><title>t</title><pubDate>2003-12</pubDate></item></channel></rss>".utf8
        )
        try write("a.xml", feed)
        let file = try InspectedFile(path: "\(directory)/a.xml", name: "a.xml", url: nil)
        let shown = Inspector(dates: DateReader(zone: .utc)).feed(file)
        XCTAssertEqual(shown["entries"]?.array?.first?.object?["published"]?.string, "2003-12-01")
    }

    func testABadList() throws {
        try write("files.jsonl", Array("{\"datei\":\"a.xml\"}\n".utf8))
        XCTAssertThrowsError(try InspectedFile.list("\(directory)/files.jsonl", root: directory) { _ in }) {
            XCTAssertEqual(
                "\($0)", "\(directory)/files.jsonl:1: no 'file'; a line is {\"file\":\"a.xml\",\"url\":\"https://...\"}"
            )
        }
    }
}
