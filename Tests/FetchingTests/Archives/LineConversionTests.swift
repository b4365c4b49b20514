import RecordIO
import Records
import XCTest

@testable import Fetching

final class LineConversionTests: FetchTestCase {
    private func read(_ mapping: JSONObject, more: JSONObject = [:]) throws -> Outcome {
        var params: JSONObject = [
            "select": "folder", "folder": .string("\(root)/arsip"), "jsonl": .object(mapping),
        ]
        for (name, value) in more { params[name] = value }
        return try run(params)
    }

    override func setUpWithError() throws {
        try super.setUpWithError()
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed', domains: [alfa.example]")])
    }

    func testLinesOfAnotherToolAreCapturesByTheMapping() throws {
        let lines = """
            {"link":"https://alfa.example/a","page":{"source":"<p>\\u00e9</p>"},"scraped_at":"2023-08-15 10:19:00.5+08:00","code":"200","medium":"lama"}
            {"link":"https://lain.example/b","page":{"source":"<p>b</p>"},"scraped_at":1692094740}

            {"link":"https://alfa.example/c","page":{"source":"hilang"},"code":404}
            bukan json
            {"link":"berita/1","page":{"source":"x"}}
            {"link":"https://alfa.example/d","page":{}}
            {"link":"https://alfa.example/e","page":{"source":"x"},"scraped_at":"kemarin"}
            {"link":"https://alfa.example/f","page":{"source":"x"},"code":"baik"}
            """
        try write("arsip/a.jsonl", lines)
        let mapping: JSONObject = [
            "url": "link", "html": "page.source", "fetched_at": "scraped_at", "status": "code", "source": "medium",
        ]
        let outcome = try read(mapping)
        XCTAssertEqual(
            outcome.captures.map {
                "\($0.source ?? "") \($0.url ?? "") \($0.status ?? 0) \($0.body ?? $0.error?["reason"]?.string ?? "-")"
            },
            [
                "alfa https://alfa.example/c 404 http_404", "arsip https://lain.example/b 0 <p>b</p>",
                "lama https://alfa.example/a 200 <p>é</p>",
            ])
        XCTAssertEqual(outcome.captures[2].fetchedAt?.description, "2023-08-15T02:19:00Z")
        XCTAssertEqual(outcome.captures[2].charset, "utf-8")
        XCTAssertEqual(outcome.captures[2].via, ["file": "a.jsonl", "line": 1])
        XCTAssertEqual(outcome.captures[1].fetchedAt?.description, "2023-08-15T10:19:00Z")
        XCTAssertEqual(
            outcome.rejects.map { "\($0["reason"]?.string ?? "") \($0["detail"]?.string ?? "")" },
            [
                "jsonl_not_json a.jsonl:5: unexpected 'b' at byte 0",
                "jsonl_no_url a.jsonl:6: 'link' is \"berita/1\", not an http or https URL",
                "jsonl_no_body a.jsonl:7: 'page.source' holds no text",
                "jsonl_no_date a.jsonl:8: 'scraped_at' is \"kemarin\", not a moment",
                "jsonl_no_status a.jsonl:9: 'code' is \"baik\", no HTTP status",
            ])
        XCTAssertEqual(outcome.account.input, 8)
        XCTAssertEqual(
            try read(mapping, more: ["hosts": "lain.example"]).captures.map(\.url), ["https://lain.example/b"])
        // Without a mapping the file is kept whole, for a mapping of the pack to read.
        let whole = try run(["select": "folder", "folder": .string("\(root)/arsip")])
        XCTAssertEqual(whole.captures.map(\.url), ["file:a.jsonl"])
    }

