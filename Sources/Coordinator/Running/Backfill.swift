import PipelineGraph
import RecordIO
import Records

/// Every day of a range, oldest first, so that the windows of later days are complete.
struct Backfill {
    static let longestYears = 40

    let options: Session.Options
    let from: CivilDay
    let to: CivilDay
    let progress: any ProgressReporting

    /// Reads the range; throws `UsageError` for one that cannot be filled in.
    init(_ options: Session.Options, from: String, to: String, progress: any ProgressReporting) throws {
        var options = options
        options.scope.guardsPast = true
        self.options = options
        self.progress = progress
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        guard pipeline.key == .date else {
            throw UsageError("\(options.file) has a fixed key; only one with 'key: date' has days to fill in")
        }
        func day(_ text: String, _ name: String) throws -> CivilDay {
            guard let day = CivilDay(text) else {
                throw UsageError("\(name) is '\(text)'; it must be a day such as 2023-08-15")
            }
            return day
        }
        self.from = try day(from, "--from")
        self.to = try day(to, "--to")
        guard self.from <= self.to else { throw UsageError("--from \(from) is later than --to \(to); swap them") }
        let last = options.clock.lastCompleteDay(in: pipeline.zone)
        guard self.to <= last else {
            throw UsageError("--to is '\(to)', a day that is not over; the last complete day is \(last)")
        }
        guard self.to.number - self.from.number < Self.longestYears * 366 else {
            throw UsageError(
                "\(from) to \(to) is longer than \(Self.longestYears) years; fill it in piece by piece, oldest first")
        }
    }

    /// Runs the days; throws what would hold for every one of them.
    func run() throws -> BackfillReport {
        let clock = ContinuousClock()
        let start = clock.now
        let total = to.number - from.number + 1
        // A day that has begun is ended in order, and the report says how far it went.
        let interruption = options.interruption
        interruption.begin()
        defer { interruption.end() }
        let series = KeySeries(options, progress: progress)
        var report = BackfillReport(options: options, from: from, to: to)
        for number in from.number...to.number {
            let outcome = try series.run(CivilDay(number: number).description)
            report.add(outcome)
            let done = number - from.number + 1
            let passed = start.duration(to: clock.now) / .seconds(1)
            progress.key(
                KeyEvent(
                    key: outcome.key, isGood: outcome.isGood, run: outcome.summary?.run,
                    made: outcome.summary?.made ?? 0, fresh: outcome.summary?.fresh ?? 0, reason: outcome.reason,
                    isForGood: outcome.isForGood, done: done, total: total,
                    secondsLeft: Int(passed / Double(done) * Double(total - done))))
            report.signal = outcome.summary?.signal ?? interruption.received
            if report.signal != nil { break }
        }
        let last = series.last
        series.finish()
        report.seconds = start.duration(to: clock.now) / .seconds(1)
        if let last, let summary = report.last {
            let after = try AfterRun(session: last).run(summary, status: report.exitStatus)
            report.problems = after.problems.filter { !summary.problems.contains($0) }
            report.signal = report.signal ?? after.signal
        }
        return report
    }
}
