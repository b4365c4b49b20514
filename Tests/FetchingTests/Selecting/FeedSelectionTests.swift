import Records
import StageKit
import WebLab
import XCTest

@testable import Fetching

final class FeedSelectionTests: FetchTestCase {
    private func writeWeb() throws {
        try writePack([
            ("zeta", "type: feed, url: 'https://zeta.example/feed/'"),
            ("alfa", "type: page, url: 'https://alfa.example/'"),
            ("mati", "type: feed, url: 'https://mati.example/rss.php?id=1'"),
            ("tutup", "type: sitemap, url: 'https://tutup.example/peta.xml'"),
            ("pindah", "type: feed, url: 'https://pindah.example/lama.xml'"),
            ("libur", "type: feed, url: 'https://libur.example/feed', active: false"),
            ("lapor", "type: inbox, url: 'lapor-*.csv'"),
        ])
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        try write("web/zeta.example/feed/index", "<rss><item><guid>1</guid></item><item><guid>2</guid></item></rss>")
        try write(
            "web/zeta.example/feed/index.http.json",
            #"{"headers": {"Content-Type": "application/rss+xml; charset=UTF-8", "Set-Cookie": "a=1"}}"#)
        try write("web/alfa.example/index", [0xFF, 0x00])
        try write("web/tutup.example/peta.xml", "terlarang")
        try write("web/tutup.example/peta.xml.http.json", #"{"status": 403, "fetched_at": "2023-08-15T17:00:00Z"}"#)
        try write("web/pindah.example/lama.xml.http.json", #"{"status": 301, "location": "/baru.xml"}"#)
        try write("web/pindah.example/baru.xml", "<rss></rss>")
    }

    /// What a night captures is kept for ever: a night without a network must be tried again instead.
    func testANightWithoutANetworkIsNotCaptured() throws {
        try writePack([
            ("satu", "type: feed, url: 'http://127.0.0.1:1/feed', allow_private: true"),
            ("dua", "type: feed, url: 'http://127.0.0.1:1/rss', allow_private: true"),
        ])
        XCTAssertThrowsError(try run(["select": "feeds", "delay_ms": 0])) {
            XCTAssertEqual(
                $0 as? StageFailure,
                .tryAgain(
                    "none of the 2 sources could be reached (no name resolves, no connection); is the network down?"))
        }
    }

    func testEverySourceEndsInOneCapture() throws {
        try writeWeb()
        let outcome = try run(["select": "feeds", "replay": .string("\(root)/web")])
        XCTAssertEqual(
            outcome.parts.keys.sorted(),
            ["alfa", "mati", "pindah", "tutup", "zeta"].map { "source=\($0).jsonl.gz" })
        var captures: [String: String] = [:]
        for capture in outcome.captures {
            var record = capture.record
            XCTAssertEqual(capture.id?.count, 26)
            record["id"] = nil
            captures[capture.source ?? ""] = record.text
        }
        XCTAssertEqual(
            captures["zeta"],
            #"{"url":"https://zeta.example/feed/","source":"zeta","fetched_at":"2023-08-15T16:05:00Z","status":200,"#
                + #""headers":{"content-type":"application/rss+xml; charset=UTF-8"},"media_type":"application/rss+xml","#
                + #""charset":"utf-8","body":"<rss><item><guid>1</guid></item><item><guid>2</guid></item></rss>","#
                + #""sha256":"\#(SHA256.hex(Array("<rss><item><guid>1</guid></item><item><guid>2</guid></item></rss>".utf8)))"}"#
        )
        XCTAssertEqual(
            captures["alfa"],
            #"{"url":"https://alfa.example/","source":"alfa","fetched_at":"2023-08-15T16:05:00Z","status":200,"#
                + #""headers":{"content-type":"text/html"},"media_type":"text/html","body_base64":"/wA=","#
                + #""sha256":"\#(SHA256.hex([0xFF, 0]))"}"#)
        XCTAssertEqual(
            captures["mati"],
            #"{"url":"https://mati.example/rss.php?id=1","source":"mati","fetched_at":"2023-08-15T16:05:00Z","#
                + #""error":{"reason":"not_recorded","detail":"the replay has no file 'mati.example/rss.php%3Fid=1'"}}"#
        )
        XCTAssertEqual(
            captures["tutup"],
            #"{"url":"https://tutup.example/peta.xml","source":"tutup","fetched_at":"2023-08-15T17:00:00Z","#
                + #""status":403,"headers":{"content-type":"application/xml"},"media_type":"application/xml","#
                + #""error":{"reason":"http_403","detail":"the server answered 403"}}"#)
        XCTAssertEqual(
            captures["pindah"],
            #"{"url":"https://pindah.example/lama.xml","final_url":"https://pindah.example/baru.xml","source":"pindah","#
                + #""fetched_at":"2023-08-15T16:05:00Z","status":200,"#
                + #""redirects":[{"url":"https://pindah.example/lama.xml","status":301}],"#
                + #""headers":{"content-type":"application/xml"},"media_type":"application/xml","body":"<rss></rss>","#
                + #""sha256":"\#(SHA256.hex(Array("<rss></rss>".utf8)))"}"#)
        XCTAssertEqual(
            outcome.health,
            [
                #"{"source":"zeta","name":"Media zeta","state":"ok","status":200,"entries":2,"last_new":"2023-08-15T16:05:00Z"}"#,
                #"{"source":"alfa","name":"Media alfa","state":"ok","status":200,"last_new":"2023-08-15T16:05:00Z"}"#,
                #"{"source":"mati","name":"Media mati","state":"failed","reason":"not_recorded","failures":{"not_recorded":1},"failing_since":"2023-08-15T16:05:00Z"}"#,
                #"{"source":"tutup","name":"Media tutup","state":"failed","reason":"http_403","status":403,"failures":{"http_403":1},"failing_since":"2023-08-15T17:00:00Z"}"#,
                #"{"source":"pindah","name":"Media pindah","state":"silent","reason":"no_entries","status":200,"entries":0,"moved_to":"https://pindah.example/baru.xml"}"#,
            ])
        XCTAssertEqual(outcome.account.input, 5)
        XCTAssertEqual(outcome.account.used, 5)
    }

    func testRepeatsToTheByteAndNoticesSameBytesNextNight() throws {
        try writeWeb()
        let params: JSONObject = ["select": ["zeta"], "replay": .string("\(root)/web")]
        let first = try run(params, key: "2023-08-14")
        let again = try run(params, key: "2023-08-14")
        XCTAssertEqual(first.parts, again.parts)
        XCTAssertEqual(first.health, again.health)
        try publish(first, key: "2023-08-14")
        XCTAssertEqual(
            try run(params, key: "2023-08-15").health,
            [
                #"{"source":"zeta","name":"Media zeta","state":"unchanged","reason":"same_bytes","status":200,"entries":2,"last_new":"2023-08-15T16:05:00Z"}"#
            ])
    }

    func testAllowPrivateIsTheSourcesOwn() throws {
        let server = try LabServer { _ in
            .answer("200 OK", ["Content-Type: text/xml"], text: "<rss><item><guid>1</guid></item></rss>")
        }
        defer { server.stop() }
        try writePack([
            ("luar", "type: feed, url: '\(server.base)/'"),
            ("dalam", "type: feed, url: '\(server.base)/', allow_private: true"),
        ])
        let outcome = try run(["select": "feeds", "delay_ms": 0, "contact": "mailto:uji@kominfo.example"])
        XCTAssertEqual(
            outcome.health,
            [
                #"{"source":"luar","name":"Media luar","state":"failed","reason":"private_address","#
                    + #""detail":"'127.0.0.1' is at 127.0.0.1, which is not public; the source needs 'allow_private: true' for that","#
                    + #""failures":{"private_address":1},"failing_since":"2023-08-15T16:00:00Z"}"#,
                #"{"source":"dalam","name":"Media dalam","state":"ok","status":200,"entries":1,"last_new":"2023-08-15T16:00:00Z"}"#,
            ])
        XCTAssertEqual(
            outcome.lines("source", "fetched_at", "body"),
            [
                "dalam 2023-08-15T16:00:00Z <rss><item><guid>1</guid></item></rss>", "luar 2023-08-15T16:00:00Z -",
            ])
    }

    /// What a row counts and what tells news is one: a list of nothing that is an entry is silent from the first night.
    func testAListWithoutAnEntryIsSilentHoweverManyTagsItHas() throws {
        let lists = [
            "kosong": "<item><pubDate>x</pubDate></item>", "komentar": "<!-- <item><guid>1</guid></item> -->",
            "putus": "<item><guid>1", "gambar": "<image><url>https://a.example/b.png</url></image>",
        ].sorted { $0.key < $1.key }
        try writePack(lists.map { ($0.key, "type: feed, url: 'https://\($0.key).example/feed'") })
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        for (name, items) in lists { try write("web/\(name).example/feed", "<rss><channel>\(items)") }
        XCTAssertEqual(
            try run(["select": "feeds", "replay": .string("\(root)/web")]).health,
            lists.map {
                #"{"source":"\#($0.key)","name":"Media \#($0.key)","state":"silent","reason":"no_entries","status":200,"entries":0}"#
            })
    }

    func testNamesWrongParameters() throws {
        try writeWeb()
        let web = JSONValue.string("\(root)/web")
        assertUsage(
            "missing parameter: 'select' (feeds, inbox, folder, or codes of sources) or 'follow: link'", [:])
        for (name, value) in [("hosts", "a.example"), ("urls", "*"), ("since", "2023-01-01"), ("until", "2023-01-01")] {
            assertUsage(
                "parameter '\(name)' does not go with 'follow: link'", ["follow": "link", name: .string(value)])
        }
        assertUsage("parameter 'jsonl' does not go with 'follow: link'", ["follow": "link", "jsonl": ["url": "url"]])
        assertUsage("parameter 'follow' must be link, not 'url'", ["follow": "url"])
        assertUsage("'select: inbox' needs the parameter 'folder'", ["select": "inbox"])
        assertUsage("parameter 'folder': no directory '/nowhere'", ["select": "inbox", "folder": "/nowhere"])
        assertUsage("parameter 'budget' does not go with 'select: feeds'", ["select": "feeds", "budget": 1])
        assertUsage(
            "'follow: link' takes its URLs from the inputs; leave out 'select', 'folder' and 'source'",
            ["follow": "link", "select": "feeds"])
        assertUsage("parameter 'budget' must not be negative, not -1", ["follow": "link", "budget": -1])
        assertUsage(
            "parameter 'per_host' must be between 1 and 100, not 0", ["select": "feeds", "per_host": 0])
        assertUsage("parameter 'contact' must be an address on one line", ["select": "feeds", "contact": "a\r\nb"])
        assertUsage(
            "parameter 'select': no pack has a feed, sitemap or page with the code 'lapor'", ["select": ["lapor"]])
        assertUsage("parameter 'replay': no directory '/nowhere'", ["select": "feeds", "replay": "/nowhere"])
        try write("web/replay.json", #"{"fetched_at": "kemarin"}"#)
        assertUsage(
            "\(root)/web/replay.json: fetched_at 'kemarin' is not of the form 2023-08-15T16:05:00Z",
            ["select": "feeds", "replay": web])
        try write("input.jsonl", "{}\n")
        XCTAssertThrowsError(try run(["select": "feeds"], inputs: ["\(root)/input.jsonl"])) {
            XCTAssertEqual(
                $0 as? StageFailure,
                .usage("'\(root)/input.jsonl': 'select' takes no --input; only 'follow: link' does"))
        }
    }
}

final class ReplayFetcherTests: XCTestCase {
    func testNoURLLeadsOutOfTheFolder() throws {
        for (url, name) in [
            ("https://Media.example", "media.example/index"), ("https://media.example/a/", "media.example/a/index"),
            ("https://media.example/a?b=/../c", "media.example/a%3Fb=%2F..%2Fc"),
            ("https://media.example/a/?p=1", "media.example/a/index%3Fp=1"),
        ] {
            let parts = try XCTUnwrap(URLParts(url))
            XCTAssertEqual(try ReplayFetcher.fileName(parts), name)
        }
        for url in ["https://media.example/../../etc/passwd", "https://../a", "https://media.example/a//b"] {
            let parts = try XCTUnwrap(URLParts(url))
            XCTAssertThrowsError(try ReplayFetcher.fileName(parts), url)
        }
    }
}
