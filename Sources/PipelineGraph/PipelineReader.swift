import Records

extension Pipeline {
    /// More stages than anybody writes by hand; partitions, of which there may be many, are not stages.
    static let stageLimit = 1000

    /// Reads a pipeline file's text; `file` is its name for messages.
    ///
    /// Everything that the text alone can show is checked: syntax, unknown keys, types, names, circles. Whether files,
    /// packs and executables are there is for who has a disk.
    public init(text: String, file: String) throws(PipelineError) {
        switch Self.read(text: text, file: file) {
        case .success(let pipeline): self = pipeline
        case .failure(let errors): throw errors.first
        }
    }

    /// Everything wrong with a text, in the order of the file; empty where it is a pipeline.
    ///
    /// Problems that only follow from another are left out: a key with a slip in its name is said, and not what is
    /// missing because of it.
    public static func problems(text: String, file: String) -> [PipelineError] {
        guard case .failure(let errors) = read(text: text, file: file) else { return [] }
        return errors.all.enumerated().sorted {
            ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset)
                < ($1.element.line ?? 0, $1.element.column ?? 0, $1.offset)
        }.map(\.element)
    }

    /// One error at least, in the order of finding.
    private struct Errors: Error {
        let first: PipelineError
        var more: [PipelineError] = []
        var all: [PipelineError] { [first] + more }
    }

    private static func read(text: String, file: String) -> Result<Pipeline, Errors> {
        var errors: [PipelineError] = []
        do throws(PipelineError) {
            if let pipeline = try read(text: text, file: file, &errors) { return .success(pipeline) }
        } catch {
            errors.append(error)
        }
        let first = errors.first ?? PipelineError(file: file, at: nil, .noStages)
        return .failure(Errors(first: first, more: Array(errors.dropFirst())))
    }

    /// Reads on after an error as far as what follows does not depend on it; throws where nothing more can be said.
    private static func read(
        text: String, file: String, _ errors: inout [PipelineError]
    ) throws(PipelineError) -> Pipeline? {
        guard text.utf8.count <= SourceTree.byteLimit else {
            throw PipelineError(file: file, at: nil, .tooLarge(bytes: text.utf8.count, limit: SourceTree.byteLimit))
        }
        let root = try KeyReader(
            SourceTree(text: text, file: file), owner: "the pipeline file", key: "pipeline file", file: file)
        errors += root.unknown(
            ["pipeline", "about", "key", "timezone", "pack", "stages", "after"] + StageDefaults.keys)
        let hasSlips = !errors.isEmpty
        func attempt<Value>(_ body: () throws(PipelineError) -> Value?) -> Value? {
            do throws(PipelineError) { return try body() } catch {
                if case .missingKey = error.problem, hasSlips { return nil }
                errors.append(error)
                return nil
            }
        }
        let name = attempt { () throws(PipelineError) in
            let name = try root.requiredText("pipeline")
            guard isName(name.value) else { throw root.fail(name.mark, .badName(kind: "pipeline", name: name.value)) }
            return name.value
        }
        let before = errors.count
        let key = attempt { () throws(PipelineError) in
            try root.parsed("key", wanted: "'date', or a name of letters, digits, '.', '-' and '_'") {
                text -> KeyRule? in
                text == "date" ? .date : isKey(text) ? .fixed(text) : nil
            }
        }
        let isKeyKnown = errors.count == before
        let zone = attempt { () throws(PipelineError) in
            try root.parsed(
                "timezone", wanted: "a zone without summer time, such as Asia/Makassar, WITA, UTC or +08:00"
            ) { Zone($0) }
        }
        let about = attempt { () throws(PipelineError) in try root.text("about")?.value }
        let defaults = attempt { () throws(PipelineError) in try StageDefaults(root, inheriting: StageDefaults()) }
        let packs = attempt { () throws(PipelineError) in try root.texts("pack") }
        let after = attempt { () throws(PipelineError) in try AfterCommands(root) }
        guard let tree = root.tree("stages") else {
            if hasSlips { return nil }
            throw root.fail(root.mark, .missingKey("stages", in: root.owner))
        }
        let declared = try KeyReader(tree, owner: "'stages'", key: "stages", file: file)
        guard !declared.entries.isEmpty else { throw root.fail(tree.mark, .noStages) }
        if declared.entries.count > Self.stageLimit {
            throw root.fail(declared.entries[Self.stageLimit].mark, .tooManyStages(limit: Self.stageLimit))
        }
        var stages: [Stage] = []
        for entry in declared.entries {
            let stage = attempt { () throws(PipelineError) -> Stage? in
                guard isName(entry.key) else { throw root.fail(entry.mark, .badName(kind: "stage", name: entry.key)) }
                let reader = try KeyReader(entry.value, owner: "stage '\(entry.key)'", key: entry.key, file: file)
                let unknown = reader.unknown(Stage.keys)
                errors += unknown
                guard unknown.isEmpty else { return nil }
                return try Stage(
                    reader, name: entry.key, mark: entry.mark, defaults: defaults ?? StageDefaults(),
                    packs: packs ?? [], key: isKeyKnown ? key ?? .date : .date)
            }
            if let stage { stages.append(stage) }
        }
        errors += connect(stages, declared: declared.entries.map(\.key), file: file)
        guard errors.isEmpty, let name else { return nil }
        switch StageOrder.sort(stages.map { ($0.name, $0.from) }) {
        case .success(let order):
            return Pipeline(
                file: file, name: name, about: about, key: key ?? .date, zone: zone ?? .utc,
                stages: order.map { stages[$0] }, after: after ?? .none,
                passEnvironment: defaults?.passEnvironment ?? [], keyMark: root.tree("key")?.mark)
        case .failure(let cycle):
            throw PipelineError(file: file, at: stages[cycle.stage].mark(of: "from"), .cycle(cycle.names))
        }
    }

    /// Names in `from` that mean nothing; `declared` are all stages, also those that could not be read.
    private static func connect(_ stages: [Stage], declared names: [String], file: String) -> [PipelineError] {
        let sinks = Set(stages.filter { $0.sink != nil }.map(\.name))
        let known = Set(names)
        var errors: [PipelineError] = []
        for stage in stages {
            var seen: Set<String> = []
            for upstream in stage.from {
                let mark = stage.mark(of: "from")
                if !known.contains(upstream) {
                    // Nobody mends more at once, and each costs a look at every name.
                    if errors.count >= 50 { return errors }
                    let near = nearest(upstream, among: names)
                    errors.append(
                        PipelineError(
                            file: file, at: mark, .unknownStage(upstream, in: "stage '\(stage.name)'", near: near)))
                } else if !seen.insert(upstream).inserted {
                    errors.append(PipelineError(file: file, at: mark, .repeatedUpstream(upstream)))
                } else if sinks.contains(upstream) {
                    errors.append(PipelineError(file: file, at: mark, .fromSink(upstream)))
                }
            }
        }
        return errors
    }

    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (1...64).contains(bytes.count) && bytes[0] != UInt8(ascii: "-") && bytes[0] != UInt8(ascii: "_")
            && bytes.allSatisfy { isNameByte($0) && $0 != UInt8(ascii: ".") }
    }

    /// Whether a text can be a run's key: a directory name of letters, digits, `.`, `-` and `_`.
    public static func isKey(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (1...64).contains(bytes.count) && bytes[0] != UInt8(ascii: ".") && bytes[0] != UInt8(ascii: "-")
            && bytes.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// The limits that a stage inherits from the top of the file.
struct StageDefaults {
    static let keys = ["retries", "timeout", "memory", "jobs", "require", "pass_env", "uses"]

    var retries = 2
    var timeout: Int?
    var memory: Int?
    var jobs: Int?
    var require = Stage.Require.available
    var passEnvironment: [String] = []
    var uses: [String]?

    init() {}

    init(_ reader: KeyReader, inheriting above: StageDefaults) throws(PipelineError) {
        retries = try reader.int("retries", in: 0...20) ?? above.retries
        timeout =
            try reader.parsed("timeout", wanted: "a time such as 90s, 30m or 2h, at most 365d") {
                Quantity.seconds($0).flatMap { $0 <= 365 * 86_400 ? $0 : nil }
            } ?? above.timeout
        memory = try reader.parsed("memory", wanted: "a size such as 512M or 2G", Quantity.bytes) ?? above.memory
        jobs = try reader.int("jobs", in: 1...1024) ?? above.jobs
        require =
            try reader.parsed("require", wanted: "available or all") { Stage.Require(rawValue: $0) } ?? above.require
        passEnvironment = try reader.texts("pass_env")?.map(\.value) ?? above.passEnvironment
        uses = try reader.texts("uses")?.map(\.value) ?? above.uses
        if let bad = passEnvironment.first(where: { $0.isEmpty || $0.contains("=") || $0.hasPrefix("SERAP_") }) {
            let wanted = "names of variables, none of them SERAP_*"
            throw reader.fail(
                reader.marks["pass_env"] ?? reader.mark, .badValue(key: "pass_env", value: bad, wanted: wanted))
        }
    }
}
