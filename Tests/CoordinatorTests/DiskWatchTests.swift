import RecordIO
import XCTest

@testable import Coordinator

final class DiskWatchTests: XCTestCase {
    func testAFullMomentCountsForWhoeverWasAtWork() {
        let full = DiskFull(place: "/d", space: DiskSpace(free: 0))
        let isFull = Guarded(false)
        let watch = DiskWatch("/d") { place in
            XCTAssertEqual(place, "/d")
            return isFull.withLock { $0 } ? full : nil
        }
        let before = ContinuousClock.now
        XCTAssertNil(watch.check())
        XCTAssertNil(watch.full(since: before))
        isFull.withLock { $0 = true }
        XCTAssertEqual(watch.check(), full)
        isFull.withLock { $0 = false }
        XCTAssertNil(watch.check())
        XCTAssertEqual(watch.full(since: before), full)
        XCTAssertNil(watch.full(since: .now))
    }
}
