import RecordIO

/// A file that a person may or may not have written yet: corrections, a letterhead.
public enum OptionalFile {
    /// The bytes of a file; nil where there is none. Any other trouble is an error.
    public static func bytes(_ path: String) throws(RecordIOError) -> [UInt8]? {
        do throws(RecordIOError) {
            let file = try OpenFile.reading(path)
            return try file.read(count: file.size(), at: 0)
        } catch {
            if case .system(_, _, let code) = error, code == noSuchFile { return nil }
            throw error
        }
    }

    /// ENOENT of POSIX.
    private static let noSuchFile: Int32 = 2
}
