import Foundation
import RecordIO
import Records
import XCTest

@testable import Fetching

final class WARCFileTests: FetchTestCase {
    private static func record(_ number: Int, size: Int) -> [UInt8] {
        let noise = (0..<size).map { UInt8(truncatingIfNeeded: 97 + ($0 &* 31 &+ $0 / 7 &+ number) % 26) }
        let block = Array("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".utf8) + noise
        let head = """
            WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://alfa.example/\(number)\r\n\
            WARC-Date: 2019-03-04T05:06:07Z\r\nContent-Length: \(block.count)\r\n\r\n
            """
        return Array(head.utf8) + block + Array("\r\n\r\n".utf8)
    }

    private func conversion(_ name: String) -> WARCConversion {
        WARCConversion(
            name: name, limits: FetchLimits(), filter: ArchiveFilter(), register: SourceRegister([]), source: nil,
            captured: CapturedBodies(), filesDirectory: "\(root)/files")
    }

    /// The lines of captures and the details of rejections, in order.
    private func outcomes(_ bytes: [UInt8], stretch: Int) throws -> [String] {
        try write("a.warc.gz", bytes)
        var file = WARCFile(path: "\(root)/a.warc.gz", conversion: conversion("a.warc.gz"))
        file.stretch = stretch
        var seen: [String] = []
        try file.forEachOutcome { outcome in
            switch outcome {
            case .capture(_, _, let line, _): seen.append(String(decoding: line, as: UTF8.self))
            case .rejected(let reason, let detail, _): seen.append("\(reason): \(detail)")
            case .described, .filtered, .known: seen.append("-")
            }
        }
        return seen
    }

