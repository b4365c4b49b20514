import PipelineGraph
import RecordIO
import Records

/// What a task would be made of, and whether what stands in its place is made of just that.
struct TaskEvaluation: Sendable {
    enum Verdict: Sendable {
        case fresh(Published)
        case stale([StaleReason])
        /// Captures that were published once and are not whole any more; they are never fetched again silently.
        case lost(String)
        /// A frozen stage for a key older than the newest captured one: the past cannot be fetched.
        case gap(newest: String)
        /// A frozen stage whose partition nobody captured, for a command that does not fetch.
        case uncaptured
        /// A frozen stage that names no key, for a key of the past: what it would fetch is the present.
        case present
    }

    var material = TaskMaterial()
    var receiptKey = ""
    /// What goes behind `--input` and `--history`.
    var inputs: [String] = []
    var window = HistoryIndex.Window()
    /// The accounts of earlier stages, where the stage asked for them.
    var accounts: String?
    /// The records given, where they are known.
    var inputLines: Int?
    var verdict: Verdict
    /// The parts of the partition that stands there now, stale or not.
    var oldParts: [String] = []
    /// Whether a fresh partition's receipt does not say any more what holds: the rules are others but give the same, or
    /// what its window lacked has come. What the partition is made of has not changed.
    var isDated = false
    /// Captures that stay, and that what is fetched now is added to.
    var captured: Published?
    /// What an operator should know of a task that is not run.
    var note: String?
}

/// Evaluates tasks against the disk; used from many threads at once.
struct TaskEvaluator: Sendable {
    /// What the scheduler knows of a task's surroundings.
    struct Question: Sendable {
        var stage: PreparedStage
        var upstream: [PreparedStage]
        var partition: String
        var sources: [(published: Published, part: String?)]
        /// As `stage/partition`.
        var missing: [String]
        /// The file that a root stage's task reads.
        var file: FoundFile?
        var accounts: String?
    }

    let layout: Layout
    let key: String
    let keyRule: KeyRule
    /// The pipeline file's directory, absolute.
    let base: String
    let disk: any Disk
    let digests: DigestCache
    var history: HistoryIndex
    /// The greatest key of captures, for each frozen stage that has any.
    let newestCaptures: [String: String]
    /// Partitions that the captures' manifests promise, by stage.
    let promised: [String: Set<String>]
    /// Whether what was never captured may be fetched now.
    var mayFetch = true
    /// Whether every stage waits for all of its upstream but what is missing for good.
    var requiresAll = false
    /// Frozen stages that are to fetch again and add.
    var refetched: Set<String> = []
    /// Lost captures that somebody has accepted as lost, by stage and partition.
    var acceptedLosses: [String: [String: AcceptedLoss]] = [:]
    /// Frozen stages that would give the present to a key of the past.
    var presentOnly: Set<String> = []

    /// The directory of a task's partition.
    func place(_ stage: PreparedStage, _ partition: String) -> String {
        "\(layout.stage(stage.name, key: key, frozen: stage.isFrozen))/\(partition)"
    }

    func evaluate(_ question: Question) throws -> TaskEvaluation {
        let place = place(question.stage, question.partition)
        let finding = PublishedReader.read(place, disk: disk)
        if question.stage.isFrozen {
            if let captured = try captured(question, place, finding) { return captured }
            if !mayFetch { return TaskEvaluation(verdict: .uncaptured) }
        }
        var evaluation = try material(of: question)
        if case .whole(let summary) = finding, summary.receiptKey == evaluation.receiptKey,
            targetIsThere(question.stage)
        {
            let published = Published(
                path: place, stage: question.stage.name, partition: question.partition, summary: summary)
            // Made of the same, it is what today's rules give and sees what today's window shows.
            let updated = published.updated(rules: question.stage.rules, window: evaluation.window)
            evaluation.isDated = updated != nil
            evaluation.verdict = .fresh(updated ?? published)
            return evaluation
        }
        if presentOnly.contains(question.stage.name) {
            evaluation.verdict = .present
            return evaluation
        }
        if question.stage.isFrozen, !isFetchable(question.stage), let newest = newestCaptures[question.stage.name] {
            evaluation.verdict = .gap(newest: newest)
            return evaluation
        }
        evaluation.verdict = .stale(reasons(finding, evaluation, question.stage))
        if case .whole(let summary) = finding { evaluation.oldParts = summary.parts.map(\.name) }
        return evaluation
    }

    /// A frozen partition that is there is fresh whatever changed, or added to; one that was there must be.
    private func captured(
        _ question: Question, _ place: String, _ finding: PublishedReader.Finding
    ) throws -> TaskEvaluation? {
        switch finding {
        case .whole(let summary):
            let published = Published(
                path: place, stage: question.stage.name, partition: question.partition, summary: summary)
            return try evaluation(of: question, captured: published)
        case .damaged(let file, _): return TaskEvaluation(verdict: .lost("\(place)/\(file)"))
        case .none:
            // A receipt that cannot be read is a capture that was there.
            return isCaptured(question.stage, question.partition) ? TaskEvaluation(verdict: .lost(place)) : nil
        }
    }

