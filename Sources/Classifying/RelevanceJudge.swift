import Pack
import Records

/// Whether an item is about the district (`tentang`), near it (`dekat`), or not (`lain`).
///
/// About it: a place or an agency of the district, or a complaint or message sent to it. Near it: only other places of the
/// gazetteer. Lines of `lexicon/relevance.csv` weigh against these: advertisements, other places of the same name. A post
/// from an inbox of citizens' voices is about the district unless something speaks against it, as somebody chose it for that.
struct RelevanceJudge: Sendable {
    /// The verdict, to be written as `relevance`.
    func relevance(_ reading: Reading, _ places: PlaceFinder.Findings, collected: Bool) -> Label {
        var sums = ["tentang": 0.0, "dekat": 0.0, "lain": 0.2]
        var evidence: [String: [Label.Evidence]] = [:]
        func add(_ code: String, _ weight: Double, _ pieces: [Label.Evidence]) {
            sums[code, default: 0] += weight
            evidence[code, default: []] += pieces
        }
        if !places.district.isEmpty {
            add("tentang", min(2, 0.5 + 0.5 * Double(places.district.count)), places.district)
        }
        if !places.elsewhere.isEmpty { add("dekat", 0.5, places.elsewhere) }
        if !places.rejected.isEmpty, places.district.isEmpty { add("lain", 1, places.rejected) }
        for hit in reading.hits {
            let agencies = reading.book.uses[hit.phrase].agencies.map { reading.book.vocabulary.agencies[$0] }
            if let agency = agencies.first(where: \.district) {
                add("tentang", 0.5, [reading.document.evidence(hit.words, rule: "agency \(agency.code)")])
            }
        }
        var seen: Set<String> = []
        for match in reading.matches(.relevance) {
            let piece = reading.document.evidence(match.words, rule: match.rule.name)
            let isNew = seen.insert(match.rule.name).inserted
            add(match.rule.code, isNew ? match.rule.weight * reading.prominence(match.words) : 0, [piece])
        }
        let isSent = reading.form == "laporan" || reading.form == "pesan"
        if isSent || collected {
            let range = 0..<reading.form.utf8.count
            let piece = Label.Evidence(field: "form", range: range, finder: .rule("form \(reading.form)"))
            add("tentang", isSent ? 3 : 0.6, [piece])
        }
        let best = ["tentang", "dekat", "lain"].max { (sums[$0] ?? 0, $1) < (sums[$1] ?? 0, $0) } ?? "lain"
        return Label(code: best, score: score(sums[best] ?? 0), evidence: trimmed(evidence[best] ?? []))
    }
}
