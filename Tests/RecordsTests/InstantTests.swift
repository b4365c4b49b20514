import Records
import XCTest

final class InstantTests: XCTestCase {
    func testMomentsAreWrittenAsTheyAreRead() {
        for text in [
            "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2023-08-05T01:02:03Z", "2000-02-29T23:59:59Z",
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        ] {
            XCTAssertEqual(Instant(text)?.description, text)
        }
    }

    func testYearsOfMoreDigits() {
        XCTAssertEqual(Instant(seconds: 253_402_300_800).description, "10000-01-01T00:00:00Z")
    }
}
