import Glibc
import RecordIO

/// What trees of files take on the disk, and how much of it goes when they are removed: a file with several names is
/// counted once, and is only freed with the last of its names.
struct DiskUsage {
    /// One tree's share.
    struct Share: Equatable {
        var files = 0
        /// Bytes that are free once this tree, and those counted before it, are gone.
        var freed = 0
    }

    private struct FileID: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Names seen so far of files that have more than one.
    private var seen: [FileID: UInt64] = [:]

    /// Counts a file or tree; nothing there is nothing.
    mutating func add(_ path: String) -> Share {
        var share = Share()
        add(path, to: &share)
        return share
    }

    private mutating func add(_ path: String, to share: inout Share) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in (try? Directory.names(path)) ?? [] { add("\(path)/\(name)", to: &share) }
            return
        }
        share.files += 1
        if status.st_nlink > 1 {
            let id = FileID(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
            let names = (seen[id] ?? 0) + 1
            seen[id] = names
            guard names == UInt64(status.st_nlink) else { return }
        }
        share.freed += Int(status.st_size)
    }

    /// `812 bytes`, `1.4 KiB`, `12.0 MiB`.
    static func words(_ bytes: Int) -> String {
        guard bytes >= 1024 else { return "\(bytes) byte\(bytes == 1 ? "" : "s")" }
        var tenths = bytes * 10 / 1024
        var unit = 0
        let units = ["KiB", "MiB", "GiB", "TiB"]
        while tenths >= 10240, unit < units.count - 1 {
            tenths /= 1024
            unit += 1
        }
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
