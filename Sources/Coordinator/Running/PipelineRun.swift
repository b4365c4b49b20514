import Dispatch
import Glibc
import PipelineGraph
import RecordIO
import Records

/// A whole run: locks, the end of what a killed run left, the engine, delivery, and the record of it all.
struct PipelineRun {
    let session: Session
    let progress: any ProgressReporting

    /// Runs; throws `LockHeld` where another run is at work, before anything is touched.
    func run() throws -> RunSummary {
        if let summary = try runUnlessMoved() { return summary }
        // Another generation has become the current one since the session looked.
        return try PipelineRun(session: Session(session.options), progress: progress).run()
    }

    private func runUnlessMoved() throws -> RunSummary? {
        let layout = session.layout
        try layout.prepare()
        let locks = try RunLocks(layout, frozen: session.hasFrozenStages, clock: session.options.clock)
        defer { withExtendedLifetime(locks) {} }
        guard session.options.generation != nil || session.isCurrent else { return nil }
        if session.isCurrent {
            try StagedSinks(layout: layout, sinks: session.pipeline.stages.compactMap(\.sink)).finish()
        }
        return try runLocked()
    }

    /// Runs under locks that somebody else holds; a run that has nothing to do leaves no record if `isQuiet`.
    func runLocked(isQuiet: Bool = false) throws -> RunSummary {
        let session = session
        let layout = session.layout
        let clock = session.options.clock
        try AttemptDirectory.clear(layout.scratch, generation: layout.generation)
        let started = clock.now
        let runID = try makeRunDirectory(started)
        let context = RunContext(
            pipeline: session.pipeline, prepared: session.prepared, layout: layout, key: session.key, runID: runID,
            jobs: session.options.jobs ?? OrderedPoolWidth.cores, base: session.base, environment: session.environment,
            evaluator: session.evaluator, clock: clock, host: Self.host, retryDelay: session.options.retryDelay,
            grace: session.options.grace, progress: progress, scope: session.options.scope, donor: session.donor)
        let engine = RunEngine(context, graph: session.graph, files: session.files)
        var result = engine.run()
        if result.signal == nil, session.options.scope.tidies, session.options.scope.delivers { deliver(&result) }
        // Nothing of ours is alive any more; what attempts left, such as a half-written output, goes at once.
        try? AttemptDirectory.clear(layout.scratch, generation: layout.generation)
        session.saveCaches()
        let summary = RunSummary(session: session, runID: runID, started: started, finished: clock.now, result: result)
        let record = "\(layout.runs)/\(runID)"
        // Only an empty directory goes: nothing was started.
        let isNothing = summary.exitStatus == 0 && summary.linked == 0 && summary.delivered.allSatisfy { !$0.isNew }
        if isQuiet, isNothing, rmdir(record) == 0 { return summary }
        try summary.write(to: record)
        return summary
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
            if let edition = try delivery.deliver(files) { result.delivered.append(edition) }
        } catch {
            result.problems.append("nothing was delivered: \(error)")
        }
    }

    /// A directory of its own for the run, named so that the newest comes last.
    private func makeRunDirectory(_ start: Instant) throws -> String {
        let stamp = start.description.filter { $0 != "-" && $0 != ":" }
        for attempt in 1...1000 {
            let name = "\(stamp)-\(session.pipeline.name)-\(session.key)" + (attempt > 1 ? ".\(attempt)" : "")
            if mkdir("\(session.layout.runs)/\(name)", 0o755) == 0 { return name }
            guard errno == EEXIST else { throw RecordIOError.last("mkdir", "\(session.layout.runs)/\(name)") }
        }
        throw UsageError("\(session.layout.runs): no name left for a run that starts at \(start)")
    }

    private static var host: String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let code = buffer.withUnsafeMutableBytes { gethostname($0.bindMemory(to: CChar.self).baseAddress!, 255) }
        return code == 0 ? String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self) : ""
    }
}
