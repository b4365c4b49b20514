import RecordIO
import Records

/// What a run does about inputs that turned out damaged: marks their partitions, so that they are stale from now on,
/// and makes them again, with all that failed over them, in one more pass.
///
/// Captures are never made again: they are reported as lost, with file and part, and stay unmarked, so that whatever
/// reads their other parts goes on.
struct Healing {
    let session: Session
    /// Damaged parts, each once, in order.
    let damaged: [DamagedInput]

    init(_ session: Session, _ result: RunResult) {
        self.session = session
        damaged = Set(result.outcomes.flatMap(\.outcome.damaged)).sorted { $0.path < $1.path }
    }

    /// Marks what can be made again; true where one more pass can mend something.
    func mark(_ problems: inout [String]) -> Bool {
        var mends = false
        for input in damaged where !input.isFrozen {
            do {
                try DamageMark.set(input.input.part, at: input.place)
                mends = true
            } catch {
                problems.append(
                    "input damaged: \(input.input.title): \(DiskFull.words(error, layout: session.layout))")
            }
        }
        return mends && session.options.scope.only == nil
    }

    /// Both passes as one: what either made was made in this run, and the last word on everything else is the second's.
    static func merge(_ first: RunResult, _ second: RunResult) -> RunResult {
        var result = second
        let before = Dictionary(first.outcomes.map { ($0.task, $0.outcome) }, uniquingKeysWith: { $1 })
        for index in result.outcomes.indices where result.outcomes[index].outcome.state == .fresh {
            if let made = before[result.outcomes[index].task], made.state.isPublished {
                result.outcomes[index].outcome = made
            }
        }
        result.problems = first.problems + second.problems.filter { !first.problems.contains($0) }
        result.notes = first.notes + second.notes.filter { !first.notes.contains($0) }
        return result
    }

    /// Says what became of every damaged part.
    func report(in result: inout RunResult) {
        let position = Dictionary(
            result.outcomes.enumerated().map { (title($0.element.task), $0.offset) }, uniquingKeysWith: { $1 })
        for input in damaged {
            let task = "\(input.input.stage)/\(input.input.partition)"
            let index = input.input.key == nil ? position[task] : nil
            if input.isFrozen {
                result.damage.append("\(input.input.title): captures are never made again")
                let reason =
                    "captures are lost: \(input.path) is damaged; bring it back from a backup "
                    + "(nothing is fetched again silently)"
                if let index {
                    result.outcomes[index].outcome.state = .lost
                    result.outcomes[index].outcome.reason = reason
                } else {
                    result.problems.append(reason)
                }
            } else if let key = input.input.key {
                result.damage.append("\(input.input.title): a gap until its key is run again")
                result.problems.append(
                    "\(input.path) is damaged; make it again with: \(session.runCommand(key: key))")
            } else if let index, result.outcomes[index].outcome.state == .made {
                result.damage.append("\(input.input.title): rebuilt")
            } else {
                result.damage.append("\(input.input.title): not rebuilt; the next run tries it")
                if index.map({ result.outcomes[$0].outcome.state.isPublished }) ?? true {
                    result.problems.append("\(input.path) is damaged; the next run makes it again")
                }
            }
        }
    }

    private func title(_ task: TaskID) -> String { "\(session.prepared[task.stage].name)/\(task.partition)" }
}

extension TaskEvaluator {
    /// The same evaluator for a second pass: it has not read any history yet, and what was asked to be fetched again has
    /// been.
    var secondPass: TaskEvaluator {
        var evaluator = self
        evaluator.history = HistoryIndex(layout: layout, disk: disk)
        evaluator.refetched = []
        return evaluator
    }
}
