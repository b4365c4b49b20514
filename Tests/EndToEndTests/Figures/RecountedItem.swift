import Foundation

/// An item as this test understands it from classify's JSON Lines alone: read by Foundation, folded by the rules of
/// `docs/report.md`. Nothing here comes from the library that aggregates.
struct RecountedItem {
    let id: String
    let form: String
    let source: String
    let voice: String
    let kind: String
    /// The strongest first; of equally strong ones the graver.
    let tones: [(code: String, target: String)]
    let issues: [String]
    let agencies: [String]
    let places: [String]
    /// The published day; nil where none is known.
    let day: String?
    /// The published moment in UTC.
    let at: String?
    let firstKey: String
    let outside: Bool
    let sensitive: Bool
    let corrected: Bool
    let status: String
    let channel: String
    /// What stories are compared by.
    let words: String

    var tone: String { tones.first?.code ?? "" }
    var isOpen: Bool { form == "laporan" && !["selesai", "arsip", "bukan_wewenang"].contains(status) }
    var isAnswered: Bool { ["proses", "dibalas_pelapor", "selesai"].contains(status) }
    /// The day from which a complaint is open.
    var received: String { day ?? firstKey }
    var kecamatan: Set<String> {
        Set(
            places.map { $0.components(separatedBy: ".") }.filter { $0.count >= 3 }.map {
                $0[..<3].joined(separator: ".")
            })
    }

    /// Which of two is the earlier, for stories and media.
    static func earlier(_ left: RecountedItem, _ right: RecountedItem) -> Bool {
        (left.day ?? left.firstKey, left.at ?? "~", left.id) < (right.day ?? right.firstKey, right.at ?? "~", right.id)
    }
}

/// One line of classify.
struct RecountedRecord {
    let fields: [String: Any]
    let line: String

    init?(line: String) throws {
        guard !line.isEmpty else { return nil }
        guard let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else { return nil }
        self.fields = fields.filter { !($0.value is NSNull) }
        self.line = line
    }

    func text(_ name: String) -> String { fields[name] as? String ?? "" }
    var id: String { text("id") }
    var key: String { text("key") }

    /// What decides between two versions, the greater the better: a page, then key, time seen, content hash.
    private var rank: [String] {
        [fields["via"] == nil ? "" : "page", key, fields["seen_at"] == nil ? text("fetched_at") : text("seen_at")]
            + [text("content_hash")]
    }

    /// The best version first.
    static func better(_ left: RecountedRecord, _ right: RecountedRecord) -> Bool {
        let ranks = zip(left.rank, right.rank)
        if let decided = ranks.first(where: { $0 != $1 }) { return decided.0 > decided.1 }
        return left.line > right.line
    }
}

extension RecountedItem {
    private static let labels: Set<String> = [
        "kind", "tone", "issues", "places", "agencies", "people", "quotes", "relevance", "sensitive",
    ]

    /// One item of all records of its id.
    init(versions: [RecountedRecord]) {
        let versions = versions.sorted(by: RecountedRecord.better)
        var fields = versions[0].fields
        for version in versions.dropFirst() {
            for (name, value) in version.fields where fields[name] == nil && !Self.labels.contains(name) {
                fields[name] = value
            }
        }
        func text(_ name: String) -> String { fields[name] as? String ?? "" }
        func labels(_ name: String) -> [[String: Any]] { fields[name] as? [[String: Any]] ?? [] }
        func codes(_ name: String) -> [String] {
            labels(name).compactMap { $0["code"] as? String }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        id = versions[0].id
        form = text("form")
        source = text("source")
        voice = text("voice")
        kind = (fields["kind"] as? [String: Any])?["code"] as? String ?? "lain"
        let graver = ["negatif", "positif", "netral"]
        tones = labels("tone").map {
            (
                code: $0["code"] as? String ?? "", target: $0["target"] as? String ?? "tidak_jelas",
                score: ($0["score"] as? NSNumber)?.doubleValue ?? 0
            )
        }.sorted {
            if $0.score != $1.score { return $0.score > $1.score }
            let (left, right) = (graver.firstIndex(of: $0.code) ?? 3, graver.firstIndex(of: $1.code) ?? 3)
            return left != right ? left < right : $0.target < $1.target
        }.map { ($0.code, $0.target) }
        issues = codes("issues")
        agencies = codes("agencies")
        places = codes("places")
        let published = fields["published"] as? [String: Any]
        day = published?["day"] as? String
        at = published?["at"] as? String
        firstKey = versions.map(\.key).min() ?? ""
        outside = (fields["relevance"] as? [String: Any])?["code"] as? String == "lain"
        sensitive = versions.contains { $0.fields["sensitive"] as? Bool == true }
        corrected = versions[0].line.contains("\"correction\":")
        let states = versions.flatMap { $0.fields["status_history"] as? [[String: Any]] ?? [] }.map { state in
            ["at", "seen_at", "code"].map { state[$0] as? String ?? "" }
        }.sorted { left, right in
            let (before, after) = (left[0].isEmpty ? left[1] : left[0], right[0].isEmpty ? right[1] : right[0])
            return (before, left[1]) < (after, right[1])
        }
        let last = states.last?[2] ?? ""
        status = last.isEmpty ? "tanpa_status" : last
        channel = text("channel")
        words = ["text", "summary", "title"].compactMap { fields[$0] as? String }.first ?? ""
    }
}
