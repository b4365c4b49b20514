import PipelineGraph
import RecordIO
import Records

/// Follows an item back through the published partitions of one key, digesting what it leans on.
///
/// All records of a key with the item's id are found by one pass over its parts. Records of one version belong together
/// by `raw`: the capture and the offset that they came from. Costs the inflation of a key's items and the digests of the
/// parts that hold this one.
final class ItemTracer {
    let pipeline: Pipeline
    let places: PublishedPlaces
    let showsRaw: Bool

    private struct Hit {
        let place: ItemTrace.Place
        let record: Record
        let partition: PublishedPlace

        /// What records of one version have in common; empty where the record does not say.
        var lineage: String {
            guard let raw = record["raw"], let capture = raw["capture"]?.string else { return "" }
            return "\(capture) \(raw["offset"]?.int ?? 0)"
        }
    }

    private var hits: [Hit] = []
    private var damaged: [String] = []
    private var digests: [String: Result<String, RecordIOError>] = [:]
    /// What the readers of a part say that its digest was, by `stage/partition/part`.
    private var readAs: [String: [(reader: String, sha256: String)]] = [:]
    private var readers: Set<String> = []

    init(pipeline: Pipeline, places: PublishedPlaces, showsRaw: Bool) {
        self.pipeline = pipeline
        self.places = places
        self.showsRaw = showsRaw
    }

    /// The trace of an item in a key; nil where no record there has the id.
    func trace(_ id: String, key: String) -> ItemTrace? {
        hits = []
        damaged = []
        let stages = pipeline.stages.filter { $0.sink == nil && !places.isCaptured($0.name, key: key) }
        for stage in stages.reversed() {
            for name in places.partitions(stage.name, key: key) {
                let partition = places.partition(stage.name, name, key: key)
                for part in partition.parts { hits += search(partition, part, id) { $0.idText == id } }
            }
        }
        // Rows about older items, which a stage with a window writes, are no records of this key.
        guard hits.contains(where: { !isWindowed($0.place.stage) }) else { return capture(id, key: key) }
        for hit in hits { note(hit.partition) }
        let groups = grouped(hits, key: key)
        let fold = groups.count > 1 ? self.fold(groups[0], groups[1]) : nil
        let isSensitive = hits.contains { $0.record["sensitive"]?.bool == true }
        let shown = hits.first { $0.partition.isMasked && $0.record["title"]?.string != nil }
        return ItemTrace(
            pipeline: pipeline.name, id: id, key: key,
            title: isSensitive && !showsRaw ? nil : shown?.record.string("title"),
            versions: groups.map { version($0, key: key, isSensitive: isSensitive, depth: 0) }, fold: fold,
            earlier: earlier(id, key: key), damaged: damaged, showsRaw: showsRaw)
    }

    /// Whether a stage, or one before it, sees earlier keys.
    private func isWindowed(_ stage: String) -> Bool {
        ([stage] + pipeline.ancestors(of: stage)).contains { pipeline[$0]?.windowDays != nil }
    }

    /// The records by version, each with the last stage first; records that do not say where they came from stand with
    /// the version that the last stage shows.
    private func grouped(_ hits: [Hit], key: String) -> [[Hit]] {
        let first = hits.first { !$0.lineage.isEmpty }?.lineage ?? ""
        var order: [String] = [first]
        var groups: [String: [Hit]] = [:]
        for hit in hits {
            let lineage = hit.lineage.isEmpty ? first : hit.lineage
            if !order.contains(lineage) { order.append(lineage) }
            groups[lineage, default: []].append(hit)
        }
        return order.compactMap { groups[$0] }
    }

    /// The stage that has the shown version alone.
    private func fold(_ shown: [Hit], _ merged: [Hit]) -> String? {
        let others = Set(merged.map(\.place.stage))
        return shown.last { !others.contains($0.place.stage) && isAfter($0.place.stage, merged) }?.place.stage
    }

    private func isAfter(_ stage: String, _ merged: [Hit]) -> Bool {
        guard let position = pipeline.position(of: stage), let top = merged.first else { return false }
        return position > pipeline.position(of: top.place.stage) ?? .max
    }

    private func version(_ hits: [Hit], key: String, isSensitive: Bool, depth: Int) -> ItemTrace.Version {
        var steps: [ItemTrace.Step] = []
        for (index, hit) in hits.enumerated() {
            let ancestors = Set(pipeline.ancestors(of: hit.place.stage))
            let before = hits[(index + 1)...].first { ancestors.contains($0.place.stage) }
            let changes = RecordChanges(hit.record, from: before?.record)
            let touched = (changes.added + changes.changed).map(\.value)
            steps.append(
                ItemTrace.Step(
                    place: hit.place, check: check(hit.partition, hit.place.part), changes: changes,
                    isShown: showsRaw || (hit.partition.isMasked && !isSensitive), receipt: hit.partition.receipt,
                    evidence: PackEvidence(touched, uses: hit.partition.receipt?.material.uses ?? [])))
        }
        var version = ItemTrace.Version(steps: steps)
        guard let last = hits.last(where: { !$0.lineage.isEmpty }), let raw = last.record["raw"]?.object else {
            return version
        }
        let (origin, entry) = origin(raw, of: last.partition, key: key)
        version.origin = origin
        if let entry, depth < 4 {
            version.via = grouped(entries(entry.id, of: entry.partition, key: key), key: key).map {
                self.version($0, key: key, isSensitive: isSensitive, depth: depth + 1)
            }
        }
        return version
    }

