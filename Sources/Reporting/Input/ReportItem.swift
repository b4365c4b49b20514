import Pack
import Records

/// An item as a report shows it: one of this key, whole, or an earlier one in short.
struct ReportItem {
    let id: String
    /// What the record holds.
    let item: Item
    /// Whether only a short row of an earlier run is known.
    let short: Bool

    init(_ item: Item, id: String, short: Bool) {
        self.item = item
        self.id = id
        self.short = short
    }

    var form: String { item.form ?? "lain" }
    var source: String { item.source ?? "" }
    var sensitive: Bool { item.sensitive }
    var kind: String { item.kind?.code ?? item.record.string("kind") ?? "" }
    var state: String { item.record.string("state") ?? "" }
    var outside: Bool { (item.record["relevance"]?["code"]?.string ?? item.record.string("relevance")) == "lain" }
    /// Whether the report counts it as new: also where it was met on an earlier night and is dated today.
    var counted: Bool { state == "baru" && !outside }
    var day: CivilDay? { item.published?.day ?? item.record.string("day").flatMap { CivilDay($0) } }
    var at: Instant? { item.published?.at }
    var tone: [Label] { item.tone.isEmpty ? shortTone : item.tone }
    var issues: [String] { codes("issues") }
    var agencies: [String] { codes("agencies") }
    var places: [String] { codes("places") }

    /// The title, or the beginning of the text where there is none.
    var heading: String {
        if let title = item.title, !title.isEmpty { return title }
        let text = item.text ?? item.summary ?? ""
        return text.isEmpty
            ? item.tracking.map { "Laporan \($0)" } ?? "Tanpa judul" : PlainText.shortened(text, to: 110)
    }

    private var shortTone: [Label] {
        item.record.string("tone").map { [Label(code: $0, score: 1, evidence: [])] } ?? []
    }

    private func codes(_ field: String) -> [String] {
        (item.record[field]?.array ?? []).compactMap { $0.string ?? $0["code"]?.string }
    }
}
