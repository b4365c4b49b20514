import PipelineGraph

/// What `--refetch` asks for: that frozen stages fetch once more and add to what they have captured.
enum RefetchRequest: Sendable, Equatable {
    case every
    case stage(String)

    /// What `--refetch` without a stage is on the inside of the command line; no stage can have this name.
    static let everyWord = "*"

    /// Reads the value of the option.
    init(_ word: String) { self = word == Self.everyWord ? .every : .stage(word) }

    /// The option as it is typed.
    var option: String {
        switch self {
        case .every: "--refetch"
        case .stage(let name): "--refetch=\(name)"
        }
    }

    /// The names of the stages; throws `UsageError` where one cannot be fetched again.
    func stages(_ prepared: [PreparedStage], key: String, rule: KeyRule, newest: [String: String]) throws -> Set<String>
    {
        let chosen: [PreparedStage]
        switch self {
        case .every:
            chosen = prepared.filter(\.isFrozen)
            guard !chosen.isEmpty else {
                throw UsageError("--refetch: no stage of this pipeline touches the world; there is nothing to fetch")
            }
        case .stage(let name):
            guard let stage = prepared.first(where: { $0.name == name }) else {
                throw UsageError("--refetch: no stage '\(name)'; see the pipeline file")
            }
            guard stage.isFrozen else {
                throw UsageError(
                    "--refetch: '\(name)' does not touch the world; it runs again by itself when anything changes")
            }
            chosen = [stage]
        }
        for stage in chosen {
            guard rule == .date, let newest = newest[stage.name], newest > key else { continue }
            throw UsageError(
                "--refetch: \(key) cannot be fetched any more, as '\(stage.name)' has captures of \(newest); "
                    + "only the newest key can be added to")
        }
        return Set(chosen.map(\.name))
    }
}
