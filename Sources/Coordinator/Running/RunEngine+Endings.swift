import Dispatch
import Glibc
import RecordIO
import Records

extension RunEngine {
    /// How an attempt ended without a partition.
    enum Ending: Sendable {
        /// For good; where damaged inputs can be why, they are looked at.
        case failed(String, mayBeInput: Bool)
        /// For a reason that may pass.
        case passing(String)
        /// With the run.
        case interrupted
    }

    /// Settles an attempt that made nothing: its last processes are ended, log, disk and inputs looked at, its scratch
    /// removed, and only then does it give back its slot.
    func conclude(_ attempt: TaskAttempt, _ ending: Ending) {
        let check: InputCheck? =
            if case .failed(_, mayBeInput: true) = ending, !attempt.job.retires { inputCheck } else { nil }
        workers.async {
            let autopsy = Autopsy(attempt, checking: check)
            self.queue.async {
                self.concluded(attempt, ending, autopsy)
                self.pump()
            }
        }
    }

    private func concluded(_ attempt: TaskAttempt, _ ending: Ending, _ autopsy: Autopsy) {
        release(attempt.job)
        if autopsy.isRemoved { freePlaces.append(attempt.directory) }
        if let problem = autopsy.problem { problems.append(problem) }
        switch ending {
        case .failed(let reason, _): fail(attempt, reason, autopsy)
        case .passing(let reason):
            if attempt.job.attempt <= attempt.job.stage.stage.retries, signal == nil {
                again(attempt, reason)
            } else {
                fail(attempt, reason, autopsy)
            }
        case .interrupted:
            outcomes[attempt.job.task] = TaskOutcome(
                state: .interrupted, reason: "ended with the run", log: attempt.log, attempts: attempt.job.attempts)
            report(settled: attempt.job.task)
        }
    }

    func release(_ job: Job) {
        active[job.task.stage] -= 1
        activeTotal -= 1
    }

    /// Each further attempt waits twice as long as the one before.
    private func again(_ attempt: TaskAttempt, _ reason: String) {
        context.progress.say("\(context.title(attempt.job.task)): \(reason); trying again")
        report(.retried, attempt, reason)
        sleeping += 1
        let delay = context.retryDelay * Double(1 << min(attempt.job.attempt - 1, 10))
        queue.asyncAfter(deadline: .now() + delay) {
            self.sleeping -= 1
            guard self.signal == nil else { return }
            var job = attempt.job
            job.attempt += 1
            self.pending[job.task.stage].append(job)
            self.pump()
        }
    }

    private func fail(_ attempt: TaskAttempt, _ what: String, _ autopsy: Autopsy) {
        var reason = what
        // A full disk that a call of ours has met is told already.
        if let full = autopsy.diskFull, !what.hasPrefix("the disk ") {
            reason = "\(full) (\(what))"
        } else if what == "exit 1", autopsy.lastLines.isEmpty, case .filter(let script) = attempt.job.stage.stage.work,
            script.contains("grep")
        {
            reason =
                "exit 1, and nothing in its log: so ends grep where nothing matches; if that may be, let the "
                + "filter say grep ... || [ $? = 1 ]"
        }
        let title = context.title(attempt.job.task)
        context.progress.say("\(title): \(reason)")
        guard !attempt.job.retires else {
            problems.append("\(title): its rows are no longer planned and could not be taken out: \(reason)")
            return
        }
        var outcome = TaskOutcome(
            state: .failed, reason: reason, log: attempt.log, lastLines: autopsy.lastLines,
            attempts: attempt.job.attempts)
        outcome.damaged = autopsy.damaged
        outcome.receiptKey = attempt.job.evaluation.receiptKey
        outcomes[attempt.job.task] = outcome
        report(settled: attempt.job.task)
        settle(attempt.job.task, keeping: attempt.job.evaluation.captured)
    }

    /// Settles a task that failed: what was captured before is as it was, and the stages after it go on with that.
    func settle(_ task: TaskID, keeping captured: Published?) {
        guard let captured else { return graph.settle(task, .missing) }
        published[task] = captured
        graph.settle(task, .published(parts: captured.parts.map(\.name)))
    }
}
