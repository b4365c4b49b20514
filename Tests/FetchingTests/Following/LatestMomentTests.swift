import Records
import XCTest

@testable import Fetching

final class LatestMomentTests: XCTestCase {
    private func text(_ seconds: Int?) -> String? { seconds.map { Instant(seconds: $0).description } }

    func testDatesOfSitemaps() {
        for (date, moment) in [
            ("2023-08-15T18:19:00+08:00", "2023-08-15T10:19:00Z"), ("2023-08-15T18:19:00Z", "2023-08-15T18:19:00Z"),
            ("2023-08-15T18:19:00.123Z", "2023-08-15T18:19:00Z"), ("2023-08-15T18:19Z", "2023-08-15T18:19:59Z"),
            ("2023-08-15 18:19:00", "2023-08-16T06:19:00Z"), ("2023-08-15", "2023-08-16T12:00:00Z"),
            ("2023-12", "2024-01-01T12:00:00Z"), ("2023", "2024-01-01T12:00:00Z"),
        ] {
            XCTAssertEqual(text(LatestMoment.of(w3c: date)), moment, date)
        }
        for date in ["", "kemarin", "15-08-2023", "2023-13-01", "2023-08-15T", "2023-08-15T99:00:00Z", "2023/08/15"] {
            XCTAssertNil(LatestMoment.of(w3c: date), date)
        }
    }

    func testDatesInNames() {
        for (name, moment) in [
            ("/post-2023-08.xml", "2023-09-01T12:00:00Z"), ("/peta_20230815.xml.gz", "2023-08-16T12:00:00Z"),
            ("/2023/08/news.xml", "2023-09-01T12:00:00Z"), ("/sitemap-202312.xml", "2024-01-01T12:00:00Z"),
            ("/sitemap-2023.xml", "2024-01-01T12:00:00Z"), ("/a?y=2023&m=8&d=5", "2023-08-06T12:00:00Z"),
        ] {
            XCTAssertEqual(text(LatestMoment.of(name: name)), moment, name)
        }
        for name in ["/post-sitemap12.xml", "/1234.xml", "/", "/99999999.xml", "/20231399.xml"] {
            XCTAssertNil(LatestMoment.of(name: name), name)
        }
    }
}
