import Records
import XCTest

@testable import Markup

final class DateReaderTests: XCTestCase {
    private let reader = DateReader(zone: Zone("Asia/Makassar") ?? .utc)
    /// A Tuesday, 20:00 in the reader's zone.
    private let now = Instant("2023-08-15T12:00:00Z")

    /// `<moment or day> <precision>`, or `-` where nothing may be read.
    private func reading(_ text: String) -> String {
        guard let time = reader.read(text, relativeTo: now) else { return "-" }
        return "\(time.at?.description ?? time.day?.description ?? "none") \(time.precision.rawValue)"
    }

    private func check(_ table: [(String, String)], line: UInt = #line) {
        for (text, expected) in table { XCTAssertEqual(reading(text), expected, "\"\(text)\"", line: line) }
    }

    func testRFC822AndItsAbuses() {
        check([
            ("Tue, 15 Aug 2023 18:19:00 +0700", "2023-08-15T11:19:00Z second"),
            ("Tue, 15 Aug 2023 10:19:00 GMT", "2023-08-15T10:19:00Z second"),
            ("15 Aug 2023 10:19 GMT", "2023-08-15T10:19:00Z minute"),
            ("Tue,15 Aug 2023 10:19:00 -0000", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 Aug 23 10:19:00 Z", "2023-08-15T10:19:00Z second"),
            ("Tue, 1 Aug 2023 1:02:03 UT", "2023-08-01T01:02:03Z second"),
            ("Tuesday, 15-Aug-23 10:19:00 GMT", "2023-08-15T10:19:00Z second"),
            ("Tue, 15-Aug-2023 10:19:00 GMT", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 August 2023 10:19:00 +07:00", "2023-08-15T03:19:00Z second"),
            ("Tue, 15 Aug 2023 10:19:00 GMT+7", "2023-08-15T03:19:00Z second"),
            ("Tue, 15 Aug 2023 10:19:00 UTC+07:00", "2023-08-15T03:19:00Z second"),
            ("Tue, 15 Aug 2023 10:19:00 +0700 (WIB)", "2023-08-15T03:19:00Z second"),
            ("Tue, 15 Aug 2023 06:19:00 EDT", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 Aug 2023 05:19:00 EST", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 Aug 2023 03:19:00 PDT", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 Aug 2023 12:19:00 CEST", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 Aug 2023 10:19:00 -01:01", "2023-08-15T11:20:00Z second"),
            ("Wed, 15 Aug 2023 10:19:00 GMT", "2023-08-15T10:19:00Z second"),
            ("Tue, 15 Aug 2023 10:19:00", "2023-08-15T02:19:00Z second"),
            ("Tue, 15 Aug 2023", "2023-08-15 day"),
            ("Tue, 15 Aug 2023 10:19:00 IST", "2023-08-15 day"),
            ("Sun, 30 Jul 2023 24:00:00 GMT", "2023-07-31T00:00:00Z second"),
        ])
    }

    func testISO8601() {
        check([
            ("2023-08-15T18:19:00+07:00", "2023-08-15T11:19:00Z second"),
            ("2023-08-15T10:19:00Z", "2023-08-15T10:19:00Z second"),
            ("2023-08-15T10:19:00.123456Z", "2023-08-15T10:19:00Z second"),
            ("2023-08-15T10:19Z", "2023-08-15T10:19:00Z minute"),
            ("2023-08-15 10:19:00Z", "2023-08-15T10:19:00Z second"),
            ("2023-08-15 10:19:00 +0000", "2023-08-15T10:19:00Z second"),
            ("2023-08-15T18:19:00+0700", "2023-08-15T11:19:00Z second"),
            ("2023-08-15T18:19:00+07", "2023-08-15T11:19:00Z second"),
            ("2023-08-15t10:19:00z", "2023-08-15T10:19:00Z second"),
            ("20230815T101900Z", "2023-08-15T10:19:00Z second"),
            ("20230815T1019Z", "2023-08-15T10:19:00Z minute"),
            ("20230815", "2023-08-15 day"),
            ("20230815181900", "2023-08-15T10:19:00Z second"),
            ("2023-227", "2023-08-15 day"),
            ("2023-08-15", "2023-08-15 day"),
            ("2023/08/15", "2023-08-15 day"),
            ("2023/08/15 18:19", "2023-08-15T10:19:00Z minute"),
            ("2023-08-15 18:19:00", "2023-08-15T10:19:00Z second"),
            ("2023-8-5 08:09", "2023-08-05T00:09:00Z minute"),
            ("2023-Aug-15", "2023-08-15 day"),
            ("2023:08:15 18:19:00", "2023-08-15T10:19:00Z second"),
            ("2023-08", "none month"),
            ("2023", "none year"),
            ("2023-08-15T18", "2023-08-15T10:00:00Z hour"),
        ])
    }

    func testAsctimeAndTweets() {
        check([
            ("Tue Aug 15 10:19:00 2023", "2023-08-15T02:19:00Z second"),
            ("Sun Aug  6 02:11:45 2023", "2023-08-05T18:11:45Z second"),
            ("Sun Aug 13 02:11:45 +0000 2023", "2023-08-13T02:11:45Z second"),
            ("Tue Aug 15 10:19:00 UTC 2023", "2023-08-15T10:19:00Z second"),
            ("Tue Aug 15 2023 17:19:00 GMT+0700 (WIB)", "2023-08-15T10:19:00Z second"),
            ("August 15, 2023", "2023-08-15 day"),
            ("Aug 15, 2023 6:19 PM", "2023-08-15T10:19:00Z minute"),
            ("August 15, 2023 at 12:05 a.m.", "2023-08-14T16:05:00Z minute"),
            ("August 15th, 2023", "2023-08-15 day"),
            ("Published on 15 August 2023", "2023-08-15 day"),
            ("August 2023", "none month"),
        ])
    }

    func testIndonesian() {
        check([
            ("Selasa, 15 Agustus 2023 | 18:19 WIB", "2023-08-15T11:19:00Z minute"),
            ("Sel, 15 Agu 2023 18:19:00 WIB", "2023-08-15T11:19:00Z second"),
            ("Selasa, 15 Agustus 2023 | 18:19 WITA", "2023-08-15T10:19:00Z minute"),
            ("Selasa, 15 Agustus 2023 18.19 WIT", "2023-08-15T09:19:00Z minute"),
            ("Selasa, 15 Agustus 2023 pukul 18.19", "2023-08-15T10:19:00Z minute"),
            ("Selasa (15/8/2023)", "2023-08-15 day"),
            ("Jum'at, 11 Agustus 2023", "2023-08-11 day"),
            ("Jumat, 11 Agt 2023, 07:05 WIB", "2023-08-11T00:05:00Z minute"),
            ("Minggu, 13 Agustus 2023 - 10:00 WIB", "2023-08-13T03:00:00Z minute"),
            ("Ahad 13 Agustus 2023", "2023-08-13 day"),
            ("Kamis, 1 Desember 2022 09:00", "2022-12-01T01:00:00Z minute"),
            ("Rabu, 2 Nopember 2022", "2022-11-02 day"),
            ("Senin, 7 Pebruari 2022 | 08:00 Wita", "2022-02-07T00:00:00Z minute"),
            ("17 Mei 2023", "2023-05-17 day"),
            ("17 Okt 2022", "2022-10-17 day"),
            ("15/08/2023 18.19", "2023-08-15T10:19:00Z minute"),
            ("15/08/2023, 18:19:07", "2023-08-15T10:19:07Z second"),
            ("15/8/2023", "2023-08-15 day"),
            ("15-08-2023 18:19", "2023-08-15T10:19:00Z minute"),
            ("15.08.2023", "2023-08-15 day"),
            ("15/08/23 18.19", "2023-08-15T10:19:00Z minute"),
            ("05/08/2023", "2023-08-05 day"),
            ("18:19 WIB, 15/08/2023", "2023-08-15T11:19:00Z minute"),
            ("Diterbitkan pada 15 Agustus 2023 pukul 18:19 WITA", "2023-08-15T10:19:00Z minute"),
            ("Selasa\u{A0}15\u{A0}Agustus\u{A0}2023", "2023-08-15 day"),
            ("Agustus 2023", "none month"),
        ])
    }

    func testRelativeToTheFetch() {
        check([
            ("7 jam yang lalu", "2023-08-15T05:00:00Z hour"),
            ("5 menit lalu", "2023-08-15T11:55:00Z minute"),
            ("30 detik yang lalu", "2023-08-15T11:59:30Z minute"),
            ("sejam yang lalu", "2023-08-15T11:00:00Z hour"),
            ("2 hari lalu", "2023-08-13 day"),
            ("3 minggu yang lalu", "none month"),
            ("2 bulan lalu", "none month"),
            ("1 tahun lalu", "none year"),
            ("2 hours ago", "2023-08-15T10:00:00Z hour"),
            ("an hour ago", "2023-08-15T11:00:00Z hour"),
            ("Baru saja", "2023-08-15T12:00:00Z minute"),
            ("Kemarin, 02:19", "2023-08-13T18:19:00Z minute"),
            ("Kemarin pukul 02.19 WIB", "2023-08-13T19:19:00Z minute"),
            ("Kemarin", "2023-08-14 day"),
            ("Hari ini, 10:00", "2023-08-15T02:00:00Z minute"),
            ("Yesterday at 6:19 PM", "2023-08-14T10:19:00Z minute"),
            ("Jumat, 13:53", "2023-08-11T05:53:00Z minute"),
            ("Selasa, 23:53", "2023-08-08T15:53:00Z minute"),
            ("Senin", "2023-08-14 day"),
        ])
        XCTAssertNil(reader.read("7 jam yang lalu"), "without the fetch there is nothing to count from")
    }

    func testWhatIsNotSureIsNotRead() {
        check([
            ("", "-"), ("tanggal", "-"), ("Selasa, 13:53", "-"), ("31/02/2023", "-"), ("99 Jun 2009", "-"),
            ("Sun, 16 Dec 2012 1:2:3:4 GMT", "-"), ("Sun, 16 zzz 2012 11:47:32 GMT", "-"), ("15 Agustus", "-"),
            ("18:19", "-"), ("0001-01-01T00:00:00Z", "-"), ("15 Agustus 2023 25:00", "-"),
            ("2 ribu warga 15 Agustus 2023", "-"), ("12345", "-"), ("1/2/3/4", "-"), ("7 kali lalu", "-"),
        ])
    }

    func testEvidenceNamesPlaceAndAssumptions() {
        func evidence(_ text: String) -> String? {
            reader.read(text, relativeTo: now, foundIn: "rss:pubDate")?.evidence
        }
        XCTAssertEqual(evidence("Tue, 15 Aug 2023 10:19:00 GMT"), "rss:pubDate")
        XCTAssertEqual(evidence("15/08/2023 18.19"), "rss:pubDate; zone Asia/Makassar assumed")
        XCTAssertEqual(evidence("Wed, 15 Aug 2023 10:19:00 GMT"), "rss:pubDate; weekday disagrees")
        XCTAssertEqual(
            evidence("Tue, 15 Aug 2023 10:19:00 IST"), "rss:pubDate; zone IST is ambiguous (India, Ireland, Israel)")
        XCTAssertEqual(evidence("Kemarin, 02:19"), "rss:pubDate; relative to fetched_at; zone Asia/Makassar assumed")
        XCTAssertEqual(evidence("2023-08"), "rss:pubDate; in 2023-08")
    }

    func testDatesAfterTheFetchAreRefused() {
        let late = reader.read("2030-01-01T00:00:00Z", relativeTo: now, foundIn: "atom:published")
        XCTAssertEqual(
            late,
            ItemTime(
                text: "2030-01-01T00:00:00Z", precision: .none,
                evidence: "atom:published; refused: 2030-01-01T00:00:00Z is more than a day after the fetch"))
        XCTAssertEqual(reading("2023-08-16T11:59:00Z"), "2023-08-16T11:59:00Z second")
    }

    func testWhatCannotBeReadIsKept() {
        XCTAssertEqual(
            reader.keep("entah kapan", foundIn: "time"),
            ItemTime(text: "entah kapan", precision: .none, evidence: "time; not understood"))
    }

    func testMonthsOfOtherLanguagesCanBeAdded() {
        let reader = DateReader(zone: .utc, months: ["août": 8, "d'août": 8])
        XCTAssertEqual(reader.read("15 Août 2023")?.day, CivilDay("2023-08-15"))
        XCTAssertNil(self.reader.read("15 Août 2023"))
    }

    func testTheOrderOfAmericanSources() {
        let american = DateReader(zone: .utc, order: DayOrder(language: "en-US"))
        func both(_ text: String) -> [String] {
            [reader, american].map {
                let time = $0.read(text, foundIn: "table:date")
                return "\(time?.day?.description ?? "-") \(time?.evidence ?? "-")"
            }
        }
        XCTAssertEqual(
            both("08/05/2023"),
            [
                "2023-05-08 table:date; day before month",
                "2023-08-05 table:date; month before day: language en-US",
            ])
        XCTAssertEqual(
            both("08/15/2023"),
            Array(repeating: "2023-08-15 table:date; month before day: 15 can be no month", count: 2))
        XCTAssertEqual(both("15/08/2023"), Array(repeating: "2023-08-15 table:date", count: 2))
        XCTAssertEqual(DayOrder(language: "en-GB"), .dayFirst)
        XCTAssertEqual(DayOrder(language: "id"), .dayFirst)
    }

    func testYearsOfTwoDigitsWithoutTheFetch() {
        XCTAssertNil(reader.read("15-08-23"), "2015 or 2023")
        XCTAssertEqual(reader.read("15-08-15")?.day, CivilDay("2015-08-15"), "either way the same")
        XCTAssertEqual(reader.read("03-12-31", field: .feed)?.evidence, "year first: ISO 8601; year of two digits")
        XCTAssertEqual(reader.read("15/08/23")?.day, CivilDay("2023-08-15"))
    }

    func testNumbersSince1970AreReadOnlyWhereAFieldSaysSo() {
        XCTAssertNil(reader.read("1692094740", relativeTo: now))
        XCTAssertNil(reader.read("1692094740", relativeTo: now, field: .feed))
        XCTAssertEqual(
            reader.read("1692094740123", relativeTo: now, foundIn: "table:createTime", field: .unix),
            ItemTime(
                at: Instant("2023-08-15T10:19:00Z"), text: "1692094740123", precision: .second,
                evidence: "table:createTime; milliseconds since 1970"))
    }

    func testYearsBeforeTheWebAreNotBelievedInFeeds() {
        let text = "Mon, 04 Mar 1985 05:06:07 GMT"
        XCTAssertEqual(
            reader.keep(text, relativeTo: now, foundIn: "rss:pubDate", field: .feed),
            ItemTime(
                text: text, precision: .none,
                evidence: "rss:pubDate; doubtful: 1985-03-04T05:06:07Z is before 1990"))
        XCTAssertEqual(reader.keep(text, relativeTo: now).at, Instant("1985-03-04T05:06:07Z"))
    }

    func testAnotherZoneKeepsOrderAndWords() {
        let other = DateReader(zone: .utc, order: .monthFirst, months: ["août": 8]).inZone(Zone("WIB") ?? .utc)
        XCTAssertEqual(other.read("15 août 2023 18:19")?.at, Instant("2023-08-15T11:19:00Z"))
        XCTAssertEqual(other.order, .monthFirst)
    }
}
