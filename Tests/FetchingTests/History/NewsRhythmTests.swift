import XCTest

@testable import Fetching

final class NewsRhythmTests: XCTestCase {
    private let hour = 3600

    private func rhythm(_ hours: [Int]) -> NewsRhythm {
        var rhythm = NewsRhythm()
        var moment = 0
        rhythm.news(at: 0)
        for gap in hours {
            moment += gap * hour
            rhythm.news(at: moment)
        }
        return rhythm
    }

    func testTheUsualGapIsTheMedianOfTheLastTwenty() {
        XCTAssertNil(rhythm([24, 24]).usual)
        XCTAssertEqual(rhythm([24, 24, 400]).usual, 24 * hour)
        XCTAssertEqual(rhythm([10, 20, 30, 40]).usual, 25 * hour)
        let long = rhythm([Int](repeating: 1000, count: 30) + [Int](repeating: 6, count: 20))
        XCTAssertEqual(long.gaps.count, 20)
        XCTAssertEqual(long.usual, 6 * hour)
    }

    func testSilentAfterThreeUsualGapsAndADayAtLeast() {
        let daily = rhythm([24, 24, 24])
        XCTAssertNil(daily.silence(at: (72 + 71) * hour))
        XCTAssertEqual(daily.silence(at: (72 + 72) * hour), 72 * hour)
        let hourly = rhythm([1, 1, 1])
        XCTAssertNil(hourly.silence(at: (3 + 23) * hour))
        XCTAssertEqual(hourly.silence(at: (3 + 24) * hour), 3 * hour)
        XCTAssertNil(NewsRhythm().silence(at: .max))
    }

    func testASourceWithoutAUsualGapIsSilentAfterThreeWeeks() {
        XCTAssertNil(rhythm([]).silence(at: 20 * 24 * hour))
        XCTAssertEqual(rhythm([]).silence(at: 21 * 24 * hour), 0)
    }

    func testAMomentThatDoesNotComeLaterIsNoGap() {
        var rhythm = rhythm([24])
        rhythm.news(at: 24 * hour)
        rhythm.news(at: 0)
        XCTAssertEqual(rhythm, NewsRhythm(last: 24 * hour, gaps: [24 * hour]))
    }
}