    /// As other crawlers write WARC 1.1: dates of every exactness, and a revisit with the status that it had.
    func testReadsWARC11AsOthersWriteIt() throws {
        func record(_ type: String, _ date: String, _ lines: String = "", body: String = "<p>isi</p>") -> [UInt8] {
            let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\(body)"
            return Array(
                ("WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://alfa.example/\(date)\r\nWARC-Date: \(date)\r\n"
                    + "\(lines)Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n").utf8)
        }
        let dates = [
            ("2019-03-04T05:06:07.123456789Z", "2019-03-04T05:06:07Z"),
            ("2019-03-04T05:06:07Z", "2019-03-04T05:06:07Z"),
            ("2019-03-04T05:06Z", "2019-03-04T05:06:00Z"), ("2019-03-04", "2019-03-04T00:00:00Z"),
            ("2019-03", "2019-03-01T00:00:00Z"), ("2019", "2019-01-01T00:00:00Z"),
        ]
        let seen = try outcomes(dates.flatMap { record("response", $0.0) }, stretch: 1 << 20)
        XCTAssertEqual(
            try seen.map { try Record(line: Array($0.utf8.dropLast())).string("fetched_at") }, dates.map(\.1))
        for date in ["2019-03-04T05:06:07", "2019-03-04T05:06:07xZ", "2019-13", "kemarin", "2019-03-04T05Z"] {
            XCTAssertEqual(
                try outcomes(record("response", date), stretch: 1 << 20),
                ["warc_no_date: a.warc.gz: WARC-Date '\(date)' is not a date in UTC, in the record at byte 0"])
        }
        let revisit = record(
            "revisit", "2019-03-05T00:00:00.5Z",
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n"
                + "WARC-Refers-To-Target-URI: <https://alfa.example/lama>\r\nWARC-Refers-To-Date: 2019-03-04T05:06:07.1Z\r\n"
                + "WARC-Payload-Digest: sha1:AAAA\r\n", body: "")
        let line = try XCTUnwrap(try outcomes(revisit, stretch: 1 << 20).first)
        let capture = try Record(line: Array(line.utf8.dropLast()))
        XCTAssertEqual(capture.int("status"), 304)
        XCTAssertNil(capture["body"])
        XCTAssertEqual(
            capture["via"]?["revisit_of"]?.text,
            #"{"url":"https://alfa.example/lama","at":"2019-03-04T05:06:07.1Z","digest":"sha1:AAAA","#
                + #""profile":"identical-payload-digest"}"#)
    }

    /// What is not asked for is not decoded: a body that cannot be is a failure only where it is.
    func testFiltersDecideBeforeABodyIsDecoded() throws {
        let block = Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".utf8) + [0x1F, 0x8B, 0, 0, 1, 2]
        let head =
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://alfa.example/\r\n"
            + "WARC-Date: 2019-03-04T05:06:07Z\r\nContent-Length: \(block.count)\r\n\r\n"
        try write("a.warc", Array(head.utf8) + block + Array("\r\n\r\n".utf8))
        func outcome(_ host: String) throws -> String {
            let conversion = WARCConversion(
                name: "a.warc", limits: FetchLimits(), filter: ArchiveFilter(hosts: [host]),
                register: SourceRegister([]), source: nil, captured: CapturedBodies(), filesDirectory: "\(root)/files")
            var seen: [String] = []
            try WARCFile(path: "\(root)/a.warc", conversion: conversion).forEachOutcome { outcome in
                switch outcome {
                case .capture(_, _, _, let failure): seen.append(failure?.reason ?? "ok")
                case .filtered: seen.append("filtered")
                case .described, .rejected, .known: seen.append("other")
                }
            }
            return seen.joined(separator: " ")
        }
        XCTAssertEqual(try outcome("alfa.example"), "bad_encoding")
        XCTAssertEqual(try outcome("beta.example"), "filtered")
    }

    func testABodyThatIsNotAsItsHeadersSayIsMarked() throws {
        let block = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>isi</p>"
        let bytes =
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://alfa.example/\r\n"
            + "WARC-Date: 2019-03-04T05:06:07Z\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
        let line = try XCTUnwrap(try outcomes(Array(bytes.utf8), stretch: 1 << 20).first)
        let capture = try Record(line: Array(line.utf8.dropLast()))
        XCTAssertEqual(capture["via"]?["untrue_encoding"], "gzip")
        XCTAssertNil(capture["error"])
    }

    func testTheStretchesDoNotShowInTheResult() throws {
        // Records from far below to far above a stretch, so that some stretches hold no beginning at all.
        let members = (0..<60).map {
            MemberCompressor().member(of: Self.record($0, size: $0 % 7 == 0 ? 60_000 : 200 * ($0 % 5)))
        }
        let bytes = members.flatMap { $0 }
        let whole = try outcomes(bytes, stretch: 1 << 30)
        XCTAssertEqual(whole.count, 60)
        for stretch in [1, 97, 700, 5000, bytes.count - 1] {
            XCTAssertEqual(try outcomes(bytes, stretch: stretch), whole, "\(stretch)")
        }
    }

    func testAnArchiveInsideARecordIsNotMistakenForTheArchive() throws {
        // The block is itself an archive compressed by record, stored as it is: its members look like beginnings.
        let inner = (0..<20).flatMap { MemberCompressor().member(of: Self.record(1000 + $0, size: 300)) }
        let head = """
            WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://alfa.example/arsip\r\n\
            WARC-Date: 2019-03-04T05:06:07Z\r\nContent-Length: \(inner.count)\r\n\r\n
            """
        let outer = stored(Array(head.utf8) + inner + Array("\r\n\r\n".utf8))
        let bytes =
            MemberCompressor().member(of: Self.record(1, size: 10)) + outer
            + MemberCompressor().member(of: Self.record(2, size: 10))
        for stretch in [1 << 30, 50, 500] {
            let seen = try outcomes(bytes, stretch: stretch)
            XCTAssertEqual(seen.count, 3, "\(stretch)")
            XCTAssertTrue(seen[2].contains("https://alfa.example/2"))
        }
    }

    func testBehindDamageReadingGoesOnWithTheNextRecord() throws {
        let members = (0..<9).map { MemberCompressor().member(of: Self.record($0, size: 3000)) }
        let start = members[..<4].reduce(0) { $0 + $1.count }
        var bytes = members.flatMap { $0 }
        for offset in 40..<60 { bytes[start + offset] ^= 0xFF }
        for stretch in [1 << 30, 300, 4000] {
            let seen = try outcomes(bytes, stretch: stretch)
            XCTAssertEqual(seen.count, 9, "\(stretch)")
            XCTAssertEqual(seen.filter { $0.hasPrefix("warc_damaged: a.warc.gz: ") }.count, 1)
            XCTAssertTrue(seen[4].hasSuffix("in the record at byte \(start)"), seen[4])
            XCTAssertTrue(seen[5].contains("https://alfa.example/5"))
        }
    }

    func testARecordWhoseChecksumDoesNotFitIsNoRecord() throws {
        let members = (0..<3).map { MemberCompressor().member(of: Self.record($0, size: 500)) }
        var bytes = members.flatMap { $0 }
        bytes[members[0].count + members[1].count - 8] ^= 1
        for stretch in [1 << 30, 100] {
            let seen = try outcomes(bytes, stretch: stretch)
            XCTAssertEqual(seen.count, 3, "\(stretch)")
            XCTAssertEqual(
                seen[1],
                "warc_damaged: a.warc.gz: incorrect data check, in the record at byte \(members[0].count)")
            XCTAssertTrue(seen[2].contains("https://alfa.example/2"))
        }
    }

    func testEveryTruncationGivesTheWholeRecordsAndOneRejection() throws {
        let members = (0..<5).map { MemberCompressor().member(of: Self.record($0, size: 500)) }
        let bytes = members.flatMap { $0 }
        var ends = [0]
        for member in members { ends.append((ends.last ?? 0) + member.count) }
        for length in stride(from: 1, to: bytes.count, by: 13) {
            let seen = try outcomes(Array(bytes[..<length]), stretch: 200)
            let whole = ends.lastIndex { $0 <= length } ?? 0
            XCTAssertEqual(seen.count, ends.contains(length) ? whole : whole + 1, "\(length)")
            XCTAssertEqual(seen.filter { $0.hasPrefix("warc_") }.count, ends.contains(length) ? 0 : 1, "\(length)")
        }
    }

    func testDamageOfTheFirstRecordLeavesTheOthers() throws {
        let members = (0..<3).map { MemberCompressor().member(of: Self.record($0, size: 500)) }
        var bytes = members.flatMap { $0 }
        bytes[members[0].count - 8] ^= 1
        for stretch in [1 << 30, 100] {
            let seen = try outcomes(bytes, stretch: stretch)
            XCTAssertEqual(seen.count, 3, "\(stretch)")
            XCTAssertEqual(seen[0], "warc_damaged: a.warc.gz: incorrect data check, in the record at byte 0")
        }
    }

    func testARecordEndsWhereItsMemberDoesWhateverItsLengthSays() throws {
        let text = String(decoding: Self.record(1, size: 300), as: UTF8.self)
        let length = 300 + "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".utf8.count
        let long = Array(text.replacing("Content-Length: \(length)", with: "Content-Length: 5000").utf8)
        let members = [Self.record(0, size: 300), long, Self.record(2, size: 300), Self.record(3, size: 300)]
            .map { MemberCompressor().member(of: $0) }
        for stretch in [1 << 30, 200] {
            let seen = try outcomes(members.flatMap { $0 }, stretch: stretch)
            XCTAssertEqual(seen.count, 4, "\(stretch)")
            XCTAssertEqual(
                seen[1],
                "warc_damaged: a.warc.gz: Content-Length is 5000, but the next record begins after \(length + 4), "
                    + "in the record at byte \(members[0].count)")
            XCTAssertTrue(seen[2].contains("https://alfa.example/2"))
        }
    }

    func testInPlainTextReadingGoesOnWithTheNextRecord() throws {
        let records = (0..<4).map { Self.record($0, size: 300) }
        let noise = Array("WARC/ omong kosong\r\nWARC kosong \u{0}\r\n".utf8)
        let bytes = records[0] + noise + records[1] + noise + records[2] + records[3]
        for bytes in [bytes, MemberCompressor().member(of: bytes)] {
            let seen = try outcomes(bytes, stretch: 100)
            XCTAssertEqual(seen.map { $0.hasPrefix("warc_damaged") }, [false, true, false, true, false, false])
            XCTAssertTrue(seen[5].contains("https://alfa.example/3"))
        }
    }

    func testAWholeGzipThatBreaksOffGivesEveryWholeRecord() throws {
        let records = (0..<40).map { Self.record($0, size: 2000) }
        let bytes = MemberCompressor().member(of: records.flatMap { $0 })
        for length in stride(from: bytes.count - 1, to: 40, by: -97) {
            let seen = try outcomes(Array(bytes[..<length]), stretch: 500)
            XCTAssertTrue(seen.last?.hasPrefix("warc_truncated: ") == true, "\(length)")
            XCTAssertTrue(seen.dropLast().allSatisfy { $0.hasPrefix("{") }, "\(length)")
            if length == bytes.count - 1 { XCTAssertEqual(seen.count, 41) }
        }
    }

    func testNoDamageIsATrapAndWholeRecordsBeforeItStay() throws {
        let records = (0..<12).map { Self.record($0, size: 200 + 90 * $0) }
        var noise = Noise(state: 4)
        for (form, members) in [
            ("by record", records.map { MemberCompressor().member(of: $0) }),
            ("whole", [MemberCompressor().member(of: records.flatMap { $0 })]), ("plain", records),
        ] {
            let bytes = members.flatMap { $0 }
            var ends: [Int] = []
            for member in members { ends.append((ends.last ?? 0) + member.count) }
            let whole = try outcomes(bytes, stretch: 700)
            XCTAssertEqual(whole.count, 12)
            for round in 0..<170 {
                var broken = bytes
                let place = noise.below(bytes.count)
                switch round % 3 {
                case 0: broken[place] ^= UInt8(1 << noise.below(8))
                case 1: broken.removeSubrange(place..<min(bytes.count, place + 1 + noise.below(60)))
                default: for offset in place..<min(bytes.count, place + 20) { broken[offset] = UInt8(noise.below(256)) }
                }
                let seen = try outcomes(broken, stretch: 1 + noise.below(3000))
                let intact = ends.prefix { $0 <= place }.count
                XCTAssertEqual(
                    Array(seen.prefix(form == "whole" ? 0 : intact)), Array(whole.prefix(form == "whole" ? 0 : intact)),
                    "\(form), round \(round), byte \(place)")
                if form == "by record" {
                    // Nothing but the one or two records that were hit is lost.
                    XCTAssertGreaterThanOrEqual(seen.filter { whole.contains($0) }.count, intact, "round \(round)")
                    let kept = Set(whole.map(Self.address)).intersection(seen.map(Self.address)).count
                    XCTAssertGreaterThanOrEqual(kept, 9, "round \(round), byte \(place)")
                }
            }
        }
    }

    private static func address(_ line: String) -> Substring? {
        line.range(of: "https://alfa.example/").map { line[$0.lowerBound...].prefix { $0 != "\"" } }
    }

    /// The same numbers in every run (Marsaglia's xorshift).
    private struct Noise {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
    }

    /// A gzip member whose text is stored and not compressed.
    private func stored(_ text: [UInt8]) -> [UInt8] {
        precondition(text.count < 65_536)
        let count = UInt16(text.count)
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1]
        bytes += [UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
        bytes += text
        let whole = MemberCompressor().member(of: text)
        return bytes + whole.suffix(8)
    }
}
