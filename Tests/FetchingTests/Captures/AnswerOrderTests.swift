import RecordIO
import XCTest

@testable import Fetching

final class AnswerOrderTests: XCTestCase {
    /// Answers requests in an order, each with a body of one size, and tells what is handed over after each.
    private func handedOver(_ groups: [String], _ arrivals: [Int], limit: Int, size: Int = 10) -> [[Int]] {
        var order = AnswerOrder(groups, limit: limit)
        return arrivals.map { index in
            order.answered(index)
            var given: [Int] = []
            while let next = order.next(besides: index) {
                given.append(next)
                order.handedOver(next, bytes: size)
            }
            return given
        }
    }

    func testGroupsDoNotWaitForEachOther() {
        XCTAssertEqual(
            handedOver(["a", "b", "a", "b", "c"], [3, 4, 0, 2, 1], limit: 1000), [[], [4], [0], [2], [1, 3]])
    }

    func testOverTheLimitOnlyWholeGroupsAreHandedOver() {
        let groups = ["a", "b", "c", "a", "b", "c", "c"]
        // 20 bytes wait in a and b; c waits until all of it is there, and by then a has made room.
        XCTAssertEqual(
            handedOver(groups, [0, 1, 2, 5, 6, 3, 4], limit: 20), [[0], [1], [], [], [2, 5, 6], [3], [4]])
        XCTAssertEqual(handedOver(groups, [0, 1, 2, 3, 5], limit: 20), [[0], [1], [], [3], [2]])
    }

    func testWhatStandsInFullMembersDoesNotWait() {
        let groups = ["a", "a", "a", "b", "b"]
        let member = GzipMember.textTarget
        XCTAssertEqual(
            handedOver(groups, [0, 1, 3], limit: member + 1, size: member), [[0], [1], [3]], "a counts as one member")
        XCTAssertEqual(handedOver(groups, [0, 1, 3], limit: member, size: member), [[0], [], []])
    }
}
