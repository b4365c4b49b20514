import Records
import XCTest

@testable import Fetching

final class BackOffTests: XCTestCase {
    /// The nights of a month on which a source is asked that always fails in the same way.
    private func asked(_ reason: String, keys: (Int) -> String = { CivilDay(number: 19_570 + $0).description }) -> [Int]
    {
        var history = SourceHistory()
        var nights: [Int] = []
        for night in 1...31 {
            var one = EarlierCaptures.Known(url: "https://a.example/", source: "a")
            one.at = night * 86_400
            if BackOff.pause(history.address, key: keys(night)) == nil {
                nights.append(night)
                one.failure = reason
            } else {
                one.failure = BackOff.reason
            }
            history.take(one, key: keys(night))
        }
        return nights
    }

    func testWhatIsGoneIsAskedEverySecondThenFourthThenSeventhNight() {
        for reason in ["http_404", "http_410", "dns", "bad_url", "redirect_ring"] {
            XCTAssertEqual(asked(reason), [1, 2, 3, 5, 9, 16, 23, 30], reason)
        }
    }

    func testWhoRefusesIsAskedEverySecondThenFourthNight() {
        for reason in ["http_401", "http_403", "tls", "tls_expired"] {
            XCTAssertEqual(asked(reason), [1, 2, 3, 5, 7, 9, 13, 17, 21, 25, 29], reason)
        }
    }

    func testWhatMayPassIsAskedEveryNight() {
        for reason in ["http_500", "http_503", "http_429", "timeout", "connect", "broken_answer", "robots", "stalled"] {
            XCTAssertEqual(asked(reason), Array(1...31), reason)
        }
    }

    func testKeysThatAreNoDatesCountAsRuns() {
        XCTAssertEqual(asked("dns") { $0 < 10 ? "run-0\($0)" : "run-\($0)" }, [1, 2, 3, 5, 9, 16, 23, 30])
    }

    func testNightsWithoutARunCountToo() {
        var history = SourceHistory()
        for (night, reason) in [(14, "dns"), (15, "http_404"), (16, "dns")] {
            var one = EarlierCaptures.Known(url: "https://a.example/", source: "a")
            (one.failure, one.at) = (reason, night * 86_400)
            history.take(one, key: "2023-08-\(night)")
            history.take(one, key: "2023-08-\(night)")
        }
        XCTAssertEqual(history.address.failures, ["dns": 2, "http_404": 1], "a night counts once")
        XCTAssertEqual(
            BackOff.pause(history.address, key: "2023-08-17")?.detail,
            "dns since 1970-01-15T00:00:00Z, asked 3 times in vain; asked again for the key 2023-08-18, or at once by "
                + "'serap run --refetch' or when its url in the register changes")
        XCTAssertNil(BackOff.pause(history.address, key: "2023-08-18"))
        XCTAssertNil(BackOff.pause(history.address, key: "2023-09-30"))
        XCTAssertNil(BackOff.pause(history.address("https://b.example/"), key: "2023-08-17"))
        XCTAssertEqual(
            BackOff.pause(history.address, key: "arsip")?.detail.split(separator: ";")[1],
            " asked again by the next run, or at once by 'serap run --refetch' or when its url in the register changes")
    }

    func testAnAnswerOrAPassingFailureEndsIt() {
        for (last, failures) in [("http_503", ["http_404": 3, "http_503": 1]), (nil, [:])] as [(String?, [String: Int])]
        {
            var history = SourceHistory()
            for (day, reason) in ["http_404", "http_404", "http_404", last].enumerated() {
                var one = EarlierCaptures.Known(url: "https://a.example/", source: "a")
                (one.failure, one.at) = (reason, day)
                history.take(one, key: "2023-08-1\(day)")
            }
            XCTAssertNil(BackOff.pause(history.address, key: "2023-08-14"))
            XCTAssertEqual(history.address.failures, failures)
        }
    }
}
