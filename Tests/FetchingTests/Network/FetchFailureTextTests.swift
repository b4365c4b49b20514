import XCTest

@testable import Fetching

final class FetchFailureTextTests: XCTestCase {
    func testHowLongAServerAsksToBeLeftAloneHasAUnit() {
        for (field, wait) in [
            ("3600", " and asks to wait 3600 s"),
            ("Tue, 15 Aug 2023 17:00:00 GMT", " and asks to wait until 'Tue, 15 Aug 2023 17:00:00 GMT'"),
            ("", " and asks to wait until ''"), (nil, ""),
        ] {
            for status in [429, 503] {
                let failure = FetchFailure.status(status, retryAfter: field)
                XCTAssertEqual(failure.detail, "the server answered \(status)\(wait)")
                XCTAssertTrue(failure.needsDetail)
                XCTAssertTrue(FetchFailure.told(reason: failure.reason, detail: failure.detail).needsDetail)
            }
        }
        XCTAssertFalse(FetchFailure.status(502, retryAfter: nil).needsDetail)
    }

    func testEveryCodeIsUsedOnce() {
        XCTAssertEqual(Set(FetchFailure.Code.allCases.map(\.rawValue)).count, FetchFailure.Code.allCases.count)
        XCTAssertEqual(FetchFailure.tooLarge(limit: 1, .unpacked).reason, "too_large_unpacked")
        XCTAssertEqual(FetchFailure.status(404, retryAfter: nil).reason, "http_404")
        XCTAssertEqual(FetchFailure.told(reason: "dns", detail: "x").reason, "dns")
    }
}
