import RecordIO

/// Everything that stands below the captures and a generation: keys, stages, partitions, as the disk shows them.
///
/// Unlike a run, which looks only at planned names, this sees what should not be there, and through the manifests and
/// the journal of captures what should be.
struct PartitionTree {
    /// One partition's place, whether or not something stands there.
    struct Place: Sendable, Hashable {
        var key: String
        var stage: String
        var partition: String
        var isCapture: Bool
        /// Absolute.
        var path: String
        /// Whether somebody has said that it is gone for good.
        var isAcceptedLoss = false

        /// `key/stage/partition`.
        var title: String { "\(key)/\(stage)/\(partition)" }
    }

    /// All places, in order of key, stage and partition.
    private(set) var places: [Place] = []
    /// What stages' manifests say, by the stage's directory.
    private(set) var manifests: [String: StageManifest] = [:]
    /// Things that no run could have left, outside of any partition.
    private(set) var oddities: [String] = []

    /// Lists one key, or all.
    init(_ layout: Layout, key only: String?, disk: any Disk) {
        for (tree, isCapture) in [(layout.captures, true), (layout.generationDirectory, false)] {
            for key in directories(tree, shown: "", disk) where only == nil || key == only {
                for stage in directories("\(tree)/\(key)", shown: "\(key)/", disk) {
                    list(key: key, stage: stage, below: "\(tree)/\(key)/\(stage)", isCapture: isCapture, disk)
                }
            }
        }
        let known = Set(places.filter(\.isCapture).map(\.title))
        for entry in CaptureJournal(layout).entries(disk) where only == nil || entry.key == only {
            let directory = layout.stage(entry.stage, key: entry.key, frozen: true)
            let place = Self.capture(entry.key, entry.stage, entry.partition, below: directory, disk)
            if !known.contains(place.title) { places.append(place) }
        }
        places.sort { ($0.key, $0.stage, $0.partition) < ($1.key, $1.stage, $1.partition) }
        oddities.sort()
    }

    private mutating func list(key: String, stage: String, below directory: String, isCapture: Bool, _ disk: any Disk) {
        var names = Set(Self.shown(disk.names(directory)))
        let manifestPath = StageManifest.path(directory)
        if disk.facts(manifestPath) != nil {
            if let manifest = (try? disk.read(manifestPath)).flatMap({ StageManifest($0) }) {
                manifests[directory] = manifest
                names.formUnion(manifest.entries.map(\.partition).filter(PartitionName.isSafe))
            } else {
                oddities.append("\(key)/\(stage): its list of partitions (.stage.json) cannot be read")
            }
        }
        places += names.map {
            isCapture
                ? Self.capture(key, stage, $0, below: directory, disk)
                : Place(key: key, stage: stage, partition: $0, isCapture: false, path: "\(directory)/\($0)")
        }
    }

    private static func capture(
        _ key: String, _ stage: String, _ partition: String, below directory: String, _ disk: any Disk
    ) -> Place {
        Place(
            key: key, stage: stage, partition: partition, isCapture: true, path: "\(directory)/\(partition)",
            isAcceptedLoss: disk.facts(AcceptedLoss.path(directory, partition)) != nil)
    }

    private mutating func directories(_ path: String, shown prefix: String, _ disk: any Disk) -> [String] {
        Self.shown(disk.names(path)).filter { name in
            if disk.isDirectory("\(path)/\(name)") { return true }
            oddities.append("\(prefix)\(name): not a directory, and nothing that a run would leave")
            return false
        }
    }

    /// Hidden names are the coordinator's own: locks and manifests.
    private static func shown(_ names: [String]) -> [String] { names.filter { !$0.hasPrefix(".") } }
}
