import Records

/// What stands in the captures tree, and what once did: it decides what is never fetched again.
struct CaptureSurvey {
    /// Partitions of this key by stage position.
    private(set) var kept: [Int: [String]] = [:]
    /// Partitions of this key that were captured once, by stage, by the word of the journal and of the manifest.
    private(set) var promised: [String: Set<String>] = [:]
    /// The greatest key with captures, lost ones included, by stage.
    private(set) var newest: [String: String] = [:]
    /// Losses of this key that somebody has accepted, by stage and partition.
    private(set) var acceptedLosses: [String: [String: AcceptedLoss]] = [:]

    init(layout: Layout, disk: any Disk, key: String, frozen: [PreparedStage]) {
        guard !frozen.isEmpty else { return }
        let keys = disk.names(layout.captures).filter { !$0.hasPrefix(".") }
        let journal = CaptureJournal(layout).entries(disk)
        for stage in frozen {
            func partitions(_ key: String) -> [String] {
                let directory = layout.stage(stage.name, key: key, frozen: true)
                return disk.names(directory).filter { disk.isFile("\(directory)/\($0)/_meta/receipt.json") }
            }
            let written = journal.filter { $0.stage == stage.name }
            newest[stage.name] = ([keys.last { !partitions($0).isEmpty }] + [written.map(\.key).max()])
                .compactMap { $0 }.max()
            let directory = layout.stage(stage.name, key: key, frozen: true)
            let manifest = (try? disk.read(StageManifest.path(directory))).flatMap { StageManifest($0) }
            let names = Set(manifest?.entries.map(\.partition) ?? []).union(
                written.filter { $0.key == key }.map(\.partition))
            promised[stage.name] = names
            kept[stage.index] = names.union(partitions(key)).sorted()
            acceptedLosses[stage.name] = AcceptedLoss.all(directory, disk: disk)
        }
    }
}
