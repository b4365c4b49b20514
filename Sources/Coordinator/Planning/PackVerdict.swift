import PipelineGraph
import RecordIO
import Records

/// Whether the packs of a pipeline can be read, found before anything runs: a broken pack would fail every task that
/// reads it, each with the same lines in its log.
///
/// A good verdict is kept in `state/packs` by the digests of the packs' files and the program's own file, so that a
/// night whose packs did not change costs some file times. Only packs of Serap's own stages are looked at: what others
/// keep in theirs is their own.
struct PackVerdict {
    let session: Session
    let checking: PackChecking?

    /// A verdict on the packs of a session's stages by the program's checker, where it has one.
    init(_ session: Session, checking: PackChecking? = SerapProgram.packChecking.withLock { $0 }) {
        self.session = session
        self.checking = checking
    }

    /// Throws `BrokenPacks` with every problem, once each.
    func require() throws {
        guard let checking else { return }
        var known = knownGood
        var problems: [String] = []
        var judged: Set<[String]> = []
        var isNew = false
        for stage in session.prepared where !stage.packs.isEmpty && stage.facts.name?.hasPrefix("serap-") == true {
            guard judged.insert(stage.packs).inserted else { continue }
            let digest = try digest(stage.stage.packs.map(\.value))
            if known.contains(digest) { continue }
            let found = checking(stage.packs)
            problems += found.filter { !problems.contains($0) }
            if found.isEmpty {
                known.insert(digest)
                isNew = true
            }
        }
        guard problems.isEmpty else { throw BrokenPacks(problems: problems) }
        if isNew { keep(known) }
    }

    private var path: String { "\(session.layout.state)/packs" }

    private var knownGood: Set<String> {
        guard let bytes = try? session.options.disk.read(path) else { return [] }
        return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    private func keep(_ verdicts: Set<String>) {
        // A cache that cannot be kept costs some milliseconds at the next run.
        try? Directory.make(session.layout.state)
        try? AtomicFile.write(
            verdicts.sorted().suffix(100).map { "\($0)\n" }.joined(), to: path, durable: false)
    }

    private func digest(_ packs: [String]) throws -> String {
        let files = PackFiles(disk: session.options.disk, digests: session.digests, base: session.base)
        let program = session.options.disk.facts("/proc/self/exe").map { "\($0.size) \($0.modified) \($0.inode)" } ?? ""
        let facts = try files.facts(packs: packs, uses: nil).map(\.json)
        return SHA256.hex(Array(JSONValue.array([.string(program), .strings(packs)] + facts).text.utf8))
    }
}

/// Packs that cannot be read, with every problem: exit 2, nothing has run.
struct BrokenPacks: ExitingError, Equatable {
    let problems: [String]

    var exitStatus: Int32 { 2 }
    /// The first twenty in words: one slip can make a thousand entries lean on nothing.
    var description: String {
        let rest = problems.count - 20
        let more = rest > 0 ? ["and \(rest) more; all of them: serap check FILE"] : []
        return (problems.prefix(20) + more).joined(separator: "\nserap: ")
    }
}
