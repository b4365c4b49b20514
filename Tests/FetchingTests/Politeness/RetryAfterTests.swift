import Records
import XCTest

@testable import Fetching

final class RetryAfterTests: XCTestCase {
    /// 1994-11-06T08:49:37Z, the RFC's own moment.
    private let moment = Instant(seconds: 784_111_777)

    func testReadsTheThreeFormsOfADate() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            XCTAssertEqual(HTTPDate.instant(text, now: moment), moment, text)
        }
        let later = Instant(seconds: 1_692_115_200)
        // 2094 is 71 years ahead of 2023, and 2073 is 50.
        XCTAssertEqual(HTTPDate.instant("Sunday, 06-Nov-94 08:49:37 GMT", now: later), moment)
        XCTAssertEqual(
            HTTPDate.instant("Monday, 06-Nov-73 00:00:00 GMT", now: later)?.description, "2073-11-06T00:00:00Z")
        XCTAssertEqual(
            HTTPDate.instant("Wednesday, 06-Nov-74 00:00:00 GMT", now: later)?.description, "1974-11-06T00:00:00Z")
        for text in [
            "", "6 Nov 1994", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 +0700",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nop 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
            "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, xx Nov 1994 08:49:37 GMT", "Sun, 06 Nov 19944 08:49:37 GMT",
        ] { XCTAssertNil(HTTPDate.instant(text, now: moment), text) }
    }

    func testReadsBothFormsOfRetryAfter() {
        func seconds(_ value: String?, date: String? = nil) -> Int? {
            var headers = HeaderFields()
            if let value { headers.add("Retry-After", value) }
            if let date { headers.add("Date", date) }
            return RetryAfter.seconds(headers, now: moment)
        }
        XCTAssertEqual(seconds("120"), 120)
        XCTAssertEqual(seconds("0"), 0)
        XCTAssertEqual(seconds("007"), 7)
        XCTAssertEqual(seconds("99999999999999999999999"), 1 << 31)
        XCTAssertEqual(seconds("120, 300"), 120)
        XCTAssertEqual(seconds("Sun, 06 Nov 1994 08:51:37 GMT"), 120)
        XCTAssertEqual(seconds("Sun, 06 Nov 1994 08:00:00 GMT"), 0)
        XCTAssertEqual(seconds("Sun Nov  6 09:49:37 1994", date: "Sun, 06 Nov 1994 09:49:30 GMT"), 7)
        XCTAssertEqual(seconds("Sun Nov  6 08:49:38 1994", date: "kemarin"), 1)
        for value in [nil, "", "-1", "1.5", "nanti", "Sun"] { XCTAssertNil(seconds(value), value ?? "-") }
    }
}
