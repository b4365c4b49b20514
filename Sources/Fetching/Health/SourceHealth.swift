import Records

/// How a source is, as far as this run can tell: one row in the account's `health`, for the report and the run's page.
///
/// Times are those of captures, so that the same captures give the same row.
struct SourceHealth: Equatable {
    enum State: String {
        /// It gave something.
        case ok
        /// It gave nothing that can be read, or was not asked because it keeps failing.
        case failed
        /// It answered, and its list is empty, or nothing new came for three usual gaps, or no file of it came.
        case silent
        /// It gave nothing new, which is usual.
        case unchanged
        /// A file that no source of the register takes.
        case unclaimed
    }

    var source: String
    var name: String
    var state: State
    var reason: String?
    /// What an operator should know beside the reason.
    var detail: String?
    var status: Int?
    /// Entries of a feed, files of an inbox, pages of a site.
    var entries: Int?
    /// Of several attempts, those that failed.
    var failed: Int?
    /// When it last gave something new.
    var lastNew: Instant?
    /// The seconds that usually pass between two such moments.
    var usualGap: Int?
    /// Since when nothing new has come, where that is long.
    var silentSince: Instant?
    /// Failures by reason: nights in a row of a source, pages of a site.
    var failures: [String: Int] = [:]
    /// When the first failure in a row was met.
    var failingSince: Instant?
    /// The key for which a source is asked again that was not asked; how many runs it is until then where keys are no dates.
    var next: BackOff.Pause.Next?
    /// Where its URL has moved for good.
    var movedTo: String?
    /// It answers 304 where it has something new.
    var isUntrue = false

    var json: JSONObject {
        var object: JSONObject = ["source": .string(source), "name": .string(name), "state": .string(state.rawValue)]
        if let reason { object["reason"] = .string(reason) }
        if let detail { object["detail"] = .string(detail) }
        if let status { object["status"] = .int(status) }
        if let entries { object["entries"] = .int(entries) }
        if let failed, failed > 0 { object["failed"] = .int(failed) }
        if let lastNew { object["last_new"] = .string(lastNew.description) }
        // In whole hours, and never none.
        if let usualGap { object["usual_gap"] = .int(max(1, (usualGap + 1800) / 3600)) }
        if let silentSince { object["silent_since"] = .string(silentSince.description) }
        if !failures.isEmpty {
            object["failures"] = .object(
                JSONObject(failures.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
        }
        if let failingSince { object["failing_since"] = .string(failingSince.description) }
        switch next {
        case .key(let day)?: object["next_key"] = .string(day.description)
        case .runs(let count)?: object["next_runs"] = .int(count)
        case nil: break
        }
        if let movedTo { object["moved_to"] = .string(movedTo) }
        if isUntrue { object["false_304"] = true }
        return object
    }
}

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
            let reason = counts.reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
            return SourceHealth(
                source: code, name: register[code]?.name ?? code, state: counts.good > 0 ? .ok : .failed,
                reason: reason, detail: counts.note, entries: counts.good, failed: counts.failed,
                failures: counts.reasons)
        }
    }
}
