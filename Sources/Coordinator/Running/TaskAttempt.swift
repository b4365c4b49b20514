import CLinux
import Glibc
import RecordIO
import Records

/// A task that has to run: what it is made of, and how often it was tried.
struct Job: Sendable {
    let task: TaskID
    let stage: PreparedStage
    let evaluation: TaskEvaluation
    /// Takes the rows of a partition that is no longer planned out of a sink's target.
    var retires = false
    /// What is published already: the task runs again beside it, to be compared.
    var rehearses: Published?
    /// Counted from the last pass of the run; what `retries` limits.
    var attempt = 1
    /// Attempts in an earlier pass of the same run.
    var earlier = 0

    /// All attempts of the run, this one included.
    var attempts: Int { earlier + attempt }
}

/// One attempt at a job: makes its place, starts the child, and publishes what it wrote.
struct TaskAttempt: Sendable {
    let job: Job
    let directory: AttemptDirectory
    /// The partition's place.
    let place: String
    let context: RunContext
    let started: Instant
    let begun = ContinuousClock.now

    /// A child that runs.
    struct Running: Sendable {
        let pid: pid_t
        /// The pipe into a filter, for `FilterFeed`; nil for a stage.
        let feed: Int32?
    }

    /// The log of this attempt, below the root.
    var log: String {
        "runs/\(context.runID)/\(job.stage.name)/\(job.task.partition)/\(job.attempts).log"
    }

