import Glibc
import RecordIO

/// Files of a stage's state, which may be deleted at any time.
enum CacheFile {
    /// Writes a file and puts it in its place, whole; its directory is made where there is none.
    static func replace(_ path: String, with bytes: [UInt8]) throws(RecordIOError) {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try Directory.make(directory, mode: 0o700)
        // A stage's other partitions may write the same file at the same time.
        let temporary = "\(path).\(getpid()).tmp"
        try OpenFile.writing(temporary, mode: 0o600).write(bytes)
        try Directory.rename(temporary, to: path)
    }
}
