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
        case .failure(let error): fail(attempt, "\(error)")
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
                fail(attempt, "\(error)")
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
            workers.async { _ = try? child.attempt.directory.endStragglers() }
        }
        finishIfEnded(pid)
    }

    private func finishIfEnded(_ pid: pid_t) {
        guard let child = children[pid], let end = child.end, !child.isFeeding else { return }
        children[pid] = nil
        let attempt = child.attempt
        switch (child.cause, end) {
        case (.timeout(let seconds)?, _): fail(attempt, "no end after \(seconds) s (its timeout)")
        case (.memory(let limit, let used)?, _):
            fail(attempt, "used \(used >> 20) MiB of memory; its limit is \(limit >> 20) MiB")
        case (.interrupted?, _): stop(attempt)
        case (nil, .exited(0)):
            if let failure = child.feedFailure { return fail(attempt, failure) }
            publish(attempt)
        case (nil, .exited(75)): retry(attempt, "exit 75 (try again)")
        case (nil, .exited(64)): fail(attempt, "exit 64 (usage: a parameter or a pack is wrong)")
        case (nil, .exited(65)): fail(attempt, "exit 65 (bad data)")
        case (nil, .exited(let status)): fail(attempt, child.feedFailure ?? "exit \(status)")
        case (nil, .signalled(let signal)): retry(attempt, "ended by signal \(signal)")
        }
    }

    func release(_ job: Job) {
        active[job.task.stage] -= 1
        activeTotal -= 1
    }

    private func retry(_ attempt: TaskAttempt, _ reason: String) {
        guard attempt.job.attempt <= attempt.job.stage.stage.retries, signal == nil else {
            return fail(attempt, reason)
        }
        release(attempt.job)
        context.progress.say("\(context.title(attempt.job.task)): \(reason); trying again")
        report(.retried, attempt, reason)
        sleeping += 1
        let delay = context.retryDelay * Double(1 << min(attempt.job.attempt - 1, 10))
        abandon(attempt.directory)
        queue.asyncAfter(deadline: .now() + delay) {
            self.sleeping -= 1
            guard self.signal == nil else { return }
            var job = attempt.job
            job.attempt += 1
            self.pending[job.task.stage].append(job)
            self.pump()
        }
    }

    func fail(_ attempt: TaskAttempt, _ reason: String) {
        release(attempt.job)
        abandon(attempt.directory)
        let title = context.title(attempt.job.task)
        context.progress.say("\(title): \(reason)")
        guard !attempt.job.retires else {
            problems.append("\(title): its rows are no longer planned and could not be taken out: \(reason)")
            return
        }
        outcomes[attempt.job.task] = TaskOutcome(
            state: .failed, reason: reason, log: attempt.log, lastLines: attempt.lastLogLines,
            attempts: attempt.job.attempt)
        report(settled: attempt.job.task)
        guard let captured = attempt.job.evaluation.captured else {
            return graph.settle(attempt.job.task, .missing)
        }
        // What was captured before is as it was, and the stages after it go on with that.
        published[attempt.job.task] = captured
        graph.settle(attempt.job.task, .published(parts: captured.parts.map(\.name)))
    }

    private func stop(_ attempt: TaskAttempt) {
        release(attempt.job)
        abandon(attempt.directory)
        outcomes[attempt.job.task] = TaskOutcome(
            state: .interrupted, reason: "ended with the run", log: attempt.log, attempts: attempt.job.attempt)
        report(settled: attempt.job.task)
    }
}
