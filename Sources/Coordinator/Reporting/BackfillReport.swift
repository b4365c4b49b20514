import Records

/// What became of the days of a range.
struct BackfillReport: Sendable {
    /// A day whose run did not go well.
    struct Failure: Sendable, Equatable {
        var key: String
        var reason: String
        /// Whether nothing can be done about it: what it lacks was never captured, or is lost.
        var isForGood: Bool
        /// Whether its run did not begin, so that no record of it stands under `runs/`.
        var isNotBegun: Bool
    }

    let options: Session.Options
    let from: CivilDay
    let to: CivilDay
    private(set) var good = 0
    private(set) var failures: [Failure] = []
    /// The last run.
    private(set) var last: RunSummary?
    var problems: [String] = []
    var signal: Int32?
    var seconds = 0.0
    private var pipeline = ""

    init(options: Session.Options, from: CivilDay, to: CivilDay) {
        self.options = options
        self.from = from
        self.to = to
    }

    mutating func add(_ outcome: KeySeries.Outcome) {
        if let summary = outcome.summary {
            last = summary
            pipeline = summary.pipeline
        }
        if outcome.isGood {
            good += 1
        } else {
            failures.append(
                Failure(
                    key: outcome.key, reason: outcome.reason ?? "not finished",
                    isForGood: outcome.isForGood,
                    isNotBegun: outcome.summary == nil))
        }
    }

    var exitStatus: Int32 { signal.map { 128 + $0 } ?? (failures.isEmpty && problems.isEmpty ? 0 : 1) }

    private var total: Int { to.number - from.number + 1 }

    /// The report in words.
    var text: String {
        let time = TerminalProgress.duration(seconds)
        var lines = ["\(pipeline) \(from) to \(to): "]
        lines[0] += good == total ? "all \(total) days done in \(time)" : "\(good) of \(total) days done in \(time)"
        if let signal { lines[0] += ", ended by \(signal == 2 ? "Ctrl-C" : "signal \(signal)")" }
        let open = failures.filter { !$0.isForGood }
        lines += open.prefix(50).map { "failed: \($0.key): \($0.reason)" }
        if open.count > 50 { lines.append("and \(open.count - 50) more") }
        let gone = failures.filter(\.isForGood)
        lines += gone.prefix(5).map { "cannot be made good: \($0.key): \($0.reason)" }
        if gone.count > 5 { lines.append("and \(gone.count - 5) more, up to \(gone.last?.key ?? "")") }
        lines += problems.map { "problem: \($0)" }
        if open.contains(where: { !$0.isNotBegun }) { lines.append("to try again only what failed: \(retryCommand)") }
        if signal != nil || open.contains(where: \.isNotBegun) {
            lines.append("to go on with all that is not there: \(command)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The report for other programs.
    var json: JSONObject {
        [
            "backfill": 1, "pipeline": .string(pipeline), "from": .string(from.description),
            "to": .string(to.description), "days": .int(total), "done": .int(good), "exit": .int(Int(exitStatus)),
            "signal": signal.map { .int(Int($0)) } ?? .null,
            "failures": .array(
                failures.map {
                    ["key": .string($0.key), "reason": .string($0.reason), "for_good": .bool($0.isForGood)]
                }), "last_run": last.map { .string($0.run) } ?? .null, "problems": .strings(problems),
            "retry": .string(retryCommand),
        ]
    }

    private var retryCommand: String { options.command("run", ["--retry-failed"]) }

    private var command: String {
        options.command("backfill", ["--from", from.description, "--to", to.description])
    }
}
