import Records
import XCTest

@testable import Aggregating

final class PeriodTests: XCTestCase {
    private let period = Period(key: "2023-08-15", window: 70, covered: ["2023-08-14"])

    func testAnItemIsNewInTheLaterOfFirstKeyAndPublishedDay() {
        func state(_ first: String, _ day: String?) -> ItemState {
            period.state(firstKey: first, published: day.flatMap { CivilDay($0) })
        }
        XCTAssertEqual(state("2023-08-15", "2023-08-10"), .new)
        XCTAssertEqual(state("2023-08-14", "2023-08-15"), .new)
        XCTAssertEqual(state("2023-08-15", nil), .new)
        XCTAssertEqual(state("2023-08-14", "2023-08-14"), .known)
        XCTAssertEqual(state("2023-08-15", "2023-08-16"), .coming)
        XCTAssertEqual(state("2023-08-15", "2023-06-07"), .new)
        XCTAssertEqual(state("2023-08-15", "2023-06-06"), .late)
    }

    func testAnArchiveCountsAllThatItHolds() {
        let archive = Period(key: "arsip", window: 70, covered: [])
        XCTAssertEqual(archive.state(firstKey: "arsip", published: CivilDay("2019-01-01")), .new)
        XCTAssertFalse(archive.hasPrevious)
    }

    func testTheDayBeforeIsThereOnlyWhereItWasRun() {
        XCTAssertTrue(period.hasPrevious)
        XCTAssertFalse(Period(key: "2023-08-15", window: 70, covered: ["2023-08-13"]).hasPrevious)
    }
}

final class ChangeTests: XCTestCase {
    func testOnlyADifferenceBeyondChanceRisesOrFalls() {
        XCTAssertEqual(Change.of(35, before: 30, known: true, covered: 9), .steady)
        XCTAssertEqual(Change.of(30, before: 4, known: true, covered: 9), .rising)
        XCTAssertEqual(Change.of(4, before: 30, known: true, covered: 9), .falling)
        XCTAssertEqual(Change.of(1, before: 0, known: false, covered: 9), .new)
        XCTAssertNil(Change.of(1, before: nil, known: false, covered: 1))
        XCTAssertNil(Change.of(40, before: nil, known: true, covered: 9))
    }

    func testFewItemsHaveNoTrend() {
        XCTAssertNil(Change.of(29, before: 0, known: true, covered: 9))
        XCTAssertNil(Change.of(0, before: 29, known: true, covered: 9))
        XCTAssertNil(Change.of(8, before: 8, known: true, covered: 9))
        XCTAssertEqual(Change.of(1, before: 0, known: false, covered: 9), .new, "that is no trend but a first time")
    }
}
