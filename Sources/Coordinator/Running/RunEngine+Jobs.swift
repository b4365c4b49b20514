import Dispatch
import Glibc
import PipelineGraph
import RecordIO
import Records

extension RunEngine {
    /// Gives free slots to waiting jobs: the latest stages first, so that chains finish and little lies half done.
    func startJobs() {
        // Checks may lag behind the children by one task a slot, and no more: after a kill those are done again. What is
        // checked waits for the disk without being lost to a kill, but not without bounds.
        guard signal == nil, checking < context.jobs, backlog.outputs.count < DiskBacklog.limit else { return }
        for stage in pending.indices.reversed() where !pending[stage].isEmpty {
            let limit = context.prepared[stage].stage.sink == nil ? context.prepared[stage].stage.jobs ?? .max : 1
            while activeTotal < context.jobs, active[stage] < limit, let job = pending[stage].popFirst() {
                start(job)
            }
        }
    }

    private func start(_ job: Job) {
        active[job.task.stage] += 1
        activeTotal += 1
        attemptNumber += 1
        let number = attemptNumber
        let attempt = TaskAttempt(
            job: job,
            directory: takePlace(),
            place: context.evaluator.place(job.stage, job.task.partition), context: context, started: context.clock.now)
        // Not handed to another thread: that would take as long as the start itself, and starts go one by one anyway.
        started(attempt, number, Result { try attempt.start() })
    }

    private func started(_ attempt: TaskAttempt, _ number: Int, _ started: Result<TaskAttempt.Running, any Error>) {
        switch started {
        case .failure(let error): conclude(attempt, .failed(words(error), mayBeInput: false))
        case .success(let running):
            let pid = running.pid
            children[pid] = RunningChild(attempt: attempt, number: number, isFeeding: running.feed != nil)
            report(.started, attempt)
            do {
                try ChildWatch.whenEnded(pid, on: queue) {
                    self.ended(pid)
                    self.pump()
                }
            } catch {
                ChildProcess.signal(group: pid, SIGKILL)
                _ = ChildProcess.collect(pid)
                children[pid] = nil
                if let feed = running.feed { close(feed) }
                conclude(attempt, .failed(words(error), mayBeInput: false))
                return
            }
            if let feed = running.feed {
                FilterFeed.start(attempt.feedParts, into: feed) { failure in
                    self.queue.async {
                        self.children[pid]?.isFeeding = false
                        self.children[pid]?.feedFailure = failure
                        self.finishIfEnded(pid)
                        self.pump()
                    }
                }
            }
            if signal != nil { end(pid, .interrupted) }
            if let seconds = attempt.job.stage.stage.timeout {
                queue.asyncAfter(deadline: .now() + .seconds(seconds)) {
                    if self.children[pid]?.number == number { self.end(pid, .timeout(seconds)) }
                }
            }
            if attempt.job.stage.stage.memory != nil { watchMemory() }
        }
    }

    /// Ends a child's whole group: politely, then by force.
    func end(_ pid: pid_t, _ cause: Cause) {
        guard let child = children[pid], child.end == nil, child.cause == nil else { return }
        children[pid]?.cause = cause
        ChildProcess.signal(group: pid, SIGTERM)
        let number = child.number
        queue.asyncAfter(deadline: .now() + context.grace) {
            guard let child = self.children[pid], child.number == number, child.end == nil else { return }
            ChildProcess.signal(group: pid, SIGKILL)
        }
    }

    private func ended(_ pid: pid_t) {
        children[pid]?.end = ChildProcess.collect(pid)
        if let child = children[pid], child.isFeeding {
            // A process that left the group may hold the other end of the pipe, and the feed would never end.
            // It ends only after that, as its place in scratch then goes to another attempt.
            children[pid]?.isSwept = false
            workers.async {
                _ = try? child.attempt.directory.endStragglers(of: pid)
                self.queue.async {
                    self.children[pid]?.isSwept = true
                    self.finishIfEnded(pid)
                    self.pump()
                }
            }
        }
        finishIfEnded(pid)
    }

    private func finishIfEnded(_ pid: pid_t) {
        guard let child = children[pid], let end = child.end, !child.isFeeding, child.isSwept else { return }
        children[pid] = nil
        conclude(child, end, pid)
    }

    private func conclude(_ child: RunningChild, _ end: ChildEnd, _ pid: pid_t) {
        func failed(_ reason: String, mayBeInput: Bool = false) {
            conclude(child.attempt, .failed(reason, mayBeInput: mayBeInput))
        }
        switch (child.cause, end) {
        case (.timeout(let seconds)?, _): failed("no end after \(seconds) s (its timeout)")
        case (.memory(let limit, let used)?, _):
            failed("used \(used >> 20) MiB of memory; its limit is \(limit >> 20) MiB")
        case (.interrupted?, _): conclude(child.attempt, .interrupted)
        case (nil, .exited(0)):
            if let failure = child.feedFailure { return failed(failure, mayBeInput: true) }
            publish(child.attempt, pid)
        case (nil, .exited(75)): conclude(child.attempt, .passing("exit 75 (try again)"))
        case (nil, .exited(64)): failed("exit 64 (usage: a parameter or a pack is wrong)")
        case (nil, .exited(65)): failed(child.feedFailure ?? "exit 65 (bad data)", mayBeInput: true)
        // Not every program knows 65, so a damaged input may be behind any status.
        case (nil, .exited(let status)): failed(child.feedFailure ?? "exit \(status)", mayBeInput: true)
        case (nil, .signalled(let signal)): conclude(child.attempt, .passing("ended by signal \(signal)"))
        }
    }

    /// A full disk is called a full disk.
    func words(_ error: any Error) -> String { DiskFull.words(error, layout: context.layout) }
}
