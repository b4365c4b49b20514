import Records
import XCTest

@testable import Markup

final class QuickDateTests: XCTestCase {
    func testItReadsWhatItIsFor() {
        for text in [
            "Tue, 15 Aug 2023 18:19:00 +0700", "Tue, 15 Aug 2023 18:19:00 GMT", "2023-08-15T18:19:00Z",
            "2023-08-15T18:19:00.5+07:00", "Wed, 29 Feb 2012 23:59:60 -0930", "2016-12-31T23:59:60Z",
            "Tue Aug 15 18:19:00 +0000 2023",
        ] {
            XCTAssertNotNil(QuickDate.read(text), text)
        }
    }

    func testItLeavesTheRest() {
        for text in [
            "", "Tue, 15 Aug 2023 18:19:00 WIB", "Tue, 15 Aug 2023 18:19:00", "2023-08-15T18:19:00",
            "2023-08-15T18:19:00.Z", "2023-08-15T18:19:00+0700", "2023-02-29T18:19:00Z", "2023-08-15T25:19:00Z",
            "Tue, 15 Aug 2023 18:19:00 +0760", "Tue Aug 15 18:19:00 UTC 2023", "Tue Aug  5 18:19:00 +0000 2023",
            "Tue, 15 Aug 2023 18:19:00 +2500", "Tue, 15 aug 2023 18:19:00 GMT",
            "2023-08-15T18:19:00.5", "2023-08-15T18:19:00.5+07:0", "0001-01-01T00:00:00Z",
        ] {
            XCTAssertNil(QuickDate.read(text), text)
        }
    }

    // MARK: - A short cut must arrive at the same place

    /// Whether the short cut takes a form; where it does, the long way must give the same whatever else is known.
    private func agrees(_ form: String, line: UInt = #line) throws -> Bool {
        guard let quick = QuickDate.read(form) else { return false }
        let tokens = try XCTUnwrap(DateToken.split(form, words: DateWords.table), form, line: line)
        XCTAssertNil(TruncatedDate.read(tokens), form, line: line)
        XCTAssertNil(UnixTime.read(form)?.moment, form, line: line)
        let fetch = CivilDay(year: 2023, month: 8, day: 15)
        for rules in [
            DateRules(), DateRules(order: .monthFirst, field: .feed, today: fetch),
            DateRules(order: .dayFirst, field: .unix, today: fetch),
        ] {
            // Notes and what the precision is told by are among the fields.
            let slow = WrittenDate.read(tokens, rules)
            XCTAssertEqual(slow, quick, form, line: line)
            XCTAssertEqual(slow?.precision, quick.precision, form, line: line)
        }
        return true
    }

    func testItAgreesWithTheLongWayOnTheTable() throws {
        XCTAssertGreaterThan(try DateTable.all.filter { try agrees($0.form) }.count, 15)
    }

    func testItAgreesOnEveryPartOfADate() throws {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let numbers = (0...61).map { $0 < 10 ? "0\($0)" : "\($0)" }
        let years = ["0001", "1752", "1899", "1900", "1970", "1989", "1990", "2000", "2023", "2024", "2199", "2200"]
        let zones = numbers.flatMap { ["+\($0)00", "-\($0)00", "+07\($0)", "-09\($0)"] } + ["GMT", "UTC", "Z", "WIB"]
        var forms: [String] = []
        for (index, month) in months.enumerated() {
            let number = numbers[index + 1]
            forms +=
                numbers.map { "Sun, \($0) \(month) 2024 07:08:09 +0800" }
                + numbers.map { "2023-\(number)-\($0)T07:08:09Z" }
                + numbers.map { "Sun \(month) \($0) 07:08:09 +0000 2024" }
        }
        for year in years {
            forms += days.map { "\($0), 29 Feb \(year) 24:00:00 GMT" } + ["\(year)-12-31T23:59:60-00:30"]
        }
        for number in numbers {
            for clock in [
                "\(number):00:00", "24:\(number):00", "24:00:\(number)", "23:\(number):60", "23:59:\(number)",
            ] {
                forms += [
                    "Tue, 15 Aug 2023 \(clock) +0700", "2023-08-15T\(clock).25+07:00", "Tue Aug 15 \(clock) +0700 2023",
                ]
            }
        }
        for zone in zones {
            forms += ["Tue, 15 Aug 2023 00:19:00 \(zone)", "2023-08-15T00:19:00\(zone.prefix(3)):\(zone.suffix(2))"]
        }
        for count in 1...20 { forms.append("2023-08-15T18:19:00." + String(repeating: "9", count: count) + "Z") }
        XCTAssertGreaterThan(try forms.filter { try agrees($0) }.count, 1000)
    }

    /// Each byte of a form left out, doubled, or replaced by any other.
    func testItAgreesOnSlipsOfThePen() throws {
        var met = 0
        for form in [
            "Tue, 15 Aug 2023 18:19:00 +0700", "Tue, 01 May 2012 08:09:05 GMT", "2023-08-15T18:19:00.5+07:00",
            "Tue Aug 15 18:19:00 +0000 2023",
        ] {
            let bytes = Array(form.utf8)
            for index in bytes.indices {
                var variants = [bytes[..<index] + bytes[(index + 1)...], bytes[...index] + bytes[index...]]
                for byte in UInt8(0x20)...0x7E {
                    variants.append(bytes[..<index] + [byte] + bytes[(index + 1)...])
                }
                for variant in variants where try agrees(String(decoding: variant, as: UTF8.self)) { met += 1 }
            }
        }
        XCTAssertGreaterThan(met, 200)
    }
}
