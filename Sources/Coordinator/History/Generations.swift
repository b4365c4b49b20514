import Glibc
import PipelineGraph
import RecordIO
import Records

/// The generations of a pipeline below a root: `g0001`, `g0002`, and `current`, which names one of them.
struct Generations: Sendable {
    let root: String
    let pipeline: String
    let disk: any Disk

    /// The name of the current generation; the first where nothing is there yet.
    var current: String { Layout.currentGeneration(root: root, pipeline: pipeline) }

    /// The names of those that are there, in order.
    var all: [String] {
        let data = layout(current).data
        return disk.names(data).filter { Layout.isGeneration($0) && disk.isDirectory("\(data)/\($0)") }
    }

    /// Where everything of a generation is.
    func layout(_ name: String) -> Layout {
        Layout(root: root, pipeline: pipeline, generation: name, isStaged: name != current)
    }

    /// The name that follows; nil after the last.
    static func after(_ name: String) -> String? {
        guard let number = Int(name.dropFirst()), number < 9999 else { return nil }
        let digits = String(number + 1)
        return "g" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The keys below directories, in order: days for a pipeline of days, the one name for an archive.
    func keys(below directories: [String], rule: KeyRule) -> [String] {
        let names = directories.reduce(into: Set<String>()) { $0.formUnion(disk.names($1)) }
        return names.filter { name in
            switch rule {
            case .date: CivilDay(name)?.description == name
            case .fixed(let key): name == key
            }
        }.sorted()
    }

    /// Makes a generation the current one, for every reader at one moment, also across a power cut.
    func makeCurrent(_ layout: Layout) throws {
        let temporary = "\(layout.scratch)/\(layout.generation)-current"
        try Directory.remove(temporary)
        guard symlink(layout.generation, temporary) == 0 else { throw RecordIOError.last("symlink", temporary) }
        try Directory.rename(temporary, to: layout.current)
        try Directory.synchronize(layout.data)
    }

    /// Takes a generation out of sight at once, and then off the disk. A kill in between leaves `gone-` in scratch.
    func remove(_ layout: Layout) throws {
        let gone = "\(layout.scratch)/\(Self.gonePrefix)\(layout.generation)"
        try Directory.remove(gone)
        try Directory.rename(layout.generationDirectory, to: gone)
        try Directory.synchronize(layout.data)
        try Directory.remove(gone)
    }

    /// What the names of generations that are being removed begin with.
    static let gonePrefix = "gone-"
}
