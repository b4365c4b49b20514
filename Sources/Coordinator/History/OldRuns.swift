import PipelineGraph
import Records

/// The directories under `runs/` that may go: old, and of no key the newest.
enum OldRuns {
    /// Those of a pipeline that began before a day, oldest first, without the newest of each key and the newest that
    /// told its end.
    static func among(_ names: [RunName], before day: CivilDay, hasEnd: (RunName) -> Bool) -> [RunName] {
        let entries = names.sorted { ($0.start, $0.text) < ($1.start, $1.text) }
        var kept: Set<String> = []
        for (_, entries) in Dictionary(grouping: entries.filter { !$0.isTask }, by: \.key) {
            if let newest = entries.last { kept.insert(newest.text) }
            if let told = entries.last(where: hasEnd) { kept.insert(told.text) }
        }
        return entries.filter { $0.start.day(in: .utc) < day && !kept.contains($0.text) }
    }
}
