import Records

/// The end of a run in plain words, for the terminal.
enum RunWords {
    static func text(_ summary: RunSummary) -> String {
        var lines = [headline(summary)]
        let groups = FailureGroup.groups(of: summary.failures)
        for group in groups.prefix(20) { lines += failure(group) }
        let rest = groups.dropFirst(20).reduce(0) { $0 + 1 + $1.others.count }
        if rest > 0 { lines.append("and \(rest) more; all of them are in runs/\(summary.run)/summary.json") }
        for damage in summary.damage { lines.append("input damaged: \(damage)") }
        for task in summary.incomplete {
            lines.append("incomplete: \(task.task) was made without \(list(task.missing, limit: 5))")
        }
        for loss in summary.acceptedLosses { lines.append("accepted loss: \(loss.task): \(loss.reason)") }
        for problem in summary.problems { lines.append("problem: \(problem)") }
        for warning in summary.warnings { lines.append("warning: \(warning.text)") }
        for move in summary.moves { lines.append("moved for good: \(move); change the register of sources") }
        for note in summary.notes { lines.append("note: \(note)") }
        lines += rejected(summary)
        let unaudited = summary.stages.filter { !$0.audited }.map(\.stage)
        if !unaudited.isEmpty { lines.append(self.unaudited(unaudited)) }
        for edition in summary.delivered {
            lines.append("\(edition.isNew ? "delivered" : "unchanged"): \(summary.relative(edition.path))")
        }
        if let remedy = RunRemedy(summary.json) { lines.append(remedy.text(summary.retryCommand)) }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func headline(_ summary: RunSummary) -> String {
        let seconds = summary.finished.seconds - summary.started.seconds
        let head =
            if let signal = summary.signal {
                "ended by \(signal == 2 ? "Ctrl-C" : "signal \(signal)")"
            } else if summary
                .exitStatus == 0
            { "done" } else { "not all done" }
        var parts = ["\(summary.made) made", "\(summary.fresh) up to date"]
        if summary.linked > 0 { parts.append("\(summary.linked) linked") }
        let states = summary.stages.reduce(into: [String: Int]()) { $0.merge($1.states, uniquingKeysWith: +) }
        for (state, word) in [
            ("failed", "failed"), ("blocked", "not run"), ("gap", "gap"), ("lost", "lost"),
            ("interrupted", "not finished"),
        ] {
            if let number = states[state] { parts.append(word == "gap" ? count(number, word) : "\(number) \(word)") }
        }
        return "\(summary.pipeline) \(summary.key): \(head) in \(TerminalProgress.duration(Double(seconds))): "
            + parts.joined(separator: ", ")
    }

    /// One task that failed.
    static func failure(_ failure: RunSummary.Failure) -> [String] { self.failure(FailureGroup(first: failure)) }

    /// Tasks that failed in the same way.
    private static func failure(_ group: FailureGroup) -> [String] {
        let failure = group.first
        let attempts = failure.attempts > 1 ? " after \(failure.attempts) attempts" : ""
        let word = ["blocked": "not run", "interrupted": "not finished"][failure.state] ?? failure.state
        var lines = ["\(word): \(failure.task)\(attempts): \(failure.reason)"]
        lines += failure.lastLines.map { "    \($0)" }
        if failure.state == "failed", let log = failure.log {
            lines.append("    log: \(log)\(failure.lastLines.isEmpty ? " (empty)" : "")")
        }
        if let again = failure.again { lines.append("    again: \(again)") }
        if let accept = failure.accept { lines.append("    if they are gone for good: \(accept)") }
        if !group.others.isEmpty {
            let more = count(group.others.count, "more task")
            lines.append("    and \(more) the same way: \(list(group.others, limit: 5))")
        }
        return lines
    }

    private static func rejected(_ summary: RunSummary) -> [String] {
        summary.stages.flatMap { stage in
            [("rejected by", stage.counts.rejected), ("parts rejected by", stage.counts.partsRejected)].compactMap {
                words, counts in
                counts.isEmpty ? nil : "\(words) \(stage.stage): " + reasons(counts).joined(separator: ", ")
            }
        }
    }

    /// `3 bad_row`, the most frequent first.
    static func reasons(_ counts: [String: Int]) -> [String] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    }

    /// Stages or partitions of which nobody knows that nothing disappeared.
    static func unaudited(_ names: [String]) -> String {
        "not audited, as no _meta/stats.json says what became of each record: \(list(names, limit: 10))"
    }

    /// `1 task`, `2 tasks`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    static func list(_ names: [String], limit: Int) -> String {
        names.count <= limit
            ? names.joined(separator: ", ")
            : names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
    }
}
