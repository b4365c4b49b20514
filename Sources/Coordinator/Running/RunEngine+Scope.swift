import RecordIO
import Records

extension RunEngine {
    /// Where only some tasks may start, upstream that could still be made is waited for, whatever `require` says: a gather
    /// that ran now would be made without it for no reason. What is gone for good is not waited for.
    func awaits(_ sources: TaskGraph.Sources) -> String? {
        guard context.scope.only != nil, let first = sources.missing.first(where: canBeMade) else { return nil }
        return "\(context.title(first)) is not up to date"
    }

    private func canBeMade(_ task: TaskID) -> Bool {
        switch outcomes[task]?.state {
        case .blocked: withheld[task] != nil || graph.sources(of: task).missing.contains(where: canBeMade)
        case .failed: true
        default: false
        }
    }

    /// The tasks that have to be made before a task can start, in order: those of its upstream, however far, that are
    /// stale while all before them is there.
    func needs(of task: TaskID) -> [TaskID] {
        var found: Set<TaskID> = []
        var seen: Set<TaskID> = [task]
        var open = graph.sources(of: task).missing
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if withheld[next] != nil { found.insert(next) } else { open += graph.sources(of: next).missing }
        }
        return found.sorted()
    }
}

extension TaskAttempt {
    /// An input was made again while a task read it.
    struct InputMoved: Error, CustomStringConvertible {
        let title: String
        var description: String { "\(title) was made again while it was read; run it once more" }
    }

    /// Compares the receipts of what was read with what was meant to be read: tasks that are run alone share the
    /// generation, so another one may have put a new partition in the place of an input.
    func confirmInputs() throws {
        var seen: [String: [String: String]] = [:]
        for fact in job.evaluation.material.inputs where !fact.stage.isEmpty {
            let title = "\(fact.stage)/\(fact.partition)"
            if seen[title] == nil {
                let isFrozen = context.prepared.first { $0.name == fact.stage }?.isFrozen ?? false
                let place = "\(context.layout.stage(fact.stage, key: context.key, frozen: isFrozen))/\(fact.partition)"
                guard case .whole(let now) = PublishedReader.read(place, disk: context.evaluator.disk) else {
                    throw InputMoved(title: title)
                }
                seen[title] = Dictionary(now.parts.map { ($0.name, $0.sha256) }, uniquingKeysWith: { $1 })
            }
            guard seen[title]?[fact.part] == fact.sha256 else { throw InputMoved(title: title) }
        }
    }
}
