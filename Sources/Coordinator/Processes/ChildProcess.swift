import CLinux
import Glibc
import RecordIO

/// What to start, with which descriptors.
struct ChildSpecification: Sendable {
    var executable: String
    var words: [String]
    /// The whole environment, `NAME=value` each.
    var environment: [String]
    var workingDirectory: String
    /// Descriptors of the parent; nil is `/dev/null`.
    var input: Int32?
    var output: Int32?
    var error: Int32?
    /// A file that the child keeps open, as descriptor 3, and locked for as long as any of its kind lives.
    var lock: String?
}

/// How a child ended.
enum ChildEnd: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)

    /// From what `waitpid` stores.
    init(status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
}

/// Starts children with `posix_spawn`, each the leader of its own process group, signals as at login.
enum ChildProcess {
    /// One child starts at a time. Between fork and exec it has everything open that we have: with the lock of a
    /// neighbour's child among it, that neighbour would look alive when it is not, and this child like its survivor.
    private static let starting = Guarded<Void>(())

    /// Starts a child and gives its process id, which is also its group's.
    static func start(_ child: ChildSpecification) throws -> pid_t {
        try starting.withLock { _ in
            guard let path = child.lock else { return try spawn(child, lock: nil) }
            guard let lock = try KernelLock.take(path) else { throw LockHeld(what: path, holder: "") }
            lock.sign("")
            return try withExtendedLifetime(lock) { try spawn(child, lock: lock.descriptor) }
        }
    }

    private static func spawn(_ child: ChildSpecification, lock: Int32?) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in [(0, child.input), (1, child.output), (2, child.error)] as [(Int32, Int32?)] {
            if let source {
                posix_spawn_file_actions_adddup2(&actions, source, target)
            } else {
                posix_spawn_file_actions_addopen(&actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
            }
        }
        if let lock { posix_spawn_file_actions_adddup2(&actions, lock, 3) }
        // Close-on-exec closes them too, but only after the kernel has let us go on.
        posix_spawn_file_actions_addclosefrom_np(&actions, lock == nil ? 3 : 4)
        posix_spawn_file_actions_addchdir_np(&actions, child.workingDirectory)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var words = child.words.map { strdup($0) } + [nil]
        var environment = child.environment.map { strdup($0) } + [nil]
        defer { for pointer in words + environment { free(pointer) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, child.executable, &actions, &attributes, &words, &environment)
        guard code == 0 else { throw RecordIOError.system(call: "start", path: child.executable, code: code) }
        return pid
    }

    /// Collects a child that has ended, after ending whatever it left in its group.
    static func collect(_ pid: pid_t) -> ChildEnd {
        // The leader is not collected yet, so its number, and the group's, cannot belong to anybody else.
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return ChildEnd(status: status)
    }

    /// Sends a signal to all of a group whose leader is not collected yet.
    static func signal(group pid: pid_t, _ signal: Int32) { kill(-pid, signal) }
}
