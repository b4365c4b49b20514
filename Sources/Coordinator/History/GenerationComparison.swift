import PipelineGraph
import RecordIO
import Records

/// `serap compare`: which records have another value of a field in one generation than in another.
///
/// Records are matched by key and id; of an item that is there in several versions, those of the same text, then in the
/// order of the parts. Goes key by key and partition by partition, and skips what has the same digests: memory is that
/// of one partition, and of what a key has in one generation alone.
struct GenerationComparison {
    /// A record that is not as it was.
    struct Difference: Sendable {
        let key: String
        let id: String
        let title: String?
        /// Nil where the record is not in that generation.
        let from: String?
        let to: String?
        let fromReasons: [String]
        let toReasons: [String]
    }

    /// What is told at the end.
    struct Totals: Sendable, Equatable {
        /// Records of the first and of the second generation.
        var records = [0, 0]
        /// How many items made each move.
        var moves: [Move: Int] = [:]
        /// Moves beyond the thousand that are told apart: of a field that hardly repeats.
        var otherMoves = 0
        var onlyInFirst = 0
        var onlyInSecond = 0
        var withoutID = 0
        /// Keys whose stage is not complete in one of the generations, as `key in g0001`.
        var incomplete: [String] = []

        var moved: Int { moves.values.reduce(otherMoves, +) }
    }

    struct Move: Hashable, Sendable {
        let from: String
        let to: String
    }

    let layouts: [Layout]
    let stage: String
    let field: String
    let keys: [String]
    let disk: any Disk

    /// Finds out what there is to compare; throws `ComparisonError` for what somebody got wrong.
    init(
        _ pipeline: Pipeline, _ generations: Generations, from: String, to: String, field: String, stage: String?,
        key: String?
    ) throws {
        disk = generations.disk
        self.field = field
        layouts = try [from, to].map { name in
            guard let found = Self.generation(name, of: generations) else {
                throw ComparisonError.noGeneration(
                    name, pipeline: pipeline.name, root: generations.root, there: generations.all,
                    current: generations.current)
            }
            return generations.layout(found)
        }
        let all = generations.keys(below: layouts.map(\.generationDirectory), rule: pipeline.key)
        if let key, !all.contains(key) { throw ComparisonError.noKey(key, there: all) }
        keys = key.map { [$0] } ?? all
        let probe = FieldProbe(layouts: layouts, keys: keys, field: field, disk: disk)
        self.stage = try probe.stage(of: pipeline, named: stage)
    }

    /// A generation by its name, its number, or `current`.
    static func generation(_ name: String, of generations: Generations) -> String? {
        let all = generations.all
        if name == "current" { return all.first { $0 == generations.current } }
        let digits = name.hasPrefix("g") ? name.dropFirst() : name[...]
        guard let number = Int(digits), digits.allSatisfy(\.isASCII) else { return nil }
        return all.first { Int($0.dropFirst()) == number }
    }

    /// Compares everything; differences come in the order of key, partition and record.
    func run(_ tell: (Difference) throws -> Void) throws -> Totals {
        var totals = Totals()
        for key in keys {
            var comparison = KeyComparison(key: key)
            let manifests = layouts.map { PartitionList($0, stage: stage, key: key, disk: disk) }
            for (layout, manifest) in zip(layouts, manifests) where manifest?.isComplete != true {
                totals.incomplete.append("\(key) in \(layout.generation)")
            }
            let names = manifests.reduce(into: Set<String>()) { $0.formUnion($1?.partitions.keys.map(\.self) ?? []) }
            for name in names.sorted() {
                let parts = manifests.map { $0?.partitions[name] ?? [] }
                for side in 0...1 { totals.records[side] += parts[side].reduce(0) { $0 + $1.lines } }
                if parts[0].map(\.sha256) == parts[1].map(\.sha256) { continue }
                var partition = PartitionComparison()
                for side in 0...1 {
                    let place = "\(layouts[side].stage(stage, key: key, frozen: false))/\(name)"
                    let showsText = Masking.isOpen(place)
                    for part in parts[side] {
                        try PartReader(path: "\(place)/\(part.name)").forEachLine { line in
                            guard
                                let record = ComparedRecord(
                                    try Record(line: line), field: field, showsText: showsText)
                            else { return totals.withoutID += 1 }
                            if let old = partition.take(record, side: side) {
                                try comparison.compare(old, record, &totals, tell)
                            }
                        }
                    }
                }
                for (old, new) in partition.pairLeftovers() { try comparison.compare(old, new, &totals, tell) }
                comparison.rest.absorb(partition)
            }
            for (old, new) in comparison.rest.pairLeftovers() { try comparison.compare(old, new, &totals, tell) }
            try comparison.tellRest(&totals, tell)
        }
        return totals
    }
}

