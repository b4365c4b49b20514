import Glibc
import PipelineGraph
import RecordIO
import Records

/// `serap reprocess`: the next generation of all keys by today's rules, and one switch at the end.
///
/// It holds the next generation's lock all the time and never fetches, so runs go on with the current one meanwhile.
/// What is unchanged is linked, what an interrupted reprocess has made stays. At the end it takes the current
/// generation's lock as well and goes over all keys until a pass finds nothing to do: then every partition of every key
/// is what today's rules make of today's captures, and `current` is switched. Before that nothing that is read changes.
struct Reprocess {
    /// File, root, jobs; key, generation and scope are set for each key.
    let options: Session.Options
    let delivers: Bool
    let progress: any ProgressReporting

    /// As often as rules may change while it works.
    static let passLimit = 5

    /// Works to the end; throws `LockHeld` where another reprocess is at work.
    func run() throws -> ReprocessSummary {
        // For all keys: between two runs a signal would end the program at once.
        options.interruption.begin()
        defer { options.interruption.end() }
        while true {
            // Another reprocess may have switched between the look at `current` and the lock.
            if var attempt = try ReprocessAttempt(self) { return try attempt.run() }
        }
    }
}

/// A reprocess that knows its two generations and holds the lock of the next one.
private struct ReprocessAttempt {
    let work: Reprocess
    var pipeline: Pipeline
    let generations: Generations
    let from: Layout
    let to: Layout
    let lock: RunLocks
    var summary: ReprocessSummary

    /// Nil where `current` has moved on before the lock was taken.
    init?(_ work: Reprocess) throws {
        let options = work.options
        self.work = work
        pipeline = try Session.readPipeline(options.file, disk: options.disk)
        generations = Generations(root: Paths.absolute(options.root), pipeline: pipeline.name, disk: options.disk)
        from = generations.layout(generations.current)
        guard options.disk.isDirectory(from.data) else {
            throw UsageError(
                "\(pipeline.name) has not run below \(generations.root); start it with: \(options.command("run"))")
        }
        guard let next = Generations.after(from.generation) else {
            throw UsageError("\(from.generation) is the last generation that there is a name for")
        }
        to = generations.layout(next)
        let known = generations.keys(below: [from.captures, from.generationDirectory], rule: pipeline.key)
        guard !known.isEmpty else {
            throw UsageError(
                "\(pipeline.name) has no key yet below \(generations.root); start it with: \(options.command("run"))")
        }
        try ClockBehind.check(pipeline, from, now: options.clock.now, disk: options.disk)
        try from.prepare()
        lock = try RunLocks(to, frozen: false, clock: options.clock)
        guard generations.current == from.generation else { return nil }
        summary = ReprocessSummary(pipeline: pipeline.name, from: from.generation, to: to.generation, options: options)
    }

    mutating func run() throws -> ReprocessSummary {
        defer { withExtendedLifetime(lock) {} }
        try Recovery.recover(to, frozen: false)
        try? Directory.remove("\(to.scratch)/\(Generations.gonePrefix)\(to.generation)")
        if try changesNothing() {
            try sinks(of: to).discard()
            try generations.remove(to)
            summary.end = .nothingChanges
            try deliver(from)
            return summary
        }
        guard summary.signal == nil else { return summary }
        let stages = pipeline.stages.compactMap { stage in stage.sink.map { (stage.name, $0) } }
        try sinks(of: to).beginLost(stages: stages, disk: work.options.disk)
        _ = try pass(isFirst: true)
        guard summary.isGood, let others = try lockCurrent() else { return summary }
        defer { withExtendedLifetime(others) {} }
        for number in 1... {
            let isQuiet = try pass(isFirst: false)
            guard summary.isGood else { return summary }
            if isQuiet { break }
            guard number < Reprocess.passLimit else {
                summary.failures.append(
                    ReprocessSummary.Failure(
                        key: nil, what: "rules or inputs change while it works; start it again when they stand still"))
                return summary
            }
        }
        try generations.makeCurrent(to)
        summary.end = .switched
        try sinks(of: to).finish()
        try deliver(to)
        return summary
    }

    private func sinks(of layout: Layout) -> StagedSinks {
        StagedSinks(layout: layout, sinks: pipeline.stages.compactMap(\.sink))
    }

    /// All keys with captures or partitions, oldest first.
    private var keys: [String] {
        generations.keys(
            below: [from.captures, from.generationDirectory, to.generationDirectory], rule: pipeline.key)
    }

    /// Whether the current generation is already what a reprocess would make of it. Where a run works on it nobody can
    /// tell, and the answer is no.
    private mutating func changesNothing() throws -> Bool {
        let keys = keys
        summary.keys = keys.count
        guard let lock = try freeCurrent() else { return false }
        defer { withExtendedLifetime(lock) {} }
        try sinks(of: from).finish()
        // The newest key speaks for the pipeline file: what is wrong with the file itself ends the command.
        for (number, key) in keys.reversed().enumerated() {
            if isStopped() { return false }
            do {
                guard try PlanSurvey(Session(options(key, in: from))).changesNothing else { return false }
            } catch {
                if number == 0 { throw error }
                return false
            }
        }
        return true
    }

