import Glibc
import RecordIO

/// The processes of this machine as `/proc` shows them.
enum ProcessTable {
    /// All process ids, in no order.
    static var all: [pid_t] {
        guard let handle = opendir("/proc") else { return [] }
        defer { closedir(handle) }
        var pids: [pid_t] = []
        while let entry = readdir(handle) {
            let pid = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { strtol($0, nil, 10) }
            }
            if pid > 0 { pids.append(pid_t(truncatingIfNeeded: pid)) }
        }
        return pids
    }

    /// The processes that may have been started after one that is not long gone: those with greater numbers, and all
    /// where the numbers have begun anew since. Some may be gone, or never have been.
    static func all(after pid: pid_t) -> [pid_t] {
        let last = read("/proc/loadavg").flatMap { text in
            pid_t(String(decoding: text, as: UTF8.self).split(separator: " ").last?.dropLast() ?? "")
        }
        guard let last, last >= pid else { return all }
        // After a short task there are few numbers, and asking for each is quicker than a listing.
        return last - pid < 100 ? Array(pid + 1..<last + 1) : all.filter { $0 > pid }
    }

    /// The processes that hold a file open, or have a variable with just this value, or a path below it, in their
    /// environment. This process is never one of them.
    static func holders(of path: String, orEnvironment variable: String) -> [pid_t] {
        var target = stat()
        let isThere = stat(path, &target) == 0
        let own = getpid()
        return all.filter { pid in
            guard pid != own else { return false }
            return hasVariable(pid) { Self.isAtOrBelow($0, variable) }
                || (isThere && holdsOpen(pid) { $0.st_ino == target.st_ino && $0.st_dev == target.st_dev })
        }
    }

    /// Whether an entry of a process's environment meets a condition.
    static func hasVariable(_ pid: pid_t, _ condition: (ArraySlice<UInt8>) -> Bool) -> Bool {
        read("/proc/\(pid)/environ")?.split(separator: 0).contains(where: condition) ?? false
    }

    /// Whether a file that a process has open meets a condition.
    static func holdsOpen(_ pid: pid_t, _ condition: (stat) -> Bool) -> Bool {
        ((try? Directory.names("/proc/\(pid)/fd")) ?? []).contains { name in
            var status = stat()
            return stat("/proc/\(pid)/fd/\(name)", &status) == 0 && condition(status)
        }
    }

    /// Whether `NAME=/a/b` is, or is below, `NAME=/a`.
    static func isAtOrBelow(_ entry: ArraySlice<UInt8>, _ variable: String) -> Bool {
        guard entry.starts(with: variable.utf8) else { return false }
        let rest = entry.dropFirst(variable.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }

    /// Whether a process is there and is no zombie.
    static func isAlive(_ pid: pid_t) -> Bool {
        guard let status = ProcessStatus(pid) else { return false }
        return status.state != UInt8(ascii: "Z") && status.state != UInt8(ascii: "X")
    }

    /// A file of `/proc`, whose size is not known beforehand.
    static func read(_ path: String) -> [UInt8]? {
        guard let file = try? OpenFile.reading(path), let head = try? file.read(count: 4096, at: 0) else { return nil }
        guard head.count == 4096, let rest = try? file.read(count: 1 << 18, at: head.count) else { return head }
        return head + rest
    }
}

/// What `/proc/PID/stat` says of a process (proc(5)).
struct ProcessStatus: Sendable, Equatable {
    /// `R`, `S`, `D`, `Z`, …
    let state: UInt8
    let group: pid_t
    /// Since the machine was started, in its own ticks: tells a process from a later one of the same number.
    let start: Int
    /// Bytes in memory, shared ones included.
    let resident: Int

    /// A process that is there.
    init?(_ pid: pid_t) {
        guard let text = ProcessTable.read("/proc/\(pid)/stat") else { return nil }
        self.init(text)
    }

    /// Reads the line; the name in it may hold anything, so that fields count from its last bracket.
    init?(_ line: [UInt8]) {
        guard let end = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = line[(end + 1)...].split { $0 == UInt8(ascii: " ") || $0 == 0x0A }
        func number(_ index: Int) -> Int? { Int(String(decoding: fields[index], as: UTF8.self)) }
        guard fields.count > 21, let state = fields[0].first, let group = number(2), let start = number(19),
            let pages = number(21)
        else { return nil }
        self.state = state
        self.group = pid_t(truncatingIfNeeded: group)
        self.start = start
        resident = max(0, pages) &* Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