/// One key's differences: an item that moves in several versions is told once.
private struct KeyComparison {
    let key: String
    var rest = PartitionComparison()
    private var told: Set<[String]> = []

    init(key: String) { self.key = key }

    mutating func compare(
        _ old: ComparedRecord, _ new: ComparedRecord, _ totals: inout GenerationComparison.Totals,
        _ tell: (GenerationComparison.Difference) throws -> Void
    ) throws {
        guard old.value != new.value else { return }
        let (from, to) = ComparedValue.move(old.value, new.value)
        guard told.insert([old.id, from, to]).inserted else { return }
        let move = GenerationComparison.Move(from: from, to: to)
        if totals.moves[move] != nil || totals.moves.count < 1000 {
            totals.moves[move, default: 0] += 1
        } else {
            totals.otherMoves += 1
        }
        try tell(
            GenerationComparison.Difference(
                key: key, id: old.id, title: new.title ?? old.title, from: from, to: to, fromReasons: old.reasons,
                toReasons: new.reasons))
    }

    func tellRest(
        _ totals: inout GenerationComparison.Totals, _ tell: (GenerationComparison.Difference) throws -> Void
    ) throws {
        for (side, records) in rest.leftovers.enumerated() {
            if side == 0 { totals.onlyInFirst += records.count } else { totals.onlyInSecond += records.count }
            for record in records {
                let value = ComparedValue.short(record.value.codes, limit: 60)
                try tell(
                    GenerationComparison.Difference(
                        key: key, id: record.id, title: record.title, from: side == 0 ? value : nil,
                        to: side == 0 ? nil : value, fromReasons: side == 0 ? record.reasons : [],
                        toReasons: side == 0 ? [] : record.reasons))
            }
        }
    }
}

/// The records of one partition that still wait for their counterpart, by generation.
private struct PartitionComparison {
    private var waiting: [[ComparedRecord?]] = [[], []]
    private var byID: [String: [Int]] = [:]

    /// Takes a record: of the first generation it waits, of the second it finds its version there or waits too.
    mutating func take(_ record: ComparedRecord, side: Int) -> ComparedRecord? {
        if side == 1, let index = byID[record.id]?.first(where: { waiting[0][$0]?.version == record.version }) {
            return removeFirst(index, record.id)
        }
        if side == 0 { byID[record.id, default: []].append(waiting[0].count) }
        waiting[side].append(record)
        return nil
    }

    /// The pairs of equal id among those that found no version of the same text, in order.
    mutating func pairLeftovers() -> [(ComparedRecord, ComparedRecord)] {
        var pairs: [(ComparedRecord, ComparedRecord)] = []
        for position in waiting[1].indices {
            guard let new = waiting[1][position], let index = byID[new.id]?.first else { continue }
            if let old = removeFirst(index, new.id) { pairs.append((old, new)) }
            waiting[1][position] = nil
        }
        return pairs
    }

    /// Takes over what waits elsewhere.
    mutating func absorb(_ other: PartitionComparison) {
        for side in 0...1 {
            for record in other.leftovers[side] {
                if side == 0 { byID[record.id, default: []].append(waiting[0].count) }
                waiting[side].append(record)
            }
        }
    }

    var leftovers: [[ComparedRecord]] { waiting.map { $0.compactMap(\.self) } }

    private mutating func removeFirst(_ index: Int, _ id: String) -> ComparedRecord? {
        byID[id]?.removeAll { $0 == index }
        defer { waiting[0][index] = nil }
        return waiting[0][index]
    }
}
