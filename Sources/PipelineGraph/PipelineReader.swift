import Records

extension Pipeline {
    /// Reads a pipeline file's text; `file` is its name for messages.
    ///
    /// Everything that the text alone can show is checked: syntax, unknown keys, types, names, circles. Whether files,
    /// packs and executables are there is for who has a disk.
    public init(text: String, file: String) throws(PipelineError) {
        guard text.utf8.count <= SourceTree.byteLimit else {
            throw PipelineError(file: file, at: nil, .tooLarge(bytes: text.utf8.count, limit: SourceTree.byteLimit))
        }
        let root = try KeyReader(
            SourceTree(text: text, file: file), owner: "the pipeline file", key: "pipeline file", file: file)
        try root.allow(["pipeline", "about", "key", "timezone", "pack", "stages", "after"] + StageDefaults.keys)
        let name = try root.requiredText("pipeline")
        guard Self.isName(name.value) else { throw root.fail(name.mark, .badName(kind: "pipeline", name: name.value)) }
        let key = try root.parsed("key", wanted: "'date', or a name of letters, digits, '.', '-' and '_'") {
            text -> KeyRule? in
            text == "date" ? .date : Self.isKey(text) ? .fixed(text) : nil
        }
        let zone = try root.parsed(
            "timezone", wanted: "a zone without summer time, such as Asia/Makassar, WITA, UTC or +08:00"
        ) { Zone($0) }
        let defaults = try StageDefaults(root, inheriting: StageDefaults())
        let packs = try root.texts("pack") ?? []
        let after = try AfterCommands(root)
        guard let tree = root.tree("stages") else { throw root.fail(root.mark, .missingKey("stages", in: root.owner)) }
        let declared = try KeyReader(tree, owner: "'stages'", key: "stages", file: file)
        guard !declared.entries.isEmpty else { throw root.fail(tree.mark, .noStages) }
        var stages: [Stage] = []
        for entry in declared.entries {
            guard Self.isName(entry.key) else { throw root.fail(entry.mark, .badName(kind: "stage", name: entry.key)) }
            let reader = try KeyReader(entry.value, owner: "stage '\(entry.key)'", key: entry.key, file: file)
            stages.append(
                try Stage(
                    reader, name: entry.key, mark: entry.mark, defaults: defaults, packs: packs, key: key ?? .date))
        }
        try Self.connect(stages, file: file)
        switch StageOrder.sort(stages.map { ($0.name, $0.from) }) {
        case .success(let order):
            self.init(
                file: file, name: name.value, about: try root.text("about")?.value, key: key ?? .date,
                zone: zone ?? .utc, stages: order.map { stages[$0] }, after: after,
                passEnvironment: defaults.passEnvironment)
        case .failure(let cycle):
            throw PipelineError(file: file, at: stages[cycle.stage].mark(of: "from"), .cycle(cycle.names))
        }
    }

    private static func connect(_ stages: [Stage], file: String) throws(PipelineError) {
        let names = stages.map(\.name)
        let sinks = Set(stages.filter { $0.sink != nil }.map(\.name))
        for stage in stages {
            var seen: Set<String> = []
            for upstream in stage.from {
                let mark = stage.mark(of: "from")
                guard names.contains(upstream) else {
                    let near = nearest(upstream, among: names)
                    throw PipelineError(
                        file: file, at: mark, .unknownStage(upstream, in: "stage '\(stage.name)'", near: near))
                }
                guard seen.insert(upstream).inserted else {
                    throw PipelineError(file: file, at: mark, .repeatedUpstream(upstream))
                }
                if sinks.contains(upstream) { throw PipelineError(file: file, at: mark, .fromSink(upstream)) }
            }
        }
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
