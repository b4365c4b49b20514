import Records
import XCTest

@testable import Fetching

final class InboxHistoryTests: XCTestCase {
    func testAFileIsToldByItsSourceAndItsDigest() throws {
        var history = try InboxHistory(nil)
        history.take("d1", of: "lapor", at: 100)
        XCTAssertTrue(history.holds("d1", of: "lapor"))
        XCTAssertFalse(history.holds("d1", of: "sosial"))
        XCTAssertTrue(history.holds("d1", of: InboxSelection.unclaimed), "a copy that no source takes is no new file")
        history.take("d2", of: InboxSelection.unclaimed, at: 100)
        XCTAssertFalse(history.holds("d2", of: "lapor"), "somebody has seen to it and named it after its source")
        XCTAssertFalse(history.holds("d3", of: InboxSelection.unclaimed))
    }

    func testOnlyANewFileIsNewsAndAKeyIsOneMoment() throws {
        var history = try InboxHistory(nil)
        for (digest, moment) in [("a", 100), ("b", 100), ("c", 200), ("a", 900), (nil, 900)] {
            history.take(digest, of: "lapor", at: moment)
        }
        XCTAssertEqual(history.news("lapor"), NewsRhythm([100, 200]))
        XCTAssertEqual(history.news("sosial"), NewsRhythm())
    }

    func testTheMomentIsTheDayOfTheKeyWhereItIsOne() {
        XCTAssertEqual(
            Instant(seconds: InboxHistory.moment("2023-08-15", fetchedAt: 7)).description, "2023-08-15T12:00:00Z")
        XCTAssertEqual(InboxHistory.moment("arsip", fetchedAt: 7), 7)
    }
}
