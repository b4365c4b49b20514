import Dispatch
import Glibc

extension RunEngine {
    /// Ends the run: children are ended, scratch is removed, and the exit status is 128 and the signal. A second signal
    /// does not wait for anybody.
    func interrupt(_ number: Int32) {
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
        let limited = children.filter { limits[$0.key] != nil }.mapValues(\.attempt.directory)
        for (pid, used) in memoryUse.resident(of: limited).sorted(by: { $0.key < $1.key }) {
            if let limit = limits[pid], used > limit { end(pid, .memory(limit: limit, used: used)) }
        }
    }
}
