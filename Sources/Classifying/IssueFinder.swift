import Pack
import Records

/// Which issues an item is about.
///
/// Each rule that holds adds its weight by prominence (`Reading.prominence`) once, and a third of it for each further
/// place, up to three.
/// For a complaint the category that its sender chose speaks too. An issue is given from a sum of 1 (in an article, 1.5) and not less than
/// two fifths of the greatest, three at most.
struct IssueFinder: Sendable {
    private let byCategory: [String: [(issue: String, weight: Double)]]
    private let hasOthers: Bool

    /// Reads the category paths of the issues.
    init(_ vocabulary: Vocabulary) {
        var byCategory: [String: [(issue: String, weight: Double)]] = [:]
        // `lain` is what remains, not what a sender found no better category than.
        for issue in vocabulary.issues where issue.code != "lain" {
            for path in issue.categories {
                let parts = path.split(separator: ">").map { Self.folded($0) }
                byCategory[parts.joined(separator: ">"), default: []].append((issue.code, 2))
                // The leaf alone is what an export often has; where several paths end in it, it says less.
                if let leaf = parts.last, parts.count > 1, leaf != "*" {
                    byCategory[leaf, default: []].append((issue.code, 2))
                }
            }
        }
        hasOthers = vocabulary.issues.contains { $0.code == "lain" }
        self.byCategory = byCategory.mapValues { entries in
            let codes = Set(entries.map(\.issue))
            return codes.sorted().map { (issue: $0, weight: 2 / Double(codes.count)) }
        }
    }

    /// The issues of an item.
    func issues(_ reading: Reading, category: String?) -> [Label] {
        var sums: [String: Double] = [:]
        var evidence: [String: [Label.Evidence]] = [:]
        var seen: [String: Int] = [:]
        for match in reading.matches(.issues) {
            let count = seen[match.rule.name, default: 0]
            seen[match.rule.name] = count + 1
            let factor = reading.prominence(match.words) * (count == 0 ? 1 : count < 4 ? 1.0 / 3 : 0)
            sums[match.rule.code, default: 0] += match.rule.weight * factor
            evidence[match.rule.code, default: []].append(
                reading.document.evidence(match.words, rule: match.rule.name))
        }
        if let category, reading.form == "laporan" {
            let key = category.split(separator: ">").map { Self.folded($0) }.joined(separator: ">")
            for (issue, weight) in byCategory[key] ?? [] {
                sums[issue, default: 0] += weight
                evidence[issue, default: []].append(
                    .init(
                        field: "category", range: 0..<category.utf8.count,
                        finder: .rule("issue \(issue) category")))
            }
        }
        let greatest = sums.values.max() ?? 0
        let floor = reading.form == "artikel" ? 1.5 : 1
        let labels = sums.filter { $0.value >= floor && $0.value >= greatest * 0.4 }
            .map { Label(code: $0.key, score: score($0.value), evidence: trimmed(evidence[$0.key] ?? [])) }
        return Array(ordered(labels).prefix(3))
    }

    /// The pack's issue `lain` for an item of citizens that wants something, or of somebody, but is about no other issue.
    func others(_ item: Item, kind: Label, agencies: [Label]) -> [Label] {
        guard hasOthers, item.form == "laporan" && kind.code != "lain" || !agencies.isEmpty else { return [] }
        return [Label(code: "lain", score: 0.5, evidence: agencies.first?.evidence ?? kind.evidence)]
    }

    private static func folded(_ text: some StringProtocol) -> String {
        text.split { $0.isWhitespace || $0 == "\u{A0}" }.joined(separator: " ").lowercased()
    }
}
