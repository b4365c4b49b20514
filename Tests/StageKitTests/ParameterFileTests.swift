import Foundation
import XCTest

@testable import StageKit

final class ParameterFileTests: XCTestCase {
    private var root = ""

    override func setUpWithError() throws {
        root = NSTemporaryDirectory() + "serap-params-\(getpid())-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: root) }

    private func message(_ path: String) -> String? {
        do {
            _ = try StageParameters(path: path)
            return nil
        } catch {
            XCTAssertEqual((error as? StageFailure)?.exitStatus, 64)
            return "\(error)"
        }
    }

    /// What the shell makes of `<(…)`: its size is 0, and it comes in pieces.
    func testAPipeIsReadToItsEnd() throws {
        let names = (0..<20_000).map { "\"nama-\($0)\"" }.joined(separator: ",")
        let text = Array("{\"names\":[\(names)]}".utf8)
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        let end = ends[1]
        let writer = Thread {
            var sent = 0
            while sent < text.count {
                sent += write(end, Array(text[sent...].prefix(1000)), min(1000, text.count - sent))
            }
            close(end)
        }
        writer.start()
        defer { close(ends[0]) }
        XCTAssertEqual(try StageParameters(path: "/dev/fd/\(ends[0])").strings("names").count, 20_000)
    }

    func testEachFaultHasItsMessage() throws {
        try Data().write(to: URL(fileURLWithPath: "\(root)/kosong.json"))
        try Data("{\"a\":".utf8).write(to: URL(fileURLWithPath: "\(root)/potong.json"))
        try Data("[]".utf8).write(to: URL(fileURLWithPath: "\(root)/daftar.json"))
        XCTAssertEqual(message("\(root)/tidak-ada"), "--params '\(root)/tidak-ada': there is no such file")
        XCTAssertEqual(message(root), "--params '\(root)' is a directory; name a JSON file in it")
        XCTAssertEqual(
            message("\(root)/kosong.json/a"), "--params '\(root)/kosong.json/a' cannot be read: not a directory")
        XCTAssertEqual(message("/proc/self/mem"), "--params '/proc/self/mem' cannot be read: input/output error")
        XCTAssertEqual(
            message("\(root)/kosong.json"), "--params '\(root)/kosong.json' is empty; '{}' are no parameters")
        XCTAssertEqual(message("/dev/zero"), "--params '/dev/zero' is over 16 MiB; name a JSON object of parameters")
        XCTAssertEqual(message("\(root)/potong.json"), "\(root)/potong.json: the text ends inside a value, at byte 5")
        XCTAssertEqual(message("\(root)/daftar.json"), "\(root)/daftar.json: parameters must be a JSON object")
    }
}
