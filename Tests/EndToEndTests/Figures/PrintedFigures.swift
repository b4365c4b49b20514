/// Which figures a page prints, by what `docs/report.md` says of its chapters.
struct PrintedFigures {
    let recount: Recount
    private let tables: [String: [Recount.Row]]

    init(_ recount: Recount) {
        self.recount = recount
        tables = recount.tables
    }

    func rows(_ table: String) -> [Recount.Row] { tables[table] ?? [] }

    /// The issues of the first page: the five greatest, without what belongs to none and without ceremonies.
    var leading: [Recount.Row] {
        Array(rows("issues").filter { !["lain", "kegiatan_pemerintah"].contains($0.code) }.prefix(5))
    }

    /// The open complaints that the page lists: the oldest that are not sensitive.
    var oldest: [Recount.Row] {
        Array(rows("complaints").filter { $0.facts["open"] == "ya" && $0.facts["sensitive"] == "tidak" }.prefix(25))
    }

    /// All names.
    var names: Set<String> {
        var names: Set<String> = []
        func add(_ table: String, _ row: Recount.Row, _ columns: String...) {
            let previous = recount.hasPrevious ? [] : ["previous"]
            names.formUnion(columns.filter { !previous.contains($0) }.map { "\(table)/\(row.code)/\($0)" })
        }
        for row in rows("totals") {
            switch row.code {
            case "items", "stories", "articles", "posts", "complaints": add("totals", row, "count", "previous")
            case "messages": if row.count("count") > 0 { add("totals", row, "count", "previous") }
            default: if row.count("count") > 0 { add("totals", row, "count") }
            }
        }
        for row in rows("kinds") where row.count("count") + row.count("previous") > 0 {
            add("kinds", row, "count", "previous")
        }
        for row in rows("tone") {
            add("tone", row, "positif", "netral", "negatif")
            if row.code != "semua" { add("tone", row, "count") }
            if row.code == "semua", row.count("tanpa_nada") > 0 { add("tone", row, "tanpa_nada") }
        }
        for row in rows("days") where row.code.hasPrefix("total.") || isLeading(row) { add("days", row, "count") }
        for row in rows("issues") {
            add("issues", row, "count", "stories", "positif", "netral", "negatif", "media", "previous")
        }
        for row in leading where row.count("reports") > 0 { add("issues", row, "reports", "answered") }
        for row in rows("agencies") {
            add("agencies", row, "count", "positif", "netral", "negatif", "pengaduan", "open", "previous")
        }
        for row in rows("places") where row.code.count == 8 || row.count("count") > 0 {
            add("places", row, "count", "positif", "netral", "negatif", "pengaduan")
        }
        for row in rows("voices") where row.count("count") > 0 { add("voices", row, "count", "articles", "stories") }
        for row in rows("sources") { add("sources", row, "count", "stories", "rilis", "advertorial") }
        for row in rows("stories") { add("stories", row, "count", "media") }
        for row in rows("complaint-counts") { add("complaint-counts", row, "count", "open") }
        for row in oldest { add("complaints", row, "age_working_days") }
        return names
    }

    private func isLeading(_ row: Recount.Row) -> Bool {
        leading.contains { row.code.hasPrefix("\($0.code).") }
    }

    /// What the descriptions of charts say, in the order of the page: bars of tone, then bars by day.
    var charts: (tones: [String], days: [String]) {
        func tones(_ row: Recount.Row) -> String {
            let parts = ["positif", "netral", "tanpa_nada", "negatif"].filter { row.count($0) > 0 }
                .map { "\($0 == "tanpa_nada" ? "tanpa nada" : $0) \(row.count($0))" }
            return parts.isEmpty ? "tidak ada butir" : parts.joined(separator: ", ")
        }
        func days(_ series: String) -> String {
            let counts = rows("days").filter { $0.code.hasPrefix("\(series).") }
            let first = min(recount.covered.first ?? "", RecountedPack.day(recount.key, adding: -6))
            let all = (0..<30).reversed().map { RecountedPack.day(recount.key, adding: -$0) }.filter { $0 >= first }
            return all.map { day in
                let row = counts.first { $0.code == "\(series).\(day)" }
                return "\(Self.shortDate(day)): \(row.map { Self.number($0.count("count")) } ?? "tidak ada data")"
            }.joined(separator: "; ")
        }
        return ((leading + rows("tone")).map(tones), (["total"] + leading.map(\.code)).map(days))
    }

    /// `15 Agu`
    static func shortDate(_ day: String) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
        let parts = day.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? "\(parts[2]) \(months[parts[1] - 1])" : day
    }

    /// `1.234`
    static func number(_ value: Int) -> String {
        value < 1000 ? "\(value)" : "\(number(value / 1000)).\(String("00\(value % 1000)".suffix(3)))"
    }

    /// The share of a part, as printed: rounded half up to one decimal.
    static func share(_ part: Int, of whole: Int) -> String {
        let tenths = Int((Double(part) * 1000 / Double(whole) + 0.5).rounded(.down))
        return "\(tenths / 10),\(tenths % 10)"
    }
}
