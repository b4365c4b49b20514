import Records

/// What figures are made of: the codes of one folded item, without its text.
///
/// A window may hold some hundred thousand of these; a record is kept whole only where it belongs to this key.
struct ItemFacts: Sendable {
    let id: String
    let form: String
    let source: String
    let voice: String
    /// The title, or the beginning of the text where there is none.
    let title: String
    let url: String
    let kind: String
    /// Code and target of each tone, the strongest first.
    let tones: [(code: String, target: String)]
    let issues: [String]
    let agencies: [String]
    /// Agencies by the issue for which their evidence says that they answer.
    let answering: [String: [String]]
    let places: [String]
    let published: CivilDay?
    let at: Instant?
    let firstKey: String
    let reportKey: String
    let state: ItemState
    let outside: Bool
    let sensitive: Bool
    let corrected: Bool
    let status: (code: String, text: String)?
    let channel: String
    let tracking: String
    let story: String
    /// Whether this key holds a record of it.
    let current: Bool

    /// Reads `issue jalan_rusak …`, the rule by which classify names an issue's owner.
    private static func answering(_ agencies: [Label]) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for label in agencies {
            for evidence in label.evidence {
                guard case .rule(let rule) = evidence.finder, rule.hasPrefix("issue ") else { continue }
                let issue = String(rule.dropFirst(6).prefix { $0 != " " })
                if found[issue]?.contains(label.code) != true { found[issue, default: []].append(label.code) }
            }
        }
        return found
    }

    init(_ item: Item, id: String, story: String, current: Bool, period: Period) {
        self.id = id
        self.story = story
        self.current = current
        form = item.form ?? "lain"
        source = item.source ?? ""
        voice = item.voice ?? ""
        title = Self.heading(item)
        url = item.url ?? ""
        kind = item.kind?.code ?? "lain"
        // Of equally strong tones the graver one speaks for the item.
        let gravity = ["negatif": 0, "positif": 1]
        tones = item.tone.sorted {
            ($1.score, gravity[$0.code] ?? 2, $0.target ?? "") < ($0.score, gravity[$1.code] ?? 2, $1.target ?? "")
        }.map { ($0.code, $0.target ?? "tidak_jelas") }
        issues = Self.codes(item.issues)
        agencies = Self.codes(item.agencies)
        answering = Self.answering(item.agencies)
        places = Self.codes(item.places)
        published = item.published?.day
        at = item.published?.at
        firstKey = item.firstKey ?? ""
        reportKey = period.reportKey(firstKey: firstKey, published: published)
        state = period.state(firstKey: firstKey, published: published)
        outside = item.relevance == "lain"
        sensitive = item.sensitive
        corrected = !Correction.fields(of: item).isEmpty
        let latest = StatusHistory.latest(item.statusHistory)
        status = latest.map { ($0["code"]?.string ?? "", $0["text"]?.string ?? "") }
        channel = item.channel ?? ""
        tracking = item.tracking ?? ""
    }

    /// Whether figures of this report count it as new.
    var counted: Bool { state == .new && !outside }
    /// The tone of the item as a whole; empty where none was found.
    var tone: String { tones.first?.code ?? "" }
    /// The day under which trends count it.
    var countingDay: CivilDay? { CivilDay(reportKey) ?? published }
    /// The kecamatan that its places lie in, each once, in order.
    var kecamatan: [String] { Array(Set(places.compactMap(regionKecamatan))).sorted() }

    private static func heading(_ item: Item) -> String {
        if let title = item.title, !title.isEmpty { return title }
        let text = item.text ?? item.summary ?? ""
        guard text.count > 110 else { return text }
        let head = text.prefix(110)
        return String(head.lastIndex(of: " ").map { head[..<$0] } ?? head) + "…"
    }

    private static func codes(_ labels: [Label]) -> [String] {
        var seen: Set<String> = []
        return labels.map(\.code).filter { seen.insert($0).inserted }
    }
}

/// The kecamatan of a dotted region code: its first three parts; nil for greater regions.
func regionKecamatan(_ code: String) -> String? {
    let parts = code.split(separator: ".")
    return parts.count >= 3 ? parts.prefix(3).joined(separator: ".") : nil
}

extension Item {
    /// tentang, dekat or lain: how far it is about the district; nil where nobody said.
    var relevance: String? { record["relevance"]?["code"]?.string ?? record["relevance"]?.string }
}
