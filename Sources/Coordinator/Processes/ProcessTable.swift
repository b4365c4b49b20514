import Glibc
import RecordIO

/// The processes of this machine as `/proc` shows them.
enum ProcessTable {
    /// All process ids.
    static var all: [pid_t] { ((try? Directory.names("/proc")) ?? []).compactMap { pid_t($0) } }

    /// Resident bytes of every process group that is asked for.
    static func residentBytes(ofGroups groups: Set<pid_t>) -> [pid_t: Int] {
        var bytes: [pid_t: Int] = [:]
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        for pid in all {
            let group = getpgid(pid)
            guard groups.contains(group), let text = read("/proc/\(pid)/statm") else { continue }
            let fields = text.split(separator: " ")
            if fields.count > 1, let pages = Int(fields[1]) { bytes[group, default: 0] += pages * page }
        }
        return bytes
    }

    /// The processes that hold a file open, or have a variable with just this value in their environment.
    static func holders(of path: String, orEnvironment variable: String) -> [pid_t] {
        var target = stat()
        guard stat(path, &target) == 0 else { return [] }
        let own = getpid()
        return all.filter { pid in
            guard pid != own else { return false }
            if let environment = read("/proc/\(pid)/environ"),
                environment.split(separator: "\0").contains(where: { $0 == variable })
            {
                return true
            }
            return ((try? Directory.names("/proc/\(pid)/fd")) ?? []).contains { name in
                var status = stat()
                return stat("/proc/\(pid)/fd/\(name)", &status) == 0 && status.st_ino == target.st_ino
                    && status.st_dev == target.st_dev
            }
        }
    }

    /// Whether a process is there and is no zombie.
    static func isAlive(_ pid: pid_t) -> Bool {
        guard let text = read("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return false }
        let state = text[text.index(after: end)...].drop { $0 == " " }.first
        return state != "Z" && state != "X"
    }

    /// A file of `/proc`, whose size is not known beforehand.
    private static func read(_ path: String) -> String? {
        guard let file = try? OpenFile.reading(path), let bytes = try? file.read(count: 1 << 18, at: 0) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
