import Glibc
import RecordIO

/// A lock that the kernel lets go when its last holder dies, so that nobody ever unlocks by hand (flock(2)).
final class KernelLock: Sendable {
    let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Takes a lock, or says by nil that somebody holds it.
    static func take(_ path: String) throws -> KernelLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw RecordIOError.last("open", path) }
        let lock = KernelLock(descriptor: descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw RecordIOError.last("flock", path) }
        }
        return lock
    }

    /// Who holds it, by its own word: process id and start; empty where it is just starting.
    static func signature(_ path: String) -> String {
        let text = (try? SystemDisk().read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").first.map(String.init) ?? ""
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

    var description: String {
        "another run works on \(what): \(who); wait for it or end it"
    }

    /// The holder in words.
    var who: String {
        let fields = holder.split(separator: " ")
        return fields.count == 2 ? "process \(fields[0]), since \(fields[1])" : "a process that is just starting"
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
            guard let lock = try KernelLock.take(path) else {
                throw LockHeld(
                    what: "\(layout.pipeline)/\(Paths.name(directory))", holder: KernelLock.signature(path))
            }
            lock.sign("\(getpid()) \(clock.now)\n")
            locks.append(lock)
        }
        self.locks = locks
    }
}
