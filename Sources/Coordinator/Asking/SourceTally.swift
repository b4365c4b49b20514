import Records

/// How the sources that a key tried are, each counted once however many stages speak of it: the same as in the report.
///
/// A file that no source claims is no source. A source is well where every row about it is. Captures that are not there
/// speak of no source, so they are named.
struct SourceTally: Sendable, Equatable {
    let tried: Int
    let well: Int
    /// Captures that are not there, as `feeds/all (lost)`.
    let unknown: [String]

    init(_ rows: [RunSummary.Health], without unknown: [String] = []) {
        var states: [String: Bool] = [:]
        for row in rows where row.row["state"]?.string != "unclaimed" {
            states[row.row["source"]?.string ?? row.task, default: true] =
                states[row.row["source"]?.string ?? row.task, default: true] && row.isWell
        }
        tried = states.count
        well = states.values.reduce(0) { $0 + ($1 ? 1 : 0) }
        self.unknown = unknown
    }

    var text: String {
        "sources tried: \(tried), of which \(well) are well"
            + (unknown.isEmpty ? "" : "; not counted: those of \(RunWords.list(unknown, limit: 5))")
    }

    var json: JSONObject { ["tried": .int(tried), "well": .int(well), "not_counted": .strings(unknown)] }
}
