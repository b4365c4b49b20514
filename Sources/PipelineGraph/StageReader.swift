import Records

extension Stage {
    static let keys =
        ["run", "filter", "from", "gather", "files", "window", "params", "pack", "sink", "deliver"] + StageDefaults.keys

    init(
        _ reader: KeyReader, name: String, mark: SourceMark, defaults: StageDefaults, packs: [Located<String>],
        key: KeyRule
    ) throws(PipelineError) {
        self.name = name
        self.mark = mark
        marks = reader.marks
        let limits = try StageDefaults(reader, inheriting: defaults)
        retries = limits.retries
        timeout = limits.timeout
        memory = limits.memory
        jobs = limits.jobs
        require = limits.require
        passEnvironment = limits.passEnvironment
        uses = limits.uses
        work = try Self.readWork(reader)
        from = try reader.texts("from")?.map(\.value) ?? []
        gather = try Self.readGather(reader)
        files = try reader.texts("files")?.map { FilePattern($0.value) } ?? []
        parameters = try reader.object("params")
        self.packs = try reader.texts("pack") ?? packs
        sink = try reader.parsed("sink", wanted: "a path below out/<pipeline>, such as store.sqlite") {
            Self.isRelativePath($0) ? $0 : nil
        }
        deliver = try reader.bool("deliver") ?? false
        windowDays = try reader.parsed("window", wanted: "1d to 4000d") {
            Quantity.days($0).flatMap { $0 <= 4000 ? $0 : nil }
        }
        try check(reader, key: key)
    }

    private func check(_ reader: KeyReader, key: KeyRule) throws(PipelineError) {
        let owner = reader.owner
        func exclude(_ one: String, _ other: String) throws(PipelineError) {
            if reader.has(one), reader.has(other) {
                throw reader.fail(mark(of: other), .excludes(one, other, in: owner))
            }
        }
        func need(_ key: String, _ needed: String) throws(PipelineError) {
            if reader.has(key), !reader.has(needed) {
                throw reader.fail(mark(of: key), .needs(needed, key: key, in: owner))
            }
        }
        try exclude("from", "files")
        try exclude("sink", "deliver")
        for key in ["params", "sink", "uses", "pack"] { try exclude("filter", key) }
        try need("gather", "from")
        try need("window", "from")
        if case .filter = work, !reader.has("from"), !reader.has("files") {
            throw reader.fail(mark, .needsOneOf(["from", "files"], in: owner))
        }
        if reader.has("from"), from.isEmpty {
            throw reader.fail(
                mark(of: "from"), .wrongType(key: "from", wanted: "a stage or a list of stages", found: "empty"))
        }
        if windowDays != nil, key != .date {
            throw reader.fail(mark(of: "window"), .needs("key: date", key: "window", in: owner))
        }
    }

    private static func readWork(_ reader: KeyReader) throws(PipelineError) -> Work {
        let run = try reader.text("run", wanted: "a command in one text")
        let filter = try reader.text("filter", wanted: "a shell command in one text")
        switch (run, filter) {
        case (let run?, nil):
            guard let words = CommandWords.split(run.value) else {
                throw reader.fail(run.mark, .unclosedQuote(run.value))
            }
            guard words.first?.isEmpty == false else {
                throw reader.fail(run.mark, .wrongType(key: "run", wanted: "a command", found: "empty"))
            }
            return .run(words)
        case (nil, let filter?):
            guard filter.value.contains(where: { !$0.isWhitespace }) else {
                throw reader.fail(filter.mark, .wrongType(key: "filter", wanted: "a shell command", found: "empty"))
            }
            return .filter(filter.value)
        case (.some, .some): throw reader.fail(reader.mark, .excludes("run", "filter", in: reader.owner))
        case (nil, nil): throw reader.fail(reader.mark, .needsOneOf(["run", "filter"], in: reader.owner))
        }
    }

    private static func readGather(_ reader: KeyReader) throws(PipelineError) -> Gather {
        guard let tree = reader.tree("gather") else { return .byName }
        let wanted = "'all' or {by: FIELD}"
        if case .scalar(let text, _) = tree.content {
            guard text == "all" else {
                throw reader.fail(tree.mark, .badValue(key: "gather", value: text, wanted: wanted))
            }
            return .all
        }
        guard case .map = tree.content else {
            throw reader.fail(tree.mark, .wrongType(key: "gather", wanted: wanted, found: tree.kind))
        }
        let inner = try KeyReader(tree, owner: "'gather'", key: "gather", file: reader.file)
        try inner.allow(["by"])
        let field = try inner.requiredText("by")
        guard Pipeline.isName(field.value) else {
            throw reader.fail(field.mark, .badName(kind: "field", name: field.value))
        }
        return .by(field.value)
    }

    private static func isRelativePath(_ path: String) -> Bool {
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 512 && !path.isEmpty
            && components.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("\0") && !$0.contains("\n") }
    }
}
