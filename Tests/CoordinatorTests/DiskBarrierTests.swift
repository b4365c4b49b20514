import RecordIO
import XCTest

@testable import Coordinator

final class DiskBarrierTests: XCTestCase {
    func testWhoseFilesAreGoneIsToldAndTheOthersAreNot() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b", "d/c"] { try folder.write(name, name) }
        func path(_ name: String) -> String { "\(folder.path)/\(name)" }
        let answers = try DiskBarrier(folder.path).wait(
            [[path("a"), path("d")], [path("b"), path("gone")], [path("d/c")]], and: [folder.path])
        XCTAssertEqual(
            answers.map { $0?.description },
            [nil, "\(path("gone")): open: No such file or directory", nil])
        XCTAssertThrowsError(try DiskBarrier(folder.path).wait([], and: [path("gone")]))
    }

    func testManyAreWaitedForAtOnce() throws {
        let folder = try TemporaryFolder()
        let missing = (0...DiskBarrier.few).map { ["\(folder.path)/\($0)"] }
        // Nobody looks at them one by one.
        XCTAssertEqual(try DiskBarrier(folder.path).wait(missing), missing.map { _ in nil })
        // Without a descriptor on the file system there is no other way.
        XCTAssertEqual(try DiskBarrier("\(folder.path)/none").wait(missing).filter { $0 == nil }.count, 0)
    }
}
