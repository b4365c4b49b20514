import Foundation
import WebLab
import XCTest

/// `serap fetch discover` as an operator runs it, and the stage beside it.
final class DiscoverTests: XCTestCase {
    private func fetch(_ arguments: String...) throws -> CommandResult {
        try Command.run(Repository.executables.appendingPathComponent("serap-fetch").path, arguments)
    }

    func testTheStatusSaysWhetherAnythingWasFound() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "serap-discover-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ path: String, _ text: String) throws {
            let url = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:05:00Z"}"#)
        try write(
            "web/media.example/rss",
            "<rss><channel><title>Media</title><item><link>https://media.example/1</link></item></channel></rss>")
        try write("params.json", #"{"select": "feeds", "replay": "\#(folder.path)/web"}"#)
        let params = folder.appendingPathComponent("params.json").path
        let found = try fetch("discover", "media.example", "--params", params)
        XCTAssertEqual(found.status, 0, found.errors)
        XCTAssertTrue(found.output.contains("\nsources:\n  - code: media\n"), found.output)
        XCTAssertEqual(found.errors, "")
        let json = try fetch("discover", "media.example", "--params", params, "--json")
        XCTAssertEqual(json.output.split(separator: "\n").count, 1)
        XCTAssertEqual(try fetch("discover", "kosong.example", "--params", params).status, 1)
        XCTAssertEqual(try fetch("discover", "ftp://media.example/").status, 64)
        XCTAssertEqual(try fetch("discover").status, 64)
    }

    func testTheCommandLineNamesAProxyAndParametersComeByAPipe() throws {
        let feed = "<rss><channel><title>Media</title><item><link>http://media.example/1</link></item></channel></rss>"
        let proxy = try LabServer { request in
            request.target == "http://media.example/" ? .answer(text: feed) : .answer("404 Not Found")
        }
        defer { proxy.stop() }
        let program = Repository.executables.appendingPathComponent("serap-fetch").path
        let found = try Command.shell(
            "'\(program)' discover http://media.example/ --proxy http://127.0.0.1:\(proxy.port) --json "
                + "--params <(echo '{\"delay_ms\": 0, \"retries\": 0}')")
        XCTAssertEqual(found.status, 0, found.errors)
        XCTAssertTrue(found.output.contains(#""found":[{"url":"http://media.example/","kind":"feed""#), found.output)
        // The entry is asked for every night as it was found.
        XCTAssertTrue(found.output.contains(#""proxy":"http://127.0.0.1:\#(proxy.port)""#), found.output)
        let text = try fetch(
            "discover", "http://media.example/", "--proxy", "http://127.0.0.1:\(proxy.port)", "--most", "1")
        XCTAssertTrue(text.output.contains("\n    proxy: \"http://127.0.0.1:\(proxy.port)\"\n"), text.output)
        let password = try fetch("discover", "http://media.example/", "--proxy", "http://a:b@127.0.0.1:1")
        XCTAssertEqual(password.status, 64)
        XCTAssertEqual(
            password.errors,
            "serap-fetch discover: parameter 'proxy' holds a password, and parameters stand in receipts; give it in the "
                + "environment: https_proxy, with pass_env\n")
        XCTAssertEqual(
            try fetch("discover", "media.example", "--params", "/dev/null").errors,
            "serap-fetch discover: --params '/dev/null' is empty; '{}' are no parameters\n")
    }

    func testWithoutASubcommandItIsTheStage() throws {
        XCTAssertEqual(
            try fetch("--describe").output.prefix(40), #"{"name":"serap-fetch","version":"1","cont"#.prefix(40))
        let help = try fetch("--help").output
        XCTAssertTrue(help.contains("USAGE: serap-fetch [--input <input> ...]"), help)
        XCTAssertTrue(try fetch("discover", "--help").output.contains("USAGE: serap-fetch discover <address>"))
    }
}
