import Records

/// A row of one of aggregate's tables: names, facts, and figures with the ids of the items behind them.
struct ReportRow {
    let object: JSONObject

    /// The table that it belongs to.
    var table: String { text("table") ?? "" }
    /// What it is about within its table.
    var code: String { text("row") ?? "" }
    /// Its name on paper.
    var name: String { text("name") ?? code }

    func text(_ name: String) -> String? { object[name]?.string }
    func int(_ name: String) -> Int? { object[name]?.int }
    func bool(_ name: String) -> Bool { object[name]?.bool ?? false }
    func strings(_ name: String) -> [String] { (object[name]?.array ?? []).compactMap(\.string) }
    func day(_ name: String) -> CivilDay? { text(name).flatMap { CivilDay($0) } }
    /// The value of a figure; 0 where the row has none.
    func count(_ column: String) -> Int { int(column) ?? 0 }
    /// The ids of the items behind a figure.
    func items(_ column: String) -> [String] { strings(column == "count" ? "items" : "\(column)_items") }
}
