import XCTest

@testable import Coordinator

final class ProgressTests: XCTestCase {
    func testTheBar() {
        XCTAssertEqual(
            TerminalProgress.bar(done: 0, known: 200, running: 2, seconds: 0),
            "[>                             ] 0 of 200 tasks, 2 running")
        XCTAssertEqual(
            TerminalProgress.bar(done: 100, known: 200, running: 2, seconds: 10),
            "[===============>              ] 100 of 200 tasks, 2 running, 10/s, 10 s left")
        XCTAssertEqual(
            TerminalProgress.bar(done: 3, known: 3, running: 0, seconds: 60),
            "[==============================] 3 of 3 tasks, 0 running, 3/min")
    }

    func testDurations() {
        XCTAssertEqual([9, 200, 7500].map { TerminalProgress.duration($0) }, ["9 s", "3 min", "2 h 5 min"])
    }
}
