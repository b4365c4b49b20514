import Glibc
import RecordIO
import Records

/// Progress as JSON Lines on standard error, one event a line, for whoever collects logs.
///
/// `{"event":"settled","time":…,"task":…,"state":…,"reason":…,"attempt":…,"counts":{…},"log":…}`; other events are
/// `listed`, `started`, `retried`, `progress` (at most one a second) and `message`.
final class JSONProgress: ProgressReporting {
    private let clock: any WallClock
    private let write: @Sendable (String) -> Void
    private let lastProgress = Guarded(0)

    /// Progress that goes to standard error, or wherever a test wants it.
    init(clock: any WallClock, write: @escaping @Sendable (String) -> Void = SerapProgram.writeToStandardError) {
        self.clock = clock
        self.write = write
    }

    func listed(_ stage: String, _ count: Int) {
        emit("listed", ["stage": .string(stage), "tasks": .int(count)])
    }

    func update(done: Int, known: Int, running: Int) {
        let now = clock.nanoseconds()
        let isDue = lastProgress.withLock { last in
            guard now &- last >= 1_000_000_000 else { return false }
            last = now
            return true
        }
        if isDue { emit("progress", ["done": .int(done), "known": .int(known), "running": .int(running)]) }
    }

    func say(_ text: String) { emit("message", ["text": .string(text)]) }

    func key(_ event: KeyEvent) { emit("key", event.json) }

    func end() {}

    func task(_ event: @autoclosure () -> TaskEvent) {
        let event = event()
        var object: JSONObject = ["key": .string(event.key), "task": .string(event.task)]
        if let state = event.state { object["state"] = .string(state.rawValue) }
        if let reason = event.reason { object["reason"] = .string(reason) }
        object["attempt"] = .int(event.attempt)
        if let counts = event.counts { object["counts"] = .object(counts.json) }
        if let log = event.log { object["log"] = .string(log) }
        emit(event.kind.rawValue, object)
    }

    /// One line, written at once.
    func emit(_ event: String, _ members: JSONObject) {
        var object: JSONObject = ["event": .string(event), "time": .string(clock.now.description)]
        for (name, value) in members { object[name] = value }
        write(JSONValue.object(object).text + "\n")
    }
}
