import Records
import XCTest

@testable import Markup

final class QuickDateTests: XCTestCase {
    func testItReadsWhatItIsFor() {
        for text in [
            "Tue, 15 Aug 2023 18:19:00 +0700", "Tue, 15 Aug 2023 18:19:00 GMT", "2023-08-15T18:19:00Z",
            "2023-08-15T18:19:00.5+07:00", "Wed, 29 Feb 2012 23:59:60 -0930", "2016-12-31T23:59:60Z",
        ] {
            XCTAssertNotNil(QuickDate.read(text), text)
        }
    }

    func testItLeavesTheRest() {
        for text in [
            "", "Tue, 15 Aug 2023 18:19:00 WIB", "Tue, 15 Aug 2023 18:19:00", "2023-08-15T18:19:00",
            "2023-08-15T18:19:00.Z", "2023-08-15T18:19:00+0700", "2023-02-29T18:19:00Z", "2023-08-15T25:19:00Z",
            "Tue, 15 Aug 2023 18:19:00 +0760", "Tue, 15 Aug 2023 18:19:00 +2500", "Tue, 15 aug 2023 18:19:00 GMT",
            "2023-08-15T18:19:00.5", "2023-08-15T18:19:00.5+07:0", "0001-01-01T00:00:00Z",
        ] {
            XCTAssertNil(QuickDate.read(text), text)
        }
    }

    /// A short cut must arrive at the same place.
    func testItAgreesWithTheLongWay() throws {
        var met = 0
        for row in DateTable.all {
            guard let quick = QuickDate.read(row.form) else { continue }
            met += 1
            let tokens = try XCTUnwrap(DateToken.split(row.form, words: DateWords.table))
            XCTAssertEqual(WrittenDate.read(tokens, DateRules()), quick, row.form)
        }
        XCTAssertGreaterThan(met, 15)
    }
}
