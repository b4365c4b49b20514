import GRDB

/// The tables of a store, schema 1 (docs/store-schema.md). A file of another schema is refused, never changed: all that a
/// store holds can be loaded again.
enum StoreSchema {
    static let version = 1
    /// `SERA`, so that no other program's database is taken for a store.
    static let applicationID = 0x5345_5241

    /// Makes the tables in an empty file, and refuses a file of something else.
    static func prepare(_ database: Database, path: String) throws {
        if try check(database, path: path) { return }
        try database.execute(sql: sql)
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// Whether the tables are there; throws where the file is of something else.
    static func check(_ database: Database, path: String) throws -> Bool {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if application == applicationID {
            guard found == version else { throw StoreError.otherSchema(path: path, found: found, known: version) }
            return true
        }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard application == 0, found == 0, tables == 0 else { throw StoreError.notAStore(path: path) }
        return false
    }

    private static let sql = """
        CREATE TABLE loads (
          load INTEGER PRIMARY KEY,
          key TEXT NOT NULL,
          stage TEXT NOT NULL,
          partition TEXT NOT NULL,
          UNIQUE (key, stage, partition)
        );
        CREATE TABLE versions (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL,
          key TEXT NOT NULL,
          load INTEGER NOT NULL REFERENCES loads ON DELETE CASCADE,
          form TEXT, source TEXT, voice TEXT, kind TEXT, relevance TEXT,
          title TEXT, text TEXT, url TEXT,
          day TEXT, published_at TEXT, first_key TEXT, story TEXT, state TEXT,
          tracking TEXT, channel TEXT, category TEXT, language TEXT,
          sensitive INTEGER NOT NULL,
          content_hash TEXT,
          record TEXT NOT NULL,
          UNIQUE (id, key)
        );
        CREATE INDEX versions_load ON versions (load);
        CREATE INDEX versions_day ON versions (day);
        CREATE TABLE labels (
          number INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
          field TEXT NOT NULL,
          code TEXT NOT NULL,
          target TEXT,
          score REAL NOT NULL,
          evidence TEXT NOT NULL
        );
        CREATE INDEX labels_number ON labels (number);
        CREATE INDEX labels_code ON labels (field, code);
        CREATE TABLE table_rows (
          load INTEGER NOT NULL REFERENCES loads ON DELETE CASCADE,
          "table" TEXT NOT NULL,
          key TEXT NOT NULL,
          position INTEGER NOT NULL,
          row TEXT NOT NULL
        );
        CREATE INDEX table_rows_load ON table_rows (load);
        CREATE INDEX table_rows_table ON table_rows ("table", key, position);
        CREATE VIEW items AS
          SELECT * FROM versions AS v
          WHERE v.key = (SELECT max(w.key) FROM versions AS w WHERE w.id = v.id);
        CREATE VIRTUAL TABLE texts USING fts5(
          title, text, content='versions', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER versions_inserted AFTER INSERT ON versions BEGIN
          INSERT INTO texts (rowid, title, text) VALUES (new.number, new.title, new.text);
        END;
        CREATE TRIGGER versions_deleted AFTER DELETE ON versions BEGIN
          INSERT INTO texts (texts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
        END;
        """
}
