import Records
import XCTest

@testable import Fetching

final class PageBackOffTests: XCTestCase {
    private let start = CivilDay("2023-08-15")!

    private func known(_ entry: String, failure: String? = nil) -> EarlierCaptures.Known {
        EarlierCaptures.Known(
            url: "https://a.example/", source: "a", entry: entry, failure: failure, at: 1_692_115_200)
    }

    /// The nights, counted from the first one, that ask for a page whose entry and answer of each night are given.
    private func asked(
        nights: Int, entry: (Int) -> String = { _ in "e" }, answer: (Int) -> String?
    ) -> (nights: [Int], last: PageBackOff.Verdict) {
        var history: PageHistory?
        var asked: [Int] = []
        var last = PageBackOff.Verdict.new
        for night in 0..<nights {
            let key = "\(start.adding(night))"
            last = PageBackOff.verdict(
                history, entries: [entry(night)], nights: PageBackOff.Nights(keys: [], now: key), adds: false)
            switch last {
            case .new, .due:
                asked.append(night)
                history = history ?? PageHistory()
                history?.take(known(entry(night), failure: answer(night)), key: key)
            case .captured, .waits, .givenUp: break
            }
        }
        return (asked, last)
    }

    func testEachKindHasItsGapsAndIsGivenUp() {
        for (reason, nights) in [
            ("http_404", [0, 1, 4, 11]), ("http_410", [0, 1, 4, 11]), ("http_403", [0, 2, 6, 13, 27]),
            ("robots", [0, 2, 6, 13, 27]), ("tls_expired", [0, 2, 6, 13, 27]), ("http_400", [0, 2, 6, 13, 27]),
            ("too_large_unpacked", [0, 2, 9]), ("redirect_ring", [0, 2, 9]),
            ("http_503", [0, 1, 2, 4, 8, 15, 22, 29]), ("timeout", [0, 1, 2, 4, 8, 15, 22, 29]),
            ("http_429", [0, 1, 2, 4, 8, 15, 22, 29]), ("dns", [0, 1, 2, 4, 8, 15, 22, 29]),
            ("host_backing_off", [0, 1, 2, 4, 8, 15, 22, 29]),
        ] {
            XCTAssertEqual(asked(nights: 400) { _ in reason }.nights, nights, reason)
        }
    }

    func testAFailureThatChangesItsKindEndsAllTheSame() {
        let nights = asked(nights: 400) { $0 % 2 == 0 ? "http_404" : "http_503" }.nights
        XCTAssertLessThanOrEqual(nights.count, 12)
        XCTAssertEqual(nights.prefix(3), [0, 1, 2])
    }

    func testAnAnswerEndsTheFailures() {
        let (nights, last) = asked(nights: 10) { $0 == 1 ? nil : "http_404" }
        XCTAssertEqual(nights, [0, 1])
        XCTAssertEqual(last, .captured)
    }

    func testAnEntryThatChangesEachNightIsFollowedLessAndLess() {
        XCTAssertEqual(
            asked(nights: 130, entry: { "e\($0)" }) { _ in nil }.nights, [0, 1, 2, 4, 8, 16, 32, 62, 92, 122])
        // A page that is gone, under an entry that changes each night.
        XCTAssertEqual(
            asked(nights: 100, entry: { "e\($0)" }) { _ in "http_404" }.nights, [0, 1, 4, 11, 41, 71])
    }

    func testSaysWhyAPageWaits() {
        XCTAssertEqual(
            asked(nights: 3) { _ in "http_403" }.last, .due(0), "the third night is the second attempt")
        XCTAssertEqual(
            asked(nights: 2) { _ in "http_403" }.last,
            .waits(
                reason: "backing_off",
                detail: "http_403 since 2023-08-15T16:00:00Z, tried for 1 key in vain; asked again for the key "
                    + "2023-08-17, or at once by 'serap run --refetch'"))
        XCTAssertEqual(
            asked(nights: 13) { _ in "http_404" }.last,
            .givenUp(
                detail:
                    "http_404 since 2023-08-15T16:00:00Z, tried for 4 keys in vain; given up: asked again when date "
                    + "or title of its entry change, or by 'serap run --refetch'"))
        XCTAssertEqual(
            asked(nights: 4, entry: { "e\($0)" }) { _ in nil }.last,
            .waits(
                reason: "too_soon",
                detail: "date or title of its entry change again and again: captured for 3 keys, the last 2023-08-17; "
                    + "asked again for the key 2023-08-19"))
    }

    func testWhereKeysAreNamesRunsAreCounted() {
        var history = PageHistory()
        history.take(known("e", failure: "http_403"), key: "b")
        func verdict(_ keys: [String], _ now: String, adds: Bool = false) -> PageBackOff.Verdict {
            PageBackOff.verdict(
                history, entries: ["e"], nights: PageBackOff.Nights(keys: keys, now: now), adds: adds)
        }
        XCTAssertEqual(
            verdict(["a", "b"], "c"),
            .waits(
                reason: "backing_off",
                detail:
                    "http_403 since 2023-08-15T16:00:00Z, tried for 1 key in vain; asked again by the next run, or at "
                    + "once by 'serap run --refetch'"))
        XCTAssertEqual(verdict(["a", "b", "c"], "d"), .due(0))
        XCTAssertEqual(verdict(["a", "b", "c", "d"], "e"), .due(1))
        XCTAssertEqual(verdict(["a"], "b", adds: true), .due(0), "somebody wants to know now")
    }

    func testANightCountsOnce() {
        var once = PageHistory()
        once.take(known("e", failure: "http_404"), key: "2023-08-15")
        var twice = once
        twice.take(known("e", failure: "http_404"), key: "2023-08-15")
        XCTAssertEqual(once, twice)
        once.take(known("e"), key: "2023-08-16")
        twice = once
        twice.take(known("e"), key: "2023-08-16")
        XCTAssertEqual(once, twice)
        XCTAssertEqual(once.visits, 1)
        XCTAssertNil(once.failing)
    }
}
