import Records
import XCTest

@testable import Fetching

final class HostPatienceTests: XCTestCase {
    private let clock = Instant(seconds: 784_111_777)

    private func patience(jitter: Double = 0.5, _ change: (inout FetchLimits.Patience) -> Void = { _ in })
        -> HostPatience
    {
        var limits = FetchLimits.Patience()
        change(&limits)
        return HostPatience(limits) { jitter }
    }

    private func answer(_ failure: FetchFailure?, retryAfter: String? = nil) -> Answer {
        var answer = Answer(finalURL: "https://a.example/", fetchedAt: clock)
        answer.failure = failure
        if let retryAfter { answer.headers.add("retry-after", retryAfter) }
        return answer
    }

    private func status(_ status: Int, _ retryAfter: String? = nil) -> Answer {
        answer(.status(status, retryAfter: retryAfter), retryAfter: retryAfter)
    }

    private func judge(
        _ patience: inout HostPatience, _ answer: Answer, _ attempt: Int, at now: Int, host: String = "a",
        isRobots: Bool = false
    ) -> HostPatience.Decision {
        patience.judge(answer, host: host, attempt: attempt, isRobots: isRobots, now: now, clock: clock)
    }

    func testPausesGrowAndThenTheHostIsLeftAlone() {
        var patience = patience()
        XCTAssertEqual(judge(&patience, status(429), 0, at: 1000), .again(at: 3000))
        XCTAssertEqual(judge(&patience, status(429), 1, at: 3000), .again(at: 7000))
        XCTAssertEqual(judge(&patience, status(503), 2, at: 7000), .again(at: 15_000))
        XCTAssertNil(patience.refusal(host: "a"))
        XCTAssertEqual(judge(&patience, status(429), 3, at: 15_000), .enough)
        XCTAssertEqual(
            patience.refusal(host: "a")?.detail, "nothing more is asked of 'a' in this run: the server answered 429")
        XCTAssertEqual(patience.refusal(host: "a")?.reason, "host_backing_off")
        XCTAssertNil(patience.refusal(host: "b"))
        // What was under way still comes in, and nothing is asked again.
        XCTAssertEqual(judge(&patience, status(429), 0, at: 15_001), .enough)
        XCTAssertEqual(judge(&patience, answer(nil), 0, at: 15_002), .stands)
        XCTAssertNotNil(patience.refusal(host: "a"))
    }

    func testJitterIsFromHalfToOneAndAHalf() {
        var (low, high) = (patience(jitter: 0), patience(jitter: 0.999))
        XCTAssertEqual(judge(&low, status(503), 0, at: 0), .again(at: 1000))
        XCTAssertEqual(judge(&high, status(503), 0, at: 0), .again(at: 2998))
    }

    func testWaitsAsLongAsItIsAskedTo() {
        var patience = patience(jitter: 0.5)
        // Never earlier than asked, and not all at the same moment.
        XCTAssertEqual(judge(&patience, status(429, "30"), 0, at: 0), .again(at: 30_500))
        XCTAssertEqual(
            judge(&patience, status(503, "Sun, 06 Nov 1994 08:50:37 GMT"), 1, at: 30_500), .again(at: 91_000))
        // 30 and 60 s are gone of 120: half a minute would be left.
        XCTAssertEqual(judge(&patience, status(429, "31"), 0, at: 91_000), .enough)
        var other = self.patience()
        XCTAssertEqual(judge(&other, status(429, "3600"), 0, at: 0), .enough)
        XCTAssertEqual(
            other.refusal(host: "a")?.detail,
            "nothing more is asked of 'a' in this run: the server answered 429 and asks to wait 3600 s")
    }

    func testAnswersThatCameTogetherAreWaitedForTogether() {
        var patience = patience(jitter: 0)
        XCTAssertEqual(judge(&patience, status(429, "100"), 0, at: 0), .again(at: 100_000))
        XCTAssertEqual(judge(&patience, status(429, "100"), 0, at: 10), .again(at: 100_010))
        XCTAssertEqual(judge(&patience, status(429, "19"), 1, at: 100_010), .again(at: 119_010))
        XCTAssertEqual(judge(&patience, status(429, "19"), 1, at: 119_010), .enough)
    }

    func testAFaultyPageDoesNotCloseItsHost() {
        var patience = patience { $0.retries = 1 }
        for failure in [
            FetchFailure.status(502, retryAfter: nil), .status(504, retryAfter: nil), .truncated("x"), .noAnswer,
            .brokenAnswer("reset"),
        ] {
            XCTAssertEqual(judge(&patience, answer(failure), 0, at: 0, host: failure.reason), .again(at: 2000))
            XCTAssertEqual(judge(&patience, answer(failure), 1, at: 2000, host: failure.reason), .stands)
        }
        let broken = answer(.brokenAnswer("reset"))
        for _ in 0..<2 { XCTAssertEqual(judge(&patience, broken, 1, at: 0), .stands) }
        XCTAssertEqual(judge(&patience, status(404), 0, at: 0), .stands)
        for _ in 0..<2 { XCTAssertEqual(judge(&patience, broken, 1, at: 0), .stands) }
        XCTAssertEqual(judge(&patience, broken, 1, at: 0), .enough, "three in a row")
    }

    func testOtherAnswersStand() {
        var patience = patience()
        for failure in [
            FetchFailure.status(404, retryAfter: nil), .status(500, retryAfter: nil), .dns(host: "a"), .timeout("x"),
            .tooLarge(limit: 1), .robots(file: "f", line: 1, rule: "r"), .badChunks("x"),
        ] { XCTAssertEqual(judge(&patience, answer(failure), 0, at: 0), .stands) }
    }

    func testOfARobotsFileAnyFaultOfTheServerIsTriedAgain() {
        var patience = patience { $0.retries = 1 }
        XCTAssertEqual(judge(&patience, status(500), 0, at: 0, isRobots: true), .again(at: 2000))
        XCTAssertEqual(judge(&patience, status(500), 1, at: 0, isRobots: true), .stands)
        XCTAssertEqual(judge(&patience, status(503), 1, at: 0, isRobots: true), .stands)
        XCTAssertNil(patience.refusal(host: "a"))
        XCTAssertEqual(judge(&patience, status(429), 1, at: 0, isRobots: true), .enough)
    }

    func testWithoutRetriesTheFirstWordCounts() {
        var patience = patience { $0.retries = 0 }
        XCTAssertEqual(judge(&patience, status(429), 0, at: 0), .enough)
        XCTAssertEqual(judge(&patience, status(502), 0, at: 0, host: "b"), .stands)
        var other = self.patience { $0.longest = 0 }
        XCTAssertEqual(judge(&other, status(503), 0, at: 0), .enough)
    }
}
