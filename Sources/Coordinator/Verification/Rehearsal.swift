import Glibc
import PipelineGraph
import RecordIO
import Records

/// Runs some tasks of a stage again beside what is published, by the same engine under the same limits, and compares
/// the bytes: whether a stage is the pure function that everything here relies on.
///
/// Nothing is published. Runs are kept away for as long as it takes, as they could replace what is being read.
struct Rehearsal {
    let session: Session
    let stage: PreparedStage
    let sample: Int

    /// A rehearsal of a stage that can be run again: a sink's and a frozen stage's work is not in its output alone.
    init(_ session: Session, stage name: String, sample: Int) throws {
        guard let stage = session.prepared.first(where: { $0.name == name }) else {
            throw UsageError("--rerun: \(session.pipeline.unknownStage(name))")
        }
        if stage.isFrozen {
            throw UsageError("--rerun is '\(name)', which touches the world: what it captured cannot be made again")
        }
        if let sink = stage.stage.sink {
            throw UsageError("--rerun is '\(name)', which fills '\(sink)': its work is not in its output")
        }
        self.session = session
        self.stage = stage
        self.sample = sample
    }

    /// What came of it.
    struct Outcome: Sendable, Equatable {
        /// Tasks that gave the same bytes.
        var same = 0
        /// A line for each of the others.
        var others: [String] = []
        var signal: Int32?
    }

    func run() throws -> Outcome {
        let interruption = session.options.interruption
        interruption.begin()
        defer { interruption.end() }
        let lock = try KernelLock.take("\(session.layout.generationDirectory)/.lock", shared: true)
        guard let lock else {
            throw LockHeld(what: "\(session.layout.pipeline)/\(session.layout.generation)", holder: "")
        }
        defer { withExtendedLifetime(lock) {} }
        let fresh = try PlanSurvey(session).freshTasks.filter { $0.stage == stage.index }.sorted()
        let chosen = Self.spread(fresh, sample)
        guard !chosen.isEmpty else { return Outcome() }
        let start = session.options.clock.now
        let runID = try RunName.make(in: session.layout, key: session.key, start: start, task: "task-rerun")
        var scope = RunScope()
        scope.only = []
        scope.mayFetch = false
        scope.tidies = false
        scope.again = Set(chosen.map { "\(stage.name)/\($0.partition)" })
        let context = PipelineRun.context(session, runID: runID, progress: SilentProgress(), scope: scope)
        let engine = RunEngine(context, graph: session.graph, files: session.files)
        let result = engine.run()
        var outcome = Outcome(signal: result.signal)
        let asked = Set(chosen)
        for (task, end) in result.outcomes where asked.contains(task) {
            if end.state == .made {
                outcome.same += 1
            } else {
                let log = end.log.map { "; log: \($0)" } ?? ""
                outcome.others.append(
                    "\(session.key)/\(stage.name)/\(task.partition): \(end.reason ?? end.state.rawValue)\(log)")
            }
        }
        // Logs are kept for what needs a look.
        if outcome.others.isEmpty { try Directory.remove("\(session.layout.runs)/\(runID)") }
        return outcome
    }

    /// At most `count` of the tasks, the first and the last among them, the same ones every time.
    static func spread<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        guard elements.count > count else { return elements }
        guard count > 1 else { return Array(elements.prefix(count)) }
        return (0..<count).map { elements[$0 * (elements.count - 1) / (count - 1)] }
    }
}

/// What a task gave when it was run again is not what is published.
struct RehearsalDifference: Error, Equatable, CustomStringConvertible {
    let description: String

    /// Holds an attempt's output against the published partition; throws what differs first.
    static func check(_ attempt: TaskAttempt, against published: Published) throws {
        let (_, receipt) = try attempt.inspected()
        guard case .whole(let summary) = PublishedReader.read(published.path, disk: attempt.context.evaluator.disk)
        else { throw RehearsalDifference(description: "what is published is damaged; see 'verify --deep'") }
        let comparison = Comparison(
            published: published.path, output: attempt.directory.output, showing: attempt.job.stage.isMasked)
        func kept(_ parts: [PartFact]) -> [KeptFile] {
            parts.map { KeptFile(path: $0.name, sha256: $0.sha256, size: $0.size) }
        }
        try comparison.check("", kept(summary.parts), kept(receipt.parts))
        try comparison.check("files/", summary.files, receipt.files)
        // Old receipts do not list them.
        if !summary.meta.isEmpty { try comparison.check("_meta/", summary.meta, receipt.meta) }
    }

    private struct Comparison {
        let published: String
        let output: String
        let showing: Bool

        func check(_ prefix: String, _ old: [KeptFile], _ new: [KeptFile]) throws {
            let before = Dictionary(old.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
            let after = Dictionary(new.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
            for name in Set(before.keys).union(after.keys).sorted() {
                switch (before[name], after[name]) {
                case (let one?, let other?) where one.sha256 == other.sha256: break
                case (_?, _?): throw RehearsalDifference(description: "\(prefix)\(name): \(try what(prefix + name))")
                case (nil, _): throw RehearsalDifference(description: "\(prefix)\(name): written now and not before")
                case (_, nil): throw RehearsalDifference(description: "\(prefix)\(name): written before and not now")
                }
            }
        }

        private func what(_ name: String) throws -> String {
            let old = "\(published)/\(name)"
            let new = "\(output)/\(name)"
            guard name.hasSuffix(".jsonl.gz"), !name.hasPrefix("files/") else {
                return "other bytes from byte \(try Self.firstByte(old, new)) on"
            }
            return try RecordDifference.first(old, new, showing: showing && !name.hasPrefix("_meta/"))
                .map { "other bytes: \($0)" } ?? "the same records, stored as other bytes"
        }

        /// The offset of the first byte that differs.
        private static func firstByte(_ old: String, _ new: String) throws -> Int {
            let one = try OpenFile.reading(old)
            let other = try OpenFile.reading(new)
            var offset = 0
            while true {
                let before = try one.read(count: 1 << 20, at: offset)
                let after = try other.read(count: 1 << 20, at: offset)
                if let index = zip(before, after).enumerated().first(where: { $1.0 != $1.1 })?.offset {
                    return offset + index
                }
                guard before.count == after.count, !before.isEmpty else {
                    return offset + min(before.count, after.count)
                }
                offset += before.count
            }
        }
    }
}
