import Records

/// What one task upstream did, as the coordinator tells it in `accounts.jsonl`.
struct TaskAccount: Equatable {
    var stage: String
    var partition: String
    var state: String
    var input: Int?
    var used: Int?
    var output: Int
    var merged: Int
    /// Records refused, by reason.
    var rejected: [String: Int]
    /// Parts refused inside records that were used, by reason.
    var partsRejected: [String: Int]
    var missing: [String]
    var otherRules: [String]
    var health: [SourceState]

    /// Nobody checked that nothing disappeared in it.
    var audited: Bool { used != nil }

    /// Whether the task gave what it should have.
    var complete: Bool { missing.isEmpty && state == "published" }

    init?(_ record: Record) {
        guard let stage = record.string("stage") else { return nil }
        self.stage = stage
        partition = record.string("partition") ?? ""
        state = record.string("state") ?? ""
        let counts = record["counts"]
        func count(_ name: String) -> Int? { (counts?[name] ?? record[name])?.int }
        input = count("in")
        used = count("used")
        output = count("out") ?? 0
        merged = count("merged") ?? 0
        func reasons(_ name: String) -> [String: Int] {
            var result: [String: Int] = [:]
            for (reason, value) in (counts?[name] ?? record[name])?.object ?? [:] { result[reason] = value.int ?? 0 }
            return result
        }
        rejected = reasons("rejected")
        partsRejected = reasons("part_rejected")
        func texts(_ name: String) -> [String] {
            (record[name]?.array ?? []).map { $0.string ?? $0.text }
        }
        missing = texts("missing")
        otherRules = texts("other_rules")
        health = (record["health"]?.array ?? []).compactMap { SourceState($0, stage: stage) }
    }
}

/// How a source was in one task.
struct SourceState: Equatable {
    var stage: String
    var source: String
    var name: String
    var state: String
    var reason: String?
    var status: Int?
    var entries: Int?
    var failed: Int?
    /// When it last gave something new.
    var lastNew: Instant?
    /// The hours that usually pass between two such moments.
    var usualGap: Int?
    /// Since when nothing new has come, where that is long.
    var silentSince: Instant?
    /// Failures by reason.
    var failures: [String: Int]
    /// The key for which it is asked again, where it was not asked.
    var nextKey: String?
    /// Where its address has moved for good.
    var movedTo: String?

    init?(_ value: JSONValue, stage: String) {
        guard let source = value["source"]?.string, let state = value["state"]?.string else { return nil }
        self.stage = stage
        self.source = source
        self.state = state
        name = value["name"]?.string ?? source
        reason = value["reason"]?.string
        status = value["status"]?.int
        entries = value["entries"]?.int
        failed = value["failed"]?.int
        lastNew = value["last_new"]?.string.flatMap { Instant($0) }
        usualGap = value["usual_gap"]?.int
        silentSince = value["silent_since"]?.string.flatMap { Instant($0) }
        failures = [:]
        for (reason, count) in value["failures"]?.object ?? [:] { failures[reason] = count.int }
        nextKey = value["next_key"]?.string
        movedTo = value["moved_to"]?.string
    }

    /// Whether it has fallen silent; an inbox to which no file ever came has not.
    var isSilent: Bool { state == "silent" && reason != "no_file" }

    /// Whether it says anything of a source over time, and not only of the pages of a night.
    var isOverTime: Bool { lastNew != nil || movedTo != nil || !failures.isEmpty && entries == nil }

    /// Whether an officer should look at it.
    var needsCare: Bool { !["ok", "unchanged"].contains(state) || (failed ?? 0) > 0 }
}
