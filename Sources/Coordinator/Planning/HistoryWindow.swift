import PipelineGraph
import RecordIO
import Records

/// The earlier keys that a window reaches, as they were published; never made again for it.
final class HistoryIndex: Sendable {
    /// What a task sees of the past.
    struct Window: Sendable, Equatable {
        var inputs: [InputFact] = []
        /// What goes behind `--history`, oldest key first.
        var paths: [String] = []
        /// Keys without a complete partition.
        var gaps: [String] = []
        /// Keys whose partitions were made by other rules.
        var otherRules: [String] = []
    }

    private let layout: Layout
    private let disk: any Disk
    /// Manifests are read once, however many tasks look at them; nil is one that is not there.
    private let manifests = Guarded<[String: StageManifest?]>([:])

    init(layout: Layout, disk: any Disk) {
        self.layout = layout
        self.disk = disk
    }

    /// The window of a task: for each key before this one, the upstream partitions that the gather asks for.
    func window(of stage: PreparedStage, upstream: [PreparedStage], partition: String, key: String) -> Window {
        var window = Window()
        guard let days = stage.stage.windowDays, let last = CivilDay(key) else { return window }
        for back in stride(from: days - 1, to: 0, by: -1) {
            let day = last.adding(-back).description
            var complete = true
            var sameRules = true
            for source in upstream {
                let directory = layout.stage(source.name, key: day, frozen: source.isFrozen)
                guard let manifest = manifest(directory) else {
                    complete = false
                    continue
                }
                complete = complete && manifest.missing.isEmpty
                let missing = Set(manifest.missing)
                for entry in manifest.entries where !missing.contains(entry.partition) {
                    let parts = entry.parts.filter {
                        Self.wants(stage.stage.gather, partition, entry.partition, $0.name)
                    }
                    if parts.isEmpty, !Self.wantsWhole(stage.stage.gather, partition, entry.partition) { continue }
                    sameRules = sameRules && entry.rules == source.rules
                    let place = "\(directory)/\(entry.partition)"
                    if case .by = stage.stage.gather {
                        window.paths += parts.map { "\(place)/\($0.name)" }
                    } else {
                        window.paths.append(place)
                    }
                    window.inputs += parts.map {
                        InputFact(
                            key: day, stage: source.name, partition: entry.partition, part: $0.name, sha256: $0.sha256,
                            lines: $0.lines)
                    }
                }
            }
            if !complete { window.gaps.append(day) }
            if !sameRules { window.otherRules.append(day) }
        }
        return window
    }

    private static func wants(_ gather: Stage.Gather, _ partition: String, _ other: String, _ part: String) -> Bool {
        switch gather {
        case .all: true
        case .byName: other == partition
        case .by(let field): TaskGraph.value(of: field, part) == partition
        }
    }

    private static func wantsWhole(_ gather: Stage.Gather, _ partition: String, _ other: String) -> Bool {
        switch gather {
        case .all: true
        case .byName: other == partition
        case .by: false
        }
    }

    private func manifest(_ directory: String) -> StageManifest? {
        if let known = manifests.withLock({ $0[directory] }) { return known }
        let read = (try? disk.read(StageManifest.path(directory))).flatMap { StageManifest($0) }
        manifests.withLock { $0[directory] = .some(read) }
        return read
    }
}
