import GRDB

/// Why a store cannot be used.
public enum StoreError: Error, Equatable, CustomStringConvertible {
    /// There is no file to search.
    case noSuchStore(path: String)
    /// The file is a SQLite database of something else, or no database.
    case notAStore(path: String)
    /// The file is a store that something has damaged.
    case damaged(path: String, message: String)
    /// The file was made by a program that knows another schema.
    case otherSchema(path: String, found: Int, known: Int)
    /// Another program holds the file.
    case busy(path: String)
    /// There is no word in the query.
    case emptyQuery
    /// Anything else that SQLite says.
    case sqlite(path: String, message: String)

    /// One lower-case line with the way out.
    public var description: String {
        switch self {
        case .noSuchStore(let path):
            "\(path): no such store; name one with --target, such as out/nightly/store.sqlite"
        case .notAStore(let path):
            "\(path): not a store of serap-store; move it away and run again, or name another file"
        case .damaged(let path, let message):
            "\(path): damaged (\(message)); remove it with its -wal and -shm and run again, it is made anew"
        case .otherSchema(let path, let found, let known):
            "\(path): schema \(found), but this program knows \(known); remove it and run again, it is made anew"
        case .busy(let path): "\(path): another program is writing to it; try again when it is done"
        case .emptyQuery: "the query has no word to search for"
        case .sqlite(let path, let message): "\(path): \(message)"
        }
    }

    /// The error that a call of the library ended with; errors of others pass.
    static func translated(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.busy(path: path)
        case .SQLITE_NOTADB: return StoreError.notAStore(path: path)
        case .SQLITE_CORRUPT: return StoreError.damaged(path: path, message: error.message ?? "\(error.resultCode)")
        default: return StoreError.sqlite(path: path, message: error.message ?? "\(error.resultCode)")
        }
    }
}
