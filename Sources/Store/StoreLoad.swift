import GRDB
import Records

/// What a load is replaced by when it is loaded again: the three names of a task of a pipeline.
public struct LoadName: Sendable, Equatable {
    /// The run key: `2023-08-15`.
    public var key: String
    /// The stage that loads: `store`.
    public var stage: String
    /// Its partition: `all`.
    public var partition: String

    /// A name of its parts.
    public init(key: String, stage: String, partition: String) {
        self.key = key
        self.stage = stage
        self.partition = partition
    }
}

/// What the records of a part are, by the part's name.
public enum PartContent: Sendable, Equatable {
    /// Items: `items.jsonl.gz`, and any name that says nothing else.
    case items
    /// Rows of a table: `table-issues.jsonl.gz` is `issues`, `earlier.jsonl.gz` is `earlier`.
    case table(String)

    /// The content of a part with a path.
    public init(path: String) {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        var name = Substring(file)
        for ending in [".gz", ".jsonl"] where name.hasSuffix(ending) { name = name.dropLast(ending.count) }
        if name.hasPrefix("table-"), name.count > 6 {
            self = .table(String(name.dropFirst(6)))
        } else {
            self = name == "earlier" ? .table("earlier") : .items
        }
    }
}

/// One load under way, inside its transaction; use only where it was handed over.
public final class StoreLoad {
    /// What became of a record.
    public enum Outcome: Sendable, Equatable {
        case stored
        /// An item of this id and key is there already.
        case repeated
        /// A short code, and what an operator should know.
        case refused(String, String)
    }

    private let key: String
    private let load: Int64
    private let database: Database
    private let addVersion: Statement
    private let addLabel: Statement
    private let addRow: Statement
    private var positions: [String: Int] = [:]

    fileprivate init(_ name: LoadName, _ database: Database) throws {
        key = name.key
        self.database = database
        // Versions, labels, texts and rows of the last time go with it.
        try database.execute(
            sql: "DELETE FROM loads WHERE key = ? AND stage = ? AND partition = ?",
            arguments: [name.key, name.stage, name.partition])
        try database.execute(
            sql: "INSERT INTO loads (key, stage, partition) VALUES (?, ?, ?)",
            arguments: [name.key, name.stage, name.partition])
        load = database.lastInsertedRowID
        addVersion = try database.makeStatement(
            sql: """
                INSERT INTO versions (id, key, load, form, source, voice, kind, relevance, title, text, url, day,
                  published_at, first_key, story, state, tracking, channel, category, language, sensitive,
                  content_hash, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id, key) DO NOTHING
                """)
        addLabel = try database.makeStatement(
            sql: "INSERT INTO labels (number, field, code, target, score, evidence) VALUES (?, ?, ?, ?, ?, ?)")
        addRow = try database.makeStatement(
            sql: "INSERT INTO table_rows (load, \"table\", key, position, row) VALUES (?, ?, ?, ?, ?)")
    }

    /// Adds a record of a part.
    public func add(_ record: Records.Record, of content: PartContent) throws -> Outcome {
        switch content {
        case .items: return try add(item: record)
        case .table(let name):
            let position = positions[name, default: 0]
            positions[name] = position + 1
            try addRow.execute(arguments: [load, name, key, position, record.text])
            return .stored
        }
    }

    private func add(item record: Records.Record) throws -> Outcome {
        guard let row = ItemRow(record) else {
            return .refused("no_id", "an item without 'id' cannot be found again; load what a stage of serap wrote")
        }
        let item = row.item
        let values: [(any DatabaseValueConvertible)?] = [
            row.id, key, load, item.form, item.source, item.voice, item.kind?.code, row.relevance, item.title,
            item.text, item.url, item.published?.day?.description, item.published?.at?.description, item.firstKey,
            item.story, row.state, item.tracking, item.channel, item.category, item.language, item.sensitive,
            item.contentHash, item.record.text,
        ]
        try addVersion.execute(arguments: StatementArguments(values))
        guard database.changesCount > 0 else { return .repeated }
        let number = database.lastInsertedRowID
        for (field, label) in row.labels {
            let evidence = JSONValue.array(label.evidence.map(\.json)).text
            try addLabel.execute(arguments: [number, field, label.code, label.target, label.score, evidence])
        }
        return .stored
    }

    fileprivate func finish() throws {
        let used = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM versions WHERE load = ?) OR EXISTS (SELECT 1 FROM table_rows WHERE load = ?)
                """, arguments: [load, load])
        if used != true { try database.execute(sql: "DELETE FROM loads WHERE load = ?", arguments: [load]) }
    }
}

extension Store {
    /// Replaces what was loaded under a name by what the body adds, in one transaction; where the body throws, all stays
    /// as it was. A load that adds nothing takes its name out.
    public func load<Result>(_ name: LoadName, _ body: (StoreLoad) throws -> Result) throws -> Result {
        do {
            let result = try queue.write { database in
                let load = try StoreLoad(name, database)
                let result = try body(load)
                try load.finish()
                return result
            }
            // The file alone is whole then, for whoever copies it.
            try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            return result
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }
}
