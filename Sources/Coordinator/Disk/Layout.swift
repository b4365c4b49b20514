import Glibc
import RecordIO

/// Where everything of one pipeline and generation stands below a root directory.
struct Layout: Sendable {
    /// The root, absolute.
    let root: String
    let pipeline: String
    /// The generation's directory name: `g0001`.
    var generation: String
    /// Whether the generation is not the current one: its sinks then fill files of their own beside the real ones.
    let isStaged: Bool

    var data: String { "\(root)/data/\(pipeline)" }
    var captures: String { "\(data)/captures" }
    var scratch: String { "\(data)/.scratch" }
    var current: String { "\(data)/current" }
    var generationDirectory: String { "\(data)/\(generation)" }
    var runs: String { "\(root)/runs" }
    var state: String { "\(root)/state" }
    var out: String { "\(root)/out/\(pipeline)" }
    var digestCache: String { "\(state)/digests" }
    var descriptionCache: String { "\(state)/descriptions" }

    /// The directory of a stage's partitions for a key.
    func stage(_ stage: String, key: String, frozen: Bool) -> String {
        "\(frozen ? captures : generationDirectory)/\(key)/\(stage)"
    }

    /// A path below the root, from there.
    func relative(_ path: String) -> String { Paths.relative(path, to: root) }

    /// The file that a sink's tasks of this generation fill.
    func target(ofSink sink: String) -> String { isStaged ? stagedTarget(ofSink: sink) : "\(out)/\(sink)" }

    /// Where the sink of a generation is filled before it becomes the current one: `out/<pipeline>/.g0002.store.sqlite`.
    func stagedTarget(ofSink sink: String) -> String {
        let path = "\(out)/\(sink)"
        return "\(Paths.parent(path))/.\(generation).\(Paths.name(path))"
    }

    /// A frozen stage's own directory, which outlives runs.
    func state(ofStage stage: String) -> String { "\(state)/\(pipeline)/\(stage)" }

    /// Where everything of the current generation stands below a root, which may be relative.
    init(current pipeline: String, below root: String) {
        let root = Paths.absolute(root)
        self.init(
            root: root, pipeline: pipeline, generation: Self.currentGeneration(root: root, pipeline: pipeline))
    }

    init(root: String, pipeline: String, generation: String, isStaged: Bool = false) {
        self.root = root
        self.pipeline = pipeline
        self.generation = generation
        self.isStaged = isStaged
    }

    /// The generation that `current` names; the first where nothing is there yet.
    static func currentGeneration(root: String, pipeline: String) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = buffer.withUnsafeMutableBytes {
            readlink("\(root)/data/\(pipeline)/current", $0.bindMemory(to: CChar.self).baseAddress!, 255)
        }
        let name = length > 0 ? String(decoding: buffer.prefix(length), as: UTF8.self) : ""
        return isGeneration(name) ? name : "g0001"
    }

    static func isGeneration(_ name: String) -> Bool {
        name.utf8.count == 5 && name.hasPrefix("g") && name.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Makes the directories of the generation, and `current` where nothing is there yet.
    func prepare() throws {
        try Publisher.makeDurable(generationDirectory)
        try Directory.make(state)
        try Directory.make(runs)
        try Directory.make(scratch, mode: 0o700)
        if symlink(generation, current) == 0 { return try Directory.synchronize(data) }
        guard errno == EEXIST else { throw RecordIOError.last("symlink", current) }
    }
}
