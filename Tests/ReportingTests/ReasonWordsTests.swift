import Foundation
import XCTest

@testable import Fetching
@testable import Reporting

final class ReasonWordsTests: XCTestCase {
    /// A new reason without Indonesian words would stand as a code in the report.
    func testEveryReasonOfFetchingHasWords() {
        for code in FetchFailure.Code.allCases.map(\.rawValue) + HealthReason.allCases.map(\.rawValue) {
            let spelled = code.replacingOccurrences(of: "_", with: " ")
            let ofStatus = "server menjawab \(code.dropFirst(5))"
            XCTAssertFalse([code, spelled, ofStatus].contains(Words.reason(code)), code)
        }
    }

    func testWords() {
        XCTAssertEqual(Words.reason("not_a_feed"), "bukan umpan berita")
        XCTAssertEqual(Words.reason("http_304"), "tidak berubah", "no status of a failure")
        XCTAssertEqual(Words.reason("http_503"), "server menjawab 503")
        XCTAssertEqual(Words.reason("http_status"), "server menjawab dengan kesalahan")
        XCTAssertEqual(Words.reason("alasan_baru"), "alasan baru")
    }
}
