import RecordIO
import XCTest

@testable import Coordinator

final class DeliveryTests: XCTestCase {
    func testChangesInTheReadersLanguage() {
        XCTAssertEqual(
            Delivery.changes(from: ["a": "1", "b": "1", "z": "1"], to: [("a", "1"), ("b", "2"), ("c", "3")]),
            "berubah: b\nbaru: c\ndihapus: z\n")
    }

    func testTwoStagesCannotDeliverOneName() throws {
        let folder = try TemporaryFolder()
        let layout = Layout(root: folder.path, pipeline: "p", generation: "g0001")
        let disk = SystemDisk()
        let delivery = Delivery(
            layout: layout, key: "k", digests: DigestCache(disk: disk, clock: StoppedClock()), disk: disk)
        XCTAssertThrowsError(try delivery.deliver([("a", "/x", "1"), ("a", "/y", "2")])) {
            XCTAssertEqual("\($0)", "two stages deliver 'a'; rename one")
        }
        XCTAssertNil(try delivery.deliver([]))
        XCTAssertFalse(folder.exists("out"))
    }
}

final class LayoutTests: XCTestCase {
    func testTheGenerationThatCurrentNames() throws {
        let folder = try TemporaryFolder()
        XCTAssertEqual(Layout.currentGeneration(root: folder.path, pipeline: "p"), "g0001")
        try Directory.make("\(folder.path)/data/p")
        symlink("g0002", "\(folder.path)/data/p/current")
        XCTAssertEqual(Layout.currentGeneration(root: folder.path, pipeline: "p"), "g0002")
        for name in ["g1", "../..", "g00001", "x0001"] { XCTAssertFalse(Layout.isGeneration(name), name) }
    }

    func testPaths() {
        XCTAssertEqual(Paths.join("/a", "./b"), "/a/b")
        XCTAssertEqual(Paths.join("/a", "."), "/a")
        XCTAssertEqual(Paths.join("/a", "/b"), "/b")
        XCTAssertEqual(Paths.parent("/a"), "/")
        XCTAssertEqual(Paths.parent("a"), ".")
        XCTAssertEqual(Paths.absolute("/a/../b/./c"), "/b/c")
    }
}

final class StageDescriberTests: XCTestCase {
    private func describe(_ script: String, cache: String, disk: any Disk = SystemDisk()) -> StageFacts {
        let describer = StageDescriber(cachePath: cache, environment: ["PATH=/usr/bin:/bin"], disk: disk)
        let command = Command(
            executable: "/bin/bash", words: ["bash", "-c", script, "x"], facts: [CommandFact(word: script)],
            isFilter: false)
        defer { describer.save() }
        return describer.describe(command, in: "/")
    }

    func testAnswersAreRememberedByDigest() throws {
        let folder = try TemporaryFolder()
        let cache = "\(folder.path)/descriptions"
        let script = "echo x >> \(folder.path)/asked; [ $1 = --describe ] && echo '{\"contract\":1,\"masks\":true}'"
        XCTAssertTrue(describe(script, cache: cache).masks)
        XCTAssertTrue(describe(script, cache: cache).masks)
        XCTAssertEqual(folder.text("asked"), "x\n")
    }

    func testSilentOnes() throws {
        let folder = try TemporaryFolder()
        let cache = "\(folder.path)/descriptions"
        for script in ["exit 1", "echo usage", "echo '{\"contract\":1,\"masks\":true}'; exit 3", "yes", "kill -9 $$"] {
            XCTAssertEqual(describe(script, cache: cache), .silent, script)
        }
    }

    func testOneThatDoesNotAnswerIsAskedAgain() throws {
        let folder = try TemporaryFolder()
        let script = "echo x >> \(folder.path)/asked; sleep 60"
        XCTAssertEqual(describe(script, cache: "\(folder.path)/descriptions"), .silent)
        XCTAssertEqual(folder.text("descriptions"), "")
    }
}
