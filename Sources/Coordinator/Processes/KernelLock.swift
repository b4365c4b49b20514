import Glibc
import RecordIO

/// A lock that the kernel lets go when its last holder dies, so that nobody ever unlocks by hand (flock(2)).
final class KernelLock: Sendable {
    let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Takes a lock, or says by nil that somebody holds it. Any number may share it, while nobody has it alone. `waits`
    /// until it can be had.
    static func take(_ path: String, shared: Bool = false, waits: Bool = false) throws -> KernelLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw RecordIOError.last("open", path) }
        let lock = KernelLock(descriptor: descriptor)
        while flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | (waits ? 0 : LOCK_NB)) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw RecordIOError.last("flock", path) }
        }
        return lock
    }

    /// Writes who holds it, for those who are refused.
    func sign(_ text: String) {
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }
}

/// Another run works on the same data.
struct LockHeld: Error, Equatable, CustomStringConvertible {
    let what: String
    /// Its process id and start, as it wrote them.
    let holder: String
    /// Who shares the lock, where single tasks are run: as each of them signed.
    var tasks: [String]?

    var description: String {
        let state = tasks == nil ? "another run works on \(what)" : "single tasks of \(what) are being run"
        return "\(state): \(who); wait for \(tasks == nil ? "it" : "them") or end \(tasks == nil ? "it" : "them")"
    }

    /// Those who hold it, in words.
    var who: String {
        guard let tasks else { return Self.who(holder) }
        return Self.who(tasks.first ?? "") + (tasks.count > 1 ? ", and \(tasks.count - 1) more" : "")
    }

    /// `process 12 on n1, since 2023-08-15T01:00:00Z`: what a holder wrote is its process, start and, for tasks, host.
    private static func who(_ signature: String) -> String {
        let fields = signature.split(separator: " ")
        guard fields.count > 1 else { return "a process that is just starting" }
        return "process \(fields[0])\(fields.count > 2 ? " on \(fields[2])" : ""), since \(fields[1])"
    }
}

/// The locks of a run: one for its generation, and one for the captures where it may fetch.
struct RunLocks: Sendable {
    private let locks: [KernelLock]

    /// Takes the locks or throws `LockHeld` at once.
    init(_ layout: Layout, frozen: Bool, clock: any WallClock) throws {
        var locks: [KernelLock] = []
        for directory in [layout.generationDirectory] + (frozen ? [layout.captures] : []) {
            try Directory.make(directory)
            let path = "\(directory)/.lock"
            guard let lock = try KernelLock.take(path) else { throw TaskLocks.refusal(layout, directory) }
            lock.sign("\(getpid()) \(clock.now)\n")
            locks.append(lock)
        }
        self.locks = locks
    }
}
