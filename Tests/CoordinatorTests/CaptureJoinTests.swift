import RecordIO
import Records
import XCTest

@testable import Coordinator

final class CaptureJoinTests: XCTestCase {
    private func publish(_ folder: TemporaryFolder) throws {
        let inspection = try OutputInspection("\(folder.path)/old", isSink: false)
        var receipt = Receipt()
        (receipt.parts, receipt.files) = (inspection.parts, inspection.files)
        receipt.counts.output = inspection.lines
        (receipt.finished, receipt.run) = ("2023-08-15T00:00:00Z", "r1")
        try folder.write("old/_meta/receipt.json", JSONValue.object(receipt.json).text)
    }

    private func join(_ folder: TemporaryFolder) throws {
        try CaptureJoin(place: "\(folder.path)/old", scratch: folder.path).join(into: "\(folder.path)/new")
    }

    /// Members and any other gzip, in either order, and parts that only one of both has.
    func testPartsOfAnyGzipBecomeOne() throws {
        for (old, new) in [("cat", "cat"), ("gzip -c", "cat"), ("cat", "gzip -c"), ("gzip -c", "gzip -c")] {
            let folder = try TemporaryFolder()
            try folder.write("1", "{\"n\":1}\n{\"n\":2}\n")
            try folder.write("2", "{\"n\":3}\n")
            func name(_ tool: String) -> String { tool == "cat" ? "p.jsonl" : "p.jsonl.gz" }
            try folder.shell(
                "mkdir old new; \(old) 1 > old/\(name(old)); cat 1 > old/only-old.jsonl; \(new) 2 > new/\(name(new)); "
                    + "cat 2 > new/only-new.jsonl; : > old/empty.jsonl; : > new/empty.jsonl")
            try publish(folder)
            _ = try OutputInspection("\(folder.path)/new", isSink: false)
            try join(folder)
            let joined = try OutputInspection("\(folder.path)/new", isSink: false)
            XCTAssertEqual(
                joined.parts.map { "\($0.name) \($0.lines)" },
                ["empty.jsonl.gz 0", "only-new.jsonl.gz 1", "only-old.jsonl.gz 2", "p.jsonl.gz 3"])
            XCTAssertEqual(try folder.lines("new/p.jsonl.gz"), ["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"])
            XCTAssertEqual(
                folder.text("new/only-old.jsonl.gz").map(\.utf8.count),
                folder.text("old/only-old.jsonl.gz").map(\.utf8.count))
        }
    }

    func testDamagedCapturesAreNotAddedTo() throws {
        let folder = try TemporaryFolder()
        try folder.shell(
            "mkdir -p old/files new; echo '{}' > old/p.jsonl; echo a > old/files/a; echo '{}' > new/q.jsonl")
        try publish(folder)
        try folder.write("old/files/a", "b\n")
        XCTAssertThrowsError(try join(folder)) {
            XCTAssertEqual(
                "\($0)",
                "nothing is added, as the captures there are damaged: \(folder.path)/old/files/a is not as its receipt "
                    + "says; bring it back from a backup")
        }
        try folder.write("old/_meta/receipt.json", "{")
        XCTAssertThrowsError(try join(folder)) {
            XCTAssertEqual($0 as? CaptureJoin.Refusal, .damaged("\(folder.path)/old/_meta/receipt.json"))
        }
    }

    func testAccountsAreAddedAndTheLaterWordOnHealthStands() throws {
        func object(_ text: String) throws -> JSONObject { try XCTUnwrap(JSONValue(parsing: text.utf8).object) }
        let sum = CaptureJoin.sum(
            try object(
                #"{"in":3,"used":1,"out":1,"merged":1,"rejected":{"b":1},"health":[{"source":"x","state":"failed"},{"source":"y","state":"ok"}]}"#
            ),
            try object(
                #"{"in":2,"used":1,"out":1,"rejected":{"a":1},"health":[{"source":"x","state":"ok"},{"source":"z","state":"ok"}]}"#
            ))
        XCTAssertEqual(
            JSONValue.object(sum).text,
            #"{"in":5,"used":2,"out":2,"rejected":{"a":1,"b":1},"#
                + #""health":[{"source":"x","state":"ok"},{"source":"y","state":"ok"},{"source":"z","state":"ok"}],"merged":1}"#
        )
    }
}

extension TemporaryFolder {
    /// Runs a script in the folder.
    func shell(_ script: String) throws {
        let pid = try ChildProcess.start(
            ChildSpecification(
                executable: "/bin/bash", words: ["bash", "-ec", script], environment: ["PATH=/usr/bin:/bin"],
                workingDirectory: path, input: nil, output: nil, error: nil, lock: nil))
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        XCTAssertEqual(ChildEnd(status: status), .exited(0))
    }
}
