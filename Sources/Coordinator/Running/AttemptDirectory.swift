import Glibc
import RecordIO
import Records

/// One attempt's place in scratch: `lock`, `out/` for the stage to write into, `tmp/`, and the files made for it.
///
/// A place serves one attempt after the other: making and removing it anew for each would cost more than a short task.
struct AttemptDirectory: Sendable {
    let path: String

    /// Held by the child and all that it starts; says in a line what waits here to be published, if anything does.
    var lockPath: String { "\(path)/lock" }
    var output: String { "\(path)/out" }
    var temporary: String { "\(path)/tmp" }
    var parameters: String { "\(path)/params.json" }
    var accounts: String { "\(path)/accounts.jsonl" }
    /// What the environment of every process of the attempt holds, unless it took it out.
    var variable: String { "TMPDIR=\(temporary)" }

    /// Makes the directory; the child that works in it holds `lockPath`.
    func make() throws {
        for directory in [path, output, temporary] { try Directory.make(directory, mode: 0o700) }
    }

    /// Makes room for the next attempt once the output has gone to its place.
    func vacate() throws {
        for name in try Directory.names(temporary) { try Directory.remove("\(temporary)/\(name)") }
        for file in [parameters, accounts] where access(file, F_OK) == 0 { try Directory.remove(file) }
    }

    /// Ends what a killed coordinator left alive in scratch, then removes what it left there. Throws where a process
    /// does not end within ten seconds: to go on beside it would mix its work with ours.
    static func clear(_ scratch: String, generation: String) throws { try clear(scratch, prefix: "\(generation)-") }

    /// The same for attempts whose names begin with a text.
    static func clear(_ scratch: String, prefix: String) throws {
        for attempt in try allEnded(in: scratch, prefix: prefix) { try Directory.remove(attempt.path) }
    }

    /// What stands in scratch under names that begin with a text, once nobody works there any more.
    static func allEnded(in scratch: String, prefix: String) throws -> [AttemptDirectory] {
        let attempts = all(in: scratch, prefix: prefix)
        if attempts.isEmpty { return [] }
        // One look at all processes for all of them: a run leaves as many as it had under way at once.
        try endRunaways("\(scratch)/\(prefix)")
        for attempt in attempts where try !attempt.isFree() { try attempt.endSurvivors() }
        return attempts
    }

    /// What stands in scratch under names that begin with a text.
    private static func all(in scratch: String, prefix: String) -> [AttemptDirectory] {
        ((try? Directory.names(scratch)) ?? []).filter { $0.hasPrefix(prefix) }.map {
            AttemptDirectory(path: "\(scratch)/\($0)")
        }
    }

    /// Ends processes that left the group of a child that has ended, so that nobody writes while its output is checked.
    /// The lock is ours from then on.
    ///
    /// Where there are none, as almost always, it costs a look at the processes that are younger than the child, which
    /// are asked for their TMPDIR: one that still holds the lock is seen by that.
    func endStragglers(of child: pid_t) throws -> KernelLock {
        let hasLeft = ProcessTable.all(after: child).contains { pid in
            ProcessTable.hasVariable(pid) { ProcessTable.isAtOrBelow($0, variable) }
        }
        if !hasLeft, let lock = try KernelLock.take(lockPath) { return lock }
        try endSurvivors()
        guard let lock = try KernelLock.take(lockPath) else { throw SurvivorError(path: path) }
        return lock
    }

    /// Ends every process with a TMPDIR in an attempt whose name begins so: what left its group and let go the lock.
    static func endRunaways(_ prefix: String) throws {
        let own = getpid()
        let variable = Array("TMPDIR=\(prefix)".utf8)
        try end(
            where: {
                ProcessTable.all.filter { $0 != own && ProcessTable.hasVariable($0) { $0.starts(with: variable) } }
            }, path: prefix)
    }

    /// Ends every process that holds the lock or has the attempt's TMPDIR; throws where one does not end.
    func endSurvivors() throws {
        try Self.end(
            where: { ProcessTable.holders(of: lockPath, orEnvironment: variable) }, path: path, until: isFree)
    }

    private static func end(
        where search: () -> [pid_t], path: String, until isFree: () throws -> Bool = { true }
    ) throws {
        var killed: Set<pid_t> = []
        for _ in 0..<1000 {
            let alive = search().filter(ProcessTable.isAlive)
            for pid in alive { kill(pid, SIGKILL) }
            killed.formUnion(alive)
            // One that is ending has let go of lock and environment before it is gone; and one that was forked while we
            // looked, by a process that then ended itself, is told by the lock alone.
            if !killed.contains(where: ProcessTable.isAlive), try isFree() { return }
            usleep(10_000)
        }
        throw SurvivorError(path: path)
    }

    /// Whether nobody holds the lock, be it on another machine, where only its own can end it.
    private func isFree() throws -> Bool {
        guard access(lockPath, F_OK) == 0 else { return true }
        return try KernelLock.take(lockPath) != nil
    }
}

/// A process of a killed run could not be ended.
struct SurvivorError: Error, CustomStringConvertible {
    let path: String

    var description: String {
        "\(path): a process of an earlier run still works here and cannot be ended; end it by hand"
    }
}