    /// The capture that holds an item's bytes, and the entry that led to it: both among what the receipts list.
    private func origin(
        _ raw: JSONObject, of partition: PublishedPlace, key: String
    ) -> (ItemTrace.Origin, entry: (id: String, partition: PublishedPlace)?) {
        let id = raw["capture"]?.string ?? ""
        let before = damaged.count
        for fact in partition.receipt?.material.inputs ?? [] where fact.key == nil && !fact.stage.isEmpty {
            let source = places.partition(fact.stage, fact.partition, key: key)
            guard let found = search(source, fact.part, id, where: { $0.idText == id }).first else { continue }
            note(source)
            let capture = Capture(found.record)
            let origin = ItemTrace.Origin(
                capture, at: found.place, in: source.path, partCheck: check(source, fact.part), raw: raw,
                keepsBytes: showsRaw)
            return (origin, (capture.via?["item"]?.string).map { ($0, source) })
        }
        let why =
            damaged.count > before ? "the part that should hold it is damaged" : "no such capture where it should be"
        return (ItemTrace.Origin(lost: id, raw: raw, because: why), nil)
    }

    /// The records of the entry that led to a page, among what its fetch read.
    private func entries(_ id: String, of partition: PublishedPlace, key: String) -> [Hit] {
        var found: [Hit] = []
        for fact in partition.receipt?.material.inputs ?? [] where fact.key == nil && !fact.stage.isEmpty {
            let source = places.partition(fact.stage, fact.partition, key: key)
            let hits = search(source, fact.part, id) { $0.idText == id }
            if !hits.isEmpty { note(source) }
            found += hits
        }
        return found
    }

    /// Where nothing else has the id, it may be that of a capture.
    private func capture(_ id: String, key: String) -> ItemTrace? {
        for stage in pipeline.stages where places.isCaptured(stage.name, key: key) {
            for name in places.partitions(stage.name, key: key) {
                let partition = places.partition(stage.name, name, key: key)
                for part in partition.parts {
                    guard let hit = search(partition, part, id, where: { $0.idText == id }).first else { continue }
                    let origin = ItemTrace.Origin(
                        Capture(hit.record), at: hit.place, in: partition.path, partCheck: check(partition, part),
                        raw: [:], keepsBytes: showsRaw)
                    return ItemTrace(
                        pipeline: pipeline.name, id: id, key: key, title: nil,
                        versions: [ItemTrace.Version(steps: [], origin: origin)], fold: nil, earlier: [],
                        damaged: damaged, showsRaw: showsRaw)
                }
            }
        }
        return nil
    }

    /// Records of the same id in earlier keys, in partitions that hold it in this key as well.
    private func earlier(_ id: String, key: String) -> [(key: String, place: ItemTrace.Place)] {
        guard let first = hits.lazy.compactMap({ $0.record.string("first_key") }).first, first < key else { return [] }
        let names = Set(hits.map(\.place.partition))
        var facts: [InputFact] = []
        for hit in hits {
            for fact in hit.partition.receipt?.material.history ?? [] where !facts.contains(fact) {
                if let day = fact.key, day >= first, names.contains(fact.partition) { facts.append(fact) }
            }
        }
        return facts.sorted { ($0.key ?? "", $0.title) > ($1.key ?? "", $1.title) }.flatMap { fact in
            let day = fact.key ?? ""
            let source = places.partition(fact.stage, fact.partition, key: day)
            return search(source, fact.part, id) { $0.idText == id }.map { (day, $0.place) }
        }
    }

    private func search(
        _ partition: PublishedPlace, _ part: String, _ id: String, where accept: @escaping @Sendable (Record) -> Bool
    ) -> [Hit] {
        let path = "\(partition.path)/\(part)"
        do {
            return try PartSearch.records(in: path, holding: id, where: accept).map {
                Hit(
                    place: ItemTrace.Place(
                        stage: partition.stage, partition: partition.partition, part: part, line: $0.line),
                    record: $0.record, partition: partition)
            }
        } catch {
            let text = "\(partition.title)/\(part): \(places.shown("\(error)"))"
            if !damaged.contains(text) { damaged.append(text) }
            return []
        }
    }

    /// Remembers what a partition's receipt says of the parts that it read. Captures are never made again, so what led
    /// to them may well have been made anew since.
    private func note(_ partition: PublishedPlace) {
        guard !partition.isCapture, readers.insert(partition.path).inserted else { return }
        for fact in partition.receipt?.material.inputs ?? [] where fact.key == nil && !fact.stage.isEmpty {
            readAs["\(fact.stage)/\(fact.partition)/\(fact.part)", default: []].append(
                (partition.title, fact.sha256))
        }
    }

    /// Digests a part and compares it with its own receipt and with those of the partitions that were made from it.
    private func check(_ partition: PublishedPlace, _ part: String) -> TraceCheck {
        guard let receipt = partition.receipt else { return .differs("its receipt cannot be read") }
        let path = "\(partition.path)/\(part)"
        let digest = digests[path] ?? Result { () throws(RecordIOError) in try FileDigest.sha256(path).hex }
        digests[path] = digest
        var complaints: [String] = []
        switch digest {
        case .failure(let error): complaints.append("\(error)")
        case .success(let now):
            let recorded = receipt.parts.first { $0.name == part }?.sha256
            if recorded != now {
                complaints.append(
                    "the part's digest is \(now.prefix(12)), not \(recorded?.prefix(12) ?? "in the receipt")")
            }
            let others = (readAs["\(partition.title)/\(part)"] ?? []).filter { $0.sha256 != now && recorded == now }
            for other in others {
                complaints.append("\(other.reader) was made from other bytes (\(other.sha256.prefix(12)))")
            }
        }
        if receipt.material.receiptKey != receipt.receiptKey { complaints.append("its receipt was changed") }
        return TraceCheck(complaints)
    }
}
