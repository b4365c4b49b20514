import RecordIO
import XCTest

@testable import Coordinator

final class CaptureJournalTests: XCTestCase {
    func testLinesAreAddedOnceAndATornOneIsWrittenAgain() throws {
        let folder = try TemporaryFolder()
        let journal = CaptureJournal(Layout(root: folder.path, pipeline: "p", generation: "g0001"))
        XCTAssertEqual(journal.entries(), [])
        try Directory.make("\(folder.path)/data/p")
        try journal.add(["a", "b"], stage: "f", key: "2023-08-14")
        try journal.add(["b", "c"], stage: "f", key: "2023-08-14")
        try journal.add([], stage: "f", key: "2023-08-15")
        XCTAssertEqual(folder.text("data/p/.captured"), "2023-08-14 f a\n2023-08-14 f b\n2023-08-14 f c\n")
        try folder.write("data/p/.captured", "2023-08-14 f a\n2023-08-1")
        try journal.add(["b"], stage: "f", key: "2023-08-14")
        XCTAssertEqual(folder.text("data/p/.captured"), "2023-08-14 f a\n2023-08-1\n2023-08-14 f b\n")
        XCTAssertEqual(
            journal.entries(),
            [
                .init(key: "2023-08-14", stage: "f", partition: "a"),
                .init(key: "2023-08-14", stage: "f", partition: "b"),
            ])
    }
}
