import Records

/// What became of one task in one run.
struct TaskOutcome: Sendable {
    enum State: String, Sendable {
        /// Made in this run.
        case made
        /// Was there and up to date.
        case fresh
        /// Was in the generation before, made of just the same: the same files under a second name.
        case linked
        /// Ran and failed.
        case failed
        /// Did not run, as nothing that it reads is there.
        case blocked
        /// A capture that nobody made while it could be made.
        case gap
        /// A capture that was there once.
        case lost
        /// The run was ended before it could start or finish.
        case interrupted

        /// Whether the partition is there to be read.
        var isPublished: Bool { self == .made || self == .fresh || self == .linked }

        /// The word for accounts, which must not tell one run from another.
        var lasting: String { isPublished ? "published" : self == .interrupted ? "missing" : rawValue }
    }

    var state: State
    /// Why it failed or did not run, in one line.
    var reason: String?
    /// The log of the last attempt, below the root.
    var log: String?
    /// The log's last lines; for the terminal alone, as logs may hold personal data.
    var lastLines: [String] = []
    var attempts = 0
    /// Whether what is missing can never be made: a gap, or what would be made of nothing but gaps.
    var isForGood = false
    /// Inputs that were found damaged after it had failed.
    var damaged: [DamagedInput] = []
    /// What the failed attempt was made of.
    var receiptKey = ""
}
