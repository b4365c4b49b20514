import RecordIO
import XCTest

@testable import Coordinator

final class OutputInspectionTests: XCTestCase {
    func testPartsRejectsAndFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("b.jsonl", "{\"a\":1}\n{\"a\":2}")
        try folder.write("files/sub/report.html", "x")
        try folder.write(
            "_meta/rejects.jsonl",
            "{\"reason\":\"bad\"}\n{\"reason\":\"part\",\"of\":\"id1\"}\n{\"reason\":\"bad\",\"of\":null}\n")
        try folder.write("_meta/stats.json", #"{"in":4,"used":2,"out":2,"rejected":{"bad":2}}"#)
        let inspection = try OutputInspection(folder.path, isSink: false)
        XCTAssertEqual(inspection.parts.map(\.name), ["b.jsonl.gz"])
        XCTAssertEqual(inspection.lines, 2)
        XCTAssertEqual(inspection.files.map(\.path), ["sub/report.html"])
        XCTAssertEqual(inspection.rejects, ["bad": 2])
        XCTAssertEqual(inspection.statistics?.input, 4)
        XCTAssertEqual(
            inspection.everything,
            ["_meta/rejects.jsonl.gz", "_meta/stats.json", "b.jsonl.gz", "files/sub/report.html"])
        XCTAssertEqual(try folder.lines("b.jsonl.gz"), ["{\"a\":1}", "{\"a\":2}"])
        XCTAssertFalse(folder.exists("b.jsonl"))
    }

    func testAnOutputThatBecameALinkIsNotFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.write("victim/a.jsonl", "{}\n")
        XCTAssertEqual(symlink("\(folder.path)/victim", "\(folder.path)/out"), 0)
        XCTAssertThrowsError(try OutputInspection("\(folder.path)/out", isSink: false)) {
            XCTAssertEqual(
                "\($0)",
                "the output holds 'the output directory itself', which is a symbolic link; only regular files are kept")
        }
        XCTAssertTrue(folder.exists("victim/a.jsonl"))
    }

    func testWhatIsRefused() throws {
        try expect("the output holds 'x.jsonl', which is a symbolic link; only regular files are kept") {
            symlink("/etc/passwd", "\($0.path)/x.jsonl")
        }
        try expect("the output holds 'files/x', which is a pipe; only regular files are kept") {
            try Directory.make("\($0.path)/files")
            mkfifo("\($0.path)/files/x", 0o600)
        }
        try expect("the output holds 'files', which is a symbolic link; only regular files are kept") {
            symlink("/etc", "\($0.path)/files")
        }
        try expect("the output holds '_meta', which is a symbolic link; only regular files are kept") {
            symlink("/etc", "\($0.path)/_meta")
        }
        try expect(
            "the output holds 'a b.jsonl', a name that is not kept; use letters, digits and . _ - = % ~, no dot first"
        ) { try $0.write("a b.jsonl", "") }
        try expect(
            "the output holds 'files/.hidden', a name that is not kept; use letters, digits and . _ - = % ~, no dot first"
        ) { try $0.write("files/.hidden", "") }
        try expect(
            "the output holds 'report.html'; data are *.jsonl or *.jsonl.gz, rejects and stats go under _meta/, "
                + "anything else goes under files/"
        ) { try $0.write("report.html", "") }
        try expect(
            "the output holds '_meta/receipt.json'; data are *.jsonl or *.jsonl.gz, rejects and stats go under _meta/, "
                + "anything else goes under files/"
        ) { try $0.write("_meta/receipt.json", "") }
        try expect("the output holds both 'a.jsonl' and 'a.jsonl.gz'; keep one") {
            try $0.write("a.jsonl", "")
            try $0.write("a.jsonl.gz", "")
        }
        try expect("_meta/rejects.jsonl.gz, line 1: no 'reason'") { try $0.write("_meta/rejects.jsonl", "{}\n") }
        try expect("'b.jsonl' has 2 names on the disk; write a copy") {
            try $0.write("b.jsonl", "")
            link("\($0.path)/b.jsonl", "\($0.path)/files-elsewhere")
            try Directory.make("\($0.path)/files")
            try Directory.rename("\($0.path)/files-elsewhere", to: "\($0.path)/files/x")
        }
    }

    func testWhatStandsInTheWay() throws {
        try expect("the output holds 'x.jsonl', which is a directory; only regular files are kept") {
            try Directory.make("\($0.path)/x.jsonl")
        }
        try expect("the output holds '_meta/stats.json', which is a directory; only regular files are kept") {
            try Directory.make("\($0.path)/_meta/stats.json")
        }
        try expect("the output holds '_meta', which is a regular file; only regular files are kept") {
            try $0.write("_meta", "")
        }
        try expect("the output holds 'files', which is a regular file; only regular files are kept") {
            try $0.write("files", "")
        }
        try expect("the output holds '_meta/rejects.jsonl', which is a symbolic link; only regular files are kept") {
            try Directory.make("\($0.path)/_meta")
            symlink("/etc/passwd", "\($0.path)/_meta/rejects.jsonl")
        }
        try expect("the output holds 'sub', which is a directory; only regular files are kept") {
            try Directory.make("\($0.path)/sub")
        }
        try expect("'files/a' has 2 names on the disk; write a copy") {
            try $0.write("files/a", "")
            link("\($0.path)/files/a", "\($0.path)/files/b")
        }
        try expect("the output holds 'files/link', which is a symbolic link; only regular files are kept") {
            try Directory.make("\($0.path)/files")
            symlink("../../../../etc", "\($0.path)/files/link")
        }
        let deep = "files" + String(repeating: "/d", count: 16)
        try expect("'\(deep)' is nested too deep") { try Directory.make("\($0.path)/\(deep)") }
    }

    func testOddNames() throws {
        for name in [
            "..x.jsonl", "a\nb.jsonl", "-rf\u{7F}.jsonl", "a;b.jsonl", "é.jsonl", "*.jsonl", "a\\b.jsonl", ".jsonl",
        ] {
            try expect(
                "the output holds '\(name)', a name that is not kept; use letters, digits and . _ - = % ~, no dot first"
            ) { try $0.write(name, "{}\n") }
        }
    }

    func testDevicesAndSockets() throws {
        try expect("the output holds 'x.jsonl', which is a socket; only regular files are kept") {
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = "\($0.path)/x.jsonl"
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
            let bound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            XCTAssertEqual(bound, 0)
        }
        let folder = try TemporaryFolder()
        // 1, 3 is /dev/null; only an administrator makes devices.
        try XCTSkipUnless(mknod("\(folder.path)/x.jsonl", S_IFCHR | 0o666, 0x103) == 0, "no right to make a device")
        XCTAssertThrowsError(try OutputInspection(folder.path, isSink: false)) {
            XCTAssertEqual(
                "\($0)", "the output holds 'x.jsonl', which is a device; only regular files are kept")
        }
    }

    func testATruncatedPartIsRefusedWithItsOffset() throws {
        let folder = try TemporaryFolder()
        let writer = try PartWriter(path: "\(folder.path)/a.jsonl.gz")
        try writer.append(lines: Array("{\"a\":1}\n".utf8))
        let size = try writer.finish().size
        truncate("\(folder.path)/a.jsonl.gz", off_t(size - 30))
        XCTAssertThrowsError(try OutputInspection(folder.path, isSink: false)) {
            XCTAssertEqual(
                "\($0)", "\(folder.path)/a.jsonl.gz: truncated at byte \(size - 30); make it again from its own source")
        }
    }

    func testASinkWritesNoData() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.jsonl", "")
        XCTAssertThrowsError(try OutputInspection(folder.path, isSink: true)) {
            XCTAssertEqual("\($0)", "a sink wrote the data part 'a.jsonl'; its data go into the target")
        }
    }

    private func expect(_ message: String, line: UInt = #line, _ make: (TemporaryFolder) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try make(folder)
        XCTAssertThrowsError(try OutputInspection(folder.path, isSink: false), line: line) {
            XCTAssertEqual("\($0)", message, line: line)
        }
    }
}
