import RecordIO
import Records
import StageKit

/// All records of a key and its window, by id: read once, each counted as used or merged.
struct ItemWindow {
    /// The run key; the greatest key met where the run was not told one.
    let key: String
    /// All ids in order.
    let ids: [String]
    /// The keys of all records.
    private(set) var keys: Set<String> = []
    /// The latest time at which anything of this key was seen.
    private(set) var cutoff: String?

    private var current: [String: [Item]] = [:]
    private var earlier: [String: [Item]] = [:]

    /// What no figure and no story needs of an item that has no record in this key.
    static let heavyFields = [
        "blocks", "images", "links", "columns", "quotes", "tags", "raw", "counters", "people", "authors",
    ]

    init(_ run: StageRun, key: String) throws {
        var current: [String: [Item]] = [:]
        var earlier: [String: [Item]] = [:]
        var keys: Set<String> = []
        var cutoff: String?
        try run.forEachRecord { record in
            var item = Item(record)
            guard let id = item.id, !id.isEmpty else { return .rejected("no_id", "the item has no 'id'") }
            if item.key == nil { item.key = key }
            if let met = item.key, !met.isEmpty { keys.insert(met) }
            for seen in item.sightings { cutoff = max(cutoff ?? seen, seen) }
            current[id, default: []].append(item)
            return current[id]?.count == 1 ? .used : .merged
        }
        try run.forEachRecord(in: run.history) { record in
            var item = Item(record)
            guard let id = item.id, !id.isEmpty else { return .rejected("no_id", "the item has no 'id'") }
            guard let met = item.key, !met.isEmpty else {
                return .rejected("no_key", "an item of an earlier run has no 'key'; normalize sets it")
            }
            keys.insert(met)
            if current[id] != nil {
                current[id]?.append(item)
                return .merged
            }
            for field in Self.heavyFields where item.record[field] != nil { item.record[field] = nil }
            earlier[id, default: []].append(item)
            return earlier[id]?.count == 1 ? .used : .merged
        }
        self.key = key.isEmpty ? keys.max() ?? "" : key
        self.keys = keys
        self.cutoff = cutoff
        self.current = current
        self.earlier = earlier
        ids = (Array(current.keys) + Array(earlier.keys)).sorted()
    }

    /// Whether this key holds a record of the item.
    func isCurrent(_ id: String) -> Bool { current[id] != nil }

    /// The item, folded.
    func item(_ id: String) -> Item { ItemFold.fold(current[id] ?? earlier[id] ?? []) }

    /// The story of every item.
    func stories() -> [String: String] {
        StoryJoin.stories(
            of: ids.map { id in
                let item = item(id)
                return StoryJoin.Entry(
                    id: id, firstKey: item.firstKey ?? "", sketch: item.record.string("minhash") ?? "",
                    text: item.text ?? item.summary ?? item.title ?? "")
            })
    }
}
