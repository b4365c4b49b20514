import Glibc
import RecordIO

/// SIGINT, SIGTERM and SIGHUP as events of the whole program: what they end depends on how far it is.
///
/// Before a run has begun to change anything (reading, describing, hashing) a signal ends the program at once, with the
/// children that were asked to describe themselves, and the exit status is 128 and the signal. Between `begin` and
/// `end` it is told to the run, which ends its children and clears up. A signal that was ignored when the program was
/// started (`nohup`, a job in a script's background) stays ignored.
final class Interruption: Sendable {
    static let signals = [SIGINT, SIGTERM, SIGHUP]

    private struct State: Sendable {
        var received: Int32?
        /// How many are at work who must clear up before the program may end: a run within a series of runs is one more.
        var work = 0
        var handler: (@Sendable (Int32) -> Void)?
        /// Children of the preparation, by their groups.
        var children: Set<pid_t> = []
    }

    private let state = Guarded(State())

    /// The program's own; it hears nothing before `listen`, and never where a run is part of another program.
    static let current = Interruption()

    /// Takes the signals over for the whole program, on a thread of its own. To be called once, before the first thread:
    /// the signals are blocked in all that follow.
    static func listen() {
        let interruption = current
        var set = sigset_t()
        sigemptyset(&set)
        var watched = 0
        for signal in signals {
            var action = sigaction()
            guard sigaction(signal, nil, &action) == 0 else { continue }
            let isIgnored = withUnsafeBytes(of: action.__sigaction_handler) {
                $0.loadUnaligned(as: UInt.self) == UInt(bitPattern: 1)
            }
            if isIgnored { continue }
            sigaddset(&set, signal)
            watched += 1
        }
        guard watched > 0 else { return }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let waiting = Waiting(set: set, interruption: interruption)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Waiting>.fromOpaque(argument).takeRetainedValue().wait()
                return nil
            }, Unmanaged.passRetained(waiting).toOpaque())
        // Without the thread nobody would hear the signals; then they do what they always did.
        if code == 0 { pthread_detach(thread) } else { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
    }

    private final class Waiting: Sendable {
        let set: sigset_t
        let interruption: Interruption

        init(set: sigset_t, interruption: Interruption) {
            self.set = set
            self.interruption = interruption
        }

        func wait() {
            var set = set
            while true {
                var signal: Int32 = 0
                if sigwait(&set, &signal) == 0 { interruption.receive(signal) }
            }
        }
    }

    /// The first signal that came while the program was at work.
    var received: Int32? { state.withLock { $0.received } }

    /// From here on something must be cleared up before the program may end; each `begin` has its `end`.
    func begin() { state.withLock { $0.work += 1 } }

    /// Tells every signal to a handler, one that has come already at once; nil for nobody.
    func tell(_ handler: (@Sendable (Int32) -> Void)?) {
        let early = state.withLock { state in
            state.handler = handler
            return state.received
        }
        if let early { handler?(early) }
    }

    /// Everything is cleared up: after the last `end` the next signal ends the program at once.
    func end() {
        state.withLock { state in
            state.work -= 1
            if state.work == 0 { state.handler = nil }
        }
    }

    /// What a signal does; `exit` is the program's end, another one in tests.
    func receive(_ signal: Int32, exit: (Int32) -> Void = { _exit($0) }) {
        let handler: (@Sendable (Int32) -> Void)? = state.withLock { state in
            if state.work > 0 {
                state.received = state.received ?? signal
                return state.handler
            }
            for group in state.children { kill(-group, SIGKILL) }
            // Under the lock: whoever misses those children must not begin to work while the program ends.
            exit(128 + signal)
            return nil
        }
        handler?(signal)
    }

    /// Starts a child of the preparation, which a signal ends with the program.
    func start(_ child: ChildSpecification) throws -> pid_t {
        // Under the lock: a signal comes before the child is there, or finds it.
        try state.withLock { state in
            let pid = try ChildProcess.start(child)
            state.children.insert(pid)
            return pid
        }
    }

    /// Collects a child of the preparation.
    func collect(_ pid: pid_t) -> ChildEnd {
        state.withLock { state in
            state.children.remove(pid)
            return ChildProcess.collect(pid)
        }
    }
}
