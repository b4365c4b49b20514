import Records
import XCTest

@testable import Markup

final class DateTableTests: XCTestCase {
    private let reader = DateReader(zone: Zone("Asia/Makassar") ?? .utc)
    private let now = Instant("2023-08-15T12:00:00Z")

    private func check(_ table: String, atLeast count: Int, line: UInt = #line) {
        let rows = DateTable.rows(table)
        XCTAssertGreaterThanOrEqual(rows.count, count, line: line)
        for row in rows {
            let time = reader.read(row.form, relativeTo: now, field: row.field)
            XCTAssertEqual(DateTable.reading(time), row.reading, "\"\(row.form)\"", line: line)
            XCTAssertEqual(time?.text ?? row.form, row.form, "the words are kept", line: line)
        }
    }

    func testStandardsAndTheirAbuses() { check(DateTable.standards, atLeast: 120) }
    func testISO8601() { check(DateTable.iso8601, atLeast: 80) }
    func testNames() { check(DateTable.names, atLeast: 90) }
    func testNumbers() { check(DateTable.numbers, atLeast: 50) }
    func testRelative() { check(DateTable.relative, atLeast: 50) }
    func testWhatIsRefusedOrNotSure() { check(DateTable.refused, atLeast: 110) }

    func testTheTableIsLargeAndSaysNothingTwice() {
        let forms = DateTable.all.map { "\($0.field) \($0.form)" }
        XCTAssertGreaterThanOrEqual(forms.count, 500)
        XCTAssertEqual(Set(forms).count, forms.count)
    }

    /// The fields of a text do not depend on the fetch: what they say must not contradict what is read with it.
    func testFieldsAgreeWithReadings() {
        for row in DateTable.all {
            guard let fields = reader.fields(of: row.form, field: row.field), let day = fields.firstDay,
                let time = reader.read(row.form, relativeTo: now, field: row.field), let at = time.at
            else { continue }
            XCTAssertLessThanOrEqual(abs(at.day(in: .utc).number - day.number), 1, row.form)
        }
    }

    /// Forms in capitals and in small letters mean the same; only a zone's name and ISO's letters may tell.
    func testCaseDoesNotChangeADate() {
        for row in DateTable.rows(DateTable.names) + DateTable.rows(DateTable.relative) {
            for form in [row.form.lowercased(), row.form.uppercased()] {
                let time = reader.read(form, relativeTo: now, field: row.field)
                XCTAssertEqual(DateTable.reading(time), row.reading, form)
            }
        }
    }
}
