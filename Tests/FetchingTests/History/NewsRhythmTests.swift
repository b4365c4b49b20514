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
        XCTAssertNil(rhythm([24, 24]).usual(at: .max))
        XCTAssertEqual(rhythm([24, 24, 400]).usual(at: .max), 24 * hour)
        XCTAssertEqual(rhythm([10, 20, 30, 40]).usual(at: .max), 25 * hour)
        let long = rhythm([Int](repeating: 1000, count: 30) + [Int](repeating: 6, count: 20))
        XCTAssertEqual(long.moments.count, 21)
        XCTAssertEqual(long.usual(at: .max), 6 * hour)
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

    func testAMomentIsNotedOnce() {
        var rhythm = rhythm([24])
        rhythm.news(at: 24 * hour)
        rhythm.news(at: 0)
        XCTAssertEqual(rhythm, NewsRhythm([0, 24 * hour]))
    }

    func testANightWithAWrongClockSaysNothingOfTheOthers() {
        for wrong in [2_366_841_600, 7] {
            var rhythm = NewsRhythm()
            for day in 20_000..<20_010 { rhythm.news(at: day == 20_004 ? wrong : day * 86_400) }
            XCTAssertEqual(rhythm.last(at: 20_012 * 86_400), 20_009 * 86_400)
            XCTAssertEqual(rhythm.usual(at: 20_012 * 86_400), 86_400)
            XCTAssertNil(rhythm.silence(at: 20_011 * 86_400))
            XCTAssertEqual(rhythm.silence(at: 20_012 * 86_400), 20_009 * 86_400)
        }
    }
}
