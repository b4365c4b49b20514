import Foundation
import RecordIO
import Records
import XCTest

@testable import Fetching

final class FolderSelectionTests: FetchTestCase {
    private var params: JSONObject { ["select": "folder", "folder": .string("\(root)/arsip")] }

    private static func record(_ type: String, _ url: String, _ block: String, more: [String] = []) -> [UInt8] {
        record(type, url, Array(block.utf8), more: more)
    }

    private static func record(_ type: String, _ url: String, _ block: [UInt8], more: [String] = []) -> [UInt8] {
        let head =
            [
                "WARC/1.0", "WARC-Type: \(type)", "WARC-Target-URI: \(url)", "WARC-Date: 2019-03-04T05:06:07Z",
                "Content-Length: \(block.count)",
            ] + more
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + block + Array("\r\n\r\n".utf8)
    }

    private static let plain = record(
        "response", "https://www.alfa.example/a", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a</p>",
        more: ["WARC-Record-ID: <urn:uuid:1>"])

    override func setUpWithError() throws {
        try super.setUpWithError()
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed', domains: [alfa.example]")])
    }

    func testSavedPagesKeepTheirPathOrTheAddressOfTheirSidecar() throws {
        try write("arsip/2019/a.html", "<p>a</p>")
        try write(
            "arsip/b.htm.http.json", #"{"url": "https://alfa.example/b", "fetched_at": "2019-01-02T03:04:05Z"}"#)
        try write("arsip/b.htm", "<p>b</p>")
        try write("arsip/c.html.gz", MemberCompressor().member(of: Array("<p>c</p>".utf8)))
        try write("arsip/d.html.gz", "bukan gzip")
        try write("arsip/gaya.css", "p {}")
        let outcome = try run(params)
        XCTAssertEqual(
            outcome.captures.map {
                [$0.source, $0.url, $0.mediaType, $0.body ?? $0.error?["reason"]?.string].map { $0 ?? "-" }
                    .joined(separator: " ")
            },
            [
                "alfa https://alfa.example/b text/html <p>b</p>",
                "arsip file:2019/a.html text/html <p>a</p>",
                "arsip file:c.html.gz text/html <p>c</p>",
                "arsip file:d.html.gz text/html bad_encoding",
            ])
        XCTAssertEqual(outcome.captures[0].fetchedAt?.description, "2019-01-02T03:04:05Z")
        XCTAssertEqual(outcome.account.rejected, ["unknown_type": 1])
        XCTAssertEqual(outcome.rejects[0]["detail"]?.string, "gaya.css: not the ending of a saved page")
        XCTAssertEqual(
            try run(["select": "folder", "folder": .string("\(root)/arsip"), "source": "lama"]).parts.keys.sorted(),
            ["source=lama.jsonl.gz"])
    }

    func testReadsEveryFormOfBodyInAWARC() throws {
        let packed = MemberCompressor().member(of: Array("<p>gzip</p>".utf8))
        let records =
            [Self.record("warcinfo", "", "software: uji\r\n"), Self.plain]
            + [
                Self.record(
                    "response", "<https://lain.example/chunk>",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                        + "5;x=1\r\n<p>ch\r\n9\r\nunked</p>\r\n0\r\n\r\n"),
                Self.record(
                    "response", "https://lain.example/gzip",
                    Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".utf8) + packed),
                Self.record(
                    "response", "https://lain.example/sudah-dibuka",
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n<p>buka</p>"),
                Self.record("request", "https://lain.example/", "GET / HTTP/1.1\r\n\r\n"),
                Self.record("response", "https://lain.example/404", "HTTP/1.1 404 Not Found\r\n\r\ntidak ada"),
                Self.record("response", "https://lain.example/aneh", "bukan http"),
                Self.record("response", "https://lain.example/br", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx"),
                Self.record("resource", "https://lain.example/foto", "isi", more: ["Content-Type: text/plain"]),
                Self.record("response", "dns:lain.example", "x"),
                Self.record("revisit", "https://lain.example/", ""),
                Self.record("resource", "<metadata://gnu.org/software/wget/warc/wget.log>", "catatan"),
            ]
        try write("arsip/satu.warc", Array(records.joined()))
        let outcome = try run(params)
        XCTAssertEqual(
            outcome.captures.map {
                "\($0.url ?? "") \($0.status ?? 0) \($0.body ?? $0.error?["reason"]?.string ?? "-")"
            },
            [
                "https://www.alfa.example/a 200 <p>a</p>", "https://lain.example/chunk 200 <p>chunked</p>",
                "https://lain.example/gzip 200 <p>gzip</p>", "https://lain.example/sudah-dibuka 200 <p>buka</p>",
                "https://lain.example/404 404 http_404", "https://lain.example/aneh 0 broken_answer",
                "https://lain.example/br 200 x", "https://lain.example/foto 0 isi",
                "https://lain.example/ 304 -",
            ])
        XCTAssertEqual(outcome.captures[0].source, "alfa")
        XCTAssertEqual(outcome.captures[0].fetchedAt?.description, "2019-03-04T05:06:07Z")
        let offset = records[0].count
        XCTAssertEqual(
            outcome.captures[0].via, ["file": "satu.warc", "offset": .int(offset), "record": "<urn:uuid:1>"])
        XCTAssertEqual(outcome.account.input, 13)
        XCTAssertEqual(outcome.account.used, 12)
        XCTAssertEqual(outcome.account.rejected, ["warc_no_url": 1])

        // The same archive in the other two forms gives the same captures but for the places.
        let forms = [
            "perrecord": records.flatMap { MemberCompressor().member(of: $0) },
            "whole": MemberCompressor().member(of: records.joined().map { $0 }),
        ]
        for (name, bytes) in forms {
            try write("\(name)/satu.warc.gz", bytes)
            let other = try run(["select": "folder", "folder": .string("\(root)/\(name)")])
            XCTAssertEqual(other.captures.map(\.id), outcome.captures.map(\.id), name)
            XCTAssertEqual(other.captures.map(\.body), outcome.captures.map(\.body), name)
            let first = MemberCompressor().member(of: records[0]).count
            XCTAssertEqual(
                other.captures[0].via,
                name == "whole"
                    ? ["file": "satu.warc.gz", "offset": 0, "text_offset": .int(offset), "record": "<urn:uuid:1>"]
                    : ["file": "satu.warc.gz", "offset": .int(first), "record": "<urn:uuid:1>"])
        }
    }

    func testATruncatedWARCGivesItsWholeRecordsAndOneRejection() throws {
        let second = Self.record("response", "https://alfa.example/b", "HTTP/1.1 200 OK\r\n\r\n<p>b</p>")
        let member = MemberCompressor().member(of: Self.plain)
        let start = Self.plain.count
        for (name, bytes, detail) in [
            ("body.warc", Self.plain + second.dropLast(12), "the file ends in the record at byte \(start)"),
            ("header.warc", Self.plain + second.prefix(30), "the file ends in the record at byte \(start)"),
            (
                "dua.warc.gz", member + MemberCompressor().member(of: second).dropLast(20),
                "the file ends inside a gzip member, in the record at byte \(member.count)"
            ),
            (
                "satu.warc.gz", MemberCompressor().member(of: Self.plain + second).dropLast(20),
                "the file ends inside a gzip member, in the record at byte 0, byte \(start) of the text there"
            ),
        ] {
            try write("\(name).d/\(name)", Array(bytes))
            let outcome = try run(["select": "folder", "folder": .string("\(root)/\(name).d")])
            XCTAssertEqual(outcome.captures.first?.body, "<p>a</p>", name)
            XCTAssertEqual(outcome.account.rejected, ["warc_truncated": 1], name)
            XCTAssertEqual(outcome.rejects[0]["detail"]?.string, "\(name): \(detail)")
        }
    }

    func testADamagedWARCIsNamedByPlace() throws {
        let start = Self.plain.count
        for (name, tail, detail) in [
            ("sampah", "omong kosong\r\n", "'omong kosong' where 'WARC/1.0' should stand"),
            (
                "panjang", "WARC/1.0\r\nContent-Length: -5\r\n\r\n", "Content-Length '-5' is not a number of bytes"
            ),
            ("titikdua", "WARC/1.1\r\nsalah\r\n\r\n", "a header line without a colon"),
        ] {
            try write("\(name)/a.warc", Self.plain + Array(tail.utf8))
            let outcome = try run(["select": "folder", "folder": .string("\(root)/\(name)")])
            XCTAssertEqual(outcome.captures.count, 1, name)
            XCTAssertEqual(
                outcome.rejects.map { $0["detail"]?.string }, ["a.warc: \(detail), in the record at byte \(start)"])
        }
    }

    func testTheFilterDecidesByHostAddressAndDay() throws {
        func page(_ url: String, _ day: String) -> [UInt8] {
            let text = String(decoding: Self.record("response", url, "HTTP/1.1 200 OK\r\n\r\nx"), as: UTF8.self)
            return Array(text.split(separator: "2019-03-04").joined(separator: day).utf8)
        }
        let records =
            page("https://www.alfa.example/a", "2019-03-04") + page("https://alfa.example/b/c", "2019-03-06")
            + page("https://bukanalfa.example/", "2019-03-05")
        try write("arsip/a.warc", records)
        func urls(_ more: JSONObject) throws -> [String] {
            var params = params
            for (name, value) in more { params[name] = value }
            let outcome = try run(params)
            XCTAssertEqual(outcome.account.used, 3)
            return outcome.captures.map { $0.url ?? "" }
        }
        let (a, b, c) = ("https://www.alfa.example/a", "https://alfa.example/b/c", "https://bukanalfa.example/")
        XCTAssertEqual(try urls(["hosts": "Alfa.example"]), [a, b])
        XCTAssertEqual(try urls(["urls": ["*/b/*", "*bukan*"]]), [b, c])
        XCTAssertEqual(try urls(["since": "2019-03-05"]), [b, c])
        XCTAssertEqual(try urls(["since": "2019-03-05", "until": "2019-03-05"]), [c])
        assertUsage(
            "parameter 'until' is 2019-03-04, before 'since', 2019-03-05",
            ["select": "folder", "folder": .string("\(root)/arsip"), "since": "2019-03-05", "until": "2019-03-04"])
        assertUsage(
            "parameter 'since' must be a day such as 2023-08-15, not 'kemarin'",
            ["select": "folder", "folder": .string("\(root)/arsip"), "since": "kemarin"])
    }

    func testTooLargeARecordIsPassedOver() throws {
        let large = Self.record("response", "https://alfa.example/b", [UInt8](repeating: 0x61, count: 400_000))
        try write("arsip/a.warc", large + Self.plain)
        let outcome = try run(["select": "folder", "folder": .string("\(root)/arsip"), "max_bytes": 1000])
        XCTAssertEqual(outcome.captures.map { $0.error?["reason"]?.string ?? $0.body }, ["too_large", "<p>a</p>"])
    }

    func testALinkIsRefusedWhereverItLeads() throws {
        try write("arsip/a.html", "<p>a</p>")
        try write("luar/b.html", "<p>b</p>")
        let links = [("b.html", "luar/b.html"), ("dalam", "luar"), ("putus.html", "tidak-ada")]
        for (name, target) in links {
            try FileManager.default.createSymbolicLink(
                atPath: "\(root)/arsip/\(name)", withDestinationPath: "\(root)/\(target)")
        }
        let outcome = try run(params)
        XCTAssertEqual(outcome.lines("url"), ["file:a.html"])
        XCTAssertEqual(
            outcome.rejects.map { $0["detail"]?.string },
            links.map { "\($0.0): a link or device; put a copy of the file" })
    }
}
