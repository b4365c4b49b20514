import Records
import XCTest

@testable import Markup

final class UnixTimeTests: XCTestCase {
    func testTheUnitIsToldByTheSize() {
        for (text, unit) in [
            ("1692094740", "seconds"), ("1692094740.999", "seconds"), ("1692094740123", "milliseconds"),
            ("1692094740123456", "microseconds"), ("1692094740123456789", "nanoseconds"),
        ] {
            XCTAssertEqual(UnixTime.read(text)?.moment, Instant("2023-08-15T10:19:00Z"), text)
            XCTAssertEqual(UnixTime.read(text)?.unit, "\(unit) since 1970", text)
        }
    }

    func testOtherSizesAndWordsAreNone() {
        for text in [
            "", "0", "12345678", "16920947401", "16920947401234", "16920947401234567", "9999999999999999999",
            "99999999999999999999", "-1692094740", "1692094740.", "1692094740.5.5", " 1692094740", "1692094740s",
            "1.6e9",
        ] {
            XCTAssertNil(UnixTime.read(text), text)
        }
    }
}
