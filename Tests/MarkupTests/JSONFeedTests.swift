import XCTest

@testable import Markup

final class JSONFeedTests: XCTestCase {
    private func read(_ text: String, limits: FeedReader.Limits = .init()) throws -> Feed {
        try FeedReader(limits: limits).read(Array(text.utf8), url: "https://a.example/feed.json")
    }

    func testVersion11() throws {
        let feed = try read(
            """
            \u{FEFF}{"version":"https://jsonfeed.org/version/1.1","title":"Kabar  Uji","home_page_url":"/","language":"id",
            "feed_url":"https://a.example/feed.json","description":"Uji","authors":[{"name":"Sari"}],"icon":"/i.png",
            "items":[{"id":"1","url":"/berita/1","external_url":"https://b.example/x","title":"Jalan & air",
            "content_html":"<p>Isi</p>","summary":"A < B","date_published":"2023-08-15T18:19:00+07:00",
            "date_modified":"2023-08-16T09:00:00+08:00","authors":[{"name":"Budi","url":"/budi"}],"tags":["air","air"],
            "image":"/a.jpg","attachments":[{"url":"/a.mp3","mime_type":"audio/mpeg","size_in_bytes":99}]}]}
            """)
        XCTAssertEqual(feed.format, .jsonfeed)
        XCTAssertEqual(feed.charset, "utf-8")
        XCTAssertEqual(feed.title, "Kabar Uji")
        XCTAssertEqual(feed.subtitle, "Uji")
        XCTAssertEqual(feed.url, "https://a.example/")
        XCTAssertEqual(feed.authors, [FeedPerson(name: "Sari")])
        XCTAssertEqual(feed.image, FeedImage(url: "https://a.example/i.png"))
        XCTAssertEqual(feed.links.map(\.rel), ["alternate", "self"])
        let entry = try XCTUnwrap(feed.entries.first)
        XCTAssertEqual(entry.id, "1")
        XCTAssertEqual(entry.link, "https://a.example/berita/1")
        XCTAssertEqual(entry.title, "Jalan & air")
        XCTAssertEqual(entry.contentHTML, "<p>Isi</p>")
        XCTAssertEqual(entry.summaryHTML, "A &lt; B")
        XCTAssertEqual(
            entry.published, DatedText(text: "2023-08-15T18:19:00+07:00", foundIn: "jsonfeed:date_published"))
        XCTAssertEqual(
            entry.modified, DatedText(text: "2023-08-16T09:00:00+08:00", foundIn: "jsonfeed:date_modified"))
        XCTAssertEqual(entry.authors, [FeedPerson(name: "Budi", url: "https://a.example/budi")])
        XCTAssertEqual(entry.categories, [FeedCategory("air")])
        XCTAssertEqual(entry.images, [FeedMedia(url: "https://a.example/a.jpg")])
        XCTAssertEqual(
            entry.enclosures, [FeedMedia(url: "https://a.example/a.mp3", type: "audio/mpeg", length: "99")])
        XCTAssertEqual(entry.language, "id")
        XCTAssertEqual(
            entry.links,
            [FeedLink(url: "https://a.example/berita/1"), FeedLink(url: "https://b.example/x", rel: "related")])
    }

    func testVersion1AndItsLooseWriters() throws {
        let feed = try read(
            """
            {"version":"https:\\/\\/jsonfeed.org\\/version\\/1","title":"Uji","author":{"name":"Sari"},
            "items":[{"id":2,"content_text":"Satu < dua\\n\\nTiga","author":{"name":"Budi"},"tags":"air"},
            {"id":"https://a.example/3"},7,{"url":4,"title":null}]}
            """)
        XCTAssertEqual(feed.authors, [FeedPerson(name: "Sari")])
        XCTAssertEqual(feed.entries.map(\.id), ["2", "https://a.example/3", nil, nil])
        XCTAssertEqual(feed.entries[0].contentHTML, "<p>Satu &lt; dua</p>\n<p>Tiga</p>")
        XCTAssertEqual(feed.entries[0].authors, [FeedPerson(name: "Budi")])
        XCTAssertEqual(feed.entries[0].categories, [])
        XCTAssertEqual(feed.entries.map(\.link), [nil, "https://a.example/3", nil, nil])
    }

    func testMoreEntriesThanTheLimit() throws {
        var limits = FeedReader.Limits()
        limits.entries = 1
        let feed = try read(
            #"{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"},{"id":"2"}]}"#, limits: limits)
        XCTAssertEqual(feed.entries.count, 1)
        XCTAssertTrue(feed.truncated)
        XCTAssertEqual(feed.mended, ["too_many_entries"])
    }

    func testOtherJSON() {
        for text in [
            #"{"items":[]}"#, #"{"version":"1","items":[]}"#, #"{"version":"https://jsonfeed.org/version/1"}"#,
            #"{"version":"https://jsonfeed.org/version/1","items":[{"content_html":"<p>"}"#, "[1]",
        ] {
            XCTAssertThrowsError(try read(text), text) {
                XCTAssertEqual($0 as? FeedError, .notAFeed(what: "JSON"), text)
            }
        }
    }
}
