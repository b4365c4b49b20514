import Glibc
import PipelineGraph
import RecordIO
import Records

/// One command on one pipeline file, key and root: everything found, read and digested, nothing changed yet.
struct Session: Sendable {
    /// What the command line and the machine say.
    struct Options: Sendable {
        var file: String
        var key: String?
        var root = "."
        var jobs: Int?
        /// The generation to work in; by default the current one.
        var generation: String?
        /// The generation from which partitions that would be the same are linked.
        var donor: String?
        var scope = RunScope()
        /// The stage that alone matters, with all that it depends on; nil for the whole pipeline.
        var upTo: String?
        /// Frozen stages that are to fetch again and add.
        var refetch: RefetchRequest?
        /// The directory of the running program, where stages are looked for first.
        var besides: String
        var environment: [String: String]
        var disk: any Disk = SystemDisk()
        var clock: any WallClock = SystemClock()
        var retryDelay = 1.0
        var grace = 2.0
        /// Where signals are heard.
        var interruption = Interruption.current
        /// How the program was called, for the command that tries again.
        var program = "serap"
        var command = "run"
    }

    let options: Options
    let pipeline: Pipeline
    let key: String
    let base: String
    let layout: Layout
    let digests: DigestCache
    let describer: StageDescriber
    let environment: StageEnvironment
    let prepared: [PreparedStage]
    /// The files of root stages by stage and partition.
    let files: [Int: [String: FoundFile]]
    /// Patterns of files that match nothing.
    let unmatched: [UnmatchedPattern]
    let evaluator: TaskEvaluator
    /// Partitions of frozen stages that stay, planned or not.
    let kept: [Int: [String]]
    /// Frozen stages that could only give the present to this key of the past.
    let presentOnly: Set<String>

    /// Reads and checks everything; throws `PipelineError` or `UsageError` for what an operator can mend.
    ///
    /// With another session of the same file and root, what that one has read and learned serves this one too.
    init(_ options: Options, sharing other: Session? = nil) throws {
        self.options = options
        try UnusableRoot.check(options.root, disk: options.disk)
        pipeline = try other?.pipeline ?? Self.readPipeline(options)
        key = try Self.key(of: pipeline, options)
        base = Paths.parent(Paths.absolute(options.file))
        let root = Paths.absolute(options.root)
        let current = Layout.currentGeneration(root: root, pipeline: pipeline.name)
        let generation = options.generation ?? current
        layout = Layout(
            root: root, pipeline: pipeline.name, generation: generation, isStaged: generation != current)
        environment = StageEnvironment(
            path: options.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
            home: options.environment["HOME"] ?? "/", pipeline: pipeline.name, key: key, own: options.environment)
        digests = other?.digests ?? Self.readDigests(layout, options)
        describer =
            other?.describer
            ?? StageDescriber(
                cachePath: layout.descriptionCache, environment: environment.base, disk: options.disk,
                interruption: options.interruption)
        let finder = CommandFinder(
            disk: options.disk, digests: digests, base: base, besides: options.besides, searchPath: environment.path)
        prepared = try StagePreparation(
            pipeline: pipeline, disk: options.disk, digests: digests, finder: finder, describer: describer
        ).prepare(key: key)
        let found = try Self.findFiles(pipeline, base: base, key: key, disk: options.disk)
        files = found.files
        let captures = CaptureSurvey(layout: layout, disk: options.disk, key: key, frozen: prepared.filter(\.isFrozen))
        kept = captures.kept
        // What was captured stays when its files are gone, and nothing is amiss.
        let holding = Set(captures.kept.filter { !$0.value.isEmpty }.keys)
        unmatched = found.unmatched.filter { !holding.contains($0.stage) }
        presentOnly = Self.presentOnly(pipeline, prepared, key: key, options)
        let refetched = try options.refetch?.stages(prepared, key: key, rule: pipeline.key, newest: captures.newest)
        evaluator = TaskEvaluator(
            layout: layout, key: key, keyRule: pipeline.key, base: base, disk: options.disk, digests: digests,
            history: HistoryIndex(layout: layout, disk: options.disk), newestCaptures: captures.newest,
            promised: captures.promised, mayFetch: options.scope.mayFetch, requiresAll: options.scope.requiresAll,
            refetched: refetched ?? [], acceptedLosses: captures.acceptedLosses, presentOnly: presentOnly)
    }

    /// The generation before, where a next one is made.
    var donor: PartitionDonor? {
        options.donor.map { name in
            PartitionDonor(
                layout: Layout(root: layout.root, pipeline: layout.pipeline, generation: name), disk: options.disk)
        }
    }

    private static func readDigests(_ layout: Layout, _ options: Options) -> DigestCache {
        let digests = DigestCache(disk: options.disk, clock: options.clock)
        digests.load(from: layout.digestCache)
        return digests
    }

