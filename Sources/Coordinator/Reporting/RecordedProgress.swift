import Dispatch
import RecordIO
import Records

/// Passes progress on, and keeps the last of it in the run's `progress.json`, so that another process can tell how far
/// the run is. It is written at most once a second, and what came within that second is written at its end: a long
/// task at the end of a run must not hide what was done before it. The file goes with the end of the last task; a killed
/// run leaves it.
final class RecordedProgress: ProgressReporting {
    private struct State: Sendable {
        var written: ContinuousClock.Instant?
        /// What is to be written when the second is over.
        var waiting: RunProgress?
    }

    private let inner: any ProgressReporting
    private let path: String
    private let now: @Sendable () -> ContinuousClock.Instant
    private let later: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void
    private let state = Guarded(State())

    /// Progress into a run's directory; the clock, and what calls back after a while, are the machine's unless a test
    /// has its own.
    init(
        _ inner: any ProgressReporting, directory: String,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        later: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> Void = RecordedProgress.callBack
    ) {
        self.inner = inner
        self.now = now
        self.later = later
        path = "\(directory)/\(RunProgress.fileName)"
    }

    func listed(_ stage: String, _ count: Int) { inner.listed(stage, count) }
    func say(_ text: String) { inner.say(text) }
    func task(_ event: @autoclosure () -> TaskEvent) { inner.task(event()) }
    func key(_ event: KeyEvent) { inner.key(event) }

    func update(done: Int, known: Int, running: Int) {
        inner.update(done: done, known: known, running: running)
        let progress = RunProgress(done: done, known: known, running: running)
        let wait = state.withLock { state -> Duration? in
            let now = now()
            if let written = state.written, written.duration(to: now) < .seconds(1) {
                defer { state.waiting = progress }
                return state.waiting == nil ? .seconds(1) - written.duration(to: now) : nil
            }
            write(progress, at: now, &state)
            return nil
        }
        if let wait { later(wait) { [weak self] in self?.writeWaiting() } }
    }

    func end() {
        inner.end()
        state.withLock { state in
            // A second pass may follow, and is told of at once.
            state = State()
            try? Directory.remove(path)
        }
    }

    private func writeWaiting() {
        state.withLock { state in
            if let progress = state.waiting { write(progress, at: now(), &state) }
        }
    }

    private func write(_ progress: RunProgress, at now: ContinuousClock.Instant, _ state: inout State) {
        state.written = now
        state.waiting = nil
        // Nobody leans on it: where it cannot be written the run goes on.
        try? AtomicFile.write(JSONValue.object(progress.json).text + "\n", to: path, durable: false)
    }

    private static let callBack: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void = { wait, work in
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + wait / .seconds(1), execute: work)
    }
}
