import Dispatch
import Glibc

/// Ctrl-C and SIGTERM of the whole process: caught from the first run on, told to whoever listens.
///
/// One watch for all runs of a process: a source that is cancelled and another that begins could lose a signal between
/// them, and a command that works on one key after the other would go on with the next.
final class SignalWatch: @unchecked Sendable {
    static let shared = SignalWatch([SIGINT, SIGTERM])

    /// Somebody who is told until `end`.
    struct Listener: Sendable {
        fileprivate let number: Int

        func end() { SignalWatch.shared.state.withLock { $0.listeners[number] = nil } }
    }

    private struct State: Sendable {
        var listeners: [Int: @Sendable (Int32) -> Void] = [:]
        var next = 0
        var unheard: Int32?
    }

    private let state = Guarded(State())
    // Written once, in `init`; kept for as long as the process lives.
    private var sources: [any DispatchSourceSignal] = []

    private init(_ numbers: [Int32]) {
        Glibc.signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "serap.signals")
        for number in numbers {
            Glibc.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in received(number) }
            source.activate()
            sources.append(source)
        }
    }

    /// Begins to tell somebody; called on a queue of the watch.
    func listen(_ body: @escaping @Sendable (Int32) -> Void) -> Listener {
        state.withLock { state in
            state.next += 1
            state.listeners[state.next] = body
            return Listener(number: state.next)
        }
    }

    /// A signal that came while nobody listened, once.
    func takeUnheard() -> Int32? {
        state.withLock { state in
            defer { state.unheard = nil }
            return state.unheard
        }
    }

    private func received(_ number: Int32) {
        let listeners = state.withLock { state in
            if state.listeners.isEmpty { state.unheard = number }
            return state.listeners.sorted { $0.key < $1.key }.map(\.value)
        }
        for listener in listeners { listener(number) }
    }
}
