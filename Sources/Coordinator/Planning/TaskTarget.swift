import PipelineGraph
import RecordIO
import Records

/// One task of a pipeline, named by a user, and as much of the graph as it takes to know whether it can run.
struct TaskTarget {
    let session: Session
    let partition: String

    /// The stage: the last of the session's part of the pipeline.
    var stage: PreparedStage? { session.prepared.last }

    /// The graph of the task and what it depends on: of a chain that goes by name only this name, of all else everything.
    var graph: TaskGraph {
        TaskGraph(
            session.pipeline, accounts: Set(session.prepared.filter { $0.facts.accounts }.map(\.index)),
            kept: session.kept, pins: pins)
    }

    /// The stages of which one partition alone matters: a gather needs all of what it reads, accounts all before them.
    private var pins: [Int: String] {
        var whole: Set<Int> = []
        for stage in session.prepared.reversed() {
            let pipeline = session.pipeline
            if stage.facts.accounts {
                whole.formUnion(pipeline.ancestors(of: stage.name).compactMap { pipeline.position(of: $0) })
            }
            if stage.stage.gather != .byName || whole.contains(stage.index) {
                whole.formUnion(stage.stage.from.compactMap { pipeline.position(of: $0) })
            }
        }
        let pinned = session.prepared.map(\.index).filter { !whole.contains($0) }
        return Dictionary(pinned.map { ($0, partition) }, uniquingKeysWith: { $1 })
    }

    /// What to say of a partition that is not among the planned ones.
    func unknown(among names: [String]) -> UsageError {
        let stage = stage?.name ?? ""
        let head = "no partition '\(partition)' of stage '\(stage)' for key \(session.key)"
        if let near = nearest(partition, among: names) { return UsageError("\(head); did you mean '\(near)'?") }
        guard !names.isEmpty else { return UsageError("\(head); it has none") }
        return UsageError("\(head); it has \(RunWords.list(names, limit: 10))")
    }
}

extension Pipeline {
    /// The part of a pipeline up to a stage; throws for a stage that it does not have.
    func upTo(_ name: String) throws -> Pipeline {
        if let part = part(upTo: name) { return part }
        throw UsageError(unknownStage(name))
    }
}
