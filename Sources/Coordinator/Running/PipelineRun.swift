import Dispatch
import Glibc
import PipelineGraph
import RecordIO
import Records

/// A whole run: locks, the end of what a killed run left, the engine, delivery, and the record of it all.
struct PipelineRun {
    let session: Session
    let progress: any ProgressReporting

    /// The locks that somebody who makes many runs holds for all of them; nil for a run that takes its own.
    var locks: RunLocks?
    /// Whether what was learned about files is written down; who makes many runs does it now and then.
    var savesCaches = true
    /// Whether who holds the locks has just made the root.
    var startsRoot = false
    /// Whether a run that had nothing to do leaves no record.
    var isQuiet = false

    /// Runs; throws `LockHeld` where another run is at work, `ClockBehind` where the clock cannot be right, before
    /// anything is touched, and `DiskFull` where there is no room to begin.
    func run() throws -> RunSummary {
        let interruption = session.options.interruption
        interruption.begin()
        defer { interruption.end() }
        do {
            let isNew = startsRoot || Self.startsRoot(session)
            try PackVerdict(session).require()
            let locks = try locks ?? Self.locks(session)
            defer { withExtendedLifetime(locks) {} }
            if isNew { progress.say("a new root: \(session.layout.root)") }
            return try runLocked(notes: (isNew ? [newRoot] : []) + session.unmatched.map(\.text))
        } catch is GenerationMoved where locks == nil {
            // Another generation has become the current one since the session looked.
            return try PipelineRun(session: Session(session.options), progress: progress).run()
        } catch {
            throw DiskFull(error, layout: session.layout) ?? UnusableRoot(error, layout: session.layout) ?? error
        }
    }

    /// Whether nothing is below the root yet.
    static func startsRoot(_ session: Session) -> Bool {
        !session.options.disk.isDirectory("\(session.layout.root)/data")
    }

    /// What a slip in `--root` looks like: two roots of one pipeline are two truths.
    private var newRoot: String {
        "nothing was below '\(session.layout.root)' before: a new root, where everything is fetched and made anew; if "
            + "there is an older one, give it with --root"
    }

    private func runLocked(notes: [String]) throws -> RunSummary {
        let session = session
        let layout = session.layout
        let clock = session.options.clock
        try Recovery.recover(layout, frozen: session.hasFrozenStages && session.options.scope.mayFetch)
        let started = clock.now
        let runID = try RunName.make(in: layout, key: session.key, start: started)
        let context = Self.context(
            session, runID: runID, progress: RecordedProgress(progress, directory: "\(layout.runs)/\(runID)"),
            scope: session.options.scope)
        var result = runPasses(context)
        result.notes = notes + result.notes
        if result.signal == nil, session.options.scope.tidies, session.options.scope.delivers { deliver(&result) }
        // Nothing of ours is alive any more; what attempts left, such as a half-written output, goes at once.
        do {
            try AttemptDirectory.clear(layout.scratch, generation: layout.generation)
        } catch {
            result.problems.append("\(error)")
        }
        if savesCaches { session.saveCaches() }
        result.signal = result.signal ?? session.options.interruption.received
        var summary = RunSummary(session: session, runID: runID, started: started, finished: clock.now, result: result)
        let record = "\(layout.runs)/\(runID)"
        // Only an empty directory goes: nothing was started.
        let isNothing = summary.exitStatus == 0 && summary.linked == 0 && summary.delivered.allSatisfy { !$0.isNew }
        if isQuiet, isNothing, rmdir(record) == 0 { return summary }
        do {
            try summary.write(to: record)
        } catch {
            // What was done is told all the same.
            summary.problems.append("no summary was written: \(DiskFull.words(error, layout: layout))")
            summary.exitStatus = max(1, summary.exitStatus)
        }
        return summary
    }

