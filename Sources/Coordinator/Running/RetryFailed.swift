import PipelineGraph
import RecordIO
import Records

/// Runs again each key whose last run did not end well; each run does only what is missing.
struct RetryFailed {
    let options: Session.Options
    /// Gives the progress of one key's run.
    let progress: () -> any ProgressReporting

    /// Runs the keys, oldest first; throws what would hold for every key.
    func run() throws -> RetryReport {
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        let key = options.key == nil ? nil : try Session.key(of: pipeline, options)
        let layout = Layout(current: pipeline.name, below: options.root)
        let lastDay = options.clock.lastCompleteDay(in: pipeline.zone).description
        let failed = FailedRuns(pipeline, layout, key: key, lastDay: lastDay, disk: options.disk)
        var report = RetryReport(pipeline: pipeline.name, key: key)
        report.passedOver = failed.entries.filter(\.isForGood)
        var last: Session?
        for entry in failed.entries where !entry.isForGood {
            var options = options
            options.key = entry.key
            options.scope.guardsPast = entry.guardsPast
            do {
                let session = try Session(options, sharing: last)
                last = session
                let summary = try PipelineRun(session: session, progress: progress()).run()
                report.outcomes.append(.ran(try AfterRun(session: session).run(summary)))
            } catch let error as PipelineError {
                guard case .missingFile(_, role: "file") = error.problem else { throw error }
                report.outcomes.append(.notBegun(key: entry.key, reason: "\(error)"))
            }
            if report.signal != nil { break }
        }
        return report
    }
}

/// What became of the keys that were run again.
struct RetryReport: Sendable {
    let pipeline: String
    /// The only key that was asked for.
    let key: String?
    var passedOver: [FailedRuns.Entry] = []
    var outcomes: [KeySeries.Outcome] = []

    init(pipeline: String, key: String?) {
        self.pipeline = pipeline
        self.key = key
    }

    /// The signal that ended the last of them.
    var signal: Int32? { outcomes.last?.summary?.signal }

    /// Keys that cannot be made good are no failure of the retry: it would never succeed again.
    var exitStatus: Int32 { signal.map { 128 + $0 } ?? (outcomes.allSatisfy(\.isGood) ? 0 : 1) }

    var text: String {
        var lines = passedOver.map { "passed over: \($0.key) cannot be made good: \($0.reason)" }
        if outcomes.isEmpty, passedOver.isEmpty {
            return "\(pipeline)\(key.map { " \($0)" } ?? ""): nothing failed\n"
        }
        var text = ""
        for outcome in outcomes {
            switch outcome {
            case .ran(let summary): text += RunWords.text(summary)
            case .notBegun(let key, let reason): text += "\(pipeline) \(key): not begun: \(reason)\n"
            }
        }
        let bad = outcomes.filter { !$0.isGood }.map(\.key)
        lines.append(
            "\(pipeline): \(outcomes.count) key\(outcomes.count == 1 ? "" : "s") tried again, "
                + (bad.isEmpty ? "all done" : "still not done: \(RunWords.list(bad, limit: 50))"))
        return text + lines.map { $0 + "\n" }.joined()
    }

    var json: JSONObject {
        [
            "pipeline": .string(pipeline), "exit": .int(Int(exitStatus)),
            "tried": .array(
                outcomes.map { outcome in
                    switch outcome {
                    case .ran(let summary): .object(summary.json)
                    case .notBegun(let key, let reason): ["key": .string(key), "problems": .strings([reason])]
                    }
                }),
            "passed_over": .array(passedOver.map { ["key": .string($0.key), "reason": .string($0.reason)] }),
        ]
    }
}
