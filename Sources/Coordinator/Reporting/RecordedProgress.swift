import RecordIO
import Records

/// Passes progress on, and keeps the last of it in the run's `progress.json`, at most once a second, so that another
/// process can tell how far the run is. The file goes with the end of the last task; a killed run leaves it.
final class RecordedProgress: ProgressReporting {
    private let inner: any ProgressReporting
    private let path: String
    private let written = Guarded<ContinuousClock.Instant?>(nil)

    init(_ inner: any ProgressReporting, directory: String) {
        self.inner = inner
        path = "\(directory)/\(RunProgress.fileName)"
    }

    func listed(_ stage: String, _ count: Int) { inner.listed(stage, count) }
    func say(_ text: String) { inner.say(text) }
    func task(_ event: @autoclosure () -> TaskEvent) { inner.task(event()) }
    func key(_ event: KeyEvent) { inner.key(event) }

    func update(done: Int, known: Int, running: Int) {
        inner.update(done: done, known: known, running: running)
        written.withLock { last in
            let now = ContinuousClock.now
            if let last, last.duration(to: now) < .seconds(1) { return }
            last = now
            let text = JSONValue.object(RunProgress(done: done, known: known, running: running).json).text + "\n"
            // Nobody leans on it: where it cannot be written the run goes on.
            try? AtomicFile.write(text, to: path, durable: false)
        }
    }

    func end() {
        inner.end()
        try? Directory.remove(path)
    }
}
