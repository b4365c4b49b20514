import PipelineGraph
import RecordIO
import Records

/// What became of a task that was run alone: in words, as JSON, and as `task.json` in the run's directory.
struct TaskReport: Sendable {
    var task: String
    var pipeline: String
    var key: String
    var run: String
    var started: Instant
    var finished: Instant
    var outcome: TaskOutcome
    /// The signal that ended it.
    var signal: Int32?
    var counts: TaskCounts?
    /// Upstream partitions that it was made without, as they are gone for good.
    var missing: [String]
    /// What has to be made first, with why.
    var needs: [(task: String, reason: String)]
    var problems: [String]
    /// The command that makes the first of what is needed, or all of it, or does the same again.
    var command: String

    init(
        session: Session, task: TaskID, run: String, started: Instant, finished: Instant, result: RunResult,
        needs: [(task: String, reason: String)]
    ) {
        let stage = session.prepared[task.stage].name
        self.task = "\(stage)/\(task.partition)"
        pipeline = session.pipeline.name
        key = session.key
        self.run = run
        self.started = started
        self.finished = finished
        let unknown = TaskOutcome(
            state: result.signal == nil ? .blocked : .interrupted,
            reason: "whether there is such a partition is not known")
        outcome = result.outcomes.first { $0.task == task }?.outcome ?? unknown
        signal = result.signal
        counts = result.published[task]?.counts
        missing = result.published[task]?.missing.filter { !result.acceptedTitles.contains($0) } ?? []
        self.needs = needs
        problems = result.problems
        command =
            switch needs.count {
            case 0: session.taskCommand(stage: stage, partition: task.partition)
            case 1: session.taskCommand(title: needs[0].task)
            default: session.retryCommand
            }
    }

    /// 0 made or up to date, 1 failed or made without something, 128 and the signal where one ended it.
    var exitStatus: Int32 {
        if let signal { return 128 + signal }
        return outcome.state.isPublished && missing.isEmpty && problems.isEmpty ? 0 : 1
    }

    /// The report in words.
    var text: String {
        var lines: [String] = []
        switch outcome.state {
        case .fresh: lines.append("\(task) is up to date")
        case .made:
            let seconds = TerminalProgress.duration(Double(finished.seconds - started.seconds))
            let input = counts?.input.map { "\($0) in, " } ?? ""
            lines.append("\(task): made in \(seconds): \(input)\(counts?.output ?? 0) out")
        default:
            lines += RunWords.failure(
                RunSummary.Failure(
                    task: task, state: outcome.state.rawValue, reason: outcome.reason ?? "", log: outcome.log,
                    attempts: outcome.attempts, lastLines: outcome.lastLines))
        }
        if !missing.isEmpty { lines.append("incomplete: \(task) was made without \(RunWords.list(missing, limit: 5))") }
        lines += problems.map { "problem: \($0)" }
        lines += needs.prefix(5).map { "needed first: \($0.task): \($0.reason)" }
        if needs.count > 5 { lines.append("and \(needs.count - 5) more") }
        if !outcome.state.isPublished {
            lines.append("\(needs.isEmpty ? "to try again" : needs.count == 1 ? "make it" : "make them"): \(command)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The report for other programs.
    var json: JSONObject {
        var object: JSONObject = [
            "task": .string(task), "pipeline": .string(pipeline), "key": .string(key),
            "run": outcome.log == nil ? .null : .string(run), "started": .string(started.description),
            "finished": .string(finished.description), "exit": .int(Int(exitStatus)),
            "signal": signal.map { .int(Int($0)) } ?? .null, "state": .string(outcome.state.rawValue),
            "reason": outcome.reason.map { .string($0) } ?? .null, "log": outcome.log.map { .string($0) } ?? .null,
            "attempts": .int(outcome.attempts),
        ]
        for (name, value) in counts?.json ?? [:] { object[name] = value }
        object["missing"] = .strings(missing)
        object["needs"] = .array(needs.map { ["task": .string($0.task), "reason": .string($0.reason)] })
        object["problems"] = .strings(problems)
        return object
    }

    /// Writes `task.json`, which is no `summary.json`: whoever asks for the last run is not told of single tasks.
    func write(to directory: String) throws {
        try AtomicFile.write(JSONValue.object(json).indentedText, to: "\(directory)/task.json", durable: false)
    }
}

extension Session {
    /// The command that runs one task alone.
    func taskCommand(stage: String, partition: String) -> String {
        command("run-task", [stage, partition], key: key)
    }

    /// The same for a task named `stage/partition`.
    func taskCommand(title: String) -> String {
        let words = title.split(separator: "/", maxSplits: 1).map(String.init)
        return taskCommand(stage: words.first ?? "", partition: words.count > 1 ? words[1] : "")
    }
}
