import Records

/// How seldom a source is asked that keeps failing: by the kind of its failure, and never not at all.
///
/// Nights are counted in the days of keys where both keys are dates, else in runs.
public enum BackOff {
    /// The reason of a capture of a source that was not asked.
    static let reason = FetchFailure.Code.backingOff.rawValue

    /// How long a failure is likely to last.
    enum Kind: Equatable {
        /// The address is wrong or gone: somebody has to mend it.
        case gone
        /// The source answers, and not to us, or not in a way that can be trusted.
        case refused
        /// It may be over tomorrow.
        case passing
    }

    /// The kind of a failure by its reason.
    static func kind(_ reason: String) -> Kind {
        switch reason {
        case "http_404", "http_410", "dns", "bad_url", "credentials_in_url", "url_too_long", "bad_redirect",
            "redirect_ring", "too_many_redirects", "private_address":
            .gone
        case "http_401", "http_402", "http_403", "http_407", "http_451", "tls", "tls_name", "tls_expired",
            "tls_unknown_ca":
            .refused
        default: .passing
        }
    }

    /// Nights from one attempt to the next, after so many in a row that failed for reasons that last.
    static func interval(_ reason: String, failed: Int) -> Int {
        guard failed >= 3 else { return 1 }
        switch kind(reason) {
        case .gone: return failed == 3 ? 2 : failed == 4 ? 4 : 7
        case .refused: return failed < 6 ? 2 : 4
        case .passing: return 1
        }
    }

    /// Why a source is not asked, and until when.
    public struct Pause: Sendable, Equatable {
        /// Of the last failure.
        var reason: String
        /// When the first failure in a row was met.
        var since: Instant
        /// Nights in a row on which it was asked and failed; fewer than have passed.
        var failed: Int
        /// When it is asked again.
        var next: Next

        enum Next: Sendable, Equatable {
            case key(CivilDay)
            case runs(Int)

            /// As messages say it.
            var text: String {
                switch self {
                case .key(let day): "for the key \(day)"
                case .runs(let count): count == 1 ? "by the next run" : "in \(count) runs"
                }
            }
        }

        /// One line with the way out.
        var detail: String {
            "\(reason) since \(since), asked \(failed) times in vain; asked again \(next.text), "
                + "or at once by 'serap run --refetch' or when its url in the register changes"
        }
    }

    /// The pause that a source has in a run of this key; nil where it is asked.
    static func pause(_ address: AddressHistory, key: String) -> Pause? {
        guard let reason = address.lastFailure, let since = address.failingSince else { return nil }
        let interval = interval(reason, failed: address.lasting)
        guard interval > 1 else { return nil }
        let next: Pause.Next
        if let tried = CivilDay(address.triedKey), let today = CivilDay(key) {
            let day = tried.adding(interval)
            guard today < day else { return nil }
            next = .key(day)
        } else {
            let left = interval - address.skipped - 1
            guard left > 0 else { return nil }
            next = .runs(left)
        }
        return Pause(reason: reason, since: Instant(seconds: since), failed: address.lasting, next: next)
    }
}
