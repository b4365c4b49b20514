import Glibc
import PipelineGraph
import RecordIO
import Records

/// Where the published partitions of a pipeline stand, found from the data alone.
///
/// No executable is looked for and nothing is described, so that an old night can be explained when the programs that
/// made it are long gone. A stage whose partitions stand in the captures tree is one that touched the world.
struct PublishedPlaces: Sendable {
    let layout: Layout
    let disk: any Disk

    /// All keys of the generation and of the captures, the newest first.
    var keys: [String] {
        let names = disk.names(layout.generationDirectory) + disk.names(layout.captures)
        return Set(names.filter { !$0.hasPrefix(".") }).sorted().reversed()
    }

    /// Whether a stage's partitions of a key are captures.
    func isCaptured(_ stage: String, key: String) -> Bool {
        disk.isDirectory(layout.stage(stage, key: key, frozen: true))
    }

    /// The directory of a stage's partitions.
    func directory(_ stage: String, key: String) -> String {
        layout.stage(stage, key: key, frozen: isCaptured(stage, key: key))
    }

    /// The partitions that the stage's manifest names; while a run is remaking the stage, those with a receipt.
    func partitions(_ stage: String, key: String) -> [String] {
        let directory = directory(stage, key: key)
        if let bytes = try? disk.read(StageManifest.path(directory)), let manifest = StageManifest(bytes) {
            return manifest.entries.map(\.partition)
        }
        return disk.names(directory).filter {
            !$0.hasPrefix(".") && disk.isFile("\(directory)/\($0)/_meta/receipt.json")
        }
    }

    /// One partition with its receipt.
    func partition(_ stage: String, _ name: String, key: String) -> PublishedPlace {
        PublishedPlace(
            stage: stage, partition: name, path: "\(directory(stage, key: key))/\(name)",
            isCapture: isCaptured(stage, key: key), disk: disk)
    }

    /// A path as it is told: below the root.
    func shown(_ path: String) -> String { layout.relative(path) }
}

/// One published partition as it stands on the disk.
struct PublishedPlace: Sendable {
    let stage: String
    let partition: String
    /// The directory, absolute.
    let path: String
    let isCapture: Bool
    /// What its receipt says; nil where there is none that can be read.
    let receipt: Receipt?
    /// Whether others than the owner may read it: only a partition behind a stage that masks has that mode.
    let isMasked: Bool

    var title: String { "\(stage)/\(partition)" }

    init(stage: String, partition: String, path: String, isCapture: Bool, disk: any Disk) {
        self.stage = stage
        self.partition = partition
        self.path = path
        self.isCapture = isCapture
        receipt = (try? disk.read("\(path)/_meta/receipt.json")).flatMap { Receipt($0) }
        var status = stat()
        isMasked = stat(path, &status) == 0 && status.st_mode & 0o007 != 0
    }

    /// The names of the data parts, as the receipt lists them; what lies there where it cannot be read.
    var parts: [String] {
        if let receipt { return receipt.parts.map(\.name) }
        return ((try? Dataset(path: path))?.parts ?? []).map { Paths.name($0) }
    }
}
