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
        if !places.district.isEmpty { add("tentang", 1, places.district) }
        if !places.elsewhere.isEmpty { add("dekat", 0.5, places.elsewhere) }
        if !places.rejected.isEmpty, places.district.isEmpty { add("lain", 1, places.rejected) }
        for hit in reading.hits {
            let agencies = reading.book.uses[hit.phrase].agencies.map { reading.book.vocabulary.agencies[$0] }
            if let agency = agencies.first(where: \.district) {
                add("tentang", 0.5, [reading.document.evidence(hit.words, rule: "agency \(agency.code)")])
            }
        }
        for match in reading.matches(.relevance) {
            let piece = reading.document.evidence(match.words, rule: match.rule.name)
            add(match.rule.code, match.rule.weight, [piece])
        }
        if reading.form == "laporan" || reading.form == "pesan" || collected {
            let rule = "form \(reading.form)"
            let range = 0..<reading.form.utf8.count
            add("tentang", collected ? 0.6 : 3, [.init(field: "form", range: range, finder: .rule(rule))])
        }
        let best = ["tentang", "dekat", "lain"].max { (sums[$0] ?? 0, $1) < (sums[$1] ?? 0, $0) } ?? "lain"
        return Label(code: best, score: score(sums[best] ?? 0), evidence: trimmed(evidence[best] ?? []))
    }
}