    /// One pass over the graph, and one more where inputs turned out damaged and can be made again.
    private func runPasses(_ context: RunContext) -> RunResult {
        let engine = RunEngine(context, graph: session.graph, files: session.files)
        var result = engine.run()
        defer {
            if engine.attemptNumber > 0 {
                try? AttemptDirectory.endRunaways("\(context.layout.scratch)/\(context.attemptPrefix)-")
            }
        }
        let healing = Healing(session, result)
        guard !healing.damaged.isEmpty else { return result }
        if healing.mark(&result.problems), result.signal == nil {
            for input in healing.damaged where !input.isFrozen {
                progress.say("input damaged: \(input.input.title): making it again")
            }
            var context = context
            context.evaluator = context.evaluator.secondPass
            // What is damaged may be damaged there too: the same file under another name.
            context.donor = nil
            let failures = result.outcomes.filter { $0.outcome.state == .failed }.map { ($0.task, $0.outcome) }
            let second = RunEngine(
                context, graph: session.graph, files: session.files,
                earlier: Dictionary(failures, uniquingKeysWith: { $1 }))
            // Names in scratch are given once.
            second.attemptNumber = engine.attemptNumber
            second.placeCount = engine.placeCount
            result = Healing.merge(result, second.run())
        }
        healing.report(in: &result)
        return result
    }

    /// Makes the directories of a session and takes the locks of a run there; throws `ClockBehind`, `LockHeld`, and
    /// `GenerationMoved` where the session looked before a switch.
    static func locks(_ session: Session) throws -> RunLocks {
        try ClockBehind.check(
            session.pipeline, session.layout, now: session.options.clock.now, disk: session.options.disk)
        do {
            try session.layout.prepare()
            let locks = try RunLocks(session.layout, frozen: session.hasFrozenStages, clock: session.options.clock)
            try session.settleGeneration()
            return locks
        } catch {
            throw UnusableRoot(error, layout: session.layout) ?? error
        }
    }

    /// What a run knows before it starts.
    static func context(
        _ session: Session, runID: String, progress: any ProgressReporting, scope: RunScope
    ) -> RunContext {
        RunContext(
            pipeline: session.pipeline, prepared: session.prepared, layout: session.layout, key: session.key,
            runID: runID, jobs: session.options.jobs ?? OrderedPoolWidth.cores, base: session.base,
            environment: session.environment, evaluator: session.evaluator, clock: session.options.clock, host: host,
            retryDelay: session.options.retryDelay, grace: session.options.grace, progress: progress, scope: scope,
            donor: session.donor, watch: DiskWatch(session.layout.data), interruption: session.options.interruption)
    }

    /// Delivers the stages that ask for it and are whole; a stage of several partitions gets a directory for each.
    private func deliver(_ result: inout RunResult) {
        var files: [(name: String, source: String, sha256: String)] = []
        for stage in session.prepared where stage.stage.deliver {
            let outcomes = result.outcomes.filter { $0.task.stage == stage.index }
            guard outcomes.allSatisfy({ $0.outcome.state.isPublished }) else { return }
            for (task, _) in outcomes {
                guard let partition = result.published[task] else { continue }
                let prefix = outcomes.count > 1 ? "\(task.partition)/" : ""
                files += partition.files.map { (prefix + $0.path, "\(partition.path)/files/\($0.path)", $0.sha256) }
            }
        }
        let delivery = Delivery(
            layout: session.layout, key: session.key, digests: session.digests, disk: session.options.disk)
        do {
            if let edition = try delivery.deliver(files) {
                result.delivered.append(edition)
                if hasNothing(result) {
                    result.notes.append(
                        "nothing at all was captured for \(session.key): what is delivered holds no records of its own")
                }
            }
        } catch {
            result.problems.append("nothing was delivered: \(DiskFull.words(error, layout: session.layout))")
        }
    }

    /// Whether the stages that touch the world and begin the pipeline have given nothing for the key.
    private func hasNothing(_ result: RunResult) -> Bool {
        let roots = Set(session.prepared.filter { $0.isFrozen && $0.stage.isRoot }.map(\.index))
        return !roots.isEmpty && !result.published.keys.contains { roots.contains($0.stage) }
    }

    static var host: String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let code = buffer.withUnsafeMutableBytes { gethostname($0.bindMemory(to: CChar.self).baseAddress!, 255) }
        return code == 0 ? String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self) : ""
    }
}
