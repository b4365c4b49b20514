import Pack
import Records

@testable import Aggregating

/// A classified item for tests.
func makeItem(
    _ id: String, key: String = "2023-08-15", day: String? = nil, form: String = "artikel", source: String = "antara",
    title: String? = nil, text: String = "", voice: String = "independen", kind: String = "berita",
    tone: [(String, String)] = [], issues: [String] = [], places: [String] = [], agencies: [String] = [],
    seen: String = "2023-08-15T12:00:00Z", relevance: String = "tentang", sensitive: Bool = false,
    page: Bool = false, status: [(String, String)] = []
) -> Item {
    var item = Item(Record())
    item.id = id
    item.form = form
    item.url = "https://\(source).example/\(id)"
    item.source = source
    item.title = title ?? "Judul \(id)"
    item.text = text
    item.voice = voice
    item.key = key
    item.seenAt = Instant(seen)
    item.contentHash = Item.contentHash(title: item.title, text: text)
    let published = CivilDay(day ?? key)
    item.published = ItemTime(
        at: published.map { Instant($0, hour: 3) }, day: published, text: "", precision: .day, evidence: "test")
    item.kind = Label(code: kind, score: 1, evidence: [])
    item.tone = tone.map { Label(code: $0.0, score: 1, target: $0.1, evidence: []) }
    item.issues = issues.map { Label(code: $0, score: 1, evidence: []) }
    item.places = places.map { Label(code: $0, score: 1, evidence: []) }
    item.agencies = agencies.map { Label(code: $0, score: 1, evidence: []) }
    item.record["relevance"] = .object(["code": .string(relevance)])
    item.sensitive = sensitive
    if page { item.via = "e1" }
    item.statusHistory = status.map { ["code": .string($0.0), "text": .string($0.0), "seen_at": .string($0.1)] }
    item.record["minhash"] = MinHash(text: text).map { .string($0.compact) }
    return item
}

/// A small district: one kecamatan with two villages, two issues, two agencies, two deadlines, a holiday.
func makeVocabulary() -> Vocabulary {
    let origin = Origin(source: "test", verified: true)
    var vocabulary = Vocabulary()
    vocabulary.district = "11.22"
    vocabulary.zone = Zone("WITA")
    vocabulary.regions = [
        Region(code: "11.22", name: "Kabupaten Contoh", level: .kabupaten, origin: origin),
        Region(code: "11.22.01", name: "Hulu", level: .kecamatan, origin: origin),
        Region(code: "11.22.01.2001", name: "Batu", level: .desa, origin: origin),
        Region(code: "11.22.01.2002", name: "Pasir", level: .desa, origin: origin),
    ]
    vocabulary.agencies = [
        Agency(code: "dpu", name: "Dinas Pekerjaan Umum", shortName: "DPU", origin: origin),
        Agency(code: "pln", name: "PLN", district: false, origin: origin),
    ]
    vocabulary.issues = [
        Issue(code: "jalan", name: "Jalan rusak", owner: "dpu", origin: origin),
        Issue(code: "listrik", name: "Listrik", owner: "pln", origin: origin),
    ]
    vocabulary.deadlines = [
        Deadline(code: "verifikasi", name: "Verifikasi", days: 3, working: true, origin: origin),
        Deadline(code: "batas_selesai", name: "Selesai", days: 60, origin: origin),
    ]
    if let day = CivilDay("2023-08-17") {
        vocabulary.holidays = [Holiday(day: day, name: "Kemerdekaan", origin: origin)]
    }
    return vocabulary
}

/// The facts of some items as one report sees them.
func makePicture(
    _ items: [Item], key: String = "2023-08-15", covered: Set<String> = [], stories: [String: String] = [:]
) -> Picture {
    let keys = covered.union(items.compactMap(\.key))
    let period = Period(key: key, window: 70, covered: keys)
    let facts = items.map { item in
        let folded = ItemFold.fold([item])
        let id = item.id ?? ""
        return ItemFacts(folded, id: id, story: stories[id] ?? id, current: item.key == key, period: period)
    }
    return Picture(period: period, vocabulary: makeVocabulary(), facts: facts)
}

extension Table {
    /// The row of a code as an object; empty where there is none.
    func row(_ code: String) -> JSONObject { rows.first { $0.object["row"]?.string == code }?.object ?? [:] }
}
