import XCTest

@testable import Fetching

final class HostQueuesTests: XCTestCase {
    func testHostsTakeTurnsWithinTheirLimits() {
        var queues = HostQueues<String>(perHost: 2, delay: 0)
        for number in 1...3 { queues.add("a\(number)", host: "a") }
        for number in 1...2 { queues.add("b\(number)", host: "b") }
        XCTAssertEqual(take(&queues, at: 0), ["a1", "b1", "a2", "b2"])
        XCTAssertEqual(queues.count, 1)
        XCTAssertNil(queues.wait(now: 0), "only a finished request can help now")
        queues.finished(host: "b")
        XCTAssertEqual(take(&queues, at: 0), [])
        queues.finished(host: "a")
        XCTAssertEqual(take(&queues, at: 0), ["a3"])
    }

    func testPausesBetweenStartsAtOneHost() {
        var queues = HostQueues<String>(perHost: 2, delay: 500)
        queues.add("a1", host: "a")
        queues.add("a2", host: "a")
        queues.add("b1", host: "b")
        XCTAssertEqual(take(&queues, at: 1000), ["a1", "b1"])
        XCTAssertEqual(queues.wait(now: 1100), 400)
        XCTAssertEqual(take(&queues, at: 1499), [])
        XCTAssertEqual(take(&queues, at: 1500), ["a2"])
        XCTAssertNil(queues.wait(now: 1500))
    }

    private func take(_ queues: inout HostQueues<String>, at now: Int) -> [String] {
        var taken: [String] = []
        while let job = queues.next(now: now) { taken.append(job) }
        return taken
    }
}
