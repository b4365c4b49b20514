import PipelineGraph
import RecordIO
import Records

/// The keys whose last run did not end well, found from the newest run back: each key's last record alone is read.
struct FailedRuns {
    struct Entry: Sendable, Equatable {
        var key: String
        var run: String
        /// Whether nothing but gaps and losses stands in the way, which no run can make good.
        var isForGood: Bool
        /// The first of those.
        var reason: String
        /// Whether the key was run as one of the past.
        var guardsPast: Bool
    }

    /// The oldest key first.
    private(set) var entries: [Entry] = []

    /// Looks for the keys of a pipeline, or for one of them. A run that was killed left no record, and is one that did
    /// not end well; `lastDay` is the last complete day, before which such a run counts as one of the past.
    init(_ pipeline: Pipeline, _ layout: Layout, key: String?, lastDay: String, disk: any Disk) {
        var seen: Set<String> = []
        for name in RunName.all(of: pipeline, in: layout, disk: disk) where !name.isTask {
            guard key == nil || name.key == key, seen.insert(name.key).inserted else { continue }
            let bytes = try? disk.read("\(layout.runs)/\(name.text)/summary.json")
            guard let bytes, let summary = try? JSONValue(parsing: bytes), let exit = summary["exit"]?.int else {
                entries.append(
                    Entry(
                        key: name.key, run: name.text, isForGood: false, reason: "ended without a record",
                        guardsPast: pipeline.key == .date && name.key < lastDay))
                continue
            }
            guard exit != 0 else { continue }
            let failure = summary["failures"]?.array?.first { Self.state($0).map(Self.forGood.contains) ?? false }
            entries.append(
                Entry(
                    key: name.key, run: name.text, isForGood: Self.isForGood(summary.object ?? [:]),
                    reason: failure.map { "\($0["task"]?.string ?? "?"): \($0["reason"]?.string ?? "")" } ?? "",
                    guardsPast: summary["guards_past"]?.bool ?? false))
        }
        entries.sort { $0.key < $1.key }
    }

    private static let forGood: Set<String> = ["gap", "lost"]

    private static func state(_ failure: JSONValue) -> String? { failure["state"]?.string }

    /// Whether a summary's failures are gaps and losses and what could not run for want of them, and nothing else.
    static func isForGood(_ summary: JSONObject) -> Bool {
        let states = Set((summary["failures"]?.array ?? []).compactMap(state))
        let others = (summary["problems"]?.array ?? []).count + (summary["not_reached"]?.array ?? []).count
        return !states.isDisjoint(with: forGood) && states.isSubset(of: forGood.union(["blocked"])) && others == 0
            && summary["signal"]?.int == nil
    }
}
