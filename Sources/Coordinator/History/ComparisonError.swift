/// Why generations cannot be compared as somebody asked.
enum ComparisonError: ExitingError, Equatable {
    case noGeneration(String, pipeline: String, root: String, there: [String], current: String)
    case noKey(String, there: [String])
    case noStage(String, there: [String], isKnown: Bool)
    case noField(String, stage: String, there: [String])
    case nothingToCompare(keys: Int)

    var exitStatus: Int32 { 2 }

    var description: String {
        switch self {
        case .noGeneration(let name, let pipeline, let root, let there, let current):
            let names = there.map { $0 == current ? "\($0) (current)" : $0 }
            return "no generation '\(name)' of \(pipeline) below \(root); there "
                + (names.isEmpty ? "is none" : "are: \(names.joined(separator: ", "))")
        case .noKey(let key, let there):
            let range = there.first.map { first in there.count > 1 ? "\(first) to \(there[there.count - 1])" : first }
            return "no key '\(key)' in either generation; there " + (range.map { "are: \($0)" } ?? "is none")
        case .noStage(let name, let there, let isKnown):
            let why = isKnown ? " (captures and sinks have none to compare)" : ""
            return "no partitions of a stage '\(name)' in either generation\(why); there are: "
                + there.joined(separator: ", ")
        case .noField(let field, let stage, let there):
            return there.isEmpty
                ? "'\(stage)' has no records with a field '\(field)', nor any other"
                : "no record of '\(stage)' has both 'id' and '\(field)'; the fields are: \(there.joined(separator: ", "))"
        case .nothingToCompare(let keys):
            return "no stage gives masked records with an id for any of \(keys) key\(keys == 1 ? "" : "s"); "
                + "name one with --stage"
        }
    }
}
