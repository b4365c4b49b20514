import Records
import XCTest

@testable import Reporting

final class TaskAccountTests: XCTestCase {
    func testCountsAreReadAndWhatNobodyKnowsIsNotAudited() throws {
        let account = try XCTUnwrap(
            TaskAccount(
                try Record(
                    line:
                        #"{"stage":"a","partition":"p","state":"published","counts":{"in":3,"used":null,"out":2,"rejected":{"x":1},"merged":0,"part_rejected":{"bad_row":2}},"health":[{"source":"s","state":"silent"}]}"#
                )))
        XCTAssertEqual(account.input, 3)
        XCTAssertFalse(account.audited)
        XCTAssertTrue(account.complete)
        XCTAssertEqual(account.rejected, ["x": 1])
        XCTAssertEqual(account.partsRejected, ["bad_row": 2])
        XCTAssertEqual(account.health.map(\.needsCare), [true])
    }

    func testWhatASourceIsOverTime() throws {
        let line = #"""
            {"stage":"feeds","health":[{"source":"a","name":"A","state":"silent","reason":"nothing_new","entries":9,"last_new":"2023-08-05T17:00:00Z","usual_gap":24,"silent_since":"2023-08-05T17:00:00Z"},{"source":"b","state":"failed","reason":"backing_off","failures":{"dns":4},"next_key":"2023-08-18"},{"source":"c","state":"silent","reason":"no_file","entries":0},{"source":"d","state":"ok","entries":7,"failed":1,"failures":{"http_404":1}},{"source":"e","state":"ok","moved_to":"https://e.example/"}]}
            """#
        let health = try XCTUnwrap(TaskAccount(try Record(line: line))).health
        XCTAssertEqual(health.map(\.isSilent), [true, false, false, false, false])
        XCTAssertEqual(health.map(\.isOverTime), [true, true, false, false, true])
        XCTAssertEqual(health[0].silentSince, Instant("2023-08-05T17:00:00Z"))
        XCTAssertEqual(health[0].usualGap, 24)
        XCTAssertEqual(health[1].failures, ["dns": 4])
    }

    func testATaskThatFailedOrMissesInputIsNotComplete() throws {
        for line in [#"{"stage":"a","state":"failed"}"#, #"{"stage":"a","state":"published","missing":["b"]}"#] {
            XCTAssertEqual(TaskAccount(try Record(line: line))?.complete, false, line)
        }
    }
}
