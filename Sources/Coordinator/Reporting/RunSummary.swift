import PipelineGraph
import RecordIO
import Records

/// What a run did, stage by stage: written as `summary.json`, told on the terminal, and on one page in Indonesian.
struct RunSummary: Sendable {
    /// One stage's tasks and records.
    struct StageLine: Sendable, Equatable {
        var stage: String
        var tasks = 0
        /// How many tasks are in each state, by its word.
        var states: [String: Int] = [:]
        var counts = TaskCounts()
        /// Whether every partition that is there has an account that adds up.
        var audited = true
        /// Partitions that were made without something upstream.
        var incomplete = 0
    }

    struct Failure: Sendable, Equatable {
        var task: String
        var state: String
        var reason: String
        var log: String?
        var attempts: Int
        /// For the terminal alone.
        var lastLines: [String]
        /// Whether what is missing can never be made.
        var isForGood = false
        /// The command that runs just this task again; nil for what did not fail by itself.
        var again: String?
        /// The command that says of lost captures that they are gone for good.
        var accept: String?
    }

    struct Incomplete: Sendable, Equatable {
        var task: String
        var missing: [String]
    }

    /// A source's state, as a stage reported it.
    struct Health: Sendable, Equatable {
        var task: String
        var row: JSONValue

        /// Whether the source is well, by the rule that the report follows: it answered, and nothing of it failed.
        var isWell: Bool {
            let state = row["state"]?.string
            return (state == "ok" || state == "unchanged") && (row["failed"]?.int ?? 0) <= 0
        }

        /// `task: source: state, reason, 2 failed (detail); nothing new since …`.
        var text: String {
            let source = row["source"]?.string ?? "a source"
            let state = row["state"]?.string ?? "no state"
            let reason = row["reason"]?.string.map { ", \($0)" } ?? ""
            let detail = row["detail"]?.string.map { " (\($0))" } ?? ""
            let failed = row["failed"]?.int.map { $0 > 0 ? ", \($0) failed" : "" } ?? ""
            return "\(task): \(source): \(state)\(reason)\(failed)\(detail)" + SourceWords.english(row)
        }

        /// What to change in the register, though the source is well: where it has moved to for good.
        var move: String? {
            guard let moved = row["moved_to"]?.string else { return nil }
            return "\(task): \(row["source"]?.string ?? "a source") -> \(moved)"
        }
    }

    var run: String
    var pipeline: String
    var key: String
    var generation: String
    var started: Instant
    var finished: Instant
    /// The district's zone.
    var zone: Zone
    var exitStatus: Int32
    var signal: Int32?
    var stages: [StageLine]
    var failures: [Failure]
    var incomplete: [Incomplete]
    var health: [Health]
    var delivered: [Delivery.Edition]
    /// Inputs that were found damaged, with what became of each.
    var damage: [String]
    var problems: [String]
    /// What an operator should know, though nothing is wrong.
    var notes: [String]
    /// Losses that somebody has accepted, and what cannot run for them alone.
    var acceptedLosses: [Failure]
    var unknownStages: [String]
    var retryCommand: String
    var root: String
    /// Whether the key was run as one of the past, which gets nothing of the present.
    var guardsPast: Bool
    private let graph: JSONValue

    init(session: Session, runID: String, started: Instant, finished: Instant, result: RunResult) {
        run = runID
        pipeline = session.pipeline.name
        key = session.key
        generation = session.layout.generation
        self.started = started
        self.finished = finished
        zone = session.pipeline.zone
        exitStatus = result.exitStatus
        signal = result.signal
        delivered = result.delivered
        damage = result.damage
        problems = Self.folded(result.problems)
        notes = result.notes
        unknownStages = result.unknownStages
        retryCommand = session.retryCommand
        root = session.layout.root
        guardsPast = session.options.scope.guardsPast
        func title(_ task: TaskID) -> String { "\(session.prepared[task.stage].name)/\(task.partition)" }
        var stages = session.prepared.map { StageLine(stage: $0.name) }
        var health: [Health] = []
        for (task, outcome) in result.outcomes {
            stages[task.stage].tasks += 1
            stages[task.stage].states[outcome.state.rawValue, default: 0] += 1
            guard let partition = result.published[task] else { continue }
            stages[task.stage].counts.add(partition.counts)
            stages[task.stage].audited = stages[task.stage].audited && partition.counts.isAudited
            if !partition.missing.isEmpty { stages[task.stage].incomplete += 1 }
            health += partition.health.map { Health(task: title(task), row: $0) }
        }
        self.stages = stages
        self.health = health
        func failure(_ task: TaskID, _ outcome: TaskOutcome) -> Failure {
            Failure(
                task: title(task), state: outcome.state.rawValue, reason: outcome.reason ?? "", log: outcome.log,
                attempts: outcome.attempts, lastLines: outcome.lastLines, isForGood: outcome.isForGood,
                again: outcome.state == .failed
                    ? session.taskCommand(stage: session.prepared[task.stage].name, partition: task.partition) : nil,
                accept: outcome.state == .lost && !result.accepted.contains(task)
                    ? session.command(
                        "accept-loss", [session.prepared[task.stage].name, task.partition], key: session.key) : nil)
        }
        failures = result.failures.map { failure($0.task, $0.outcome) }
        acceptedLosses = result.outcomes.filter { result.accepted.contains($0.task) }.map {
            failure($0.task, $0.outcome)
        }
        incomplete = result.incomplete.map { Incomplete(task: title($0), missing: result.published[$0]?.missing ?? []) }
        graph = .array(
            session.prepared.map { stage in
                let names = result.outcomes.filter { $0.task.stage == stage.index }.map(\.task.partition)
                return [
                    "stage": .string(stage.name), "from": .strings(stage.stage.from), "frozen": .bool(stage.isFrozen),
                    "filter": .bool(stage.command.isFilter), "masked": .bool(stage.isMasked),
                    "sink": stage.stage.sink.map { .string($0) } ?? .null, "deliver": .bool(stage.stage.deliver),
                    "command": .array(stage.command.facts.map(\.json)), "rules": .string(stage.rules),
                    "partitions": .strings(names),
                ]
            })
    }

