import Records

/// Why a task has to run, in words that an operator can act on.
enum StaleReason: Sendable, Equatable {
    case missing
    case damaged(String)
    case targetMissing(String)
    case executableChanged(String)
    case commandChanged
    case parameter(String, from: String, to: String)
    case parameterFile(String)
    case packFile(String)
    case inputChanged(String)
    case inputAdded(String)
    case inputGone(String)
    case historyChanged(Int)
    case missingChanged
    case accountsChanged
    case upstreamRuns(String)
    case otherVersion
    case refetch
    case missingCame([String])

    var text: String {
        switch self {
        case .missing: "missing"
        case .damaged(let file): "damaged: \(file) is not as its receipt says"
        case .targetMissing(let path): "target missing: \(path)"
        case .executableChanged(let word): "executable changed: \(word)"
        case .commandChanged: "command changed"
        case .parameter(let name, let from, let to): "parameter \(name) \(from) -> \(to)"
        case .parameterFile(let path): "parameter file changed: \(path)"
        case .packFile(let path): "pack file changed: \(path)"
        case .inputChanged(let title): "input changed: \(title)"
        case .inputAdded(let title): "input added: \(title)"
        case .inputGone(let title): "input gone: \(title)"
        case .historyChanged(let count): "history changed: \(count) part\(count == 1 ? "" : "s")"
        case .missingChanged: "what was missing upstream changed"
        case .accountsChanged: "accounts of earlier stages changed"
        case .upstreamRuns(let stage): "'\(stage)' runs before it"
        case .otherVersion: "made by another version of the coordinator"
        case .refetch: "asked for by --refetch"
        case .missingCame(let tasks): "was missing and is there now: \(RunWords.list(tasks, limit: 3))"
        }
    }
}

/// Compares what a partition was made of with what it would be made of now.
enum Staleness {
    /// The differences, most telling first; a key that differs without any visible difference is the format's own.
    static func reasons(old: TaskMaterial, new: TaskMaterial) -> [StaleReason] {
        var reasons = command(old.command, new.command)
        reasons += parameters(.object(old.parameters ?? [:]), .object(new.parameters ?? [:]), path: "")
        reasons += files(old.parameterFiles, new.parameterFiles).map { .parameterFile($0) }
        reasons += files(old.uses, new.uses).map { .packFile($0) }
        reasons += inputs(old.inputs, new.inputs)
        let history = inputs(old.history, new.history).count
        if history > 0 { reasons.append(.historyChanged(history)) }
        if old.missing != new.missing { reasons.append(.missingChanged) }
        if old.accounts != new.accounts { reasons.append(.accountsChanged) }
        return reasons.isEmpty ? [.otherVersion] : reasons
    }

    private static func command(_ old: [CommandFact], _ new: [CommandFact]) -> [StaleReason] {
        guard old.map(\.word) == new.map(\.word) else { return [.commandChanged] }
        return zip(old, new).filter { $0.sha256 != $1.sha256 }.map { .executableChanged($1.word) }
    }

    private static func parameters(_ old: JSONValue, _ new: JSONValue, path: String) -> [StaleReason] {
        if old == new { return [] }
        guard let before = old.object, let after = new.object else {
            return [.parameter(path, from: shown(old), to: shown(new))]
        }
        let names = after.keys + before.keys.filter { after[$0] == nil }
        return names.flatMap { name -> [StaleReason] in
            let full = path.isEmpty ? name : "\(path).\(name)"
            switch (before[name], after[name]) {
            case (let one?, let other?): return parameters(one, other, path: full)
            case (let one, let other):
                return [.parameter(full, from: one.map(shown) ?? "absent", to: other.map(shown) ?? "absent")]
            }
        }
    }

    private static func shown(_ value: JSONValue) -> String {
        let text = value.text
        return text.count > 60 ? "\(text.prefix(57))..." : text
    }

    private static func files(_ old: [FileFact], _ new: [FileFact]) -> [String] {
        let before = Dictionary(old.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 })
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    private static func inputs(_ old: [InputFact], _ new: [InputFact]) -> [StaleReason] {
        let before = Dictionary(old.map { ($0.title, $0.sha256) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.map { ($0.title, $0.sha256) }, uniquingKeysWith: { $1 })
        return Set(before.keys).union(after.keys).sorted().compactMap { title in
            switch (before[title], after[title]) {
            case (nil, _): .inputAdded(title)
            case (_, nil): .inputGone(title)
            case (let one, let other): one == other ? nil : .inputChanged(title)
            }
        }
    }
}
