import Foundation
import RecordIO
import XCTest

/// A run that is killed in the middle, with all its children, and started again.
final class ResumeTests: XCTestCase {
    func testAfterAKillTheSameCommandFinishesWithTheSameBytes() throws {
        let undisturbed = try DemoNights.shared.get()
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("serap-kill-\(UUID().uuidString)").path
        addTeardownBlock { try? Directory.remove(root) }
        for (number, key) in DemoNights.keys.enumerated() {
            // Killed at a different moment each night: while fetching, while parsing, late.
            try kill(key: key, root: root, afterTasks: [1, 6, 14][number])
            let again = try DemoNights.run(key: key, root: root)
            XCTAssertEqual(again.status, 0, "\(key)\n\(again.output)\n\(again.errors)")
        }
        for tree in ["data/demo/g0001", "data/demo/captures"] {
            let isData: (String) -> Bool = { !$0.hasSuffix("receipt.json") && !$0.contains("lock") }
            XCTAssertEqual(
                try digests(below: "\(root)/\(tree)", where: isData),
                try digests(below: "\(undisturbed.root)/\(tree)", where: isData), tree)
        }
        let delivered: (String) -> Bool = { !$0.contains("store.sqlite") }
        XCTAssertEqual(
            try digests(below: "\(root)/out", where: delivered),
            try digests(below: "\(undisturbed.root)/out", where: delivered))
        XCTAssertEqual(try Directory.names("\(root)/data/demo/.scratch"), [], "no scratch is left")
    }

    /// Starts a run and kills it with everything it started once so many logs of tasks are there.
    private func kill(key: String, root: String, afterTasks: Int) throws {
        let before = try logs(root)
        let running = try Command.start(
            Repository.executables.appendingPathComponent("serap").path,
            ["run", Repository.path("pipelines/demo.yaml"), "--key", key, "--root", root])
        while running.process.isRunning, try logs(root) - before < afterTasks { usleep(2000) }
        let children = try Command.shell("pgrep -P \(running.process.processIdentifier) || true")
        Foundation.kill(running.process.processIdentifier, SIGKILL)
        for child in children.output.split(separator: "\n").compactMap({ Int32($0) }) {
            Foundation.kill(child, SIGKILL)
        }
        running.process.waitUntilExit()
        _ = try running.result()
    }

    private func logs(_ root: String) throws -> Int {
        try digests(below: "\(root)/runs") { $0.hasSuffix(".log") }.count
    }
}
