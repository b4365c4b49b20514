import Glibc
import RecordIO

/// The sinks of a generation in the making: filled beside the real ones, put in their place after the switch.
///
/// The switch of `current` is what counts. A staged sink of the current generation is a replacement that a kill kept from
/// being finished: every run finishes it before it reads anything. SQLite's `-wal`, `-shm` and `-journal` of the old
/// file must never meet the new one, so they go first.
struct StagedSinks {
    let layout: Layout
    /// Below `out/<pipeline>/`.
    let sinks: [String]

    private static let companions = ["-wal", "-shm", "-journal"]

    /// Puts what stands ready in the place of the real sinks; nothing ready is nothing to do.
    func finish() throws {
        for sink in sinks {
            let staged = layout.stagedTarget(ofSink: sink)
            let place = "\(layout.out)/\(sink)"
            if Self.exists(staged) {
                for companion in Self.companions { try Directory.remove(place + companion) }
                // No rename puts a file in the place of a directory.
                if SystemDisk().isDirectory(staged) || SystemDisk().isDirectory(place) { try Directory.remove(place) }
                try Directory.rename(staged, to: place)
            }
            for companion in Self.companions where Self.exists(staged + companion) {
                // A file that was not closed in peace is whole only with its log.
                if companion == "-shm" {
                    try Directory.remove(staged + companion)
                } else {
                    try Directory.rename(staged + companion, to: place + companion)
                }
            }
            if Self.exists(Paths.parent(place)) { try Directory.synchronize(Paths.parent(place)) }
        }
    }

    /// Removes what was filled, with the generation it belonged to.
    func discard() throws {
        for sink in sinks {
            let staged = layout.stagedTarget(ofSink: sink)
            for path in [staged] + Self.companions.map({ staged + $0 }) { try Directory.remove(path) }
        }
    }

    /// Begins anew with a sink that is gone, or that no partition of the generation was loaded into: one that is made
    /// again for a single key would else count as complete, and one left by a generation before would keep its rows.
    func beginLost(stages: [(name: String, sink: String)], disk: any Disk) throws {
        for stage in stages {
            let loaded = disk.names(layout.generationDirectory).filter { !$0.hasPrefix(".") }
                .map { layout.stage(stage.name, key: $0, frozen: false) }.filter(disk.isDirectory)
            if Self.exists(layout.stagedTarget(ofSink: stage.sink)), !loaded.isEmpty { continue }
            try StagedSinks(layout: layout, sinks: [stage.sink]).discard()
            for directory in loaded { try Directory.remove(directory) }
        }
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
