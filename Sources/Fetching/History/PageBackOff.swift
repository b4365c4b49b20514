import Records

/// When a page that an entry led to is asked for again: after it failed by the kind of the failure, and after its entry
/// changed by how often it was captured.
///
/// Told from captures and keys alone, so that a run that is repeated comes to the same.
enum PageBackOff {
    /// The reason of a page that failed and is not asked yet.
    static let failedReason = BackOff.reason
    /// The reason of a page that failed too often.
    static let givenUpReason = "given_up"
    /// The reason of a page that was captured often, and is not asked yet for its entry of today.
    static let changedReason = "too_soon"

    /// How long a failure is likely to last.
    enum Kind: Hashable, CaseIterable {
        /// The page is not there.
        case gone
        /// The host answers, and not to us, or cannot be trusted.
        case refused
        /// What it answers cannot be taken.
        case unusable
        /// It may be over tomorrow.
        case passing

        /// Nights from the first failure to the second attempt, from the second to the third, and so on; after one
        /// failure more the page is given up.
        var gaps: [Int] {
            switch self {
            case .gone: [1, 3, 7]
            case .refused: [2, 4, 7, 14]
            case .unusable: [2, 7]
            case .passing: [1, 1, 2, 4, 7, 7, 7]
            }
        }
    }

    /// The kind of a failure by its reason.
    static func kind(_ reason: String) -> Kind {
        switch reason {
        case "http_404", "http_410", "not_recorded": .gone
        // "Request timeout", "too early", "too many requests".
        case "http_408", "http_425", "http_429": .passing
        case "robots", "private_address", "tls", "tls_name", "tls_expired", "tls_unknown_ca": .refused
        case _ where reason.hasPrefix("http_4"): .refused
        case "bad_url", "url_too_long", "credentials_in_url", "bad_redirect", "redirect_ring", "too_many_redirects",
            "too_large", "too_large_unpacked", "too_many_headers", "headers_too_large", "header_line_too_long",
            "too_many_interim", "bad_header", "bad_encoding", "not_http", "empty_body", "partial_body":
            .unusable
        default: .passing
        }
    }

    /// Nights from one capture of a page to the next where its entry changes every night, after so many.
    static func gap(visits: Int) -> Int {
        let gaps = [1, 1, 2, 4, 8, 16]
        return visits <= gaps.count ? gaps[max(visits, 1) - 1] : longest
    }

    /// The longest gap, and that of a page which was given up and whose entry has changed.
    static let longest = 30

    /// How many nights have passed: days where both keys are dates, else runs.
    struct Nights {
        /// The keys that have captures, in order, without this run's.
        var keys: [String]
        /// This run's.
        var now: String

        func passed(since key: String) -> Int {
            if let then = CivilDay(key), let today = CivilDay(now) { return today.number - then.number }
            return key == now ? 0 : keys.reversed().prefix { $0 > key }.count + 1
        }

        /// When so many nights have passed.
        func next(_ gap: Int, since key: String) -> BackOff.Pause.Next {
            if let then = CivilDay(key), CivilDay(now) != nil { return .key(then.adding(gap)) }
            return .runs(gap - passed(since: key))
        }
    }

    /// What is to be done with a page.
    enum Verdict: Equatable {
        /// It was never tried.
        case new
        /// It is captured for one of the entries that lead to it.
        case captured
        /// It is asked for again; so many nights ago it could have been.
        case due(Int)
        /// It is not asked for yet.
        case waits(reason: String, detail: String)
        /// It is not asked for any more.
        case givenUp(detail: String)
    }

    /// What is to be done with a page that entries with these fingerprints lead to; a run that adds to a key asks for what
    /// failed at once, as somebody wants to know now.
    static func verdict(_ history: PageHistory?, entries: Set<String>, nights: Nights, adds: Bool) -> Verdict {
        guard let history else { return .new }
        if let captured = history.captured, entries.contains(captured.entry) { return .captured }
        let passed = nights.passed(since: history.key)
        if let failing = history.failing {
            guard !adds else { return .due(0) }
            if failing.isSpent, entries.contains(failing.entry) { return .givenUp(detail: failing.givenUp) }
            let gap = failing.gap
            guard passed < gap else { return .due(passed - gap) }
            return .waits(reason: failedReason, detail: failing.waits(nights.next(gap, since: history.key)))
        }
        let gap = gap(visits: history.visits)
        guard passed < gap, !adds else { return .due(max(0, passed - gap)) }
        return .waits(
            reason: changedReason,
            detail: "date or title of its entry change again and again: captured for \(history.visits) keys, the last "
                + "\(history.capturedKey); asked again \(nights.next(gap, since: history.key).text)")
    }
}

extension PageHistory.Failing {
    /// Whether it is given up until its entry changes.
    var isSpent: Bool { counts[kind, default: 0] > kind.gaps.count }

    /// Nights until the next attempt.
    fileprivate var gap: Int {
        isSpent ? PageBackOff.longest : kind.gaps[max(counts[kind, default: 0], 1) - 1]
    }

    private var told: String {
        "\(reason) since \(Instant(seconds: since)), tried for \(count) \(count == 1 ? "key" : "keys") in vain"
    }

    /// Why it is not asked for any more; one line with the way out.
    var givenUp: String {
        "\(told); given up: asked again when date or title of its entry change, or by 'serap run --refetch'"
    }

    fileprivate func waits(_ next: BackOff.Pause.Next) -> String {
        "\(told); asked again \(next.text), or at once by 'serap run --refetch'"
    }
}
