import Foundation
import RecordIO
import Records
import StageKit
import XCTest

@testable import Fetching

final class WARCExportTests: FetchTestCase {
    private let large = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 / 300 &* 7) }

    private func partition() throws {
        let digest = SHA256.hex(large)
        try write("captures/files/\(digest)", large)
        func line(_ id: String, _ rest: String) -> String {
            "{\"id\":\"\(id)\",\"fetched_at\":\"2023-08-15T16:05:0\(id.count)Z\",\(rest)}\n"
        }
        let sha256 = SHA256.hex(Array("<p>é</p>".utf8))
        try write(
            "captures/source=alfa.jsonl",
            line(
                "a",
                #""url":"https://alfa.example/a","status":200,"headers":{"content-type":"text/html","content-encoding":"#
                    + #""gzip","content-length":"21","x\r\ny":"z","x-isi":"a\r\nSet-Cookie: b"},"#
                    + "\"body\":\"<p>é</p>\",\"sha256\":\"\(sha256)\"")
                + line("b", #""url":"file:2019/a%b c.html","media_type":"text/html","body_base64":"AP8=""#)
                + line("c", "\"url\":\"https://alfa.example/c\",\"status\":200,\"blob\":\"\(digest)\"")
                + line("d", #""url":"https://alfa.example/d","status":404,"error":{"reason":"http_404","detail":"x"}"#)
                + line("e", #""url":"https://alfa.example/e","error":{"reason":"dns","detail":"tidak\r\nada"}"#)
                + line("f", #""url":"https://alfa.example/f","status":304,"headers":{"etag":"\"1\""}"#)
                + line(
                    "g",
                    #""url":"https://alfa.example/g","final_url":"https://alfa.example/h","status":200,"body":"","#
                        + #""redirects":[{"url":"https://alfa.example/g","status":301}]"#)
                + line("a", #""url":"https://alfa.example/a","status":200,"body":"lagi""#)
                + "bukan json\n")
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed', domains: [alfa.example]")])
    }

    private func records(_ path: String) throws -> [WARCRecord] {
        let reader = try WARCReader(path: path, name: "a", blockLimit: 1 << 30)
        var records: [WARCRecord] = []
        while let record = try reader.next() {
            XCTAssertEqual(record.place.text, 0, "a member for each record")
            XCTAssertEqual(
                record.fields["warc-block-digest"], "sha256:\(SHA256.hex(try XCTUnwrap(record.block)))")
            records.append(record)
        }
        return records
    }

    func testEveryCaptureIsARecordAndComesBack() throws {
        try partition()
        let path = "\(root)/arsip/a.warc.gz"
        try write("arsip/.ada", "")
        let export = WARCExport(inputs: ["\(root)/captures"], output: path)
        let counts = try export.run()
        XCTAssertEqual(
            counts.summary,
            "1 metadata, 1 resource, 4 response, 1 revisit; left out: 1 repeated, 1 without id, url and fetched_at")
        let records = try records(path)
        XCTAssertEqual(
            records.map { "\($0.type) \($0.targetURI ?? "")" },
            [
                "warcinfo ", "response https://alfa.example/a", "resource file:2019/a%25b%20c.html",
                "response https://alfa.example/c", "response https://alfa.example/d",
                "metadata https://alfa.example/e", "revisit https://alfa.example/f", "response https://alfa.example/h",
                "metadata https://alfa.example/h",
            ])
        func text(_ index: Int) -> String { String(decoding: records[index].block ?? [], as: UTF8.self) }
        XCTAssertEqual(
            text(1),
            "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nx-crawler-content-encoding: gzip\r\n"
                + "x-crawler-content-length: 21\r\nx-isi: a  Set-Cookie: b\r\ncontent-length: 9\r\n\r\n<p>é</p>")
        XCTAssertEqual(records[3].fields["warc-payload-digest"], "sha256:\(SHA256.hex(large))")
        XCTAssertEqual(records[4].fields["warc-truncated"], "unspecified")
        XCTAssertEqual(text(5), "error-reason: dns\r\nerror-detail: tidak  ada\r\n")
        XCTAssertEqual(
            records[6].fields["warc-profile"], "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
        XCTAssertEqual(text(8), "asked-for: https://alfa.example/g\r\nredirect: 301 https://alfa.example/g\r\n")
        XCTAssertEqual(records[8].fields["warc-concurrent-to"], records[7].fields["warc-record-id"])
        XCTAssertEqual(Set(records.map { $0.fields["warc-record-id"] }).count, records.count)

        let again = try run(["select": "folder", "folder": .string("\(root)/arsip")])
        XCTAssertEqual(
            again.captures.map {
                "\($0.source ?? "") \($0.url ?? "") \($0.status ?? 0) \($0.sha256?.prefix(4) ?? "-")"
            },
            [
                "alfa https://alfa.example/a 200 \(SHA256.hex(Array("<p>é</p>".utf8)).prefix(4))",
                "alfa https://alfa.example/c 200 \(SHA256.hex(large).prefix(4))", "alfa https://alfa.example/d 404 -",
                "alfa https://alfa.example/f 304 -", "alfa https://alfa.example/h 200 e3b0",
                "arsip file:2019/a%b c.html 0 \(SHA256.hex([0, 255]).prefix(4))",
            ])
        XCTAssertEqual(again.captures[0].body, "<p>é</p>")
        XCTAssertEqual(again.rejects, [])
    }

    func testTheSameCapturesGiveTheSameBytes() throws {
        try partition()
        var files: [Data] = []
        for name in ["satu", "dua"] {
            let path = "\(root)/\(name).warc.gz"
            _ = try WARCExport(inputs: ["\(root)/captures"], output: path).run()
            files.append(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        XCTAssertEqual(files[0], files[1])
    }

    func testWhatIsDamagedLeavesNoFile() throws {
        try write(
            "captures/a.jsonl",
            #"{"id":"a","url":"https://a.example/","fetched_at":"2023-08-15T16:05:00Z","status":200,"body":"x","#
                + #""sha256":"00"}"# + "\n")
        let export = WARCExport(inputs: ["\(root)/captures"], output: "\(root)/a.warc.gz")
        XCTAssertThrowsError(try export.run()) {
            XCTAssertEqual(
                "\($0)",
                "\(root)/captures: the body of capture 'a' has the digest \(SHA256.hex(Array("x".utf8))), not 00; "
                    + "see 'serap verify --deep'")
        }
        XCTAssertEqual(try Directory.names(root), ["captures"])
        try write("a.warc.gz", "ada")
        XCTAssertThrowsError(try export.run()) {
            XCTAssertEqual(
                $0 as? StageFailure, .usage("\(root)/a.warc.gz: exists; name a new file or remove it first"))
        }
    }
}
