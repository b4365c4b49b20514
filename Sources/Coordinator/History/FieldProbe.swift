import Glibc
import PipelineGraph
import RecordIO
import Records

/// The partitions of a stage that a key has, as its manifest names them.
struct PartitionList {
    let isComplete: Bool
    private(set) var partitions: [String: [PartFact]] = [:]

    /// Nil where there is no manifest: the stage was never complete there.
    init?(_ layout: Layout, stage: String, key: String, disk: any Disk) {
        let path = StageManifest.path(layout.stage(stage, key: key, frozen: false))
        guard let manifest = (try? disk.read(path)).flatMap({ StageManifest($0) }) else { return nil }
        isComplete = manifest.missing.isEmpty
        let missing = Set(manifest.missing)
        for entry in manifest.entries where !missing.contains(entry.partition) {
            partitions[entry.partition] = entry.parts
        }
    }
}

/// Whether a partition was published as masked: only those are open to others than the owner.
enum Masking {
    static func isOpen(_ place: String) -> Bool {
        var status = stat()
        return stat(place, &status) == 0 && status.st_mode & 0o005 == 0o005
    }
}

/// Finds the stage whose records have a field, by looking at some of them, the newest keys first.
struct FieldProbe {
    let layouts: [Layout]
    let keys: [String]
    let field: String
    let disk: any Disk

    /// How many records are looked at before a field counts as unknown.
    static let limit = 20_000

    /// The stage that is named, or the last that gives records with an id and the field: masked, none that gathers,
    /// delivers or fills a sink, as what those give is made of many.
    func stage(of pipeline: Pipeline, named name: String?) throws -> String {
        let made = Set(keys.flatMap { key in layouts.flatMap { disk.names("\($0.generationDirectory)/\(key)") } })
        if let name {
            guard made.contains(name) else {
                throw ComparisonError.noStage(name, there: made.sorted(), isKnown: pipeline[name] != nil)
            }
            let seen = look(at: name, onlyMasked: false)
            guard seen.has else { throw ComparisonError.noField(field, stage: name, there: seen.fields.sorted()) }
            return name
        }
        var first: (stage: String, fields: Set<String>)?
        for stage in pipeline.stages.reversed()
        where made.contains(stage.name) && !stage.deliver && stage.sink == nil && stage.gather == .byName {
            let seen = look(at: stage.name, onlyMasked: true)
            if seen.has { return stage.name }
            if first == nil, seen.fields.contains("id") { first = (stage.name, seen.fields) }
        }
        guard let first else { throw ComparisonError.nothingToCompare(keys: keys.count) }
        throw ComparisonError.noField(field, stage: first.stage, there: first.fields.sorted())
    }

    private func look(at stage: String, onlyMasked: Bool) -> (has: Bool, fields: Set<String>) {
        struct Enough: Error {}
        var fields: Set<String> = []
        var count = 0
        for key in keys.reversed() {
            for layout in layouts.reversed() {
                guard let list = PartitionList(layout, stage: stage, key: key, disk: disk) else { continue }
                for (name, parts) in list.partitions.sorted(by: { $0.key < $1.key }) {
                    let place = "\(layout.stage(stage, key: key, frozen: false))/\(name)"
                    if onlyMasked, !Masking.isOpen(place) { continue }
                    for part in parts {
                        try? PartReader(path: "\(place)/\(part.name)").forEachLine { line in
                            guard let record = try? Record(line: line) else { return }
                            fields.formUnion(record.keys)
                            count += 1
                            if isFound(fields) || count >= Self.limit { throw Enough() }
                        }
                        if isFound(fields) { return (true, fields) }
                        if count >= Self.limit { return (false, fields) }
                    }
                }
            }
        }
        return (false, fields)
    }

    private func isFound(_ fields: Set<String>) -> Bool { fields.contains("id") && fields.contains(field) }
}
