import Pack
import Records
import StageKit

/// `select: feeds`: one request for each source of the register.
struct FeedSelection {
    let sources: [Source]
    let context: FetchContext

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        let known = try digests()
        var rows: [Int: SourceHealth] = [:]
        for (index, source) in sources.enumerated() { sink.expect(index, source: source.code) }
        run.count { $0.input += sources.count }
        var unreachable = 0
        try context.fetcher(run).fetch(sources.map { $0.request($0.url) }) {
            index, answer in
            let source = sources[index]
            let capture = Capture(answer, url: source.url, source: source.code)
            rows[index] = health(source, answer, digest: capture.sha256, known: known[source.code])
            try sink.take(capture, at: index, source: source.code)
            sink.count(capture)
            if answer.failure?.isUnreachable == true { unreachable += 1 }
        }
        if !sources.isEmpty, unreachable == sources.count {
            // What a night captures is kept for ever, so a night without a network must not be captured as an empty one.
            throw StageFailure.tryAgain(
                "none of the \(sources.count) sources could be reached (no name resolves, no connection); is the network down?"
            )
        }
        let ordered = sources.indices.compactMap { rows[$0]?.json }
        run.count { $0.health += ordered }
    }

    /// The digest of each source's last body.
    private func digests() throws -> [String: String] {
        var digests: [String: String] = [:]
        try context.earlier?.forEachKnown { if let digest = $0.sha256 { digests[$0.source] = digest } }
        return digests
    }

    private func health(_ source: Source, _ answer: Answer, digest: String?, known: String?) -> SourceHealth {
        var row = SourceHealth(source: source.code, name: source.name, state: .ok, status: answer.status)
        row.detail = answer.note
        if let failure = answer.failure {
            row.state = .failed
            row.reason = failure.reason
            if failure.isOfRobots { row.detail = failure.detail }
            return row
        }
        if source.kind != .page, case .memory(let bytes)? = answer.body { row.entries = EntryCount.count(in: bytes) }
        if answer.status == 304 {
            row.state = .unchanged
            row.reason = "http_304"
        } else if row.entries == 0 {
            row.state = .silent
            row.reason = "no_entries"
        } else if let digest, digest == known {
            row.state = .unchanged
            row.reason = "same_bytes"
        }
        return row
    }
}
