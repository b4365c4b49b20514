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

    func testAHostHasItsOwnPace() {
        var queues = HostQueues<String>(perHost: 2, delay: 100)
        queues.setPace(.init(atOnce: 1, delay: 5000), host: "lambat")
        XCTAssertEqual(queues.pace(host: "lambat"), .init(atOnce: 1, delay: 5000))
        XCTAssertEqual(queues.pace(host: "lain"), .init(atOnce: 2, delay: 100))
        for number in 1...3 { queues.add("l\(number)", host: "lambat") }
        XCTAssertEqual(take(&queues, at: 0), ["l1"])
        XCTAssertEqual(take(&queues, at: 5000), [], "one at once")
        XCTAssertNil(queues.wait(now: 5000))
        queues.finished(host: "lambat")
        XCTAssertEqual(take(&queues, at: 5000), ["l2"])
        // Its delay grows while it waits: the pause after the last start is the longer one.
        queues.finished(host: "lambat")
        queues.setPace(.init(atOnce: 1, delay: 9000), host: "lambat")
        XCTAssertEqual(queues.wait(now: 5000), 9000)
        XCTAssertEqual(take(&queues, at: 14_000), ["l3"])
    }

    func testAPausedHostWaitsAndOthersDoNot() {
        var queues = HostQueues<String>(perHost: 2, delay: 0)
        for number in 1...3 { queues.add("a\(number)", host: "a") }
        queues.add("b1", host: "b")
        XCTAssertEqual(queues.next(now: 0), "a1")
        queues.pause(host: "a", until: 700)
        queues.pause(host: "a", until: 300)
        XCTAssertEqual(take(&queues, at: 0), ["b1"])
        XCTAssertEqual(queues.wait(now: 100), 600)
        queues.finished(host: "a")
        queues.addAgain("a1", host: "a")
        XCTAssertEqual(queues.wait(now: 699), 1)
        XCTAssertEqual(take(&queues, at: 699), [])
        XCTAssertEqual(take(&queues, at: 700), ["a1", "a2"])
    }

    func testTakesAwayWhatWaitsForAHost() {
        var queues = HostQueues<String>(perHost: 1, delay: 0)
        for number in 1...3 { queues.add("a\(number)", host: "a") }
        queues.add("b1", host: "b")
        XCTAssertEqual(queues.next(now: 0), "a1")
        XCTAssertEqual(queues.removeAll(host: "a"), ["a2", "a3"])
        XCTAssertEqual(queues.removeAll(host: "c"), [])
        queues.finished(host: "a")
        XCTAssertEqual(queues.count, 1)
        XCTAssertEqual(take(&queues, at: 0), ["b1"])
        XCTAssertNil(queues.wait(now: 0))
        queues.addAgain("a4", host: "a")
        XCTAssertEqual(take(&queues, at: 0), ["a4"])
    }

    /// Against a plain model: nothing lost, limits and pauses kept, whatever happens in between.
    func testKeepsEveryLimitWhateverHappens() {
        var random = UInt64(7)
        func roll(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        var queues = HostQueues<Int>(perHost: 2, delay: 40)
        var (active, last) = ([Int: Int](), [Int: Int]())
        var (added, taken, now) = (0, Set<Int>(), 0)
        while added < 5000 || taken.count < added {
            XCTAssertLessThan(now, 10_000_000, "something waits for ever")
            let host = roll(30)
            switch roll(10) {
            case 0...4 where added < 5000:
                queues.add(added * 30 + host, host: "\(host)")
                added += 1
            case 5:
                queues.pause(host: "\(host)", until: now + roll(200))
            case 6, 7:
                if let (host, count) = active.first(where: { $0.value > 0 }) {
                    active[host] = count - 1
                    queues.finished(host: "\(host)")
                }
            case 8: now += roll(20)
            default:
                if let wait = queues.wait(now: now) {
                    now += wait
                    let job = queues.next(now: now)
                    XCTAssertNotNil(job, "the wait was over")
                    guard let job else { return }
                    let host = job % 30
                    XCTAssert(taken.insert(job).inserted)
                    XCTAssertGreaterThanOrEqual(now - (last[host] ?? -40), 40)
                    last[host] = now
                    active[host, default: 0] += 1
                    XCTAssertLessThanOrEqual(active[host] ?? 0, 2)
                } else if let (host, count) = active.first(where: { $0.value > 0 }) {
                    active[host] = count - 1
                    queues.finished(host: "\(host)")
                }
            }
        }
        XCTAssertEqual(queues.count, 0)
    }

    private func take(_ queues: inout HostQueues<String>, at now: Int) -> [String] {
        var taken: [String] = []
        while let job = queues.next(now: now) { taken.append(job) }
        return taken
    }
}
