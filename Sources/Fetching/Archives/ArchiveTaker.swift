import Records
import StageKit

/// Takes what the records of archives come to, one at a time: writes captures, keeps rejections, counts.
final class ArchiveTaker {
    private let run: StageRun
    let sink: CaptureSink
    private(set) var tally = HealthTally()
    /// How many were outside the filter.
    private(set) var filtered = 0
    private var done = 0
    private var seen: Set<CaptureKey> = []

    init(run: StageRun, sink: CaptureSink) {
        self.run = run
        self.sink = sink
    }

    func take(_ outcome: ArchiveOutcome) throws {
        run.count { $0.input += 1 }
        switch outcome {
        case .described: run.count { $0.used += 1 }
        case .filtered:
            run.count { $0.used += 1 }
            filtered += 1
        case .rejected(let reason, let detail, let record): try run.reject(reason, detail, record: record)
        case .known(let code, let failure):
            run.count { $0.merged += 1 }
            count(code, failure)
        case .capture(let code, let key, let line, let failure):
            count(code, failure)
            // Joined files of a crawler often hold the same record twice.
            guard seen.insert(key).inserted else { return run.count { $0.merged += 1 } }
            try sink.write(line: line, source: code)
        }
    }

    /// Counts a capture for the health of its source.
    func count(_ code: String, _ failure: FetchFailure?) {
        tally.add(code, failure: failure)
        done += 1
        if done % 10_000 == 0 { run.log.info("read \(done) pages") }
    }
}
