import RecordIO
import Records
import XCTest

final class PartTests: XCTestCase {
    private func longPart(_ path: String, lines: Int = 40_000) throws -> PartCounts {
        let writer = try PartWriter(path: path)
        for number in 0..<lines {
            try writer.append(
                Record([
                    "n": .int(number), "text": .string("baris \(number) tentang jalan rusak \(number * 7919 % 1000)"),
                ]))
        }
        return try writer.finish()
    }

    func testAnEmptyPartIsTheEndMemberAlone() throws {
        let path = try temporaryDirectory() + "/part.jsonl.gz"
        let summary = try PartWriter(path: path).finish()
        XCTAssertEqual(
            try contents(path),
            [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 8, 0, 0x49, 0x47, 4, 0, 30, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        XCTAssertEqual(summary.lines, 0)
        XCTAssertEqual(summary.size, 30)
        XCTAssertEqual(try PartInspector.inspect(path).size, 30)
    }

    func testMembersEndAtTheFirstLineEndAtOrAfterOneMiB() throws {
        let path = try temporaryDirectory() + "/part.jsonl.gz"
        let summary = try longPart(path)
        var sizes: [Int] = []
        try PartReader(path: path).forEachPiece { piece in
            let text = try piece.text()
            XCTAssertEqual(text.last, 0x0A)
            let lastLine = text.dropLast().lastIndex(of: 0x0A).map { text.count - $0 - 1 } ?? text.count
            sizes.append(text.count)
            XCTAssertTrue(text.count - lastLine < GzipMember.textTarget)
        }
        XCTAssertEqual(sizes.count, 3)
        XCTAssertTrue(sizes.dropLast().allSatisfy { $0 >= GzipMember.textTarget })
        XCTAssertEqual(sizes.reduce(0, +), summary.textBytes)
        let inspected = try PartInspector.inspect(path)
        XCTAssertEqual(inspected.lines, 40_000)
        XCTAssertEqual(inspected.textBytes, summary.textBytes)
        XCTAssertEqual(inspected.sha256, SHA256.hex(try contents(path)))
        XCTAssertEqual(summary.lines, 40_000)
        XCTAssertEqual(try lines(path).last, #"{"n":39999,"text":"baris 39999 tentang jalan rusak 81"}"#)
    }

    func testTheSameLinesGiveTheSameBytesHoweverTheyWereAppended() throws {
        let directory = try temporaryDirectory()
        _ = try longPart("\(directory)/a.jsonl.gz", lines: 30_000)
        var text: [UInt8] = []
        try PartReader(path: "\(directory)/a.jsonl.gz").forEachPiece { text += try $0.text() }
        for step in [100_000, 3_000_000] {
            let writer = try PartWriter(path: "\(directory)/b.jsonl.gz")
            var start = 0
            while start < text.count {
                let end = text[min(text.count - 1, start + step)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
                try writer.append(lines: Array(text[start..<end]))
                start = end
            }
            try writer.finish()
            XCTAssertEqual(try contents("\(directory)/b.jsonl.gz"), try contents("\(directory)/a.jsonl.gz"))
        }
    }

    func testEveryTruncationIsAnErrorWithFileAndOffset() throws {
        let directory = try temporaryDirectory()
        _ = try longPart("\(directory)/a.jsonl.gz", lines: 100)
        let bytes = try contents("\(directory)/a.jsonl.gz")
        for length in stride(from: 20, to: bytes.count, by: 97) {
            try write(Array(bytes[0..<length]), to: "\(directory)/b.jsonl.gz")
            XCTAssertThrowsError(try PartInspector.inspect("\(directory)/b.jsonl.gz"), "\(length)") {
                XCTAssertEqual($0 as? RecordIOError, .truncated(file: "\(directory)/b.jsonl.gz", offset: length))
            }
        }
        try write(Array(bytes.dropLast(30)), to: "\(directory)/b.jsonl.gz")
        XCTAssertThrowsError(try lines("\(directory)/b.jsonl.gz")) {
            XCTAssertEqual(
                "\($0)",
                "\(directory)/b.jsonl.gz: truncated at byte \(bytes.count - 30); make it again from its own source")
        }
    }

    func testAFlippedByteIsDamage() throws {
        let directory = try temporaryDirectory()
        _ = try longPart("\(directory)/a.jsonl.gz", lines: 100)
        let bytes = try contents("\(directory)/a.jsonl.gz")
        for index in stride(from: 20, to: bytes.count - 38, by: 53) {
            var damaged = bytes
            damaged[index] ^= 0x10
            try write(damaged, to: "\(directory)/b.jsonl.gz")
            XCTAssertThrowsError(try PartInspector.inspect("\(directory)/b.jsonl.gz"), "\(index)") { error in
                guard case .damaged(_, 0, _)? = error as? RecordIOError else { return XCTFail("\(error)") }
            }
        }
    }

    func testAMemberThatClaimsMoreThanItCanHoldIsNotBelieved() throws {
        let directory = try temporaryDirectory()
        _ = try longPart("\(directory)/a.jsonl.gz", lines: 10)
        var bytes = try contents("\(directory)/a.jsonl.gz")
        let end = bytes.count - 30
        bytes.replaceSubrange(end - 4..<end, with: [0xFF, 0xFF, 0xFF, 0xFF])
        try write(bytes, to: "\(directory)/b.jsonl.gz")
        XCTAssertThrowsError(try lines("\(directory)/b.jsonl.gz")) {
            XCTAssertEqual(
                $0 as? RecordIOError,
                .damaged(
                    file: "\(directory)/b.jsonl.gz", offset: 0,
                    what: "the member claims more text than a member may hold"))
        }
    }

    func testPlainTextIsReadByLinesWithOrWithoutALastLineEnd() throws {
        let directory = try temporaryDirectory()
        try write(Array("{\"a\":1}\n\n{\"a\":2}".utf8), to: "\(directory)/a.jsonl")
        XCTAssertEqual(try PartReader(path: "\(directory)/a.jsonl").form(), .plain)
        XCTAssertEqual(try lines("\(directory)/a.jsonl"), ["{\"a\":1}", "", "{\"a\":2}"])
        XCTAssertEqual(try PartInspector.inspect("\(directory)/a.jsonl").lines, 3)
        let stored = try PlainCompressor.compress(from: "\(directory)/a.jsonl", to: "\(directory)/b.jsonl.gz")
        XCTAssertEqual(stored, try PartInspector.inspect("\(directory)/b.jsonl.gz"))
        XCTAssertEqual(try lines("\(directory)/b.jsonl.gz"), try lines("\(directory)/a.jsonl"))
    }

    func testAPartThatIsNoGzipInSpiteOfItsNameIsDamage() throws {
        let path = try temporaryDirectory() + "/a.jsonl.gz"
        for bytes in [[], Array("{}\n".utf8), [0x1E, 0x8B, 8, 4, 0, 0]] as [[UInt8]] {
            try write(bytes, to: path)
            XCTAssertThrowsError(try PartInspector.inspect(path)) {
                let what = "not gzip, though its name ends in .gz"
                XCTAssertEqual($0 as? RecordIOError, .damaged(file: path, offset: 0, what: what))
            }
        }
    }

    func testALineOverTheLimitIsPassedOverAndNamed() throws {
        let path = try temporaryDirectory() + "/a.jsonl"
        let long = [UInt8](repeating: 0x61, count: GzipMember.lineLimit + 2_000_000)
        try write(Array("{}\n".utf8) + long + Array("\n{}\n".utf8), to: path)
        var oversized: [Int] = []
        var texts = ""
        try PartReader(path: path).forEachPiece {
            if let length = $0.oversizedLine { oversized.append(length) }
            texts += String(decoding: try $0.text(), as: UTF8.self)
        }
        XCTAssertEqual(oversized, [long.count + 1])
        XCTAssertEqual(texts, "{}\n{}\n")
    }

    func testAMissingFileIsNamed() {
        XCTAssertThrowsError(try lines("/nonexistent/x")) {
            XCTAssertEqual("\($0)", "/nonexistent/x: open: No such file or directory")
        }
    }
}
