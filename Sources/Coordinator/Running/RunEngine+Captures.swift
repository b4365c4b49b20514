import PipelineGraph

extension RunEngine {
    /// The tasks whose absence somebody has accepted: lost captures, and what cannot run for want of those alone.
    func consequences(of lost: Set<TaskID>) -> Set<TaskID> {
        guard !lost.isEmpty else { return [] }
        var accepted = lost
        for index in context.prepared.indices {
            for name in graph.partitions(of: index) ?? [] {
                let task = TaskID(stage: index, partition: name)
                guard outcomes[task]?.state == .blocked else { continue }
                let missing = graph.sources(of: task).missing
                if !missing.isEmpty, missing.allSatisfy(accepted.contains) { accepted.insert(task) }
            }
        }
        return accepted
    }

    /// A note where this run has captured a day that is not over.
    var unfinishedDay: [String] {
        guard context.pipeline.key == .date,
            context.key == context.clock.now.day(in: context.pipeline.zone).description,
            outcomes.contains(where: { $0.value.state == .made && context.prepared[$0.key.stage].isFrozen })
        else { return [] }
        return [
            "\(context.key) is not over: what is captured now stays, and what is still to come is added with --refetch, "
                + "as long as no later day has been fetched"
        ]
    }
}
