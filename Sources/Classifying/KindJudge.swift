import Pack
import Records

/// What an item is: news, a complaint, a wish, a question, an opinion, thanks.
///
/// Each form has a kind that it is unless words say otherwise: articles are news, complaints complaints, the rest something
/// else. To that the weights of the rules are added, each once. A post with bad words about an issue leans towards a
/// complaint, one with bad words alone towards an opinion; a post that is about nothing of the district stays something
/// else. The greatest sum wins; of equal ones the first in the order of the codes below.
struct KindJudge: Sendable {
    private static let codes = [
        "berita", "pengaduan", "aspirasi", "permintaan_informasi", "whistleblowing", "opini", "apresiasi", "lain",
    ]

    /// The kind of an item.
    func kind(_ reading: Reading, balance: ToneJudge.Balance, hasIssue: Bool, relevant: Bool) -> Label {
        var sums: [String: Double] = [:]
        var evidence: [String: [Label.Evidence]] = [:]
        var seen: Set<String> = []
        for match in reading.matches(.kind) where seen.insert(match.rule.name).inserted {
            if match.negated, ["apresiasi", "opini"].contains(match.rule.code) { continue }
            sums[match.rule.code, default: 0] += match.rule.weight
            evidence[match.rule.code, default: []].append(
                reading.document.evidence(match.words, rule: match.rule.name))
        }
        let words: (String) -> [Label.Evidence] = { code in
            balance.evidence.filter { $0.code == code }.map(\.piece)
        }
        switch reading.form {
        case "artikel": sums["berita", default: 0] += 3
        case "laporan": sums["pengaduan", default: 0] += 1.5
        default:
            sums["lain", default: 0] += relevant ? 0.4 : 1
            let gap = balance.negative - balance.positive
            if relevant, hasIssue {
                sums["pengaduan", default: 0] += 0.9
                if gap > 0 {
                    sums["pengaduan", default: 0] += min(1, gap / 2)
                    evidence["pengaduan", default: []] += words("negatif")
                    // Thanks among bad words are mostly meant the other way.
                    sums["apresiasi", default: 0] -= 1
                }
            } else if relevant, gap >= 0.8 {
                sums["opini", default: 0] += 0.5
                evidence["opini", default: []] += words("negatif")
            }
            if gap < -0.8 {
                sums["apresiasi", default: 0] += 0.8
                evidence["apresiasi", default: []] += words("positif")
            }
        }
        var best = "lain"
        for code in Self.codes where sums[code] ?? 0 > sums[best] ?? 0 { best = code }
        var pieces = trimmed(evidence[best] ?? [])
        if pieces.isEmpty {
            let rule = "form \(reading.form)"
            pieces = [.init(field: "form", range: 0..<reading.form.utf8.count, finder: .rule(rule))]
        }
        return Label(code: best, score: score(max(0, sums[best] ?? 0)), evidence: pieces)
    }
}
