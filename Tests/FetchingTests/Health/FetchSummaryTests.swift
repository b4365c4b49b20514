import Records
import StageKit
import XCTest

@testable import Fetching

final class FetchSummaryTests: XCTestCase {
    private func summary(_ rows: [String], captures: Int, rejected: [String: Int] = [:]) throws -> String {
        var account = StageAccount()
        account.health = try rows.map { try JSONValue(parsing: Array($0.utf8)).object ?? [:] }
        account.output = captures
        account.rejected = rejected
        return FetchSummary(account).description
    }

    func testSourcesAreCountedByOutcomeAndFailuresByReason() throws {
        XCTAssertEqual(
            try summary(
                [
                    #"{"source":"a","state":"ok"}"#, #"{"source":"b","state":"unchanged","reason":"http_304"}"#,
                    #"{"source":"c","state":"silent","reason":"nothing_new"}"#,
                    #"{"source":"d","state":"failed","reason":"http_404","failures":{"dns":2,"http_404":1}}"#,
                    #"{"source":"e","state":"failed","reason":"dns","failures":{"dns":4}}"#,
                    #"{"source":"f","state":"failed","reason":"dns"}"#,
                    #"{"source":"g","state":"failed","reason":"backing_off","failures":{"dns":4}}"#,
                    #"{"source":"inbox","state":"unclaimed","reason":"no_source"}"#,
                ], captures: 8),
            "7 sources: 1 with something new, 1 unchanged, 1 silent, 3 failed (dns 2, http_404 1), 1 not asked; "
                + "1 file without a source; 8 captures")
    }

    func testPagesThatFailedOfASourceThatIsWell() throws {
        XCTAssertEqual(
            try summary(
                [
                    #"{"source":"a","state":"ok","reason":"http_404","entries":9,"failed":3,"failures":{"dns":1,"http_404":2}}"#
                ],
                captures: 12, rejected: ["over_budget": 4]),
            "1 source: 1 with something new; of their pages failed http_404 2, dns 1; refused over_budget 4; 12 captures"
        )
    }

    func testNothing() throws { XCTAssertEqual(try summary([], captures: 0), "0 sources; 0 captures") }
}
