import CLinux
import Glibc
import RecordIO

/// A wait until files and directories are on the disk, so that what is done next can count on them.
///
/// Few are waited for one by one (fsync(2)), which leaves alone what others have written. For many that would be a
/// journal commit or a flush each; there one syncfs(2) waits for the whole file system once. It reports lost writes
/// since Linux 5.8; whoever lost them is then found one by one.
struct DiskBarrier: Sendable {
    /// Beyond so many files and directories the file system is waited for as a whole.
    static let few = 24

    /// Kept open from before the first write: errors are told to a descriptor once, from when it was opened.
    private let anchor: OpenFile?

    /// A barrier for the file system of a directory.
    init(_ directory: String) { anchor = try? OpenFile.reading(directory) }

    /// Waits for groups of paths; gives for each the reason why it cannot be counted on, or nil. Paths that belong to
    /// none are waited for first, and throw.
    func wait(_ groups: [[String]], and others: [String] = []) throws -> [RecordIOError?] {
        let count = groups.reduce(others.count) { $0 + $1.count }
        if count > Self.few, let anchor, syncfs(anchor.descriptor) == 0 { return groups.map { _ in nil } }
        try Self.synchronize(others)
        return groups.map { group in
            do throws(RecordIOError) {
                try Self.synchronize(group)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Waits for the whole file system.
    func waitForAll() throws {
        guard let anchor else { return sync() }
        guard syncfs(anchor.descriptor) == 0 else { throw RecordIOError.last("syncfs", anchor.path) }
    }

    private static func synchronize(_ paths: [String]) throws(RecordIOError) {
        var files: [OpenFile] = []
        for path in paths {
            let file = try OpenFile.reading(path)
            // Writing begins for all of them before the first is waited for: the waits then share a journal commit.
            _ = sync_file_range(file.descriptor, 0, 0, 2)
            files.append(file)
        }
        for file in files { try file.synchronize() }
    }
}
