import Records

/// One row of a table: names, facts, and figures that each come with the ids of the items behind them.
///
/// `{"table":"issues","row":"jalan_rusak","name":"Jalan rusak","count":2,"items":["…","…"],"negatif":1,"negatif_items":["…"]}`.
/// A figure is always the number of its items; the ids are sorted.
struct TableRow {
    private(set) var object: JSONObject

    init(_ table: String, _ row: String, name: String) {
        object = ["table": .string(table), "row": .string(row), "name": .string(name)]
    }

    /// Adds a figure: the number of items, and their ids beside it (`items` for `count`, else `<column>_items`).
    mutating func figure(_ column: String, _ items: some Sequence<ItemFacts>) {
        let ids = items.map(\.id).sorted()
        object[column] = .int(ids.count)
        object[column == "count" ? "items" : "\(column)_items"] = .strings(ids)
    }

    /// Adds a fact that is no figure; nil and empty texts are left out.
    mutating func fact(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { object[name] = .string(value) }
    }

    /// Adds a fact that is no figure.
    mutating func fact(_ name: String, _ value: Int?) {
        if let value { object[name] = .int(value) }
    }

    /// Adds a fact that is no figure.
    mutating func fact(_ name: String, _ value: Bool) { object[name] = .bool(value) }

    /// Adds a list that is no figure.
    mutating func fact(_ name: String, _ values: [String]) { object[name] = .strings(values) }
}

/// A table of the report: a name and its rows in their order.
struct Table {
    let name: String
    var rows: [TableRow] = []

    init(_ name: String) { self.name = name }
}
