import Glibc
import PipelineGraph
import RecordIO
import Records

/// One task run alone, as a run would: for a cluster's scheduler, many at once on many hosts.
///
/// What it reads is evaluated and never made. It writes no manifest and delivers nothing: the next run does.
struct TaskRun {
    /// A session over the part of the pipeline up to the task's stage.
    let session: Session
    let partition: String
    let progress: any ProgressReporting

    func run() throws -> TaskReport {
        let interruption = session.options.interruption
        interruption.begin()
        defer { interruption.end() }
        do { return try runLocked() } catch {
            throw DiskFull(error, layout: session.layout) ?? UnusableRoot(error, layout: session.layout) ?? error
        }
    }

    private func runLocked() throws -> TaskReport {
        let target = TaskTarget(session: session, partition: partition)
        guard let stage = target.stage else { throw UsageError("\(session.pipeline.file) has no stages") }
        var planned = target.graph
        planned.begin(roots: session.files.mapValues { $0.keys.sorted() })
        if let names = planned.partitions(of: stage.index), !names.contains(partition) {
            throw target.unknown(among: planned.unpinned(stage.index))
        }
        try PackVerdict(session).require()
        let layout = session.layout
        let clock = session.options.clock
        try ClockBehind.check(session.pipeline, layout, now: clock.now, disk: session.options.disk)
        try layout.prepare()
        let locks = try TaskLocks(
            layout, key: session.key, stage: stage, partition: partition, host: PipelineRun.host, now: clock.now)
        defer { locks.release() }
        try session.settleGeneration()
        let own = "\(layout.generation)-\(locks.name)-"
        try AttemptDirectory.clear(layout.scratch, prefix: own)
        let started = clock.now
        let runID = try RunName.make(in: layout, key: session.key, start: started, task: locks.name)
        // Nothing ran, nothing to keep.
        defer { rmdir("\(layout.runs)/\(runID)") }
        let title = "\(stage.name)/\(partition)"
        var scope = session.options.scope
        scope.only = [title]
        scope.tidies = false
        var context = PipelineRun.context(session, runID: runID, progress: progress, scope: scope)
        context.attemptName = locks.name
        let engine = RunEngine(context, graph: target.graph, files: session.files)
        var result = engine.run()
        let task = TaskID(stage: stage.index, partition: partition)
        if stage.isFrozen, result.outcomes.contains(where: { $0.task == task && $0.outcome.state == .made }) {
            do { try journal(stage) } catch { result.problems.append("\(error)") }
        }
        if engine.attemptNumber > 0 { try? AttemptDirectory.endRunaways("\(layout.scratch)/\(own)") }
        try? AttemptDirectory.clear(layout.scratch, prefix: own)
        // What it could not read is marked; the next run makes it again.
        let healing = Healing(session, result)
        _ = healing.mark(&result.problems)
        healing.report(in: &result)
        let isPlanned = engine.queue.sync { engine.graph.partitions(of: stage.index)?.contains(partition) ?? false }
        let isSure = engine.queue.sync { engine.graph.isListSure(stage.index) }
        if !isPlanned, isSure, result.signal == nil {
            throw target.unknown(among: engine.queue.sync { engine.graph.unpinned(stage.index) })
        }
        let needs = engine.queue.sync { isPlanned ? engine.needs(of: task) : result.withheld.keys.sorted() }
        let report = TaskReport(
            session: session, task: task, run: runID, started: started, finished: clock.now, result: result,
            needs: needs.map { (context.title($0), result.withheld[$0] ?? "") })
        if report.outcome.log != nil { try report.write(to: "\(layout.runs)/\(runID)") }
        return report
    }

    /// Writes into the journal of captures, which others may be about to do too.
    private func journal(_ stage: PreparedStage) throws {
        let journal = CaptureJournal(session.layout)
        for _ in 0..<2000 {
            if let lock = try KernelLock.take(journal.path) {
                defer { withExtendedLifetime(lock) {} }
                return try journal.add([partition], stage: stage.name, key: session.key)
            }
            usleep(5000)
        }
        throw LockHeld(what: journal.path, holder: "")
    }
}
