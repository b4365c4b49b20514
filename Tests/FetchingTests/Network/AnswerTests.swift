import Pack
import Records
import XCTest

@testable import Fetching

final class AnswerTests: XCTestCase {
    func testReadsHeaderLines() {
        var fields = HeaderFields()
        XCTAssert(fields.add(line: Array("Content-Type:  Text/HTML ; Charset=\"UTF-8\"\r\n".utf8)))
        XCTAssert(fields.add(line: Array("X-Kosong:\r\n".utf8)))
        XCTAssertFalse(fields.add(line: Array("HTTP/1.1 200 OK".utf8)))
        XCTAssertFalse(fields.add(line: Array(": tanpa nama".utf8)))
        XCTAssertEqual(fields.mediaType, "text/html")
        XCTAssertEqual(fields.charset, "utf-8")
        XCTAssertEqual(
            JSONValue.object(fields.json).text, #"{"content-type":"Text/HTML ; Charset=\"UTF-8\"","x-kosong":""}"#)
        XCTAssertNil(HeaderFields().mediaType)
        XCTAssertNil(HeaderFields().charset)
    }

    func testOnlyASuccessHasABody() {
        func settled(_ status: Int?) -> Answer {
            var answer = Answer(finalURL: "https://media.example/", fetchedAt: Instant(seconds: 0))
            answer.status = status
            answer.settle(.memory([1]))
            return answer
        }
        XCTAssertEqual(settled(nil).body, .memory([1]))
        XCTAssertEqual(settled(206).body, .memory([1]))
        XCTAssertNil(settled(304).body)
        XCTAssertNil(settled(304).failure)
        XCTAssertNil(settled(500).body)
        XCTAssertEqual(settled(500).failure, .status(500, retryAfter: nil))
    }
}

final class SourceRegisterTests: XCTestCase {
    func testFindsSourcesByHostAndKeepsTheirOrder() {
        func source(_ code: String, _ url: String, _ domains: [String] = []) -> Source {
            Source(
                code: code, name: code, kind: .feed, url: url, domains: domains,
                origin: Origin(source: "uji", verified: true))
        }
        let register = SourceRegister([
            source("zeta", "https://www.zeta.example/feed"), source("alfa", "https://cdn.example/a", ["Alfa.example"]),
        ])
        XCTAssertEqual(register.code(ofURL: "https://www.zeta.example:443/x"), "zeta")
        XCTAssertEqual(register.code(ofURL: "http://m.berita.ALFA.example/"), "alfa")
        XCTAssertNil(register.code(ofURL: "https://zeta.example/"))
        XCTAssertNil(register.code(ofURL: "https://bukanalfa.example/"))
        XCTAssertNil(register.code(ofURL: "file:a.html"))
        XCTAssertEqual(register.sorted(["b", "alfa", "a", "zeta"]), ["zeta", "alfa", "a", "b"])

        var office = source("kantor", "http://kantor.example/umpan", ["arsip.example"])
        office.allowPrivate = true
        office.proxy = "none"
        let offices = SourceRegister([office])
        let allowed = [
            "http://kantor.example:8080/1", "http://berkas.arsip.example/", "http://lain.example/",
            "http://169.254.169.254/", "http://bukanarsip.example/",
        ].map { offices.request($0, of: "kantor") }
        XCTAssertEqual(allowed.map(\.allowPrivate), [true, true, false, false, false])
        XCTAssertEqual(allowed.map(\.proxy), Array(repeating: "none", count: 5))
        XCTAssertEqual(offices.request("http://a.example/", of: "lain"), FetchRequest(url: "http://a.example/"))

        var tally = HealthTally()
        tally.add("b", failure: .dns(host: "b"))
        tally.add("b", failure: .tooLarge(limit: 1))
        tally.add("zeta", failure: nil)
        XCTAssertEqual(
            tally.rows(register).map { JSONValue.object($0.json).text },
            [
                #"{"source":"zeta","name":"zeta","state":"ok","entries":1}"#,
                #"{"source":"b","name":"b","state":"failed","reason":"dns","#
                    + #""detail":"the name 'b' does not resolve; check the address in the register of sources","entries":0,"failed":2,"failures":{"dns":1,"too_large":1}}"#,
            ])
    }
}
