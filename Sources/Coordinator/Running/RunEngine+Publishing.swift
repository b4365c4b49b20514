import Dispatch
import Glibc
import RecordIO
import Records

/// What waits for the disk: one wait then serves everything that has come together meanwhile.
struct DiskBacklog {
    /// How many outputs may wait at most; so many tasks are lost to a power cut, and none to a kill.
    static let limit = 256

    /// An output that is checked, with what becomes of its task once it is in its place.
    struct Output: Sendable {
        let attempt: TaskAttempt
        let finished: FinishedOutput
        let published: Published
    }

    var outputs: [Output] = []
    /// Manifests in scratch, with the directory of the stage that each belongs to.
    var manifests: [(scratch: String, stage: String)] = []
    /// Directories in which names have changed: the next wait is for them too.
    var changed: Set<String> = []
    /// What was moved aside out of them, and goes once that is on the disk.
    var leftovers: [String] = []

    var isEmpty: Bool { outputs.isEmpty && manifests.isEmpty && changed.isEmpty && leftovers.isEmpty }
}

extension RunEngine {
    /// What the check of an output came to.
    private enum Checked {
        case finished(DiskBacklog.Output)
        /// Only compared with the partition that stands there.
        case rehearsed(Published)
        /// A sink has taken the rows of a partition out that is no longer planned.
        case retired
    }

    /// Checks what a child wrote; it then waits for the disk, and holds no slot any more.
    func publish(_ attempt: TaskAttempt, _ pid: pid_t) {
        activeTotal -= 1
        checking += 1
        attemptNumber += 1
        let aside = "\(context.layout.scratch)/\(context.attemptPrefix)-aside\(attemptNumber)"
        workers.async {
            let answer: Result<Checked, any Error> = Result {
                let lock = try attempt.directory.endStragglers(of: pid)
                if let full = attempt.fullDisk { throw full }
                if let partition = attempt.job.rehearses {
                    try RehearsalDifference.check(attempt, against: partition)
                    return .rehearsed(partition)
                }
                guard attempt.job.retires else { return .finished(try attempt.finish(aside: aside, signing: lock)) }
                try Directory.rename(attempt.place, to: aside)
                return .retired
            }.mapError { DiskFull($0, layout: attempt.context.layout) ?? $0 }
            self.queue.async {
                self.checking -= 1
                self.activeTotal += 1
                switch answer {
                case .failure(let error): self.conclude(attempt, .failed("\(error)", mayBeInput: true))
                case .success(.finished(let output)):
                    self.release(attempt.job)
                    self.backlog.outputs.append(output)
                case .success(.rehearsed(let partition)):
                    self.release(attempt.job)
                    self.abandon(attempt.directory)
                    self.settle(attempt.job.task, partition, .made, attempts: attempt.job.attempts, log: attempt.log)
                case .success(.retired):
                    self.release(attempt.job)
                    self.abandon(attempt.directory)
                    self.backlog.changed.insert(Paths.parent(attempt.place))
                    self.backlog.leftovers.append(aside)
                }
                self.pump()
            }
        }
    }

    /// Takes everything that waits to the disk and puts it in place; what comes meanwhile goes with the next turn.
    ///
    /// One wait a turn is enough: names that a turn has changed reach the disk with the wait of the next one, before
    /// anything that was made from those partitions is put in its place, and at the latest when the run ends.
    func publishBacklog() {
        guard !isPublishing, !backlog.isEmpty else { return }
        let isLast = isQuiet && activeTotal == 0 && checking == 0
        guard isLast || !backlog.outputs.isEmpty || !backlog.manifests.isEmpty else { return }
        let turn = backlog
        backlog = DiskBacklog()
        isPublishing = true
        let barrier = barrier
        publisher.async {
            let answers = Result { try barrier.publish(turn) }
            self.queue.async {
                self.isPublishing = false
                self.published(turn, answers)
                self.pump()
            }
        }
    }

    private func published(_ turn: DiskBacklog, _ answers: Result<[(any Error)?], any Error>) {
        switch answers {
        case .failure(let error):
            problems.append(words(error))
            for output in turn.outputs { lose(output, error) }
        case .success(let failures):
            for (output, failure) in zip(turn.outputs, failures) {
                if let failure { lose(output, failure) } else { settle(output) }
            }
            backlog.changed.formUnion(turn.manifests.map(\.stage))
            tidy {
                for path in turn.leftovers { try? Directory.remove(path) }
            } then: {
            }
        }
    }

    private func settle(_ output: DiskBacklog.Output) {
        backlog.changed.insert(Paths.parent(output.finished.place))
        backlog.leftovers.append(output.finished.aside)
        let attempt = output.attempt
        settle(attempt.job.task, output.published, .made, attempts: attempt.job.attempts, log: attempt.log)
        vacate(attempt.directory)
    }

    private func lose(_ output: DiskBacklog.Output, _ error: any Error) {
        // It ends as any other job that holds a slot.
        active[output.attempt.job.task.stage] += 1
        activeTotal += 1
        conclude(output.attempt, .failed(words(error), mayBeInput: false))
    }

    /// A place in scratch for the next attempt.
    func takePlace() -> AttemptDirectory {
        if let free = freePlaces.popLast() { return free }
        placeCount += 1
        return AttemptDirectory(path: "\(context.layout.scratch)/\(context.attemptPrefix)-\(placeCount)")
    }

    /// Gives a place back whose output has gone.
    private func vacate(_ directory: AttemptDirectory) {
        tidy {
            try directory.vacate()
        } then: {
            self.freePlaces.append(directory)
        }
    }

    /// Removes a place with all that is in it, and gives it back.
    func abandon(_ directory: AttemptDirectory) {
        tidy {
            try Directory.remove(directory.path)
        } then: {
            self.freePlaces.append(directory)
        }
    }

    /// Does something that nobody waits for but the end of the run, which removes whatever could not be removed now.
    private func tidy(_ work: @escaping @Sendable () throws -> Void, then: @escaping @Sendable () -> Void) {
        tidying += 1
        let watch = context.watch
        workers.async {
            // What goes may be what filled the disk.
            watch.check()
            let done = (try? work()) != nil
            self.queue.async {
                self.tidying -= 1
                if done { then() }
                self.pump()
            }
        }
    }
}

extension DiskBarrier {
    /// Waits for a turn's outputs and puts them in place; gives for each what went wrong with it, or nil.
    fileprivate func publish(_ turn: DiskBacklog) throws -> [(any Error)?] {
        let waited = try wait(
            turn.outputs.map(\.finished.everything), and: turn.changed.sorted() + turn.manifests.map(\.scratch))
        for manifest in turn.manifests {
            try Directory.rename(manifest.scratch, to: StageManifest.path(manifest.stage))
        }
        return zip(turn.outputs, waited).map { output, failure -> (any Error)? in
            if let failure { return failure }
            do {
                try Publisher.put(output.finished)
                return nil
            } catch {
                return error
            }
        }
    }
}
