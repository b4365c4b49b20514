import RecordIO
import XCTest

@testable import Coordinator

final class RecoveryTests: XCTestCase {
    private func leftover(_ folder: TemporaryFolder, _ layout: Layout, _ name: String, lock: String) throws {
        try folder.write("data/p/.scratch/\(name)/out/part.jsonl.gz", name)
        try folder.write("data/p/.scratch/\(name)/out/_meta/receipt.json", "{}\n")
        try folder.write("data/p/.scratch/\(name)/lock", lock)
    }

    private func prepared(_ folder: TemporaryFolder) throws -> Layout {
        let layout = Layout(root: folder.path, pipeline: "p", generation: "g0001")
        try layout.prepare()
        return layout
    }

    func testWhatWasReadyIsPutInPlaceAndTheRestGoes() throws {
        let folder = try TemporaryFolder()
        let layout = try prepared(folder)
        try folder.write("data/p/g0001/k/a/2/part.jsonl.gz", "old")
        let whole = ReadyMark(place: "data/p/g0001/k/a/1").text
        try leftover(folder, layout, "g0001-r-1", lock: whole)
        try leftover(folder, layout, "g0001-r-2", lock: ReadyMark(place: "data/p/g0001/k/a/2").text)
        try leftover(folder, layout, "g0001-r-3", lock: "")
        try leftover(folder, layout, "g0001-r-4", lock: String(whole.dropLast()))
        try leftover(folder, layout, "g0001-r-5", lock: ReadyMark(boot: "another", place: "data/p/g0001/k/a/5").text)
        try leftover(folder, layout, "g0001-r-6", lock: ReadyMark(place: "data/p/captures/k/c/6").text)
        try leftover(folder, layout, "g0001-r-7", lock: ReadyMark(place: "data/p/g0001/../../../x").text)
        try leftover(folder, layout, "g0002-r-1", lock: ReadyMark(place: "data/p/g0002/k/a/1").text)
        try Recovery.recover(layout, frozen: false)
        XCTAssertEqual(folder.names("data/p/g0001/k/a"), ["1", "2"])
        XCTAssertEqual(folder.text("data/p/g0001/k/a/1/part.jsonl.gz"), "g0001-r-1")
        XCTAssertEqual(folder.text("data/p/g0001/k/a/2/part.jsonl.gz"), "g0001-r-2")
        XCTAssertEqual(folder.names("data/p/.scratch"), ["g0002-r-1"])
        XCTAssertFalse(folder.exists("data/p/captures/k"))
        XCTAssertFalse(folder.exists("x"))
    }

    func testCapturesNeedTheirLock() throws {
        let folder = try TemporaryFolder()
        let layout = try prepared(folder)
        try leftover(folder, layout, "g0001-r-6", lock: ReadyMark(place: "data/p/captures/k/c/6").text)
        try Recovery.recover(layout, frozen: true)
        XCTAssertEqual(folder.text("data/p/captures/k/c/6/part.jsonl.gz"), "g0001-r-6")
    }

    func testMarks() {
        XCTAssertEqual(ReadyMark(boot: "b", place: "p").text, "ready b p\n")
        XCTAssertEqual(ReadyMark("ready b p\n"), ReadyMark(boot: "b", place: "p"))
        for text in ["", "ready b p", "ready b\n", "ready b p q\n", "done b p\n", "\n"] {
            XCTAssertNil(ReadyMark(text))
        }
        XCTAssertFalse(ReadyMark(boot: "", place: "p").counts)
        XCTAssertFalse(ReadyMark(boot: "another", place: "p").counts)
        XCTAssertEqual(ReadyMark(place: "p").counts, !ReadyMark.currentBoot.isEmpty)
    }
}
