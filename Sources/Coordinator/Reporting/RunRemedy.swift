import Records

/// What another run can do for one that did not end well.
enum RunRemedy: Sendable, Equatable {
    /// It makes what is missing.
    case again
    /// It takes up captures that are lost now, once they are back.
    case bringBack
    /// Nothing: all that is missing was never captured.
    case nothing

    /// Reads a summary; nil for a run that ended well.
    init?(_ summary: JSONObject) {
        guard summary["exit"]?.int != 0 else { return nil }
        guard FailedRuns.isForGood(summary) else {
            self = .again
            return
        }
        let isLost = (summary["failures"]?.array ?? []).contains { $0["state"]?.string == "lost" }
        self = isLost ? .bringBack : .nothing
    }

    /// A line with the command that runs the key again.
    func text(_ command: String) -> String {
        switch self {
        case .again: "to try again only what is missing: \(command)"
        case .bringBack: "once the captures are back: \(command)"
        case .nothing: "nothing is left to try: what was not captured then stays a gap"
        }
    }
}
