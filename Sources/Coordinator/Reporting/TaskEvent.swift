import Records

/// What has just happened to a task.
struct TaskEvent: Sendable {
    enum Kind: String, Sendable {
        /// An attempt has begun.
        case started
        /// An attempt failed and another will follow.
        case retried
        /// The last word on it, whatever it is.
        case settled
    }

    var kind: Kind
    /// The key of its run.
    var key: String
    /// As `stage/partition`.
    var task: String
    /// The state in which it settled.
    var state: TaskOutcome.State?
    var reason: String?
    /// Which attempt it is, or how many there were.
    var attempt = 0
    var counts: TaskCounts?
    var log: String?
}

extension ProgressReporting {
    /// A task has started, is tried again or has settled; those who do not care pay nothing.
    func task(_ event: @autoclosure () -> TaskEvent) {}
}

extension RunEngine {
    /// Tells of an attempt.
    func report(_ kind: TaskEvent.Kind, _ attempt: TaskAttempt, _ reason: String? = nil) {
        context.progress.task(
            TaskEvent(
                kind: kind, key: context.key, task: context.title(attempt.job.task), reason: reason,
                attempt: attempt.job.attempt,
                log: attempt.log))
    }

    /// Tells of a task's settling.
    func report(settled task: TaskID) {
        context.progress.task(
            TaskEvent(
                kind: .settled, key: context.key, task: context.title(task), state: outcomes[task]?.state,
                reason: outcomes[task]?.reason, attempt: outcomes[task]?.attempts ?? 0,
                counts: published[task]?.counts, log: outcomes[task]?.log))
    }
}
