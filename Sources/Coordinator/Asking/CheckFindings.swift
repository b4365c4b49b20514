import PipelineGraph
import RecordIO
import Records

/// What `serap check` finds: what is wrong, as far as it can be told at once, and what is worth a word.
struct CheckFindings {
    /// Lines with file, line and column.
    private(set) var problems: [String] = []
    /// What is right but may not be meant.
    private(set) var notes: [String] = []
    private var summary = ""
    private var silent: [String] = []

    /// Checks the text first, then what it names, then what the stages are: each only where the one before is well, as
    /// it would speak of the same mistakes again. Throws for a file that cannot be read and a key that cannot be.
    init(_ options: Session.Options, packs checking: PackChecking?) throws {
        let wrong = try Session.problems(of: options.file, disk: options.disk)
        guard wrong.isEmpty else {
            problems = wrong.map(\.description)
            return
        }
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        let missing = try Self.missing(pipeline, options)
        guard missing.isEmpty else {
            problems = missing.map(\.description)
            return
        }
        let session = try Session(options)
        problems = Self.unmasked(session) + Self.packs(session, checking)
        notes = CheckNotes(session: session).all
        let count = session.prepared.count
        summary =
            "\(options.file): \(count) stage\(count == 1 ? "" : "s"), key \(session.key), "
            + (notes.isEmpty
                ? "all is well" : "nothing is wrong, if the note\(notes.count == 1 ? "" : "s") above may be")
        silent = session.prepared.filter { $0.facts == .silent && !$0.command.isFilter }.map(\.name)
    }

    /// What stands on standard output: notes, and where nothing is wrong that it is so.
    var text: String {
        var lines = notes.map { "note: \($0)" }
        if problems.isEmpty { lines.append(summary) }
        if !silent.isEmpty { lines.append("stages that do not describe themselves: \(silent.joined(separator: ", "))") }
        return lines.map { $0 + "\n" }.joined()
    }

    var json: JSONObject {
        [
            "ok": .bool(problems.isEmpty), "problems": .strings(problems), "notes": .strings(notes),
            "silent": .strings(silent),
        ]
    }

    private static func missing(_ pipeline: Pipeline, _ options: Session.Options) throws -> [PipelineError] {
        let layout = Layout(root: Paths.absolute(options.root), pipeline: pipeline.name, generation: "g0001")
        let digests = DigestCache(disk: options.disk, clock: options.clock)
        digests.load(from: layout.digestCache)
        let finder = CommandFinder(
            disk: options.disk, digests: digests, base: Paths.parent(Paths.absolute(options.file)),
            besides: options.besides, searchPath: options.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
        return PreparationProblems(
            pipeline: pipeline, finder: finder, disk: options.disk, key: try Session.key(of: pipeline, options)
        ).all()
    }

    static func unmasked(_ session: Session) -> [String] {
        let masking = Set(session.prepared.filter { $0.facts.masks }.map(\.name))
        return session.pipeline.stages.filter { $0.deliver || $0.sink != nil }.compactMap { stage in
            guard let path = session.pipeline.unmaskedPath(to: stage.name, masks: masking.contains) else { return nil }
            let mark = stage.mark(of: stage.deliver ? "deliver" : "sink")
            return PipelineError(
                file: session.pipeline.file, at: mark, .unmasked(stage: stage.name, path: path)
            ).description
        }
    }

    static func packs(_ session: Session, _ checking: PackChecking?) -> [String] {
        guard let checking else { return [] }
        var seen: Set<[String]> = []
        var problems: [String] = []
        for stage in session.prepared where !stage.packs.isEmpty && seen.insert(stage.packs).inserted {
            problems += checking(stage.packs).filter { !problems.contains($0) }
        }
        return problems
    }
}
