import RecordIO
import XCTest

@testable import Coordinator

final class ClockBehindTests: XCTestCase {
    func testAClockThatWentBackStopsTheRunBeforeAnythingIsTouched() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*\"}", key: "date")
        try shop.folder.write("in/1", "{}\n")
        func run(_ seconds: Int) throws -> RunSummary {
            shop.clock.time = seconds * 1_000_000_000
            return try PipelineRun(session: shop.session(), progress: SilentProgress()).run()
        }
        let first = try run(1_692_150_000)
        XCTAssertEqual(first.run, "20230816T014000Z-p-2023-08-15")
        XCTAssertEqual(try run(1_692_150_000).exitStatus, 0)
        try shop.folder.write("in/1", "{\"new\":1}\n")
        try Directory.make("\(shop.folder.path)/root/runs/20990101T000000Z-other-2099-01-01")
        XCTAssertThrowsError(try run(1_692_061_200)) {
            XCTAssertEqual(
                "\($0)",
                "the clock says 2023-08-15T01:00:00Z, but run 20230816T014000Z-p-2023-08-15.2 began at "
                    + "2023-08-16T01:40:00Z; set the clock right, or remove runs/20230816T014000Z-p-2023-08-15.2 "
                    + "if that one was wrong")
            XCTAssertEqual(($0 as? any ExitingError)?.exitStatus, 1)
        }
        XCTAssertEqual(shop.folder.names("root/data/p/g0001"), [".lock", "2023-08-15"])
        // A clock that is kept right may go back a little.
        XCTAssertThrowsError(try run(1_692_149_994))
        XCTAssertEqual(try run(1_692_149_995).exitStatus, 0)
        // A task that ran alone on a host whose clock is ahead does not count.
        try Directory.make("\(shop.folder.path)/root/runs/20240101T000000Z-p-2023-08-15.task-0123456789abcdef")
        XCTAssertEqual(try run(1_692_150_001).exitStatus, 0)
    }
}
