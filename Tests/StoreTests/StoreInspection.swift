import GRDB

@testable import Store

/// Looks into the tables of a store.
enum StoreInspection {
    /// Each row's values joined by `|`; NULL is empty.
    static func rows(_ path: String, _ sql: String) throws -> [String] {
        try Store(searching: path).queue.read { database in
            try Row.fetchAll(database, sql: sql).map { row in
                row.databaseValues.map { value in
                    switch value.storage {
                    case .null: ""
                    case .int64(let number): "\(number)"
                    case .double(let number): "\(number)"
                    case .string(let text): text
                    case .blob(let bytes): "\(bytes.count) bytes"
                    }
                }.joined(separator: "|")
            }
        }
    }

    /// Changes a store behind its back.
    static func execute(_ path: String, _ sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}
