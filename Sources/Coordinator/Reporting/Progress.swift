import Glibc
import RecordIO

/// Tells an operator how far a run is.
protocol ProgressReporting: Sendable {
    /// A stage's tasks have become known.
    func listed(_ stage: String, _ count: Int)
    /// Tasks settled, tasks known, children that run.
    func update(done: Int, known: Int, running: Int)
    /// Something worth a line at once.
    func say(_ text: String)
    /// A task has started, is tried again or has settled.
    func task(_ event: @autoclosure () -> TaskEvent)
    /// One of many keys is finished.
    func key(_ event: KeyEvent)
    /// The last task has settled.
    func end()
}

/// Says nothing: for tests, and for JSON on standard output.
struct SilentProgress: ProgressReporting {
    func listed(_ stage: String, _ count: Int) {}
    func update(done: Int, known: Int, running: Int) {}
    func say(_ text: String) {}
    func end() {}
}

/// A bar with done, total, rate and time left on a terminal; elsewhere a plain line for each tenth of the way.
final class TerminalProgress: ProgressReporting {
    private struct State: Sendable {
        var lastDrawn: ContinuousClock.Instant?
        var lastTenth = -1
        var width = 0
    }

    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private let state = Guarded(State())

    /// Progress on standard error.
    init(isTerminal: Bool = isatty(2) == 1) { self.isTerminal = isTerminal }

    func listed(_ stage: String, _ count: Int) {
        if !isTerminal { Self.write("\(stage): \(count) task\(count == 1 ? "" : "s")\n") }
    }

    func update(done: Int, known: Int, running: Int) {
        state.withLock { state in
            if isTerminal {
                let now = ContinuousClock.now
                if let last = state.lastDrawn, last.duration(to: now) < .milliseconds(100), done < known { return }
                state.lastDrawn = now
                let passed = start.duration(to: now) / .seconds(1)
                let line = Self.bar(done: done, known: known, running: running, seconds: passed)
                let padding = String(repeating: " ", count: max(0, state.width - line.count))
                state.width = line.count
                Self.write("\r\(line)\(padding)")
            } else if known > 0, done < known, done * 10 / known > state.lastTenth {
                // A log wants few lines: a tenth of the way each, and none of a run that is over in a moment.
                let now = ContinuousClock.now
                guard (state.lastDrawn ?? start).duration(to: now) >= .seconds(2) else { return }
                state.lastDrawn = now
                state.lastTenth = done * 10 / known
                Self.write("\(done) of \(known) tasks done\n")
            }
        }
    }

    func say(_ text: String) {
        state.withLock { state in
            if isTerminal, state.width > 0 { Self.write("\r\(String(repeating: " ", count: state.width))\r") }
            state.width = 0
            Self.write("\(text)\n")
        }
    }

    func end() {
        state.withLock { state in
            if isTerminal, state.width > 0 { Self.write("\r\(String(repeating: " ", count: state.width))\r") }
            state.width = 0
        }
    }

    /// One line: `[=====>    ] 120 of 200 tasks, 2 running, 14/s, 6 s left`.
    static func bar(done: Int, known: Int, running: Int, seconds: Double) -> String {
        let cells = 30
        let filled = known > 0 ? min(cells, done * cells / known) : 0
        let head = filled < cells ? ">" : ""
        let bar = String(repeating: "=", count: filled) + head
        let rest = String(repeating: " ", count: max(0, cells - bar.count))
        var text = "[\(bar)\(rest)] \(done) of \(known) tasks, \(running) running"
        guard done > 0, seconds > 0.5 else { return text }
        let rate = Double(done) / seconds
        text += rate >= 1 ? ", \(Int(rate))/s" : ", \(Int(rate * 60))/min"
        return known > done ? text + ", \(duration(Double(known - done) / rate)) left" : text
    }

    /// `9 s`, `3 min`, `2 h 5 min`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9))
        if whole < 90 { return "\(whole) s" }
        if whole < 5400 { return "\((whole + 30) / 60) min" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    private static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(2, $0.baseAddress, $0.count) }
    }
}