    func testATextBecomesTheLeastPageThatSaysIt() throws {
        let line = #"{"url":"https://alfa.example/a","t":"Satu <b> & \"dua\"\n\nTiga","j":"Judul","d":"2023-08-15"}"#
        try write("arsip/a.jsonl.gz", MemberCompressor().member(of: Array("\(line)\n".utf8)) + GzipMember.end)
        let outcome = try read(["url": "url", "text": "t", "title": "j", "published": "d"])
        XCTAssertEqual(
            outcome.captures.map(\.body),
            [
                """
                <!DOCTYPE html>
                <html><head><meta charset="utf-8"><title>Judul</title><meta property="article:published_time" \
                content="2023-08-15"></head><body><article><h1>Judul</h1>
                <p>Satu &lt;b&gt; &amp; &quot;dua&quot;</p>
                <p>Tiga</p>
                </article></body></html>

                """
            ])
    }

    func testAFileThatBreaksOffGivesItsWholeLines() throws {
        let line = #"{"url":"https://alfa.example/a","html":"x"}"# + "\n"
        let member = MemberCompressor().member(of: Array(line.utf8))
        try write("arsip/a.jsonl.gz", member)
        let outcome = try read(["url": "url", "html": "html"])
        XCTAssertEqual(outcome.captures.count, 1)
        XCTAssertEqual(outcome.rejects.map { $0["reason"]?.string }, ["jsonl_truncated"])
    }

    func testAMappingThatCannotBeReadIsAUsageError() {
        for (mapping, message) in [
            (["html": "a"] as JSONValue, "parameter 'jsonl' must say which field is the 'url'"),
            (["url": "a"], "parameter 'jsonl' must say which field is the 'html' or the 'text', one of them"),
            (
                ["url": "a", "html": "b", "text": "c"],
                "parameter 'jsonl' must say which field is the 'html' or the 'text', one of them"
            ),
            (
                ["url": "a", "html": "b", "title": "c"],
                "parameter 'jsonl': 'title' and 'published' go with 'text'; in 'html' they are in the page"
            ),
            (
                ["url": "a", "isi": "b"],
                "parameter 'jsonl': unknown 'isi'; known are: url, html, text, title, published, fetched_at, status, source"
            ),
            ("link", "parameter 'jsonl' must name fields, as {\"url\": \"link\", \"html\": \"body\"}, not \"link\""),
        ] {
            assertUsage(message, ["select": "folder", "folder": .string(root), "jsonl": mapping])
        }
        assertUsage(
            "parameter 'jsonl' does not go with 'select: inbox'",
            ["select": "inbox", "folder": .string(root), "jsonl": ["url": "a", "html": "b"]])
    }
}

final class ForeignInstantTests: XCTestCase {
    func testReadsWhatOtherToolsWrite() {
        for (value, expected) in [
            ("2023-08-15T10:19:00Z" as JSONValue, "2023-08-15T10:19:00Z"),
            ("2023-08-15 10:19:00", "2023-08-15T10:19:00Z"),
            ("2023-08-15T10:19:00.123456+08:00", "2023-08-15T02:19:00Z"),
            ("2023-08-15 10:19:00 -0330", "2023-08-15T13:49:00Z"), ("2023-08-15 10:19:00 UTC", "2023-08-15T10:19:00Z"),
            ("20230815101900", "2023-08-15T10:19:00Z"), ("202308151019", "2023-08-15T10:19:00Z"),
            ("946684800000", "2000-01-01T00:00:00Z"), ("201399151019", "1976-05-20T00:12:31Z"),
            ("2023-08-15", "2023-08-15T00:00:00Z"),
            (1_692_094_740, "2023-08-15T10:19:00Z"), (1_692_094_740_500, "2023-08-15T10:19:00Z"),
            (.number(JSONNumber(1_692_094_740.75)), "2023-08-15T10:19:00Z"), ("1692094740.5", "2023-08-15T10:19:00Z"),
        ] {
            XCTAssertEqual(ForeignInstant.read(value)?.description, expected, value.text)
        }
        for value in [
            "kemarin", "", "2023-08-15T25:00:00Z", "2023-08-15T10:19:00+99:00", "2023-13-01", -5, "15/08/2023", true,
            [],
        ] as [JSONValue] {
            XCTAssertNil(ForeignInstant.read(value), value.text)
        }
    }
}
