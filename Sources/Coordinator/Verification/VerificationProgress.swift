import Glibc
import RecordIO

/// Tells an operator how far a verification is.
protocol VerificationProgress: Sendable {
    /// Partitions looked at, partitions there are, and the bytes of the one just looked at.
    func update(done: Int, of count: Int, bytes: Int)
    /// Something worth a line at once.
    func say(_ text: String)
    /// Everything is read.
    func end()
}

/// Says nothing.
struct SilentVerification: VerificationProgress {
    func update(done: Int, of count: Int, bytes: Int) {}
    func say(_ text: String) {}
    func end() {}
}

/// One line on standard error that is drawn again on a terminal; elsewhere a line every ten seconds. Nothing at all of
/// what is over within two seconds.
final class TerminalVerification: VerificationProgress {
    private struct State: Sendable {
        var bytes = 0
        var lastDrawn: ContinuousClock.Instant?
        var width = 0
    }

    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private let state = Guarded(State())

    init(isTerminal: Bool = isatty(2) == 1) { self.isTerminal = isTerminal }

    func update(done: Int, of count: Int, bytes: Int) {
        state.withLock { state in
            state.bytes += bytes
            let now = ContinuousClock.now
            let pause: Duration = state.lastDrawn == nil ? .seconds(2) : isTerminal ? .milliseconds(200) : .seconds(10)
            guard (state.lastDrawn ?? start).duration(to: now) >= pause else { return }
            state.lastDrawn = now
            let text = Self.text(
                done: done, of: count, bytes: state.bytes, seconds: start.duration(to: now) / .seconds(1))
            guard isTerminal else { return Self.write("\(text)\n") }
            let padding = String(repeating: " ", count: max(0, state.width - text.count))
            state.width = text.count
            Self.write("\r\(text)\(padding)")
        }
    }

    func say(_ text: String) {
        end()
        Self.write("\(text)\n")
    }

    func end() {
        state.withLock { state in
            if state.width > 0 { Self.write("\r\(String(repeating: " ", count: state.width))\r") }
            state.width = 0
        }
    }

    /// `412 of 3000 partitions, 5120 MB, 2 min left`.
    static func text(done: Int, of count: Int, bytes: Int, seconds: Double) -> String {
        var text = "\(done) of \(count) partitions, \(bytes / 1_000_000) MB"
        if done > 0, count > done {
            text += ", \(TerminalProgress.duration(seconds / Double(done) * Double(count - done))) left"
        }
        return text
    }

    private static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(2, $0.baseAddress, $0.count) }
    }
}
