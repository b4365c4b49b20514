import RecordIO
import Records
import XCTest

@testable import StageKit

final class ForeignInputTests: XCTestCase {
    private func directory() throws -> String {
        var template = Array("/tmp/serap-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecordIOError.last("mkdtemp", "/tmp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        addTeardownBlock { try? Directory.remove(path) }
        return path
    }

    private func lines(_ path: String) throws -> [String] {
        var lines: [String] = []
        try PartReader(path: path).forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    /// Members of about 1 MiB of text each; returns where the last of them is cut.
    private func cutPart(_ path: String) throws -> Int {
        let writer = try PartWriter(path: path)
        for number in 0..<30_000 {
            try writer.append(["n": .int(number), "text": .string(String(repeating: "kata ", count: 12) + "\(number)")])
        }
        let size = try writer.finish().size
        XCTAssertEqual(truncate(path, off_t(size - 40)), 0)
        return size - 40
    }

    private func run(_ input: String, in directory: String, onOneThread: Bool) throws -> (StageAccount, [String]) {
        let output = "\(directory)/out-\(onOneThread)"
        let run = try StageRun(stage: "uji", inputs: [input], output: output, settings: StageSettings())
        if onOneThread {
            try run.forEachRecord { _ in .used }
        } else {
            try run.mapRecords { record, emission in
                emission.emit(record)
                return .used
            }
        }
        try run.finish()
        return (run.account, try lines("\(output)/_meta/rejects.jsonl.gz"))
    }

    func testACutFileFromOutsideGivesItsWholeRecordsAndOneRejection() throws {
        let directory = try directory()
        let input = "\(directory)/in.jsonl.gz"
        let end = try cutPart(input)
        for onOneThread in [false, true] {
            let (account, rejects) = try run(input, in: directory, onOneThread: onOneThread)
            XCTAssertEqual(account.rejected, ["truncated": 1])
            XCTAssertEqual(account.input, account.used + 1)
            XCTAssertGreaterThan(account.used, 10_000)
            XCTAssertLessThan(account.used, 30_000)
            XCTAssertEqual(
                rejects,
                [
                    #"{"reason":"truncated","detail":"\#(input): the file ends at byte \#(end)","stage":"uji","record":null}"#
                ])
        }
    }

    func testForeignGzipAndADamagedMember() throws {
        let directory = try directory()
        let input = "\(directory)/in.jsonl.gz"
        _ = try cutPart(input)
        var bytes = try OpenFile.reading(input).read(count: 1 << 24, at: 0)
        bytes[200] ^= 0xFF
        try OpenFile.writing(input).write(bytes)
        let (account, _) = try run(input, in: directory, onOneThread: false)
        XCTAssertEqual(account.rejected, ["damaged": 1, "truncated": 1])
        XCTAssertEqual(account.input, account.used + 2)
        // The header of no member any more: a stream of ordinary gzip, broken from its first block on.
        bytes[12] = 0x58
        try OpenFile.writing(input).write(bytes)
        XCTAssertEqual(try run(input, in: try self.directory(), onOneThread: false).0.input, 1)
    }

    func testAPartOfAPartitionFails() throws {
        let directory = try directory()
        let input = "\(directory)/in.jsonl.gz"
        let end = try cutPart(input)
        try Directory.make("\(directory)/_meta")
        for (given, onOneThread) in [(input, false), (input, true), (directory, false)] {
            XCTAssertThrowsError(try run(given, in: try self.directory(), onOneThread: onOneThread)) {
                XCTAssertEqual($0 as? RecordIOError, .truncated(file: input, offset: end))
            }
        }
    }
}
