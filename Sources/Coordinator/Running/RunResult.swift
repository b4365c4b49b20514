import Records

/// What a run did, as it stands when the last task has settled.
struct RunResult: Sendable {
    /// Every task that was known, in order, with what became of it.
    var outcomes: [(task: TaskID, outcome: TaskOutcome)] = []
    var published: [TaskID: Published] = [:]
    /// Tasks that are not up to date but were not asked for, with why.
    var withheld: [TaskID: String] = [:]
    /// Stages whose partitions never became known, as something before them never settled.
    var unknownStages: [String] = []
    /// The signal that ended the run.
    var signal: Int32?
    /// The edition that was delivered, below the root, and whether it is new.
    var delivered: [Delivery.Edition] = []
    /// Inputs that were found damaged, as `stage/partition/part: what became of it`.
    var damage: [String] = []
    /// What went wrong outside any task, such as a delivery.
    var problems: [String] = []
    /// Whether what is missing for good is done without: where everything else had to be there.
    var acceptsGaps = false
    /// What an operator should know, though nothing is wrong.
    var notes: [String] = []
    /// Tasks whose captures are lost, as somebody has accepted, and those that cannot run for that reason alone.
    var accepted: Set<TaskID> = []
    /// The same as `stage/partition`.
    var acceptedTitles: Set<String> = []

    var failures: [(task: TaskID, outcome: TaskOutcome)] {
        outcomes.filter { !$0.outcome.state.isPublished && !accepted.contains($0.task) }
    }

    /// The failures that somebody can mend.
    var mendable: [(task: TaskID, outcome: TaskOutcome)] { failures.filter { !acceptsGaps || !$0.outcome.isForGood } }

    /// Tasks that are there but were made without something upstream, other than what is accepted as lost.
    var incomplete: [TaskID] {
        published.filter { !acceptedTitles.isSuperset(of: $0.value.missing) }.map(\.key).sorted()
    }

    /// 0 all good, 1 something failed or is missing, 128 and the signal where one ended the run.
    var exitStatus: Int32 {
        if let signal { return 128 + signal }
        let isWhole = mendable.isEmpty && (acceptsGaps || incomplete.isEmpty)
        return isWhole && problems.isEmpty && unknownStages.isEmpty ? 0 : 1
    }
}
