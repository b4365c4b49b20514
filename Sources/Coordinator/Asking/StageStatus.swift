import PipelineGraph
import Records

/// The partitions of one stage in a key, with their counts and what they refused.
struct StageStatus {
    let stage: String
    let key: String
    let places: [PublishedPlace]
    /// Planned partitions that are not there, from the stage's manifest.
    let missing: [String]
    let samples: RejectSamples

    init(_ stage: String, key: String, places: PublishedPlaces) {
        self.stage = stage
        self.key = key
        self.places = places.partitions(stage, key: key).map { places.partition(stage, $0, key: key) }
        let manifest = (try? places.disk.read(StageManifest.path(places.directory(stage, key: key)))).flatMap {
            StageManifest($0)
        }
        missing = manifest?.missing ?? []
        let counts = self.places.compactMap(\.receipt?.counts)
        let reasons = Set(counts.flatMap { Array($0.rejected.keys) + Array($0.partsRejected.keys) })
        samples = RejectSamples(reasons, partitions: self.places.map { ($0.partition, $0.path) }, disk: places.disk)
    }

    private var total: TaskCounts {
        var total = TaskCounts()
        for place in places { if let counts = place.receipt?.counts { total.add(counts) } }
        return total
    }

    var text: String {
        var lines = ["\(stage), key \(key): \(RunWords.count(places.count, "partition"))", ""]
        func cells(_ name: String, _ counts: TaskCounts) -> [String] {
            [
                name, counts.input.map(String.init) ?? "-", counts.used.map(String.init) ?? "-", String(counts.output),
                String(counts.rejectedTotal), String(counts.merged),
            ]
        }
        var rows = [["partition", "in", "used", "out", "rejected", "merged"]]
        rows += places.map { place in
            place.receipt.map { cells(place.partition, $0.counts) } ?? [place.partition, "no receipt"]
        }
        rows.append(cells("all", total))
        lines += TextTable.lines(rows, rightAligned: [1, 2, 3, 4, 5])
        if !missing.isEmpty { lines += ["", "missing: \(RunWords.list(missing, limit: 10))"] }
        let unaudited = places.filter { $0.receipt?.counts.isAudited == false }.map(\.partition)
        if !unaudited.isEmpty { lines += ["", RunWords.unaudited(unaudited)] }
        if !total.rejected.isEmpty { lines += ["", "rejected:"] + samples.lines(total.rejected) }
        if !total.partsRejected.isEmpty {
            lines += ["", "parts rejected, of records that were used:"] + samples.lines(total.partsRejected)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    var json: JSONObject {
        [
            "stage": .string(stage), "key": .string(key),
            "partitions": .array(
                places.map { place in
                    var object: JSONObject = ["partition": .string(place.partition)]
                    for (name, value) in place.receipt?.counts.json ?? [:] { object[name] = value }
                    object["audited"] = .bool(place.receipt?.counts.isAudited ?? false)
                    return .object(object)
                }), "missing": .strings(missing), "counts": .object(total.json), "samples": .object(samples.json),
        ]
    }
}
