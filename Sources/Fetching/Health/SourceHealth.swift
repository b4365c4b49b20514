import Records

/// How a source is, as far as this run can tell: one row in the account's `health`, for the report and the run's page.
///
/// Times are those of captures, so that the same captures give the same row.
struct SourceHealth: Equatable {
    enum State: String {
        /// It gave something.
        case ok
        /// It gave nothing that can be read, or no list where one should be, or was not asked because it keeps failing.
        case failed
        /// It answered, and its list is empty, or nothing new came for three usual gaps, or no file of it ever came.
        case silent
        /// It gave nothing new, which is usual.
        case unchanged
        /// A file that no source of the register takes.
        case unclaimed
    }

    var source: String
    var name: String
    var state: State
    /// A `HealthReason`, or that of a failure.
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

    /// Takes when the source gave something new, and whether that is long ago at a moment.
    mutating func take(_ news: NewsRhythm, at moment: Int) {
        lastNew = news.last(at: moment).map { Instant(seconds: $0) }
        usualGap = news.usual(at: moment)
        silentSince = news.silence(at: moment).map { Instant(seconds: $0) }
    }

    /// Puts the source in a state, for one of the reasons that are no failure to fetch.
    mutating func become(_ state: State, _ reason: HealthReason?) {
        (self.state, self.reason) = (state, reason?.rawValue)
    }

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
