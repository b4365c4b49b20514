import PipelineGraph
import Records

/// The directories under `runs/` that belong to a pipeline: `20230816T010000Z-nightly-2023-08-15`, with `.2` and so on
/// where two began in one second.
struct RunRecords {
    struct Entry: Equatable {
        let name: String
        /// When the run began: `20230816T010000Z`.
        let stamp: String
        let key: String
    }

    let entries: [Entry]

    /// Finds those of a pipeline, oldest first; names that another pipeline could have made are passed over.
    init(names: [String], pipeline: String, rule: KeyRule) {
        entries = names.compactMap { name in
            let stamp = String(name.prefix(16))
            let lead = "\(stamp)-\(pipeline)-"
            guard Self.isStamp(stamp), name.hasPrefix(lead) else { return nil }
            let rest = String(name.dropFirst(lead.count))
            switch rule {
            case .date:
                let key = String(rest.prefix(10))
                guard CivilDay(key)?.description == key, Self.isNumber(rest.dropFirst(10)) else { return nil }
                return Entry(name: name, stamp: stamp, key: key)
            case .fixed(let key):
                guard rest.hasPrefix(key), Self.isNumber(rest.dropFirst(key.count)) else { return nil }
                return Entry(name: name, stamp: stamp, key: key)
            }
        }.sorted { ($0.stamp, $0.name) < ($1.stamp, $1.name) }
    }

    /// Those that began before a day, without the newest of each key and the newest that told its end.
    func old(before day: CivilDay, hasEnd: (Entry) -> Bool) -> [Entry] {
        let limit = day.description.filter { $0 != "-" }
        var kept: Set<String> = []
        for (_, entries) in Dictionary(grouping: entries, by: \.key) {
            if let newest = entries.last { kept.insert(newest.name) }
            if let told = entries.last(where: hasEnd) { kept.insert(told.name) }
        }
        return entries.filter { $0.stamp < limit && !kept.contains($0.name) }
    }

    private static func isStamp(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return false }
        return bytes.enumerated().allSatisfy { $0 == 8 || $0 == 15 || (0x30...0x39).contains($1) }
    }

    /// Nothing, or `.2`.
    private static func isNumber(_ text: Substring) -> Bool {
        text.isEmpty || (text.hasPrefix(".") && text.utf8.count > 1 && text.dropFirst().allSatisfy(\.isWholeNumber))
    }
}
