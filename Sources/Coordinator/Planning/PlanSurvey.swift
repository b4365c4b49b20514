import PipelineGraph
import Records

/// What a run would do now, and why, found without changing anything.
struct PlanSurvey {
    /// One task that would run, or cannot.
    struct Line: Sendable, Equatable {
        var task: String
        /// The position of its stage.
        var stage: Int
        var reasons: [String]
        /// Whether it cannot run.
        var isBlocked = false
        /// Whether it never can: a gap, or what would be made of nothing but gaps.
        var isForGood = false
    }

    private(set) var lines: [Line] = []
    /// Tasks that are up to date.
    private(set) var fresh = 0
    /// Which they are.
    private(set) var freshTasks: [TaskID] = []
    /// Stages that may get further tasks from what the stages before them give.
    private(set) var open: [String] = []

    let session: Session
    private(set) var graph: TaskGraph
    private var published: [TaskID: Published] = [:]
    private var states: [TaskID: TaskOutcome.State] = [:]
    /// Tasks whose bytes are not known before they have run.
    private var moving: Set<TaskID> = []
    private var forGood: Set<TaskID> = []

    init(_ session: Session) throws {
        self.session = session
        graph = session.graph
        graph.begin(roots: session.files.mapValues { $0.keys.sorted() })
        while true {
            let ready = graph.takeReady()
            if ready.isEmpty { break }
            for task in ready { try survey(task) }
        }
        open = session.prepared.filter { !graph.isListSure($0.index) }.map(\.name)
    }

    /// Whether a run would leave everything as it is: what is there was made by today's rules, up to the history that it
    /// saw, and what is not there can never be made.
    var changesNothing: Bool {
        lines.allSatisfy(\.isForGood) && published.values.allSatisfy(\.otherRules.isEmpty)
    }

    /// The plan in words, every task with all its reasons.
    var text: String {
        lines.map {
            "\($0.isBlocked ? "cannot run" : "run") \($0.task): \($0.reasons.joined(separator: "; "))\n"
        }.joined() + totals
    }

    /// What may come, and `3 to run, 2 up to date`.
    var totals: String {
        let runs = lines.filter { !$0.isBlocked }.count
        return open.map { "\($0): further tasks as the stages before it give more\n" }.joined()
            + (runs == 0 ? "nothing to do" : "\(runs) to run") + ", \(fresh) up to date\n"
    }

    private mutating func survey(_ task: TaskID) throws {
        let stage = session.prepared[task.stage]
        let sources = graph.sources(of: task)
        let isCaptured = stage.isFrozen && session.evaluator.isCaptured(stage, task.partition)
        let upstream = sources.present.map(\.task) + sources.missing
        if !isCaptured, let first = upstream.first(where: moving.contains) {
            let own = try ownReasons(stage, task.partition)
            return moves(task, own + [.upstreamRuns(session.prepared[first.stage].name)])
        }
        if isCaptured, session.options.scope.mayFetch, session.evaluator.isFetchable(stage) {
            // What is missing may be there once the stages before it have run.
            let without = Set(session.evaluator.capturedWithout(stage, task.partition))
            if let first = moving.sorted().first(where: { without.contains(title($0)) }) {
                return moves(task, [.upstreamRuns(session.prepared[first.stage].name)])
            }
        }
        if let reason = session.evaluator.blocks(
            stage, task.partition, sources, title: title, forGood: forGood.contains)
        {
            return blocked(task, .blocked, reason, isForGood: sources.missing.allSatisfy(forGood.contains))
        }
        if !isCaptured, stage.facts.accounts, accountsMove(stage) { return moves(task, [.accountsChanged]) }
        let evaluation = try session.evaluator.evaluate(
            TaskEvaluator.Question(
                stage: stage,
                upstream: stage.stage.from.compactMap { session.pipeline.position(of: $0) }.map {
                    session.prepared[$0]
                },
                partition: task.partition,
                sources: sources.present.compactMap { source in published[source.task].map { ($0, source.part) } },
                missing: sources.missing.map(title), file: session.files[task.stage]?[task.partition],
                accounts: stage.facts.accounts ? accounts(stage) : nil))
        switch evaluation.verdict {
        case .fresh(let partition):
            published[task] = partition
            states[task] = .fresh
            fresh += 1
            freshTasks.append(task)
            graph.settle(task, .published(parts: partition.parts.map(\.name)))
        case .stale(let reasons): moves(task, reasons)
        case .lost(let path):
            let loss = session.evaluator.loss(stage, task.partition, at: path)
            blocked(task, .lost, loss.text, isForGood: loss.isAccepted)
        case .gap(let newest):
            blocked(task, .gap, TaskEvaluation.gapText(key: session.key, newest: newest), isForGood: true)
        case .uncaptured:
            blocked(task, .gap, TaskEvaluation.uncapturedText(key: session.key), isForGood: true)
        case .present:
            blocked(task, .gap, TaskEvaluation.presentText(key: session.key), isForGood: true)
        }
    }

    /// What a task has run for whatever its inputs will be: its own command, parameters and packs.
    private func ownReasons(_ stage: PreparedStage, _ partition: String) throws -> [StaleReason] {
        let place = session.evaluator.place(stage, partition)
        switch PublishedReader.read(place, disk: session.options.disk) {
        case .none: return [.missing]
        case .damaged(let file, _): return [.damaged(file)]
        case .whole(let summary):
            let old = TaskMaterial(summary.record.object)
            var new = old
            new.command = stage.command.facts
            new.parameters = stage.parameters.declared
            new.parameterFiles = stage.parameters.files
            new.uses = stage.uses
            return old == new ? [] : Staleness.reasons(old: old, new: new)
        }
    }

    /// A task that will run: the parts that stand in its place are the best guess at the next ones.
    private mutating func moves(_ task: TaskID, _ reasons: [StaleReason]) {
        lines.append(Line(task: title(task), stage: task.stage, reasons: reasons.map(\.text)))
        moving.insert(task)
        let place = session.evaluator.place(session.prepared[task.stage], task.partition)
        if case .whole(let summary) = PublishedReader.read(place, disk: session.options.disk) {
            graph.settle(task, .published(parts: summary.parts.map(\.name)))
        } else {
            graph.settle(task, .missing)
        }
    }

    private mutating func blocked(
        _ task: TaskID, _ state: TaskOutcome.State, _ reason: String, isForGood: Bool = false
    ) {
        lines.append(
            Line(task: title(task), stage: task.stage, reasons: [reason], isBlocked: true, isForGood: isForGood))
        if isForGood { forGood.insert(task) }
        states[task] = state
        graph.settle(task, .missing)
    }

    private func accountsMove(_ stage: PreparedStage) -> Bool {
        let ancestors = Set(session.pipeline.ancestors(of: stage.name))
        return moving.contains { ancestors.contains(session.prepared[$0.stage].name) }
    }

    private func accounts(_ stage: PreparedStage) -> String {
        var entries: [AccountsText.Entry] = []
        for name in session.pipeline.ancestors(of: stage.name) {
            guard let index = session.pipeline.position(of: name) else { continue }
            for partition in graph.partitions(of: index) ?? [] {
                let task = TaskID(stage: index, partition: partition)
                entries.append(
                    AccountsText.Entry(
                        stage: name, partition: partition, state: states[task]?.lasting ?? "missing",
                        published: published[task]))
            }
        }
        return AccountsText.text(entries)
    }

    private func title(_ task: TaskID) -> String { "\(session.prepared[task.stage].name)/\(task.partition)" }
}
