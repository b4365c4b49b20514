/// Another generation became the current one between the look at `current` and the lock: what was looked up is of the
/// old one, which nobody reads any more.
struct GenerationMoved: ExitingError, Equatable {
    let from: String
    let to: String

    var exitStatus: Int32 { 3 }
    var description: String { "\(to) has just taken the place of \(from); give the command again" }
}

extension Session {
    /// Sees, under the lock, that the generation is still the one that was looked up, and finishes its sinks where a kill
    /// kept a switch from doing so. A generation that was asked for by name is taken as it is.
    func settleGeneration() throws {
        let current = Layout.currentGeneration(root: layout.root, pipeline: layout.pipeline)
        guard current == layout.generation else {
            if options.generation != nil { return }
            throw GenerationMoved(from: layout.generation, to: current)
        }
        try StagedSinks(layout: layout, sinks: pipeline.stages.compactMap(\.sink)).finish()
    }
}
