import RecordIO
import Records

/// Some details of what a stage refused, by reason, each with its partition. A detail is a line for an operator and never
/// the record itself.
struct RejectSamples: Sendable, Equatable {
    static let perReason = 3

    private(set) var byReason: [String: [String]] = [:]

    /// Reads rejects of the partitions in order until every reason has its samples, one partition's in the order kept.
    init(_ reasons: Set<String>, partitions: [(name: String, path: String)], disk: any Disk) {
        struct Enough: Error {}
        var open = reasons
        for (name, directory) in partitions where !open.isEmpty {
            for file in ["rejects.jsonl.gz", "rejects.jsonl"] {
                let path = "\(directory)/_meta/\(file)"
                guard disk.isFile(path) else { continue }
                // Damaged rejects give the samples before the damage; `verify` is who complains.
                try? PartReader(path: path).forEachLine { line in
                    guard let record = try? Record(line: line), let reason = record.string("reason"),
                        open.contains(reason)
                    else { return }
                    let detail = RecordChanges.plain(record.string("detail") ?? "no detail")
                    byReason[reason, default: []].append("\(name): \(detail)")
                    if byReason[reason]?.count == Self.perReason { open.remove(reason) }
                    if open.isEmpty { throw Enough() }
                }
            }
        }
    }

    /// Lines `2 bad_row`, each with its samples indented below.
    func lines(_ counts: [String: Int]) -> [String] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.flatMap { reason, count in
            ["  \(count) \(reason)"] + (byReason[reason] ?? []).map { "    \($0)" }
        }
    }

    var json: JSONObject {
        JSONObject(byReason.sorted { $0.key < $1.key }.map { ($0.key, .strings($0.value)) })
    }
}
