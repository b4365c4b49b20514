import RecordIO
import Records
import StageKit

/// What earlier runs leave for later ones in `SERAP_STATE`: one file of JSON Lines for each subject and key.
///
/// Only files of keys before the current one are read, and the current one's is written whole at the end, so a run that
/// was killed and is repeated does the same again. A cache: what is lost here is only fetched once more.
struct RunMemory {
    private let directory: String
    private let key: String

    /// The memory of a run; nil by hand, where there is no key or no place.
    init?(_ settings: StageSettings) {
        guard let state = settings.state, !state.isEmpty, !settings.key.isEmpty else { return nil }
        directory = state
        key = settings.key
    }

    /// The lines that earlier keys left on a subject, the oldest key first. Lines that are damaged are passed over.
    func earlier(_ subject: String) throws -> [JSONObject] {
        try earlierNames(subject).flatMap(lines)
    }

    /// The lines of the last key before this one that left any.
    func last(_ subject: String) throws -> [JSONObject] {
        try earlierNames(subject).last.map(lines) ?? []
    }

    /// Leaves lines for later keys; in place whole or not at all.
    func leave(_ objects: [JSONObject], on subject: String) throws {
        try Directory.make(directory)
        var bytes: [UInt8] = []
        for object in objects {
            object.write(to: &bytes)
            bytes.append(0x0A)
        }
        let name = fileName(subject)
        let file = try OpenFile.writing("\(directory)/.\(name).tmp")
        try file.write(bytes)
        try file.synchronize()
        try Directory.rename("\(directory)/.\(name).tmp", to: "\(directory)/\(name)")
        try Directory.synchronize(directory)
    }

    private func fileName(_ subject: String) -> String { "\(subject)-\(PartitionName.encode(key)).jsonl" }

    private func earlierNames(_ subject: String) throws -> [String] {
        guard LocalFiles.isDirectory(directory) else { return [] }
        let own = Array(fileName(subject).utf8)
        return try Directory.names(directory).filter {
            $0.hasPrefix("\(subject)-") && $0.hasSuffix(".jsonl") && Array($0.utf8).lexicographicallyPrecedes(own)
        }
    }

    private func lines(_ name: String) throws -> [JSONObject] {
        var objects: [JSONObject] = []
        try PartReader(path: "\(directory)/\(name)").forEachLine { line in
            if let object = try? Record(line: line).object { objects.append(object) }
        }
        return objects
    }
}