    /// Makes scratch, log and files, and starts the child.
    func start() throws -> Running {
        let logPath = "\(context.layout.root)/\(log)"
        try Directory.make(Paths.parent(logPath), mode: 0o700)
        let logFile = try OpenFile.writing(logPath, mode: 0o600)
        try directory.make()
        if let given = job.stage.parameters.given {
            try OpenFile.writing(directory.parameters, mode: 0o600).write(
                Array((JSONValue.object(given).text + "\n").utf8))
        }
        if let accounts = job.evaluation.accounts {
            try OpenFile.writing(directory.accounts, mode: 0o600).write(Array(accounts.utf8))
        }
        let state = job.stage.isFrozen ? context.layout.state(ofStage: job.stage.name) : nil
        if let state { try Directory.make(state, mode: 0o700) }
        if let sink = job.stage.stage.sink { try Directory.make(Paths.parent(context.layout.target(ofSink: sink))) }

        var child = ChildSpecification(
            executable: job.stage.command.executable, words: words,
            environment: context.environment.variables(
                stage: job.stage.name, partition: job.task.partition, temporary: directory.temporary, state: state,
                captures: job.stage.isFrozen ? context.layout.captures : nil, pass: job.stage.stage.passEnvironment),
            workingDirectory: context.base, input: nil, output: nil, error: logFile.descriptor, lock: directory.lockPath
        )
        // The descriptor must stay open until the child has it, whatever the optimizer makes of its last use.
        defer { withExtendedLifetime(logFile) {} }
        guard job.stage.command.isFilter else {
            return Running(pid: try ChildProcess.start(child), feed: nil)
        }
        let output = try OpenFile.writing("\(directory.output)/part.jsonl")
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw RecordIOError.last("pipe", job.stage.name) }
        defer { close(ends[0]) }
        child.input = ends[0]
        child.output = output.descriptor
        do {
            return try withExtendedLifetime(output) { Running(pid: try ChildProcess.start(child), feed: ends[1]) }
        } catch {
            close(ends[1])
            throw error
        }
    }

    private var words: [String] {
        guard !job.stage.command.isFilter else { return job.stage.command.words }
        var words = job.stage.command.words
        let inputs = job.evaluation.inputs + (job.evaluation.accounts == nil ? [] : [directory.accounts])
        if !inputs.isEmpty { words += ["--input"] + inputs }
        if !job.evaluation.window.paths.isEmpty { words += ["--history"] + job.evaluation.window.paths }
        words += ["--output", directory.output]
        if job.stage.parameters.given != nil { words += ["--params", directory.parameters] }
        if !job.stage.packs.isEmpty { words += ["--pack"] + job.stage.packs }
        if let sink = job.stage.stage.sink { words += ["--target", context.layout.target(ofSink: sink)] }
        return words
    }

    /// The parts that a filter reads: by stage, partition and part name.
    var feedParts: [String] {
        let facts = job.evaluation.material.inputs
        if facts.contains(where: { $0.stage.isEmpty }) { return job.evaluation.inputs }
        return facts.sorted { ($0.stage, $0.partition, $0.part) < ($1.stage, $1.partition, $1.part) }.map { fact in
            let upstream = context.prepared.first { $0.name == fact.stage }
            let directory = context.layout.stage(fact.stage, key: context.key, frozen: upstream?.isFrozen ?? false)
            return "\(directory)/\(fact.partition)/\(fact.part)"
        }
    }

    /// Checks what the child wrote and writes its receipt; throws with the reason where it cannot be published. From
    /// here on a kill does not lose it: the lock says that it is ready.
    func finish(aside: String, signing lock: KernelLock) throws -> DiskBacklog.Output {
        if context.scope.only != nil { try confirmInputs() }
        let (inspection, receipt) = try inspected()
        let joins = job.evaluation.captured != nil
        let finished = try Publisher.finish(
            directory.output, inspection, receipt: receipt, masked: job.stage.isMasked, place: place, aside: aside,
            exchanging: joins)
        // After an exchange the old captures stand here: nobody must take them for the new ones.
        if !joins { lock.sign(ReadyMark(place: context.layout.relative(place)).text) }
        return DiskBacklog.Output(
            attempt: self, finished: finished, published: Published(path: place, receipt: receipt))
    }

    /// Checks what the child wrote, and says what its receipt would be.
    func inspected() throws -> (inspection: OutputInspection, receipt: Receipt) {
        var inspection = try OutputInspection(
            directory.output, isSink: job.stage.stage.sink != nil, watch: context.watch)
        var receipt = Receipt()
        try account(inspection, input: job.evaluation.inputLines, in: &receipt)
        if job.stage.isFrozen {
            receipt.fetched = [
                FetchGo(at: context.clock.now.description, run: context.runID, output: inspection.lines)
            ]
        }
        if let captured = job.evaluation.captured {
            let join = try CaptureJoin(place: captured.path, scratch: directory.temporary)
            try join.join(into: directory.output)
            receipt.fetched = join.goes + receipt.fetched
            inspection = try OutputInspection(directory.output, isSink: false)
            // What both goes read is the stage's word, once for each.
            try account(inspection, input: nil, in: &receipt)
        }
        receipt.pipeline = context.pipeline.name
        receipt.key = context.key
        receipt.stage = job.stage.name
        receipt.partition = job.task.partition
        receipt.receiptKey = job.evaluation.receiptKey
        receipt.rules = job.stage.rules
        receipt.material = job.evaluation.material
        receipt.gaps = job.evaluation.window.gaps
        receipt.otherRules = job.evaluation.window.otherRules
        receipt.schema = job.stage.facts.schema
        receipt.version = job.stage.facts.version
        receipt.parts = inspection.parts
        receipt.files = inspection.files
        receipt.meta = inspection.meta
        receipt.run = context.runID
        receipt.attempt = job.attempts
        receipt.host = context.host
        receipt.started = started.description
        receipt.finished = context.clock.now.description
        return (inspection, receipt)
    }

    /// A full disk that a stage may have met and passed over: what it wrote cannot be whole then, whatever its exit status says.
    var fullDisk: DiskFull? {
        let data = context.layout.data
        if let full = context.watch.check() ?? context.watch.full(since: begun) { return full }
        // Nearly every log is empty. A word for the disk counts at the end of the last line alone: a title may hold it.
        guard let last = lastLogLines.last, last.hasSuffix(": \(String(cString: strerror(ENOSPC)))") else { return nil }
        return DiskFull(log: [last], at: data)
    }

    /// Checks a stage's account of an output, and takes over its counts.
    private func account(_ inspection: OutputInspection, input: Int?, in receipt: inout Receipt) throws {
        receipt.counts = TaskCounts()
        receipt.counts.input = input
        receipt.counts.output = inspection.lines
        receipt.counts.partsRejected = inspection.partRejects
        // A filter speaks no contract, so a stats.json cannot be its word.
        guard let statistics = inspection.statistics, !job.stage.command.isFilter else {
            receipt.counts.rejected = inspection.rejects
            return
        }
        try statistics.check(
            input: input, output: inspection.lines, rejects: inspection.rejects, oneToOne: job.stage.facts.oneToOne)
        receipt.counts.input = statistics.input
        receipt.counts.used = statistics.used
        receipt.counts.rejected = statistics.rejected
        receipt.counts.merged = statistics.merged
        receipt.health = statistics.health
    }

    /// The last lines of the log, at most five.
    var lastLogLines: [String] {
        guard let file = try? OpenFile.reading("\(context.layout.root)/\(log)"), let size = try? file.size(),
            let bytes = try? file.read(count: min(size, 4096), at: max(0, size - 4096))
        else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(5).map { line in
            String(line.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }.prefix(300))
        }
    }
}
