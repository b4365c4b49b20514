import PipelineGraph
import Records

/// `accounts.jsonl`: one line for each task upstream of a stage, for those that report on the run itself.
///
/// Sorted by stage and partition, and free of attempts, hosts and clocks: the same state of the data gives the same bytes.
enum AccountsText {
    /// A task as the accounts tell it.
    struct Entry {
        var stage: String
        var partition: String
        var state: String
        var published: Published?
    }

    static func text(_ entries: [Entry]) -> String {
        var output: [UInt8] = []
        for entry in entries.sorted(by: { ($0.stage, $0.partition) < ($1.stage, $1.partition) }) {
            var object: JSONObject = [
                "stage": .string(entry.stage), "partition": .string(entry.partition), "state": .string(entry.state),
            ]
            let counts = entry.published?.counts ?? TaskCounts()
            for (key, value) in counts.json { object[key] = value }
            object["audited"] = .bool(counts.isAudited)
            object["missing"] = .strings(entry.published?.missing ?? [])
            object["gaps"] = .strings(entry.published?.gaps ?? [])
            object["other_rules"] = .strings(entry.published?.otherRules ?? [])
            object["health"] = .array(entry.published?.health ?? [])
            object.write(to: &output)
            output.append(0x0A)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
