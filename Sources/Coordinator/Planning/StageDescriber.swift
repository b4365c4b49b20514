import CLinux
import Glibc
import RecordIO
import Records

/// Asks stages what they are.
protocol StageDescribing: Sendable {
    /// The facts of a stage; those of a silent one where it says nothing.
    func describe(_ command: Command, in directory: String) -> StageFacts
}

/// Runs `STAGE --describe`, for at most two seconds, and remembers the answer by the digest of the command.
final class StageDescriber: StageDescribing {
    static let limitMilliseconds = 2000

    private let environment: [String]
    private let known = Guarded<[String: String]>([:])
    private let cachePath: String
    private let interruption: Interruption

    /// A describer with a cache file, which may be absent; a signal ends the children along with the program.
    init(cachePath: String, environment: [String], disk: any Disk, interruption: Interruption = Interruption()) {
        self.cachePath = cachePath
        self.interruption = interruption
        self.environment = environment
        guard let bytes = try? disk.read(cachePath) else { return }
        known.withLock { known in
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                let fields = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
                if fields.count == 2, fields[0].utf8.count == 64 { known[String(fields[0])] = String(fields[1]) }
            }
        }
    }

    func describe(_ command: Command, in directory: String) -> StageFacts {
        let digest = command.digest
        if let answer = known.withLock({ $0[digest] }) { return StageFacts(answer.utf8) ?? .silent }
        guard let answer = ask(command, in: directory) else { return .silent }
        let text = String(decoding: answer, as: UTF8.self)
        let line = StageFacts(answer) == nil ? "" : text.split(separator: "\n").joined(separator: " ")
        known.withLock { $0[digest] = line }
        return StageFacts(answer) ?? .silent
    }

    /// Keeps the answers for later runs.
    func save() {
        let text = known.withLock { $0.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined() }
        let old = (try? SystemDisk().read(cachePath)).map { String(decoding: $0, as: UTF8.self) }
        if text != old { try? AtomicFile.write(text, to: cachePath, durable: false) }
    }

    /// What the stage prints, up to 64 KiB; nothing where it fails, nil where it does not answer in time, which is not
    /// remembered: the machine may have been busy.
    private func ask(_ command: Command, in directory: String) -> [UInt8]? {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
        defer { close(ends[0]) }
        let child = ChildSpecification(
            executable: command.executable, words: command.words + ["--describe"], environment: environment,
            workingDirectory: directory, input: nil, output: ends[1], error: nil, lock: nil)
        guard let pid = try? interruption.start(child) else {
            close(ends[1])
            return []
        }
        close(ends[1])
        var answer: [UInt8] = []
        let inTime = read(ends[0], into: &answer)
        if !inTime { ChildProcess.signal(group: pid, SIGKILL) }
        let end = inTime ? wait(pid) : interruption.collect(pid)
        guard inTime else { return nil }
        return end == .exited(0) ? answer : []
    }

    private func read(_ descriptor: Int32, into answer: inout [UInt8]) -> Bool {
        let start = ContinuousClock.now
        var buffer = [UInt8](repeating: 0, count: 4096)
        while answer.count < 65_536 {
            let passed = start.duration(to: .now)
            let left = Self.limitMilliseconds - Int(passed / .milliseconds(1))
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&request, 1, Int32(left)) > 0 else { return false }
            let got = Glibc.read(descriptor, &buffer, buffer.count)
            if got <= 0 { return true }
            answer += buffer[..<got]
        }
        return true
    }

    /// Waits for a child that has closed its output, as long as a silent one may take.
    private func wait(_ pid: pid_t) -> ChildEnd {
        for _ in 0..<(Self.limitMilliseconds / 2) {
            var information = siginfo_t()
            let code = waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT)
            if code == 0 && information.si_signo == SIGCHLD { break }
            usleep(2000)
        }
        return interruption.collect(pid)
    }
}
