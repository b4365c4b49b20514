import Glibc
import RecordIO
import Records

/// The locks of one task that is run alone: the generation shared, so that no run is at work, and its partition alone.
///
/// The partition's lock is a file in scratch, as nothing lists partitions there; it goes with the task. Who is refused
/// is told who holds it: a shared lock cannot be signed, so each task signs its partition's.
final class TaskLocks {
    /// What the names of the task's attempts begin with, behind the generation.
    let name: String
    private let shared: [KernelLock]
    private let own: KernelLock
    private let ownPath: String

    /// Takes the locks, or throws `LockHeld` at once. A sink's tasks fill one file, so they share one lock.
    init(_ layout: Layout, key: String, stage: PreparedStage, partition: String, host: String, now: Instant) throws {
        var shared: [KernelLock] = []
        for directory in [layout.generationDirectory] + (stage.isFrozen ? [layout.captures] : []) {
            try Directory.make(directory)
            guard let lock = try KernelLock.take("\(directory)/.lock", shared: true) else {
                throw LockHeld(what: Self.name(layout, directory), holder: Self.signature("\(directory)/.lock"))
            }
            shared.append(lock)
        }
        let what = stage.stage.sink.map { "sink \($0)" } ?? "\(key)/\(stage.name)/\(partition)"
        name = "task-\(SHA256.hex(Array(what.utf8)).prefix(16))"
        ownPath = "\(layout.scratch)/\(layout.generation)-\(name).lock"
        guard let own = try Self.takeOwn(ownPath) else {
            throw LockHeld(what: "\(layout.pipeline)/\(what)", holder: Self.signature(ownPath))
        }
        own.sign("\(getpid()) \(now) \(host.isEmpty ? "?" : host)\n")
        self.own = own
        self.shared = shared
    }

    /// Takes the partition's lock file away; the lock itself goes with the object.
    func release() { unlink(ownPath) }

    /// Takes a lock whose file may go with its last holder: one that is no longer there under its name holds nothing.
    private static func takeOwn(_ path: String) throws -> KernelLock? {
        for _ in 0..<1000 {
            guard let lock = try KernelLock.take(path) else { return nil }
            var (held, named) = (stat(), stat())
            guard fstat(lock.descriptor, &held) == 0 else { throw RecordIOError.last("stat", path) }
            if stat(path, &named) == 0, held.st_ino == named.st_ino, held.st_dev == named.st_dev { return lock }
        }
        return nil
    }

    /// Why a run cannot have a directory's lock: another run has it, or single tasks share it.
    static func refusal(_ layout: Layout, _ directory: String) -> LockHeld {
        let path = "\(directory)/.lock"
        guard let shared = try? KernelLock.take(path, shared: true) else {
            return LockHeld(what: name(layout, directory), holder: signature(path))
        }
        let tasks = withExtendedLifetime(shared) {
            SystemDisk().names(layout.scratch).filter { $0.contains("-task-") && $0.hasSuffix(".lock") }
                .map { "\(layout.scratch)/\($0)" }.filter { ((try? KernelLock.take($0, shared: true)) ?? nil) == nil }
                .map(signature).filter { !$0.isEmpty }
        }
        return LockHeld(what: name(layout, directory), holder: "", tasks: tasks)
    }

    private static func name(_ layout: Layout, _ directory: String) -> String {
        "\(layout.pipeline)/\(Paths.name(directory))"
    }

    /// The first line of a lock file.
    private static func signature(_ path: String) -> String {
        let text = (try? SystemDisk().read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").first.map(String.init) ?? ""
    }
}
