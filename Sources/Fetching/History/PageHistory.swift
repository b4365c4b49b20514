import Records

/// What the captures of earlier keys say of one page that an entry led to: a fold over them in their order.
struct PageHistory: Equatable {
    /// The page as it was last captured.
    struct Captured: Equatable {
        /// The fingerprint of the entry that it was fetched for.
        var entry: String
        var url: String
        /// None after a 304: the whole page is asked for every second time, as a 304 may be untrue.
        var validators: Validators?
    }

    /// Failures in a row.
    struct Failing: Equatable {
        /// Of the last one.
        var reason: String
        /// The fingerprint of the entry that it was tried for last.
        var entry: String
        /// When the first one was met.
        var since: Int
        /// Keys that tried, by the kind of the failure.
        var counts: [PageBackOff.Kind: Int] = [:]

        var kind: PageBackOff.Kind { PageBackOff.kind(reason) }
        /// Keys that tried.
        var count: Int { counts.values.reduce(0, +) }
    }

    private(set) var captured: Captured?
    private(set) var failing: Failing?
    /// The keys that captured it.
    private(set) var visits = 0
    /// The last key that tried.
    private(set) var key = ""
    /// The last key that captured it.
    private(set) var capturedKey = ""

    /// Takes the next capture; nothing where no entry led to it.
    mutating func take(_ one: EarlierCaptures.Known, key: String) {
        guard let entry = one.entry else { return }
        if let reason = one.failure { return failed(reason, entry: entry, at: one.at, key: key) }
        if capturedKey != key { visits += 1 }
        captured = Captured(entry: entry, url: one.url, validators: one.validators)
        failing = nil
        (self.key, capturedKey) = (key, key)
    }

    /// Takes an attempt that failed; those of one key count as one.
    mutating func failed(_ reason: String, entry: String, at: Int, key: String) {
        let isSameKey = self.key == key && failing != nil
        var failing = failing ?? Failing(reason: reason, entry: entry, since: at)
        (failing.reason, failing.entry) = (reason, entry)
        if !isSameKey { failing.counts[failing.kind, default: 0] += 1 }
        self.failing = failing
        self.key = key
    }
}

/// The histories of the pages that a run has to do with.
///
/// Costs a look at each capture of earlier keys (`EarlierCaptures` keeps extracts of them), and memory for the pages asked
/// for alone.
struct PageHistories {
    private var pages: [String: PageHistory] = [:]
    /// The keys that have captures, in order, without the run's own.
    private var keys: [String] = []

    init(_ earlier: EarlierCaptures?, identities: Set<String>) throws {
        guard let earlier else { return }
        for place in earlier.places + (earlier.ownPlace.map { [$0] } ?? []) {
            if place != earlier.ownPlace, keys.last != place.key { keys.append(place.key) }
            for one in try earlier.captures(place).all where one.entry != nil {
                let identity = one.identity
                guard identities.contains(identity) else { continue }
                pages[identity, default: PageHistory()].take(one, key: place.key)
            }
        }
    }

    subscript(identity: String) -> PageHistory? { pages[identity] }

    /// The nights of a run.
    func nights(until key: String) -> PageBackOff.Nights { PageBackOff.Nights(keys: keys, now: key) }
}
