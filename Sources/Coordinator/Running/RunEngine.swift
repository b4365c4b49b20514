import Dispatch
import Glibc
import RecordIO
import Records

/// Runs the tasks of a graph: evaluates what is ready, starts what is stale, and settles each as it ends.
///
/// All state belongs to `queue`; reading receipts, checking outputs and publishing happen on a concurrent queue and
/// come back as messages. Children are watched by the kernel. Nothing polls but the watch on memory limits.
final class RunEngine: @unchecked Sendable {
    // Every stored variable below is touched on `queue` alone.
    let context: RunContext
    let queue = DispatchQueue(label: "serap.run")
    let workers = DispatchQueue(label: "serap.work", attributes: .concurrent)
    let finished = DispatchSemaphore(value: 0)

    var graph: TaskGraph
    /// The files of root stages by stage and partition.
    let files: [Int: [String: FoundFile]]
    var published: [TaskID: Published] = [:]
    var outcomes: [TaskID: TaskOutcome] = [:]
    var accountsTexts: [Int: String] = [:]
    /// Jobs that wait for a slot, by stage.
    var pending: [JobQueue]
    /// Jobs that hold a slot, by stage.
    var active: [Int]
    var activeTotal = 0
    /// Outputs that are checked; their children have ended and hold no slot.
    var checking = 0
    /// What waits for the disk, and whether somebody waits with it.
    var backlog = DiskBacklog()
    let barrier: DiskBarrier
    var isPublishing = false
    let publisher = DispatchQueue(label: "serap.publish")
    /// Evaluations under way.
    var open = 0
    /// Jobs that wait for their next attempt; nobody waits for them when the run is ended.
    var sleeping = 0
    var children: [pid_t: RunningChild] = [:]
    var withdrawn: Set<Int> = []
    /// Tasks that are not up to date and may not start, with why.
    var withheld: [TaskID: String] = [:]
    var attemptNumber = 0
    /// Places in scratch that no attempt uses now, and how many there are in all.
    var freePlaces: [AttemptDirectory] = []
    var placeCount = 0
    /// Removals under way in scratch.
    var tidying = 0
    var signal: Int32?
    var problems: [String] = []
    /// What an operator should know, though nothing is wrong.
    var notes: [String] = []
    /// Tasks whose captures are lost, as somebody has accepted.
    var accepted: Set<TaskID> = []
    var isFinished = false
    var memoryTimer: (any DispatchSourceTimer)?
    var memoryUse = MemoryUse()
    let inputCheck = InputCheck()
    /// How tasks failed in an earlier pass of the run.
    let earlier: [TaskID: TaskOutcome]

    /// A child with what its end has to wait for.
    struct RunningChild {
        let attempt: TaskAttempt
        let number: Int
        var cause: Cause?
        /// Set once the child is collected.
        var end: ChildEnd?
        /// Whether nobody looks any more for what it left behind.
        var isSwept = true
        /// Whether a filter's input is still being written.
        var isFeeding: Bool
        var feedFailure: String?
    }

    /// Why the coordinator itself ended a child.
    enum Cause: Sendable {
        case timeout(Int)
        case memory(limit: Int, used: Int)
        case interrupted
    }

    /// An engine for one pass; `earlier` are the failures of a pass before it, which are not tried again unless
    /// something has changed for them.
    init(
        _ context: RunContext, graph: TaskGraph, files: [Int: [String: FoundFile]],
        earlier: [TaskID: TaskOutcome] = [:]
    ) {
        self.context = context
        self.graph = graph
        self.files = files
        self.earlier = earlier
        barrier = DiskBarrier(context.layout.scratch)
        pending = context.prepared.map { _ in JobQueue() }
        active = context.prepared.map { _ in 0 }
    }

    /// Runs everything and returns when the last task has settled.
    func run() -> RunResult {
        // A filter that wants no more closes its end.
        Glibc.signal(SIGPIPE, SIG_IGN)
        queue.async {
            self.graph.begin(roots: self.files.mapValues { $0.keys.sorted() })
            self.pump()
        }
        context.interruption.tell { signal in
            self.queue.async {
                self.interrupt(signal)
                self.pump()
            }
        }
        finished.wait()
        context.interruption.tell(nil)
        return queue.sync { self.result }
    }

    /// Moves on as far as can be: called after every event.
    func pump() {
        repeat {
            let ready = graph.takeReady()
            if !ready.isEmpty { dispatch(ready) }
            for stage in graph.takeListed() { reportProgress(listed: stage) }
            for stage in graph.takeComplete() { completed(stage) }
            // A job that cannot even be started settles at once.
            startJobs()
        } while graph.hasNews
        publishBacklog()
        reportProgress()
        let isIdle = signal != nil || (sleeping == 0 && pending.allSatisfy(\.isEmpty))
        // Nobody waits for what is still being hashed when the run is ended: nothing comes of it.
        if isQuiet, activeTotal == 0, checking == 0, backlog.isEmpty, !isPublishing, tidying == 0, isIdle, !isFinished {
            isFinished = true
            memoryTimer?.cancel()
            context.progress.end()
            finished.signal()
        }
    }

    /// Whether no evaluation is under way that anything will come of.
    var isQuiet: Bool { open == 0 || signal != nil }

    /// Settles a task that will not run.
    func settle(_ task: TaskID, _ state: TaskOutcome.State, _ reason: String) {
        outcomes[task] = TaskOutcome(state: state, reason: reason)
        report(settled: task)
        graph.settle(task, .missing)
    }

    func settle(_ task: TaskID, _ partition: Published, _ state: TaskOutcome.State, attempts: Int, log: String?) {
        published[task] = partition
        outcomes[task] = TaskOutcome(state: state, log: log, attempts: attempts)
        report(settled: task)
        graph.settle(task, .published(parts: partition.parts.map(\.name)))
    }

    private var result: RunResult {
        var result = RunResult()
        for index in context.prepared.indices {
            guard let names = graph.partitions(of: index) else {
                result.unknownStages.append(context.prepared[index].name)
                continue
            }
            for name in names {
                let task = TaskID(stage: index, partition: name)
                let stopped = TaskOutcome(state: .interrupted, reason: "the run was ended before it")
                result.outcomes.append((task, outcomes[task] ?? stopped))
            }
        }
        result.published = published
        result.withheld = withheld
        result.signal = signal
        result.problems = problems
        result.acceptsGaps = context.scope.requiresAll
        result.notes = notes + unfinishedDay
        result.accepted = consequences(of: accepted)
        result.acceptedTitles = Set(result.accepted.map(context.title))
        return result
    }

    private func reportProgress(listed stage: Int) {
        context.progress.listed(context.prepared[stage].name, graph.partitions(of: stage)?.count ?? 0)
    }

    private func reportProgress() {
        let counts = graph.counts
        context.progress.update(done: counts.settled, known: counts.known, running: children.count)
    }
}
