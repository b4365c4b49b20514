import GRDB
import RecordIO

/// A SQLite file with the items, labels and tables of all keys, and full-text search over titles and texts.
///
/// Loading is one transaction by (key, stage, partition), in write-ahead mode: readers see the old state or the new one,
/// and so does whoever opens the file after a kill. What was loaded can always be loaded again from the partitions, so
/// the file is a view of the data, never their only copy.
public final class Store: Sendable {
    /// The path of the file.
    public let path: String
    let queue: DatabaseQueue

    /// Opens a store for loading; makes it where there is none.
    public init(loading path: String) throws {
        self.path = path
        do {
            var configuration = Self.configuration
            configuration.journalMode = .wal
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { try StoreSchema.prepare($0, path: path) }
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }

    /// Opens a store for searching.
    public init(searching path: String) throws {
        self.path = path
        guard (try? OpenFile.reading(path)) != nil else { throw StoreError.noSuchStore(path: path) }
        do {
            var configuration = Self.configuration
            configuration.readonly = true
            queue = try DatabaseQueue(path: path, configuration: configuration)
            guard try queue.read({ try StoreSchema.check($0, path: path) }) else {
                throw StoreError.notAStore(path: path)
            }
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(30)
        return configuration
    }
}
