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

    func testATaskThatFailedOrMissesInputIsNotComplete() throws {
        for line in [#"{"stage":"a","state":"failed"}"#, #"{"stage":"a","state":"published","missing":["b"]}"#] {
            XCTAssertEqual(TaskAccount(try Record(line: line))?.complete, false, line)
        }
    }
}
