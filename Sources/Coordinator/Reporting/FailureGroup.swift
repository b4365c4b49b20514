/// Tasks that failed in the same way: one is told in full, the others by their names.
struct FailureGroup: Sendable, Equatable {
    let first: RunSummary.Failure
    /// `stage/partition` of the others, in order.
    private(set) var others: [String] = []

    private struct Way: Hashable {
        let state: String
        let reason: String
        let attempts: Int
        let lastLines: [String]
    }

    init(first: RunSummary.Failure) { self.first = first }

    /// Groups by state, reason and the log's last lines, in the order of the first of each.
    static func groups(of failures: [RunSummary.Failure]) -> [FailureGroup] {
        var groups: [FailureGroup] = []
        var position: [Way: Int] = [:]
        for failure in failures {
            let way = Way(
                state: failure.state, reason: failure.reason, attempts: failure.attempts, lastLines: failure.lastLines)
            if let known = position[way] {
                groups[known].others.append(failure.task)
            } else {
                position[way] = groups.count
                groups.append(FailureGroup(first: failure))
            }
        }
        return groups
    }
}
