import Pack
import RecordIO
import Records
import StageKit

/// `select: inbox`: every file of a folder whose digest no earlier run captured.
///
/// The register's sources of kind inbox are asked in order; the first whose `url` matches the file's name takes it. A
/// file that none takes is captured as of source `inbox`, with a row of health.
struct InboxSelection {
    /// The source of files that no source of the register takes.
    static let unclaimed = "inbox"

    let folder: String
    let context: FetchContext

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        let inboxes = context.register.sources.filter { $0.kind == .inbox && $0.active }
        let globs = inboxes.map { ($0.code, Glob($0.url)) }
        var known = try digests()
        var tally = HealthTally()
        var repeated: Set<String> = []
        var strangers: [SourceHealth] = []
        let entries = try LocalFiles.entries(below: folder)
        let names = Set(entries.map(\.name))
        for (index, entry) in entries.enumerated() where !isSidecar(entry.name, names) {
            run.count { $0.input += 1 }
            guard entry.isRegular else {
                let record: JSONValue = .object(["url": .string("file:\(entry.name)")])
                try run.reject("not_a_file", "\(entry.name): a link or device; put a copy of the file", record: record)
                continue
            }
            let source = globs.first { $0.1.matches(entry.name) }?.0
            let file = SavedFile(folder: folder, name: entry.name, context: context)
            // The digest first: a file that is there every night must not be copied every night.
            let digest = try? FileDigest.sha256(file.path).hex
            if let digest, known.contains(digest) {
                run.count { $0.merged += 1 }
                if let source {
                    repeated.insert(source)
                } else {
                    // Named every night until somebody has seen to it.
                    strangers.append(stranger(entry.name))
                }
                continue
            }
            let (answer, url) = try file.answer(index: index)
            let capture = Capture(answer, url: url, source: source ?? Self.unclaimed)
            try sink.write(capture, source: source ?? Self.unclaimed)
            sink.count(capture)
            if let source {
                tally.add(source, failure: answer.failure)
            } else {
                strangers.append(stranger(entry.name, answer.failure))
            }
            if let digest = capture.sha256 { known.insert(digest) }
        }
        let rows = health(inboxes, tally.rows(context.register), repeated) + strangers
        run.count { $0.health += rows.map(\.json) }
    }

    private func digests() throws -> Set<String> {
        var digests: Set<String> = []
        try context.earlier?.forEachKnown { if let digest = $0.sha256 { digests.insert(digest) } }
        return digests
    }

    private func isSidecar(_ name: String, _ names: Set<String>) -> Bool {
        name.hasSuffix(Sidecar.suffix) && names.contains(String(name.dropLast(Sidecar.suffix.count)))
    }

    private func stranger(_ name: String, _ failure: FetchFailure? = nil) -> SourceHealth {
        SourceHealth(
            source: Self.unclaimed, name: name, state: .unclaimed, reason: failure?.reason ?? "no_source",
            detail: "'\(name)'; name it after a source of type inbox, or add one whose url matches it")
    }

    /// A row for every inbox of the register, also for one to which nothing came.
    private func health(
        _ inboxes: [Source], _ rows: [SourceHealth], _ repeated: Set<String>
    ) -> [SourceHealth] {
        inboxes.map { source in
            if let row = rows.first(where: { $0.source == source.code }) { return row }
            let again = repeated.contains(source.code)
            return SourceHealth(
                source: source.code, name: source.name, state: again ? .unchanged : .silent,
                reason: again ? "same_files" : "no_file", entries: 0)
        }
    }
}
