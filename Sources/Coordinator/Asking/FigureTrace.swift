import PipelineGraph
import RecordIO
import Records

/// A figure as a report printed it, with the items that it counts.
struct FigureTrace: Sendable {
    /// An item of the figure, as the records that the report was made from show it.
    struct Item: Sendable, Equatable {
        let id: String
        /// Nil where it is sensitive, or where no record has it any more.
        let title: String?
        let note: String
    }

    let name: String
    let key: String
    let value: JSONValue
    let place: ItemTrace.Place
    let check: TraceCheck
    let items: [Item]
    /// How one of them is traced, with `ITEM` for its id.
    let command: String

    /// `agencies/bapenda/count = 4 in key 2023-08-15`, where it stands, and its items.
    var text: String {
        var lines = [
            "\(RecordChanges.plain(name)) = \(RecordChanges.short(value)) in key \(key)",
            "\(place.text): \(check.text)", "",
        ]
        lines += items.map { item in
            "  \(item.id)  \(item.title.map(RecordChanges.plain) ?? "-")\(item.note.isEmpty ? "" : " (\(item.note))")"
        }
        if !items.isEmpty { lines.append("") }
        lines.append("\(items.count) item\(items.count == 1 ? "" : "s"); trace each with: \(command)")
        return lines.map { $0 + "\n" }.joined()
    }

    var json: JSONObject {
        [
            "figure": .string(name), "key": .string(key), "value": value, "place": .object(place.json),
            "check": check.json,
            "items": .array(
                items.map {
                    ["id": .string($0.id), "title": $0.title.map { .string($0) } ?? .null, "note": .string($0.note)]
                }
            ),
        ]
    }
}

/// Looks a figure up in the data part of a report: records with `figure`, `value` and `items`.
struct FigureFinder {
    let pipeline: Pipeline
    let places: PublishedPlaces

    /// What looking came to.
    enum Answer {
        case found(FigureTrace)
        /// No such figure, with the names that are nearest; none where the key has no figures at all.
        case unknown(near: [String])
        case noFigures
    }

    func find(_ name: String, key: String, command: String) throws -> Answer {
        var names: [String] = []
        let parts = parts(key)
        // Lines that hold the name are few; only where none is the figure are all names read.
        for (place, part) in parts {
            let hits = try PartSearch.records(in: "\(place.path)/\(part)", holding: name) {
                $0.string("figure") == name && Self.isFigure($0)
            }
            if let hit = hits.first { return .found(try trace(name, hit, place, part, key: key, command: command)) }
        }
        for (place, part) in parts where names.isEmpty {
            names = try PartSearch.records(in: "\(place.path)/\(part)", holding: "\"figure\"", where: Self.isFigure)
                .compactMap { $0.record.string("figure") }
        }
        return names.isEmpty ? .noFigures : .unknown(near: nearest(name, among: names, limit: 5))
    }

    /// The parts of a key that can hold figures, those of the last stage first.
    private func parts(_ key: String) -> [(place: PublishedPlace, part: String)] {
        pipeline.stages.reversed().filter { $0.sink == nil && !places.isCaptured($0.name, key: key) }.flatMap { stage in
            places.partitions(stage.name, key: key).flatMap { name in
                let place = places.partition(stage.name, name, key: key)
                return place.parts.map { (place, $0) }
            }
        }
    }

    private static func isFigure(_ record: Record) -> Bool {
        record.string("figure") != nil && record.raw("items")?.first == UInt8(ascii: "[")
    }

    private func trace(
        _ name: String, _ hit: FoundRecord, _ place: PublishedPlace, _ part: String, key: String, command: String
    ) throws -> FigureTrace {
        let ids = hit.record["items"]?.array?.compactMap(\.string) ?? []
        var complaints: [String] = []
        let now = try FileDigest.sha256("\(place.path)/\(part)").hex
        let recorded = place.receipt?.parts.first { $0.name == part }?.sha256
        if now != recorded {
            complaints.append("the part's digest is \(now.prefix(12)), not \(recorded?.prefix(12) ?? "in the receipt")")
        }
        let known = try titles(Set(ids), of: place, key: key)
        return FigureTrace(
            name: name, key: key, value: hit.record["value"] ?? .null,
            place: ItemTrace.Place(stage: place.stage, partition: place.partition, part: part, line: hit.line),
            check: TraceCheck(complaints),
            items: ids.map {
                known[$0] ?? FigureTrace.Item(id: $0, title: nil, note: "in no record that the report read")
            },
            command: command)
    }

    /// What the records that the report was made from say of its items.
    private func titles(_ ids: Set<String>, of place: PublishedPlace, key: String) throws -> [String: FigureTrace.Item]
    {
        var items: [String: FigureTrace.Item] = [:]
        for fact in place.receipt?.material.inputs ?? [] where fact.key == nil && !fact.stage.isEmpty {
            let source = places.partition(fact.stage, fact.partition, key: key)
            let records = try PartSearch.records(in: "\(source.path)/\(fact.part)", holding: "\"id\"") {
                ids.contains($0.string("id") ?? "")
            }
            for found in records {
                guard let id = found.record.string("id"), items[id] == nil else { continue }
                let isSensitive = found.record["sensitive"]?.bool == true
                let isShown = source.isMasked && !isSensitive
                let words = found.record.string("title") ?? found.record.string("text")
                let facts = [
                    isSensitive ? "sensitive" : nil, found.record.string("source"),
                    found.record["published"]?["day"]?.string ?? found.record.string("day"),
                ]
                items[id] = FigureTrace.Item(
                    id: id, title: isShown ? words.map { $0.count > 90 ? "\($0.prefix(87))..." : $0 } : nil,
                    note: facts.compactMap { $0 }.joined(separator: ", "))
            }
        }
        return items
    }
}
