import Foundation
import Pack
import Records

@testable import Reporting

/// The input of a report over some items: their totals, one issue, days; as aggregate would have written it.
func makeInput(
    _ items: [Item], sensitive: Int = 0, previous: Int? = nil, accounts: [String] = [], vocabulary: Vocabulary? = nil
) throws -> ReportInput {
    var input = ReportInput()
    input.vocabulary = vocabulary ?? makeVocabulary()
    for item in items { _ = input.add(item.record, from: "items.jsonl.gz") }
    let ids = items.compactMap(\.id).sorted()
    func add(_ row: JSONObject) { _ = input.add(Record(row), from: "table-x.jsonl.gz") }
    add([
        "table": "period", "row": "period", "key": "2023-08-15", "day": "2023-08-15", "district": "11.22", "window": 70,
        "covered": ["2023-08-14", "2023-08-15"], "cutoff": "2023-08-15T10:19:00Z", "previous": "2023-08-14",
    ])
    func figure(_ row: inout JSONObject, _ column: String, _ ids: [String]) {
        row[column] = .int(ids.count)
        row[column == "count" ? "items" : "\(column)_items"] = .strings(ids)
    }
    for (code, name) in [("items", "Butir baru"), ("stories", "Cerita"), ("articles", "Berita")] {
        var row: JSONObject = ["table": "totals", "row": .string(code), "name": .string(name)]
        figure(&row, "count", ids)
        if let previous { row["previous"] = .int(previous) }
        add(row)
    }
    if !ids.isEmpty {
        for (table, code) in [("voices", "independen"), ("sources", "warta"), ("kinds", "berita")] {
            var row: JSONObject = ["table": .string(table), "row": .string(code), "name": .string(code)]
            for column in ["count", "articles", "stories", "previous"] { figure(&row, column, ids) }
            for column in ["rilis", "advertorial"] { figure(&row, column, []) }
            add(row)
        }
        for table in ["places", "agencies"] {
            let code = table == "places" ? "11.22.01" : "dpu"
            var row: JSONObject = [
                "table": .string(table), "row": .string(code), "name": .string(code), "level": "kecamatan",
                "district": true,
            ]
            for column in ["count", "negatif", "pengaduan", "open", "previous"] { figure(&row, column, ids) }
            for column in ["positif", "netral", "tanpa_nada"] { figure(&row, column, []) }
            add(row)
        }
        for day in ["2023-08-14", "2023-08-15"] {
            var row: JSONObject = [
                "table": "days", "row": .string("total.\(day)"), "name": "Semua", "series": "total",
                "day": .string(day),
            ]
            figure(&row, "count", ids)
            add(row)
        }
        for (code, group) in [("semua", "semua"), ("opd.dpu", "opd"), ("batas.verifikasi", "batas")] {
            var row: JSONObject = [
                "table": "complaint-counts", "row": .string(code), "name": "Verifikasi", "group": .string(group),
            ]
            figure(&row, "count", ids)
            figure(&row, "open", ids)
            add(row)
        }
        var row: JSONObject = [
            "table": "issues", "row": "jalan", "name": "Jalan rusak", "first_seen": "2023-08-14", "status": "naik",
            "agency": "dpu", "kecamatan": "11.22.01", "example": .string(ids[0]),
        ]
        for column in ["count", "stories", "negatif", "media"] { figure(&row, column, ids) }
        for column in ["positif", "netral", "tanpa_nada", "reports", "answered"] { figure(&row, column, []) }
        add(row)
        var tone: JSONObject = ["table": "tone", "row": "semua", "name": "Semua butir"]
        for column in ["count", "negatif"] { figure(&tone, column, ids) }
        for column in ["positif", "netral", "tanpa_nada"] { figure(&tone, column, []) }
        add(tone)
    }
    input.accounts = try accounts.compactMap { TaskAccount(try Record(line: $0)) }
    input.hasAccounts = !accounts.isEmpty
    return input
}

/// A district with one kecamatan, an issue and an agency.
func makeVocabulary() -> Vocabulary {
    let origin = Origin(source: "test", verified: false)
    var vocabulary = Vocabulary()
    vocabulary.district = "11.22"
    vocabulary.zone = Zone("WITA")
    vocabulary.regions = [
        Region(code: "11.22", name: "Contoh", level: .kabupaten, origin: origin),
        Region(code: "11.22.01", name: "Hulu", level: .kecamatan, origin: origin),
    ]
    vocabulary.agencies = [Agency(code: "dpu", name: "Dinas Pekerjaan Umum", shortName: "DPU", origin: origin)]
    vocabulary.issues = [Issue(code: "jalan", name: "Jalan rusak", owner: "dpu", origin: origin)]
    return vocabulary
}

/// An item as aggregate writes it.
func makeItem(
    _ id: String, title: String = "Jalan rusak di Hulu", text: String = "Warga mengeluh.",
    url: String = "https://warta.example/1", sensitive: Bool = false
) -> Item {
    var item = Item(Record())
    item.id = id
    item.form = "artikel"
    item.url = url
    item.source = "warta"
    item.title = title
    item.text = text
    item.record["state"] = "baru"
    item.kind = Label(code: "berita", score: 1, evidence: [])
    item.issues = [
        Label(
            code: "jalan", score: 1,
            evidence: [Label.Evidence(field: "title", range: 0..<11, finder: .rule("lexicon/issues.csv:17"))])
    ]
    item.sensitive = sensitive
    return item
}

/// The page of an input.
func makeHTML(_ input: ReportInput) throws -> String { try PageWriter().html(ReportPage(input).view) }

extension String {
    /// How often another text stands in it.
    func occurrences(of text: String) -> Int { components(separatedBy: text).count - 1 }

    /// What stands between two marks, each time.
    func between(_ start: String, _ end: String) -> [String] {
        components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
    }
}
