import Glibc
import RecordIO

/// What the planner asks of a disk; a memory stands in for it in tests.
protocol Disk: Sendable {
    /// What stands at a path, links followed; nil where nothing does.
    func facts(_ path: String) -> FileFacts?
    /// The names in a directory in byte order; empty where it cannot be read.
    func names(_ path: String) -> [String]
    /// The bytes of a small file; throws where it cannot be read.
    func read(_ path: String) throws -> [UInt8]
    /// SHA-256 of a file in hexadecimal.
    func digest(_ path: String) throws -> String
}

/// What `stat` says of a file: enough to see that it is not the same as before.
struct FileFacts: Sendable, Equatable {
    enum Kind: Sendable { case file, directory, other }

    var kind: Kind
    var size: Int
    /// Last change of the content, in nanoseconds since the epoch.
    var modified: Int
    /// Last change of anything, which nobody can set back, in nanoseconds since the epoch.
    var changed: Int
    var inode: UInt64
    var isExecutable: Bool
}

/// The machine's own disk.
struct SystemDisk: Disk {
    func facts(_ path: String) -> FileFacts? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let kind: FileFacts.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        return FileFacts(
            kind: kind, size: Int(status.st_size),
            modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim),
            inode: UInt64(status.st_ino),
            isExecutable: kind == .file && status.st_mode & 0o111 != 0 && access(path, X_OK) == 0)
    }

    private func nanoseconds(_ time: timespec) -> Int {
        Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
    }

    func names(_ path: String) -> [String] { (try? Directory.names(path)) ?? [] }

    func read(_ path: String) throws -> [UInt8] {
        let file = try OpenFile.reading(path)
        // Most files that are read whole are small, receipts above all, and need not be asked for their size.
        let head = try file.read(count: 8192, at: 0)
        return head.count < 8192 ? head : head + (try file.read(count: max(0, file.size() - 8192), at: 8192))
    }

    func digest(_ path: String) throws -> String { try FileDigest.sha256(path).hex }
}

extension Disk {
    func isFile(_ path: String) -> Bool { facts(path)?.kind == .file }
    func isDirectory(_ path: String) -> Bool { facts(path)?.kind == .directory }
}
