import Glibc
import RecordIO
import Records
import Store
import XCTest

/// A store in a directory of its own, and records to load.
final class StoreFixture {
    let root: String
    var path: String { "\(root)/store.sqlite" }

    init() throws {
        var template = Array("/tmp/serap-store-XXXXXX".utf8CString)
        root = try XCTUnwrap(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { try? Directory.remove(root) }

    /// An item as aggregate writes it.
    static func item(
        _ id: String, title: String, text: String = "", kind: String = "berita", issue: String? = nil,
        day: String = "2023-08-15", more: JSONObject = [:]
    ) -> Record {
        var object: JSONObject = [
            "id": .string(id), "form": "artikel", "source": "kabar", "title": .string(title), "text": .string(text),
            "url": .string("https://kabar.example/\(id)"),
            "published": ["day": .string(day), "text": .string(day), "precision": "day", "evidence": "test"],
            "kind": ["code": .string(kind), "score": 1, "evidence": []],
        ]
        if let issue {
            let evidence: JSONValue = ["field": "title", "start": 0, "end": 5, "rule": "lexicon/issues.csv:2"]
            object["issues"] = [["code": .string(issue), "score": .double(0.9), "evidence": [evidence]]]
        }
        for (key, value) in more { object[key] = value }
        return Record(object)
    }

    /// Loads items and gives what became of each.
    @discardableResult
    func load(
        _ items: [Record], key: String = "2023-08-15", partition: String = "all", as content: PartContent = .items
    ) throws -> [StoreLoad.Outcome] {
        let name = LoadName(key: key, stage: "store", partition: partition)
        return try Store(loading: path).load(name) { load in try items.map { try load.add($0, of: content) } }
    }

    func search(_ words: String, kind: String? = nil, issue: String? = nil, limit: Int = 20) throws -> StoreAnswer {
        try Store(searching: path).search(StoreQuery(words: words, kind: kind, issue: issue, limit: limit))
    }

    func found(_ words: String, kind: String? = nil, issue: String? = nil) throws -> [String] {
        try search(words, kind: kind, issue: issue).hits.map(\.id).sorted()
    }

    /// The rows of a query, each row's values joined by `|`.
    func rows(_ sql: String) throws -> [String] { try StoreInspection.rows(path, sql) }
}