    private func targetIsThere(_ stage: PreparedStage) -> Bool {
        stage.stage.sink.map { disk.facts(layout.target(ofSink: $0)) != nil } ?? true
    }

    private func reasons(
        _ finding: PublishedReader.Finding, _ evaluation: TaskEvaluation, _ stage: PreparedStage
    ) -> [StaleReason] {
        switch finding {
        case .none: return [.missing]
        case .damaged(let file, _): return [.damaged(file)]
        case .whole(let summary):
            if summary.receiptKey == evaluation.receiptKey, let sink = stage.stage.sink {
                return [.targetMissing(sink)]
            }
            return Staleness.reasons(old: TaskMaterial(summary.record.object), new: evaluation.material)
        }
    }

    /// Everything that a task's content depends on.
    func material(of question: Question) throws -> TaskEvaluation {
        let stage = question.stage
        var evaluation = TaskEvaluation(verdict: .stale([.missing]))
        evaluation.material = stage.material
        evaluation.material.missing = question.missing
        if let accounts = question.accounts {
            evaluation.accounts = accounts
            evaluation.material.accounts = SHA256.hex(Array(accounts.utf8))
        }
        if let file = question.file {
            let path = Paths.join(base, file.path)
            evaluation.inputs = [path]
            evaluation.material.inputs = [
                InputFact(
                    stage: "", partition: "", part: file.path, sha256: try digests.digest(path),
                    lines: nil)
            ]
        }
        for (published, part) in question.sources {
            evaluation.inputs.append(part.map { "\(published.path)/\($0)" } ?? published.path)
            evaluation.material.inputs += published.inputs(part: part)
        }
        evaluation.window = history.window(
            of: stage, upstream: question.upstream, partition: question.partition, key: key)
        evaluation.material.history = evaluation.window.inputs
        if !stage.stage.isRoot {
            evaluation.inputLines = (evaluation.material.inputs + evaluation.material.history).reduce(0) {
                $0 &+ ($1.lines ?? 0)
            }
        }
        evaluation.receiptKey = evaluation.material.receiptKey(after: stage.materialDigest)
        return evaluation
    }
}

extension TaskEvaluator {
    /// Whether a frozen partition is there, or should be: then nothing upstream matters to it.
    func isCaptured(_ stage: PreparedStage, _ partition: String) -> Bool {
        promised[stage.name]?.contains(partition) == true
            || disk.isFile("\(place(stage, partition))/_meta/receipt.json")
    }

    /// Why a task cannot run with what is there; nil where it can.
    ///
    /// A gather runs with what is there, be it nothing; a union needs a partition, and a fetch something to follow. Where
    /// all is required, what is missing `forGood` is done without all the same: no waiting would bring it.
    func blocks(
        _ stage: PreparedStage, _ partition: String, _ sources: TaskGraph.Sources, title: (TaskID) -> String,
        forGood: (TaskID) -> Bool = { _ in false }
    ) -> String? {
        guard let first = sources.missing.first, !(stage.isFrozen && isCaptured(stage, partition)) else { return nil }
        let rest = sources.missing.count > 1 ? " and \(sources.missing.count - 1) more" : ""
        if stage.stage.require == .all { return "\(absent(title(first), rest)), and it requires all" }
        if requiresAll, let first = sources.missing.first(where: { !forGood($0) }) {
            return "\(absent(title(first))), and a new generation requires all"
        }
        let needsOne = stage.isFrozen || stage.stage.gather == .byName
        return needsOne && sources.present.isEmpty ? absent(title(first), rest) : nil
    }

    /// A partition of before still stands where what was to take its place has failed: to call it missing would send
    /// somebody to look for what they can see.
    private func absent(_ title: String, _ rest: String = "") -> String {
        let stands = disk.isDirectory("\(layout.generationDirectory)/\(key)/\(title)")
        return "\(title)\(rest) \(stands ? "is not up to date" : "is missing")"
    }
}

extension TaskEvaluation {
    static func lostText(_ path: String) -> String {
        "captures are lost: \(path); bring them back from a backup, or, if they are gone for good, say so with "
            + "'serap accept-loss' (nothing is fetched again silently)"
    }

    static func uncapturedText(key: String) -> String {
        "nothing was captured for \(key), and this command does not fetch"
    }

    static func gapText(key: String, newest: String) -> String {
        "nothing was captured for \(key), and \(newest) has been fetched since; the past cannot be fetched: what is kept "
            + "elsewhere (saved pages, WARC files, exports) can come in as an archive, with 'select: folder' or an inbox"
    }

    static func presentText(key: String) -> String {
        "nothing was captured for \(key), and what could be fetched now is the present: neither its 'files' nor its "
            + "'params' name {key}"
    }
}
