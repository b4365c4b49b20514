import PipelineGraph
import RecordIO
import Records

/// Looks for an id among what stages refused, for a record that is nowhere else.
struct RejectSearch {
    let pipeline: Pipeline
    let places: PublishedPlaces

    /// `entries/antara of 2023-08-15: no_date, antara: entry 3 has no date`, the newest key first.
    func find(_ id: String, keys: [String]) -> [String] {
        var found: [String] = []
        for key in keys {
            for stage in pipeline.stages {
                for name in places.partitions(stage.name, key: key) {
                    let directory = "\(places.directory(stage.name, key: key))/\(name)"
                    let path = "\(directory)/_meta/rejects.jsonl.gz"
                    guard places.disk.isFile(path) else { continue }
                    let records = try? PartSearch.records(in: path, holding: id) { Self.names($0, id) }
                    found += (records ?? []).map { hit in
                        let detail = hit.record.string("detail").map { ", \(RecordChanges.plain($0))" } ?? ""
                        return "\(stage.name)/\(name) of \(key): \(hit.record.string("reason") ?? "no reason")\(detail)"
                    }
                }
            }
            if !found.isEmpty { break }
        }
        return found
    }

    private static func names(_ reject: Record, _ id: String) -> Bool {
        reject.string("of") == id || reject["record"]?["id"]?.string == id
    }
}
