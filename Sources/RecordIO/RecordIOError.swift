import Glibc

/// What went wrong with a file of records: always which file, and where in it.
public enum RecordIOError: Error, Equatable, CustomStringConvertible {
    /// The file ends inside a gzip member, or without its end member.
    case truncated(file: String, offset: Int)
    /// Bytes that are not what the format promises; `offset` is in the file as stored.
    case damaged(file: String, offset: Int, what: String)
    /// A call of the operating system failed.
    case system(call: String, path: String, code: Int32)
    /// A path is not a dataset: neither a directory nor a file that can be read.
    case noSuchInput(path: String)

    /// One lower-case line with the way out.
    public var description: String {
        switch self {
        case .truncated(let file, let offset):
            "\(file): truncated at byte \(offset); make it again from its own source"
        case .damaged(let file, let offset, let what):
            "\(file): damaged at byte \(offset): \(what)"
        case .system(let call, let path, let code):
            code == ENOSPC || code == EDQUOT
                ? "\(path): the disk is full (\(call)); make room and run again"
                : "\(path): \(call): \(String(cString: strerror(code)))"
        case .noSuchInput(let path):
            "\(path): no such file or directory"
        }
    }

    /// The error of the call that has just failed.
    public static func last(_ call: String, _ path: String) -> RecordIOError {
        .system(call: call, path: path, code: errno)
    }
}