    var hasFrozenStages: Bool { prepared.contains { $0.isFrozen } }

    /// The graph of tasks before the first has begun.
    var graph: TaskGraph {
        TaskGraph(pipeline, accounts: Set(prepared.filter { $0.facts.accounts }.map(\.index)), kept: kept)
    }

    /// The command that does again just what is missing.
    var retryCommand: String {
        Self.runCommand(options, pipeline.key == .date && options.command == "run" ? key : nil)
    }

    /// The command that runs the pipeline for a key.
    func runCommand(key: String) -> String { command("run", [], key: key) }

    func command(_ name: String, _ arguments: [String], key: String) -> String {
        options.command(name, arguments, key: pipeline.key == .date ? key : nil)
    }

    /// The command that runs a key, ready to be pasted.
    static func runCommand(_ options: Options, _ key: String?) -> String {
        options.command(options.command, key: key, more: options.refetch.map { [$0.option] } ?? [])
    }

    /// Keeps what was learned about files and executables.
    func saveCaches() {
        guard options.disk.isDirectory(layout.state) else { return }
        digests.save(to: layout.digestCache)
        describer.save()
    }

    private static func readPipeline(_ options: Options) throws -> Pipeline {
        let pipeline = try readPipeline(options.file, disk: options.disk)
        return try options.upTo.map { try pipeline.upTo($0) } ?? pipeline
    }

    /// Reads a pipeline file from the disk.
    static func readPipeline(_ file: String, disk: any Disk) throws -> Pipeline {
        try Pipeline(text: readText(file, disk: disk), file: file)
    }

    /// Everything wrong with the text of a pipeline file; throws where it cannot be read.
    static func problems(of file: String, disk: any Disk) throws -> [PipelineError] {
        try Pipeline.problems(text: readText(file, disk: disk), file: file)
    }

    private static func readText(_ file: String, disk: any Disk) throws -> String {
        guard let facts = disk.facts(file) else {
            throw PipelineError(file: file, at: nil, .unreadable("no such file"))
        }
        guard facts.kind == .file else { throw PipelineError(file: file, at: nil, .unreadable("not a regular file")) }
        guard facts.size <= 1 << 20 else {
            throw PipelineError(file: file, at: nil, .tooLarge(bytes: facts.size, limit: 256 << 10))
        }
        let bytes: [UInt8]
        do { bytes = try disk.read(file) } catch { throw PipelineError(file: file, at: nil, .unreadable("\(error)")) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PipelineError(file: file, at: nil, .notUTF8)
        }
        return text
    }

    static func key(of pipeline: Pipeline, _ options: Options) throws -> String {
        switch (pipeline.key, options.key) {
        case (.fixed(let name), nil): return name
        case (.fixed(let name), let key?):
            guard key == name else {
                throw UsageError("--key is '\(key)', but \(pipeline.file) has the fixed key '\(name)'")
            }
            return name
        case (.date, nil): return options.clock.lastCompleteDay(in: pipeline.zone).description
        case (.date, let key?):
            guard let day = CivilDay(key) else {
                throw UsageError("--key is '\(key)'; it must be a day such as 2023-08-15")
            }
            let today = options.clock.now.day(in: pipeline.zone)
            guard day <= today else {
                // What is captured for a day ahead would make every day until then one that cannot be fetched any more.
                throw UsageError("--key is '\(key)', a day that has not come; today is \(today) in \(pipeline.zone)")
            }
            return day.description
        }
    }

    private static func findFiles(
        _ pipeline: Pipeline, base: String, key: String, disk: any Disk
    ) throws -> (files: [Int: [String: FoundFile]], unmatched: [UnmatchedPattern]) {
        var files: [Int: [String: FoundFile]] = [:]
        var unmatched: [UnmatchedPattern] = []
        let search = FileSearch(disk: disk, base: base)
        for (index, stage) in pipeline.stages.enumerated() where !stage.files.isEmpty {
            do {
                let found = try search.find(stage.files, key: key)
                files[index] = Dictionary(
                    found.files.map { ($0.partition, $0) }, uniquingKeysWith: { first, _ in first })
                unmatched += found.unmatched.map {
                    UnmatchedPattern(
                        stage: index, name: stage.name, pattern: $0, mark: stage.mark(of: "files"))
                }
            } catch FileSearch.Failure.missing(let path) {
                throw PipelineError(file: pipeline.file, at: stage.mark(of: "files"), .missingFile(path, role: "file"))
            } catch {
                throw PipelineError(file: pipeline.file, at: stage.mark(of: "files"), .pack("\(error)"))
            }
        }
        return (files, unmatched)
    }

    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "/._-+,:=@%~".utf8.contains(byte)
        }
        return plain && !word.isEmpty ? word : "'" + replacing("'", in: word, with: "'\\''") + "'"
    }
}

/// A command line that cannot be followed: exit 2.
struct UsageError: Error, Equatable, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
