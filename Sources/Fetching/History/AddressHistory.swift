import Records

/// What the captures say of a source's URL; forgotten when the source gets another.
struct AddressHistory: Equatable {
    /// After so many 304s in a row the whole body is asked for, to see whether they are true.
    static let trusted = 6
    /// And after so many days of keys.
    static let trustedDays = 7

    /// The URL as the register had it.
    var url: String
    /// The key for which it was last asked.
    var triedKey = ""
    /// The last status.
    var status: Int?
    /// Of the last 200.
    var validators: Validators?
    /// The digest of the last body.
    var sha256: String?
    /// How many entries the last body listed; nil where it is no list.
    var entries: Int?
    /// The key of the last body.
    var bodyKey = ""
    /// How many 304s came since.
    var unmodified = 0
    /// It said 304 where it had another body.
    var isUntrue = false
    /// Where a chain of permanent redirects leads.
    var movedTo: String?
    /// Nights in a row that failed, by reason.
    var failures: [String: Int] = [:]
    /// The reason of the last failure in a row.
    var lastFailure: String?
    /// When the first failure in a row was met.
    var failingSince: Int?
    /// Nights in a row that failed for reasons that last.
    var lasting = 0
    /// Runs that did not ask it, since the last that did.
    var skipped = 0

    init(url: String) { self.url = url }

    /// What to ask the source with; nil where the whole body is wanted.
    ///
    /// A list without entries, and what is no list although it should be one, is asked for whole each time: a 304 would
    /// let it pass for a source that is well.
    func validators(isList: Bool) -> Validators? {
        guard !isUntrue, !isList || (entries ?? 0) > 0 else { return nil }
        return validators
    }

    /// Whether a 304 must be held against the whole body.
    func mustBeChecked(key: String) -> Bool {
        if unmodified >= Self.trusted { return true }
        guard let body = CivilDay(bodyKey), let today = CivilDay(key) else { return false }
        return today.number - body.number >= Self.trustedDays
    }

    /// Takes an attempt that gave an answer.
    mutating func answered(_ one: EarlierCaptures.Known, key: String) {
        triedKey = key
        status = one.status
        movedTo = one.movedTo
        failures = [:]
        (lastFailure, failingSince, lasting, skipped) = (nil, nil, 0, 0)
        if one.status == 304 { return unmodified += 1 }
        // The server had just answered 304 for the body of before.
        if one.isChecked, one.sha256 != sha256 { isUntrue = true }
        validators = Validators(url: one.finalURL ?? one.url, etag: one.etag, lastModified: one.lastModified)
        sha256 = one.sha256
        entries = one.marks?.count
        bodyKey = key
        unmodified = 0
    }

    /// Takes an attempt that failed, or was not made.
    mutating func failed(_ reason: String, _ one: EarlierCaptures.Known, key: String) {
        if reason == BackOff.reason { return skipped += 1 }
        // A night counts once, however often it was tried again.
        let isSameNight = triedKey == key && failingSince != nil
        if !isSameNight {
            failures[reason, default: 0] += 1
            lasting = BackOff.kind(reason) == .passing ? 0 : lasting + 1
        }
        (triedKey, status, skipped, lastFailure) = (key, one.status, 0, reason)
        failingSince = failingSince ?? one.at
    }
}
