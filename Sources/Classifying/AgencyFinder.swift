import Pack
import Records

/// Which agencies answer for what an item says.
///
/// For each issue its owner, or another by the first of the issue's routings that holds: its words stand in the item, its
/// places hold one of the item's, its dates the item's day. Beside these, agencies that the item names; an article must
/// name one in its title, in its first sentences, or twice. The evidence says which way each was found:
/// `issue jalan_rusak owner`, `issue jalan_rusak routing 1`, `agency dpupr`, or the line of the lexicon.
struct AgencyFinder: Sendable {
    /// The agencies of an item with these issues and places.
    func agencies(_ reading: Reading, issues: [Label], places: [Label]) -> [Label] {
        var scores: [String: Double] = [:]
        var evidence: [String: [Label.Evidence]] = [:]
        func add(_ code: String, _ score: Double, _ pieces: [Label.Evidence]) {
            scores[code] = max(scores[code] ?? 0, score)
            evidence[code, default: []] += pieces
        }
        for label in issues {
            guard let owner = owner(of: label.code, reading, places: places) else { continue }
            let rule = "issue \(label.code) \(owner.reason)"
            add(
                owner.agency, min(0.9, label.score),
                label.evidence.map { .init(field: $0.field, range: $0.range, finder: .rule(rule)) })
        }
        let named = named(reading)
        for (code, pieces) in named {
            add(code, 0.9, pieces)
        }
        let codes = scores.keys.sorted()
        return ordered(
            codes.map { Label(code: $0, score: scores[$0] ?? 0, evidence: trimmed(evidence[$0] ?? [])) })
    }

    private func owner(
        of issue: String, _ reading: Reading, places: [Label]
    ) -> (agency: String, reason: String)? {
        guard let index = reading.book.vocabulary.issues.firstIndex(where: { $0.code == issue }) else { return nil }
        let issue = reading.book.vocabulary.issues[index]
        for (number, routing) in issue.routing.enumerated() {
            let words = reading.book.routingWords[index][number]
            guard routing.validity.holds(on: reading.day),
                routing.words.isEmpty || words.contains(where: { reading.has($0) }),
                routing.places.isEmpty
                    || places.contains(where: { place in
                        routing.places.contains { place.code == $0 || place.code.hasPrefix($0 + ".") }
                    })
            else { continue }
            return (routing.agency, "routing \(number + 1)")
        }
        return issue.owner.map { ($0, "owner") }
    }

    private func named(_ reading: Reading) -> [(code: String, evidence: [Label.Evidence])] {
        var found: [String: (evidence: [Label.Evidence], prominent: Bool)] = [:]
        func add(_ code: String, _ words: ClosedRange<Int>, _ rule: String) {
            let word = reading.document.words[words.lowerBound]
            let prominent =
                reading.form != "artikel" || reading.document.fields[word.field] == "title" || word.sentence <= 3
            found[code, default: ([], false)].evidence.append(reading.document.evidence(words, rule: rule))
            if prominent { found[code]?.prominent = true }
        }
        var end = -1
        for hit in reading.hits {
            let agencies = reading.book.uses[hit.phrase].agencies.map { reading.book.vocabulary.agencies[$0] }
                .filter { $0.validity.holds(on: reading.day) }
            guard !agencies.isEmpty, hit.words.upperBound > end else { continue }
            end = hit.words.upperBound
            for agency in agencies { add(agency.code, hit.words, "agency \(agency.code)") }
        }
        for match in reading.matches(.agencies) where match.rule.weight > 0 {
            add(match.rule.code, match.words, match.rule.name)
        }
        return found.filter { $0.value.prominent || $0.value.evidence.count > 1 }
            .map { (code: $0.key, evidence: $0.value.evidence) }.sorted { $0.code < $1.code }
    }
}
