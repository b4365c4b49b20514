import PipelineGraph
import RecordIO
import Records

extension PreparedStage {
    /// Whether the stage reads local files that are named by the key: what they hold does not pass with the day.
    var readsFilesOfKey: Bool { stage.files.contains { $0.text.utf8.contains(PreparedStage.key) } }

    /// Whether what the stage asks for depends on the key, as far as the pipeline file says.
    var namesKey: Bool { readsFilesOfKey || stage.parameters.map { Self.names(.object($0)) } ?? false }

    private static let key = Array("{key}".utf8)

    private static func names(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): text.utf8.contains(key)
        case .array(let elements): elements.contains(where: names)
        case .object(let object): object.contains { names($0.value) }
        default: false
        }
    }
}

extension Session {
    /// The frozen stages that would give the present to a key of the past: those that do not name the key, and follow no
    /// frozen stage that does. Empty where the scope does not ask, and for a day that is the last complete one or later.
    static func presentOnly(
        _ pipeline: Pipeline, _ prepared: [PreparedStage], key: String, _ options: Options
    ) -> Set<String> {
        guard options.scope.guardsPast, pipeline.key == .date,
            key < options.clock.lastCompleteDay(in: pipeline.zone).description
        else { return [] }
        let frozen = prepared.filter(\.isFrozen)
        let naming = Set(frozen.filter(\.namesKey).map(\.name))
        let present = frozen.map(\.name).filter { name in
            !naming.contains(name) && naming.isDisjoint(with: pipeline.ancestors(of: name))
        }
        return Set(present)
    }
}

extension String.UTF8View {
    /// Whether some bytes stand in the text.
    fileprivate func contains(_ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: word) { return true }
            rest = rest[rest.index(after: start)...]
        }
        return false
    }
}