    /// Each problem once, in the order of the first, with how often it was met.
    static func folded(_ problems: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for problem in problems { counts[problem, default: 0] += 1 }
        var seen: Set<String> = []
        return problems.filter { seen.insert($0).inserted }.map { problem in
            let count = counts[problem] ?? 1
            return count > 1 ? "\(problem) (\(count) times)" : problem
        }
    }

    /// Tasks that ran in this run, and those that were there.
    var made: Int { stages.reduce(0) { $0 + ($1.states["made"] ?? 0) } }
    var fresh: Int { stages.reduce(0) { $0 + ($1.states["fresh"] ?? 0) } }
    /// Tasks whose partitions were taken from the generation before.
    var linked: Int { stages.reduce(0) { $0 + ($1.states["linked"] ?? 0) } }
    var warnings: [Health] { health.filter { !$0.isWell } }
    var moves: [String] { health.compactMap(\.move) }

    /// The content of `summary.json`.
    var json: JSONObject {
        var object = allJSON
        if guardsPast { object["guards_past"] = true }
        if RunRemedy(object) == .nothing { object["retry"] = .null }
        return object
    }

    private var allJSON: JSONObject {
        [
            "summary": 1, "run": .string(run), "pipeline": .string(pipeline), "key": .string(key),
            "generation": .string(generation), "started": .string(started.description),
            "finished": .string(finished.description), "exit": .int(Int(exitStatus)),
            "signal": signal.map { .int(Int($0)) } ?? .null, "stages": .array(stages.map(\.json)),
            "failures": .array(failures.map(\.json)),
            "incomplete": .array(incomplete.map { ["task": .string($0.task), "missing": .strings($0.missing)] }),
            "health": .array(
                health.map { line in
                    var object: JSONObject = ["task": .string(line.task)]
                    for (key, value) in line.row.object ?? [:] { object[key] = value }
                    return .object(object)
                }),
            "delivered": .array(
                delivered.map {
                    ["path": .string(relative($0.path)), "files": .strings($0.files), "new": .bool($0.isNew)]
                }),
            "damage": .strings(damage), "problems": .strings(problems), "notes": .strings(notes),
            "accepted_losses": .array(acceptedLosses.map(\.json)), "not_reached": .strings(unknownStages),
            "retry": .string(retryCommand),
        ]
    }

    /// A path below the root, as it is told.
    func relative(_ path: String) -> String { Paths.relative(path, to: root) }

    /// Writes `graph.json`, `summary.json` and `run.txt` into the run's directory.
    func write(to directory: String) throws {
        try AtomicFile.write(
            JSONValue.object(["pipeline": .string(pipeline), "key": .string(key), "stages": graph]).indentedText,
            to: "\(directory)/graph.json", durable: false)
        try AtomicFile.write(JSONValue.object(json).indentedText, to: "\(directory)/summary.json", durable: false)
        try AtomicFile.write(RunPage.text(self), to: "\(directory)/run.txt", durable: false)
    }
}

extension RunSummary.StageLine {
    var json: JSONValue {
        var object: JSONObject = [
            "stage": .string(stage), "tasks": .int(tasks),
            "states": .object(JSONObject(states.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })),
        ]
        for (key, value) in counts.json { object[key] = value }
        // Of a stage of which nothing is there nobody can say that its accounts add up.
        let isThere = ["made", "fresh", "linked"].contains { states[$0] != nil }
        object["audited"] = isThere ? .bool(audited) : .null
        object["incomplete"] = .int(incomplete)
        return .object(object)
    }

    /// Reads a line back from `summary.json`.
    init?(_ json: JSONValue) {
        guard let stage = json["stage"]?.string else { return nil }
        self.init(
            stage: stage, tasks: json["tasks"]?.int ?? 0,
            states: Dictionary(
                (json["states"]?.object ?? [:]).map { ($0.key, $0.value.int ?? 0) }, uniquingKeysWith: { $1 }),
            counts: TaskCounts(json), audited: json["audited"].map { $0.bool ?? ($0 == .null) } ?? false,
            incomplete: json["incomplete"]?.int ?? 0)
    }
}

extension RunSummary.Failure {
    var json: JSONValue {
        [
            "task": .string(task), "state": .string(state), "reason": .string(reason),
            "log": log.map { .string($0) } ?? .null, "attempts": .int(attempts),
            "again": again.map { .string($0) } ?? .null, "accept": accept.map { .string($0) } ?? .null,
        ]
    }
}
