import Records
import XCTest

final class CalendarTests: XCTestCase {
    func testDaysCountFromTheEpoch() {
        XCTAssertEqual(CivilDay("1970-01-01")?.number, 0)
        XCTAssertEqual(CivilDay("2023-08-15")?.number, 19_584)
        XCTAssertEqual(CivilDay("2000-02-29")?.adding(1).description, "2000-03-01")
        XCTAssertEqual(CivilDay("2023-08-15")?.weekday, 1)
        XCTAssertEqual(CivilDay("1969-12-31")?.weekday, 2)
    }

    func testEveryDayReadsBackAsItself() {
        for number in stride(from: -100_000, through: 100_000, by: 37) {
            let day = CivilDay(number: number)
            XCTAssertEqual(CivilDay(day.description), day)
        }
    }

    func testDatesThatAreNoneAreRefused() {
        for text in ["2023-02-29", "2023-13-01", "2023-00-10", "2023-4-1", "2023-04-31", "20230401", "abcd-ef-gh", ""] {
            XCTAssertNil(CivilDay(text), text)
        }
    }

    func testInstantsAreUTCToTheSecond() {
        let instant = Instant("2023-08-15T10:19:00Z")
        XCTAssertEqual(instant?.seconds, 1_692_094_740)
        XCTAssertEqual(instant?.description, "2023-08-15T10:19:00Z")
        XCTAssertEqual(Instant(seconds: -1).description, "1969-12-31T23:59:59Z")
        for text in ["2023-08-15T10:19:00+00:00", "2023-08-15T24:00:00Z", "2023-08-15 10:19:00Z", "2023-08-15T10:19Z"] {
            XCTAssertNil(Instant(text), text)
        }
    }

    /// The trap of the field: a portal stamps WIB while the district lives in WITA.
    func testTheDistrictsDayIsNotThePortals() {
        let late = Instant(CivilDay(number: 19_583), hour: 23, minute: 30, in: Zone("WIB") ?? .utc)
        XCTAssertEqual(late.description, "2023-08-14T16:30:00Z")
        XCTAssertEqual(late.day(in: Zone("Asia/Makassar") ?? .utc).description, "2023-08-15")
    }

    func testZonesAreFixedOffsets() {
        XCTAssertEqual(Zone("WIT")?.secondsEast, 32_400)
        XCTAssertEqual(Zone("-03:30")?.secondsEast, -12_600)
        XCTAssertNil(Zone("Europe/Berlin"))
        XCTAssertNil(Zone("+8:00"))
        XCTAssertNil(Zone("+15:00"))
    }
}
