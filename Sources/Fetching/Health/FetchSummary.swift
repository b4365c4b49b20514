import Records
import StageKit

/// What a run came to, in one line for whoever runs it by hand: a source that fails never fails the task, so the exit
/// status says nothing of it.
///
/// `53 sources: 12 with something new, 4 unchanged, 2 silent, 32 failed (dns 20, http_404 12), 3 not asked; 120 captures`
struct FetchSummary: CustomStringConvertible {
    private var states: [SourceHealth.State: Int] = [:]
    private var failures: [String: Int] = [:]
    private var notAsked = 0
    /// Requests that failed of sources that gave something all the same, such as pages.
    private var failedParts: [String: Int] = [:]
    private let captures: Int
    private let rejected: [String: Int]

    init(_ account: StageAccount) {
        captures = account.output
        rejected = account.rejected
        for row in account.health {
            guard let state = row["state"]?.string.flatMap({ SourceHealth.State(rawValue: $0) }) else { continue }
            let reason = row["reason"]?.string ?? ""
            if reason == BackOff.reason {
                notAsked += 1
                continue
            }
            states[state, default: 0] += 1
            if state == .failed {
                failures[reason, default: 0] += 1
            } else if row["failed"] != nil {
                for (reason, count) in row["failures"]?.object ?? [:] {
                    failedParts[reason, default: 0] += count.int ?? 0
                }
            }
        }
    }

    var description: String {
        let known = states.filter { $0.key != .unclaimed }.values.reduce(notAsked, +)
        var outcomes: [String] = []
        func add(_ count: Int, _ what: String) { if count > 0 { outcomes.append("\(count) \(what)") } }
        add(states[.ok] ?? 0, "with something new")
        add(states[.unchanged] ?? 0, "unchanged")
        add(states[.silent] ?? 0, "silent")
        add(states[.failed] ?? 0, "failed (\(Self.counts(failures)))")
        add(notAsked, "not asked")
        var parts = [Self.plural(known, "source") + (outcomes.isEmpty ? "" : ": \(outcomes.joined(separator: ", "))")]
        if let files = states[.unclaimed] { parts.append("\(Self.plural(files, "file")) without a source") }
        if !failedParts.isEmpty { parts.append("of their pages failed \(Self.counts(failedParts))") }
        if !rejected.isEmpty { parts.append("refused \(Self.counts(rejected))") }
        parts.append(Self.plural(captures, "capture"))
        return parts.joined(separator: "; ")
    }

    /// By reason, the most frequent first, of equal ones by name.
    private static func counts(_ reasons: [String: Int]) -> String {
        reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
            .joined(separator: ", ")
    }

    private static func plural(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
}
