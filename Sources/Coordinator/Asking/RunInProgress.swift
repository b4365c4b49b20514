import Glibc
import RecordIO
import Records

/// A coordinator at work on a pipeline's data, known by the lock that it holds.
struct RunInProgress: Sendable, Equatable {
    let process: Int32
    /// When it took the lock, as it wrote.
    let since: String
    let generation: String

    /// Looks at the locks of all generations without touching them: whoever signed a lock, still lives and still has
    /// the file open holds it. To try the lock itself could refuse a run that is just starting.
    static func find(_ layout: Layout, disk: any Disk) -> [RunInProgress] {
        disk.names(layout.data).filter(Layout.isGeneration).compactMap { generation in
            let path = "\(layout.data)/\(generation)/.lock"
            guard let text = (try? disk.read(path)).map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
            let fields = text.split(whereSeparator: \.isWhitespace)
            guard fields.count >= 2, let process = Int32(fields[0]), process > 0, ProcessTable.isAlive(process),
                holds(process, path)
            else { return nil }
            return RunInProgress(process: process, since: String(fields[1]), generation: generation)
        }
    }

    /// Whether a process has a file open. Of another user's process nobody can tell, and its signature counts.
    private static func holds(_ process: Int32, _ path: String) -> Bool {
        var lock = stat()
        guard stat(path, &lock) == 0 else { return false }
        guard let names = try? Directory.names("/proc/\(process)/fd") else { return true }
        return names.contains { name in
            var status = stat()
            return stat("/proc/\(process)/fd/\(name)", &status) == 0 && status.st_ino == lock.st_ino
                && status.st_dev == lock.st_dev
        }
    }

    var json: JSONObject {
        ["process": .int(Int(process)), "since": .string(since), "generation": .string(generation)]
    }
}
