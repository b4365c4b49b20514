import Dispatch
import Glibc

/// Watches for Ctrl-C and SIGTERM while something else than a run of tasks is going on, and remembers the first.
final class SignalWatch {
    private let first = Guarded<Int32?>(nil)
    private var sources: [any DispatchSourceSignal] = []

    /// Begins to watch; `handler` is called for each signal, on a queue of its own.
    init(_ handler: @escaping @Sendable (Int32) -> Void = { _ in }) {
        let queue = DispatchQueue(label: "serap.signals")
        sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [first] in
                first.withLock { $0 = $0 ?? number }
                handler(number)
            }
            source.activate()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }

    /// The first signal that came.
    var signal: Int32? { first.withLock { $0 } }
}
