import RecordIO
import XCTest

@testable import Coordinator

final class DiskSpaceTests: XCTestCase {
    private let layout = Layout(root: "/r", pipeline: "p", generation: "g0001")

    func testWords() {
        for (space, text) in [
            (DiskSpace(free: 12_400, files: 9), "the disk is full: 12 KiB free at /r/data/p; make room and run again"),
            (DiskSpace(free: 0), "the disk is full: 0 bytes free at /r/data/p; make room and run again"),
            (
                DiskSpace(free: 1 << 40, files: 0),
                "the disk is full: no file more fits at /r/data/p; make room and run again"
            ),
            (DiskSpace(free: 900 << 20), "the disk was full: 900 MiB free again at /r/data/p; make room and run again"),
            (DiskSpace(free: 5 << 30), "the disk was full: 5 GiB free again at /r/data/p; make room and run again"),
        ] {
            XCTAssertEqual("\(DiskFull(place: "/r/data/p", space: space))", text)
        }
        XCTAssertEqual(
            "\(DiskFull(place: "/r", space: DiskSpace(free: 1 << 30), isQuota: true))",
            "the disk quota is used up at /r; make room and run again")
    }

    func testOnlyErrorsOfAFullDisk() throws {
        func full(_ path: String, _ code: Int32) -> DiskFull? {
            DiskFull(RecordIOError.system(call: "write", path: path, code: code), layout: layout)
        }
        XCTAssertEqual(full("/r/data/p/g0001/x", ENOSPC)?.place, "/r/data/p")
        XCTAssertEqual(full("/r/runs/1/a.log", ENOSPC)?.place, "/r/runs")
        XCTAssertEqual(full("/r/out/p/x", EDQUOT)?.place, "/r/out/p")
        XCTAssertEqual(full("/r/out/p/x", EDQUOT)?.isQuota, true)
        XCTAssertEqual(full("/elsewhere/x", ENOSPC)?.place, "/elsewhere")
        XCTAssertNil(full("/r/data/p/x", EACCES))
        XCTAssertNil(DiskFull(RecordIOError.noSuchInput(path: "x"), layout: layout))
        XCTAssertEqual(
            DiskFull.words(RecordIOError.noSuchInput(path: "x"), layout: layout), "x: no such file or directory")
    }

    func testTheSameProblemIsToldOnce() {
        XCTAssertEqual(RunSummary.folded(["a", "b", "a", "a"]), ["a (3 times)", "b"])
    }

    func testRootsThatTakeNoWrites() throws {
        func root(_ path: String, _ code: Int32) -> UnusableRoot? {
            UnusableRoot(RecordIOError.system(call: "open", path: path, code: code), layout: layout)
        }
        let readOnly = try XCTUnwrap(root("/r/data/p/g0001/.lock", EROFS))
        XCTAssertEqual(
            "\(readOnly)",
            "nothing can be written below '/r': its file system is read-only; nothing has run; mount it for writing "
                + "(mount -o remount,rw), or give another --root")
        XCTAssertEqual(readOnly.exitStatus, 2)
        XCTAssertNotNil(root("/", EROFS), "a root that could not even be made")
        XCTAssertNil(root("/elsewhere", EACCES))
        XCTAssertNil(root("/r/data", EIO))
        let forbidden = UnusableRoot.forbidden(path: "/r/data", owner: "serap", user: "budi")
        XCTAssertEqual(
            "\(forbidden)",
            "'budi' may not write '/r/data', which belongs to 'serap'; nothing has run; run it as that user "
                + "(sudo -u serap serap ...), or give another --root")
        guard case .forbidden("/", let owner, _)? = root("/r/data/none", EACCES) else { return XCTFail("no owner") }
        XCTAssertFalse(owner.isEmpty)
    }

    func testARootThatIsAFileIsAMistakeOfTheCommandLine() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}")
        var options = shop.options()
        options.root = options.file
        XCTAssertThrowsError(try Session(options)) {
            XCTAssertEqual(
                "\($0)",
                "--root is '\(options.file)', which is no directory; give the directory that holds data/, runs/, state/ "
                    + "and out/")
            XCTAssertEqual(($0 as? any ExitingError)?.exitStatus, 2)
        }
    }

    func testLogsThatTell() {
        XCTAssertNotNil(DiskFull(log: ["a", "cat: write error: No space left on device", "b"], at: "/"))
        XCTAssertNotNil(DiskFull(log: ["OSError: [Errno 122] Disk quota exceeded"], at: "/"))
        XCTAssertNil(DiskFull(log: ["nothing of it"], at: "/"))
    }

    func testThisDisk() throws {
        let folder = try TemporaryFolder()
        let space = try XCTUnwrap(DiskSpace(at: "\(folder.path)/not/there/yet"))
        XCTAssertEqual(space.files, DiskSpace(at: folder.path)?.files)
        XCTAssertFalse(space.isUsedUp)
        XCTAssertNil(DiskFull(at: folder.path))
    }

    func testAStageThatTellsOfAFullDiskInItsLog() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh}")
        try shop.stage("a", "echo \"a.sh: line 1: echo: write error: No space left on device\" >&2; exit 1")
        var summary = try shop.run()
        var reason = try XCTUnwrap(summary.failures.first?.reason)
        XCTAssertTrue(reason.hasPrefix("the disk was full: "), reason)
        XCTAssertTrue(
            reason.hasSuffix(" free again at \(shop.folder.path)/root/data/p; make room and run again (exit 1)"), reason
        )
        // What a stage wrote that passed over it cannot be whole.
        try shop.stage(
            "a", "echo '{}' > $out/part.jsonl; echo \"a.sh: line 1: echo: write error: No space left on device\" >&2")
        summary = try shop.run()
        reason = try XCTUnwrap(summary.failures.first?.reason)
        XCTAssertTrue(
            reason.hasSuffix(" free again at \(shop.folder.path)/root/data/p; make room and run again"), reason)
        // A record that only speaks of it is no such word.
        try shop.stage("a", "echo '{}' > $out/part.jsonl; echo 'judul: No space left on device, kata warga' >&2")
        XCTAssertEqual(try shop.run().exitStatus, 0)
    }
}
