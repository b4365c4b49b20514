import Pack
import RecordIO
import Records
import StageKit

/// `select: inbox`: every file of a folder that no earlier run captured of its source (`InboxHistory`).
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
        var history = try InboxHistory(context.earlier)
        var tally = HealthTally()
        var repeated: Set<String> = []
        var strangers: [SourceHealth] = []
        let entries = try LocalFiles.entries(below: folder)
        let names = Set(entries.map(\.name))
        for (index, entry) in entries.enumerated() where !Sidecar.isOne(entry.name, among: names) {
            run.count { $0.input += 1 }
            if let (reason, detail) = entry.refusal {
                let record: JSONValue = .object(["url": .string("file:\(entry.name)")])
                try run.reject(reason, detail, record: record)
                strangers.append(
                    SourceHealth(
                        source: Self.unclaimed, name: entry.name, state: .unclaimed, reason: reason, detail: detail))
                continue
            }
            let source = globs.first { $0.1.matches(entry.name) }?.0
            let file = SavedFile(folder: folder, name: entry.name, context: context)
            // The digest first: a file that is there every night must not be copied every night.
            let digest = try? FileDigest.sha256(file.path).hex
            if let digest, history.holds(digest, of: source ?? Self.unclaimed) {
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
            let moment = InboxHistory.moment(run.settings.key, fetchedAt: answer.fetchedAt.seconds)
            history.take(capture.sha256, of: source ?? Self.unclaimed, at: moment)
        }
        let tallied = tally.rows(context.register)
        let rows = inboxes.map { source in
            let row = tallied.first { $0.source == source.code }
            return completed(
                row ?? unchanged(source, hasFiles: repeated.contains(source.code), history), history,
                key: run.settings.key)
        }
        run.count { $0.health += (rows + strangers).map(\.json) }
    }

    private func stranger(_ name: String, _ failure: FetchFailure? = nil) -> SourceHealth {
        SourceHealth(
            source: Self.unclaimed, name: name, state: .unclaimed,
            reason: failure?.reason ?? HealthReason.noSource.rawValue,
            detail: "'\(name)'; name it after a source of type inbox, or add one whose url matches it")
    }

    /// The row of an inbox to which nothing came that is not captured.
    private func unchanged(_ source: Source, hasFiles: Bool, _ history: InboxHistory) -> SourceHealth {
        let isKnown = hasFiles || !history.news(source.code).moments.isEmpty
        return SourceHealth(
            source: source.code, name: source.name, state: isKnown ? .unchanged : .silent,
            reason: (hasFiles ? HealthReason.sameFiles : .noFile).rawValue, entries: 0)
    }

    /// The row with what the captures say of the source over time; days count from key to key, without a clock.
    private func completed(_ row: SourceHealth, _ history: InboxHistory, key: String) -> SourceHealth {
        var row = row
        let news = history.news(row.source)
        row.take(news, at: InboxHistory.moment(key, fetchedAt: news.moments.max() ?? 0))
        if row.silentSince != nil, row.state != .failed { row.become(.silent, .nothingNew) }
        return row
    }
}
