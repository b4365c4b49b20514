import PipelineGraph
import RecordIO
import Records

/// Runs of many keys of one pipeline, one after another, under one lock; what is read for one serves the next.
final class KeySeries {
    /// What became of one key.
    enum Outcome: Sendable {
        case ran(RunSummary)
        /// A file that the key needs is not there, so that its run could not begin.
        case notBegun(key: String, reason: String)
    }

    /// How many keys pass before what was learned about files is written down.
    private static let saveInterval = 50

    private let options: Session.Options
    private let progress: any ProgressReporting
    private var locks: RunLocks?
    private(set) var last: Session?
    private var sinceSave = 0

    init(_ options: Session.Options, progress: any ProgressReporting) {
        self.options = options
        self.progress = progress
    }

    /// Runs a key; throws what would hold for every key, such as a lock that is held or a stage that is not there.
    func run(_ key: String) throws -> Outcome {
        var options = options
        options.key = key
        let session: Session
        do {
            session = try Session(options, sharing: last)
        } catch let error as PipelineError {
            guard case .missingFile(_, role: "file") = error.problem else { throw error }
            return .notBegun(key: key, reason: "\(error)")
        }
        let startsRoot = PipelineRun.startsRoot(session)
        let locks = try self.locks ?? PipelineRun.locks(session)
        self.locks = locks
        last = session
        sinceSave += 1
        let isDue = sinceSave >= Self.saveInterval
        if isDue { sinceSave = 0 }
        return .ran(
            try PipelineRun(
                session: session, progress: KeyProgress(base: progress, key: key), locks: locks, savesCaches: isDue,
                startsRoot: startsRoot
            ).run())
    }

    /// Keeps what was learned, and lets the lock go.
    func finish() {
        last?.saveCaches()
        locks = nil
    }
}

extension KeySeries.Outcome {
    var key: String {
        switch self {
        case .ran(let summary): summary.key
        case .notBegun(let key, _): key
        }
    }

    var summary: RunSummary? { if case .ran(let summary) = self { summary } else { nil } }
    var isGood: Bool { summary?.exitStatus == 0 }

    /// Whether what is missing was never captured, or is lost, so that no other run can make it good.
    var isForGood: Bool { !isGood && (summary.map { FailedRuns.isForGood($0.json) } ?? false) }

    /// The first thing that went wrong, in one line.
    var reason: String? {
        switch self {
        case .notBegun(_, let reason): reason
        case .ran(let summary):
            if let failure = summary.failures.first {
                "\(failure.task): \(failure.reason)"
            } else if let task = summary.incomplete.first {
                "\(task.task) was made without \(RunWords.list(task.missing, limit: 3))"
            } else {
                summary.problems.first ?? summary.unknownStages.first.map { "\($0) was not reached" }
            }
        }
    }
}