    /// Brings every key of the next generation up to date; true where nothing had to be done.
    private mutating func pass(isFirst: Bool) throws -> Bool {
        // The file may have changed since the pass before; within one it is read once.
        let name = pipeline.name
        pipeline = try Session.readPipeline(work.options.file, disk: work.options.disk)
        guard pipeline.name == name else { throw UsageError("\(work.options.file) was '\(name)' when this began") }
        var last: Session?
        let keys = keys
        summary.keys = keys.count
        summary.failures = []
        summary.gaps = []
        var isQuiet = true
        for (number, key) in keys.enumerated() {
            guard !isStopped() else { return false }
            do {
                try dropForeignStages(key)
                let session = try Session(options(key, in: to), sharing: last)
                last = session
                let told = CountedProgress(key: key, number: number + 1, of: keys.count, next: work.progress)
                let saves = number % 50 == 49 || number == keys.count - 1
                let run = try PipelineRun(
                    session: session, progress: told, locks: lock, savesCaches: saves, isQuiet: true
                ).run()
                let captures = Set(session.prepared.filter(\.isFrozen).map(\.name))
                summary.add(run, captures: isFirst ? captures : nil)
                if run.made + run.linked > 0 {
                    isQuiet = false
                    told.say("\(run.made) made, \(run.linked) linked, \(run.fresh) up to date")
                }
                if run.signal != nil { return false }
            } catch let error as SurvivorError {
                throw error
            } catch let error as BrokenPacks {
                // As broken for every other key.
                throw error
            } catch {
                summary.failures.append(ReprocessSummary.Failure(key: key, what: "\(error)"))
            }
        }
        return isQuiet
    }

    private func options(_ key: String, in layout: Layout) -> Session.Options {
        var options = work.options
        options.key = pipeline.key == .date ? key : nil
        options.generation = layout.generation
        options.donor = layout.generation == to.generation ? from.generation : nil
        options.command = "reprocess"
        options.scope = RunScope(mayFetch: false, requiresAll: true, delivers: false)
        return options
    }

    /// Stages that the pipeline file has no more, from an interrupted reprocess by other rules.
    private func dropForeignStages(_ key: String) throws {
        let directory = "\(to.generationDirectory)/\(key)"
        for name in work.options.disk.names(directory) where pipeline[name] == nil {
            try Directory.remove("\(directory)/\(name)")
        }
    }

    /// Waits until no run works on the current generation; nil where a signal came first.
    private mutating func lockCurrent() throws -> RunLocks? {
        var isTold = false
        while !isStopped() {
            if let locks = try freeCurrent({ held in
                if !isTold { work.progress.say("waiting for the run that works on \(from.generation) (\(held.who))") }
                isTold = true
            }) {
                return locks
            }
            usleep(100_000)
        }
        return nil
    }

    /// The locks of the current generation and the captures, with what a killed run had finished there put in place: of
    /// captures nothing else would bring them back once another generation is current. Nil where a run is at work.
    private func freeCurrent(_ held: (LockHeld) -> Void = { _ in }) throws -> RunLocks? {
        let locks: RunLocks
        let hasCaptures = work.options.disk.isDirectory(from.captures)
        do {
            locks = try RunLocks(from, frozen: hasCaptures, clock: work.options.clock)
        } catch let error as LockHeld {
            held(error)
            return nil
        }
        try Recovery.recover(from, frozen: hasCaptures)
        return locks
    }

    /// Delivers every key's edition, where that was asked for; everything is up to date by then.
    private mutating func deliver(_ layout: Layout) throws {
        guard work.delivers else { return }
        // In the generation that stays as it is, a run may be at work.
        var lock = lock
        if layout.generation == from.generation {
            guard let locks = try lockCurrent() else { return }
            lock = locks
        }
        defer { withExtendedLifetime(lock) {} }
        var last: Session?
        for key in keys {
            guard !isStopped() else { return }
            var options = options(key, in: layout)
            options.donor = nil
            options.scope.delivers = true
            let session = try Session(options, sharing: last)
            last = session
            let run = try PipelineRun(
                session: session, progress: SilentProgress(), locks: lock, savesCaches: false, isQuiet: true
            ).run()
            summary.deliver(run)
            if run.signal != nil { return }
        }
    }

    private mutating func isStopped() -> Bool {
        if summary.signal == nil { summary.signal = work.options.interruption.received }
        return summary.signal != nil
    }
}

/// The progress of one key among many.
private struct CountedProgress: ProgressReporting {
    let key: String
    let number: Int
    let of: Int
    let next: any ProgressReporting

    func listed(_ stage: String, _ count: Int) {}
    func update(done: Int, known: Int, running: Int) { next.update(done: done, known: known, running: running) }
    func say(_ text: String) { next.say("\(key) (\(number) of \(of)): \(text)") }
    func end() { next.end() }
}
