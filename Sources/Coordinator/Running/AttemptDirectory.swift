import Glibc
import RecordIO
import Records

/// One attempt's place in scratch: `lock`, `out/` for the stage to write into, `tmp/`, and the files made for it.
struct AttemptDirectory: Sendable {
    let path: String

    var lockPath: String { "\(path)/lock" }
    var output: String { "\(path)/out" }
    var temporary: String { "\(path)/tmp" }
    var parameters: String { "\(path)/params.json" }
    var accounts: String { "\(path)/accounts.jsonl" }
    var aside: String { "\(path)/aside" }
    /// What the environment of every process of the attempt holds, unless it took it out.
    var variable: String { "TMPDIR=\(temporary)" }

    /// Makes the directory and takes the lock that the child will hold.
    func make() throws -> KernelLock {
        for directory in [path, output, temporary] { try Directory.make(directory, mode: 0o700) }
        guard let lock = try KernelLock.take(lockPath) else { throw LockHeld(what: path, holder: "") }
        return lock
    }

    /// Ends what a killed coordinator left alive in scratch, then removes what it left there. Throws where a process
    /// does not end within ten seconds: to go on beside it would mix its work with ours.
    static func clear(_ scratch: String, generation: String) throws { try clear(scratch, prefix: "\(generation)-") }

    /// The same for attempts whose names begin with a text.
    static func clear(_ scratch: String, prefix: String) throws {
        for name in (try? Directory.names(scratch)) ?? [] where name.hasPrefix(prefix) {
            let attempt = AttemptDirectory(path: "\(scratch)/\(name)")
            try attempt.endSurvivors()
            // Who still holds the lock is no process of this machine: only its own can end it.
            if access(attempt.lockPath, F_OK) == 0, try KernelLock.take(attempt.lockPath) == nil {
                throw SurvivorError(path: attempt.path)
            }
            try Directory.remove(attempt.path)
        }
    }

    /// Ends processes that left the group of a child that has ended, so that nobody writes while its output is checked.
    ///
    /// Costs two calls and a listing of `/proc` where there are none, as almost always: a process that still holds the
    /// lock is seen by it, and only those that are younger than the child are asked for their TMPDIR.
    func endStragglers(of child: pid_t) throws {
        let isHeld = try access(lockPath, F_OK) == 0 && KernelLock.take(lockPath) == nil
        let isLeft =
            isHeld
            || ProcessTable.all(after: child).contains { pid in
                ProcessTable.hasVariable(pid) { ProcessTable.isAtOrBelow($0, variable) }
            }
        if isLeft { try endSurvivors() }
    }

    /// Ends every process that holds the lock or has the attempt's TMPDIR; throws where one does not end.
    func endSurvivors() throws {
        try Self.end(where: { ProcessTable.holders(of: lockPath, orEnvironment: variable) }, path: path)
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

    private static func end(where search: () -> [pid_t], path: String) throws {
        for _ in 0..<1000 {
            let alive = search().filter(ProcessTable.isAlive)
            if alive.isEmpty { return }
            for pid in alive { kill(pid, SIGKILL) }
            usleep(10_000)
        }
        throw SurvivorError(path: path)
    }
}

/// A process of a killed run could not be ended.
struct SurvivorError: Error, CustomStringConvertible {
    let path: String

    var description: String {
        "\(path): a process of an earlier run still works here and cannot be ended; end it by hand"
    }
}
