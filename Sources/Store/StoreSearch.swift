import GRDB

/// What to look for.
public struct StoreQuery: Sendable, Equatable {
    /// Words, or a query of SQLite's FTS5: `jalan AND (rusak OR berlubang)`, `"air bersih"`, `banjir*`, `title: pasar`.
    public var words: String
    /// Only items of this kind.
    public var kind: String?
    /// Only items with this issue.
    public var issue: String?
    /// At most so many.
    public var limit: Int

    /// A query of its parts.
    public init(words: String, kind: String? = nil, issue: String? = nil, limit: Int = 20) {
        self.words = words
        self.kind = kind
        self.issue = issue
        self.limit = limit
    }
}

/// The answer to a query.
public struct StoreAnswer: Sendable, Equatable {
    /// An item found.
    public struct Hit: Sendable, Equatable {
        /// The item's id.
        public var id: String
        /// The district's day; nil where the source gave no date.
        public var day: String?
        /// The code of the source.
        public var source: String
        /// The title; empty where it has none.
        public var title: String
        /// Some words around the first that was found, with those found in brackets.
        public var snippet: String
        /// The link; nil where it has none.
        public var url: String?

        /// A hit of its parts.
        public init(id: String, day: String?, source: String, title: String, snippet: String, url: String?) {
            self.id = id
            self.day = day
            self.source = source
            self.title = title
            self.snippet = snippet
            self.url = url
        }
    }

    /// The best first; equally good ones by day, latest first, then by id.
    public var hits: [Hit]
    /// Why the query was read as plain words, and how; nil where it was understood.
    public var note: String?
}

extension Store {
    /// Searches titles and texts of the best version of each item. A query that FTS5 cannot read is read as plain words,
    /// all of which must be there, and the answer says so.
    public func search(_ query: StoreQuery) throws -> StoreAnswer {
        let operators: Set<Substring> = ["AND", "OR", "NOT"]
        let words = query.words.split { $0.isWhitespace }
            .filter { word in word.contains { $0.isLetter || $0.isNumber } && !operators.contains(word) }
        guard !words.isEmpty else { throw StoreError.emptyQuery }
        do {
            return try queue.read { database in
                do {
                    return StoreAnswer(hits: try Self.hits(database, query, match: query.words), note: nil)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                    let plain = words.map { "\"\($0.filter { $0 != "\"" })\"" }.joined(separator: " ")
                    let note = """
                        '\(query.words)' is no full-text query (\(error.message ?? "unknown error")); \
                        searched for \(plain) instead. Put words with signs in double quotes, and AND, OR or NOT \
                        beside brackets
                        """
                    return StoreAnswer(hits: try Self.hits(database, query, match: plain), note: note)
                }
            }
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }

    private static func hits(_ database: Database, _ query: StoreQuery, match: String) throws -> [StoreAnswer.Hit] {
        let sql = """
            SELECT i.id, i.day, i.source, i.title, i.url, snippet(texts, -1, '[', ']', ' … ', 16) AS snippet
            FROM texts JOIN items AS i ON i.number = texts.rowid
            WHERE texts MATCH :match AND NOT i.sensitive AND (:kind IS NULL OR i.kind = :kind)
              AND (:issue IS NULL OR EXISTS (
                SELECT 1 FROM labels AS l WHERE l.number = i.number AND l.field = 'issues' AND l.code = :issue))
            ORDER BY texts.rank, i.day DESC, i.id LIMIT :limit
            """
        let arguments: StatementArguments = [
            "match": match, "kind": query.kind, "issue": query.issue, "limit": max(0, query.limit),
        ]
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            StoreAnswer.Hit(
                id: row["id"], day: row["day"], source: row["source"] ?? "", title: row["title"] ?? "",
                snippet: oneLine(row["snippet"] ?? ""), url: row["url"])
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    }
}
