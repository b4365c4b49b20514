import Records

/// The attempts of several sources, counted into one row each.
struct HealthTally {
    private struct Counts {
        var good = 0
        var failed = 0
        var reasons: [String: Int] = [:]
        /// The first thing that an operator should know.
        var note: String?
    }

    private var counts: [String: Counts] = [:]

    /// Counts one attempt.
    mutating func add(_ source: String, failure: FetchFailure?, note: String? = nil) {
        let note = note ?? failure.flatMap { $0.needsDetail ? $0.detail : nil }
        counts[source, default: Counts()].note = counts[source]?.note ?? note
        if let failure {
            counts[source, default: Counts()].failed += 1
            counts[source, default: Counts()].reasons[failure.reason, default: 0] += 1
        } else {
            counts[source, default: Counts()].good += 1
        }
    }

    /// A row for each source met, in the register's order; the reason is the most frequent one.
    func rows(_ register: SourceRegister) -> [SourceHealth] {
        register.sorted(counts.keys).compactMap { code in
            guard let counts = counts[code] else { return nil }
            return SourceHealth(
                source: code, name: register[code]?.name ?? code, state: counts.good > 0 ? .ok : .failed,
                reason: counts.reasons.mostFrequent, detail: counts.note, entries: counts.good, failed: counts.failed,
                failures: counts.reasons)
        }
    }
}

extension [String: Int] {
    /// The most frequent reason, of equal ones the first by name.
    var mostFrequent: String? { self.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
}
