import Records

/// What a reprocess came to.
struct ReprocessSummary: Sendable {
    enum End: Sendable {
        /// The next generation is not whole, or was not reached: `current` is as it was.
        case unfinished
        /// The current generation is what today's rules make of it.
        case nothingChanges
        /// The next generation is the current one.
        case switched
    }

    struct Failure: Sendable, Equatable {
        /// Nil for what concerns all keys.
        var key: String?
        var what: String
        var log: String?

        var text: String { (key.map { "\($0) " } ?? "") + what }
    }

    let pipeline: String
    /// The generation that was current, and the one that was built.
    let from: String
    let to: String
    let options: Session.Options
    var end = End.unfinished
    var keys = 0
    /// Tasks that ran, that were taken from the generation before, and that an earlier reprocess had left.
    var made = 0
    var linked = 0
    var fresh = 0
    var failures: [Failure] = []
    /// What nobody captured and is done without, as `key task`.
    var gaps: [String] = []
    /// Editions that are new.
    var delivered: [String] = []
    var signal: Int32?

    init(pipeline: String, from: String, to: String, options: Session.Options) {
        self.pipeline = pipeline
        self.from = from
        self.to = to
        self.options = options
    }

    /// Whether nothing stands in the way of the switch.
    var isGood: Bool { failures.isEmpty && signal == nil }

    /// 0 done or nothing to do, 1 something failed, 128 and the signal where one ended it.
    var exitStatus: Int32 { signal.map { 128 + $0 } ?? (failures.isEmpty ? 0 : 1) }

    /// Adds what the run of one key did; what was there already counts in the first pass, where the stages whose
    /// partitions are captures are given.
    mutating func add(_ run: RunSummary, captures: Set<String>?) {
        made += run.made
        linked += run.linked
        if let captures {
            fresh += run.stages.filter { !captures.contains($0.stage) }.reduce(0) { $0 + ($1.states["fresh"] ?? 0) }
        }
        signal = signal ?? run.signal
        gaps += run.failures.filter(\.isForGood).map { "\(run.key) \($0.task)" }
        guard run.exitStatus != 0, run.signal == nil else { return }
        for failure in run.failures where !failure.isForGood {
            failures.append(
                Failure(
                    key: run.key, what: "\(failure.task): \(failure.reason)",
                    log: failure.state == "failed" ? failure.log : nil))
        }
        failures += run.problems.map { Failure(key: run.key, what: $0) }
        failures += run.unknownStages.map { Failure(key: run.key, what: "\($0): not reached") }
    }

    /// Adds what the delivery of one key did.
    mutating func deliver(_ run: RunSummary) {
        signal = signal ?? run.signal
        delivered += run.delivered.filter(\.isNew).map { run.relative($0.path) }
        failures += run.problems.map { Failure(key: run.key, what: $0) }
    }

    /// The end in plain words, for the terminal.
    var text: String {
        var lines = [headline]
        for failure in failures.prefix(20) {
            lines.append("failed: \(failure.text)")
            if let log = failure.log { lines.append("    log: \(log)") }
        }
        if failures.count > 20 { lines.append("and \(failures.count - 20) more; their runs are in runs/") }
        if !gaps.isEmpty { lines.append("without what nobody captured: \(RunWords.list(gaps, limit: 5))") }
        lines += delivered.map { "delivered: \($0)" }
        switch end {
        case .unfinished: lines.append("to go on: \(options.command("reprocess"))")
        case .nothingChanges: break
        case .switched:
            lines.append("what moved: \(options.command("compare", [from, to, "--field", "tone"]))")
            lines.append("\(from) stays until: \(options.command("gc"))")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var headline: String {
        let work = "\(made) made, \(linked) linked" + (fresh > 0 ? ", \(fresh) there already" : "")
        let many = "\(keys) key\(keys == 1 ? "" : "s")"
        switch end {
        case .unfinished:
            let why = signal == nil ? "is not whole" : "was not finished"
            return "\(pipeline): \(to) \(why), \(from) stays the current generation: \(many), \(work)"
        case .nothingChanges: return "\(pipeline): nothing changes: \(from) is what today's rules make of \(many)"
        case .switched: return "\(pipeline): \(to) is the current generation now: \(many), \(work)"
        }
    }
}
