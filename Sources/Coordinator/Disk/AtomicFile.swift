import Glibc
import RecordIO

/// Writes small files whole: under another name first, then renamed, so that a reader sees the old or the new one.
enum AtomicFile {
    /// Puts bytes in place; with `durable` only once they are on the disk. `through` is where the file is written
    /// first, for places where a kill must leave nothing behind.
    static func write(
        _ bytes: [UInt8], to path: String, through: String? = nil, mode: mode_t = 0o644, durable: Bool = true
    ) throws {
        let temporary = through ?? "\(path).\(getpid()).tmp"
        do {
            let file = try OpenFile.writing(temporary, mode: mode)
            try file.write(bytes)
            if durable { try file.synchronize() }
            try Directory.rename(temporary, to: path)
        } catch {
            // Half a file helps nobody, and on a full disk it is in the way.
            unlink(temporary)
            throw error
        }
        if durable { try Directory.synchronize(Paths.parent(path)) }
    }

    /// Puts a text in place.
    static func write(
        _ text: String, to path: String, through: String? = nil, mode: mode_t = 0o644, durable: Bool = true
    ) throws {
        try write(Array(text.utf8), to: path, through: through, mode: mode, durable: durable)
    }
}
