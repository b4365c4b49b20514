import Dispatch
import Glibc

extension RunEngine {
    /// Catches Ctrl-C and SIGTERM: children are ended, scratch is removed, and the run exits with 128 and the signal.
    func watchSignals() -> [any DispatchSourceSignal] {
        Glibc.signal(SIGPIPE, SIG_IGN)
        return [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in
                interrupt(number)
                pump()
            }
            source.activate()
            return source
        }
    }

    /// A second signal does not wait for anybody.
    private func interrupt(_ number: Int32) {
        let again = signal != nil
        signal = signal ?? number
        for pid in children.keys.sorted() {
            end(pid, .interrupted)
            if again { ChildProcess.signal(group: pid, SIGKILL) }
        }
        for stage in pending.indices { pending[stage] = JobQueue() }
    }

    /// Looks at the memory of limited children twice a second while there are any.
    func watchMemory() {
        guard memoryTimer == nil else { return }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(500))
        timer.setEventHandler { [weak self] in self?.checkMemory() }
        timer.activate()
        memoryTimer = timer
    }

    private func checkMemory() {
        let limits = children.compactMapValues { $0.attempt.job.stage.stage.memory }
        guard !limits.isEmpty else {
            memoryTimer?.cancel()
            memoryTimer = nil
            return
        }
        for (pid, used) in ProcessTable.residentBytes(ofGroups: Set(limits.keys)) {
            if let limit = limits[pid], used > limit { end(pid, .memory(limit: limit, used: used)) }
        }
    }
}
