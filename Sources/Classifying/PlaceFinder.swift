import Pack
import Records

/// Which places of the gazetteer an item is about.
///
/// The longest name wins over names inside it. An ambiguous name needs, in its sentence, one of its accepted words or
/// the word of its level before it (`Kelurahan Petung`), or, elsewhere in the item, a sure sign of the district that it lies
/// in; a rejected word in its sentence always rules it out. A name that several places bear is the one whose level's word
/// stands before it, else the greatest below the district. Of nested places only the most exact are given. An article is
/// about the places of its title and first sentences, and about those further down only where it has none there; where it
/// was written (`PENAJAM -`) is no place that it is about.
struct PlaceFinder: Sendable {
    /// Places found, and whether some name was seen to mean something else.
    struct Findings: Sendable {
        var places: [Label]
        /// Evidence for places of the district, its own name included.
        var district: [Label.Evidence]
        /// Evidence for other places.
        var elsewhere: [Label.Evidence]
        /// A name of a district's place stands near a word that rules it out.
        var rejected: [Label.Evidence]
    }

    private struct Candidate {
        var region: Region
        var words: ClosedRange<Int>
        var sure: Bool
        var rank: Int
    }

    private let district: String

    /// Finds places for a district.
    init(_ vocabulary: Vocabulary) { district = vocabulary.district }

    /// The places of an item; `declared` says that its sender chose an agency of the district.
    func find(_ reading: Reading, declared: Bool) -> Findings {
        var findings = Findings(places: [], district: [], elsewhere: [], rejected: [])
        var candidates: [Candidate] = []
        var end = -1
        for hit in reading.hits {
            let uses = reading.book.uses[hit.phrase]
            let names = uses.places
            let rules = uses.rules[.places] ?? []
            guard !names.isEmpty || !rules.isEmpty, hit.words.upperBound > end else { continue }
            end = hit.words.upperBound
            let evidence = reading.document.evidence(hit.words, rule: "gazetteer")
            if let (region, sure) = choose(names, hit.words, reading, rejected: &findings.rejected, evidence) {
                candidates.append(
                    Candidate(region: region, words: hit.words, sure: sure, rank: rank(hit.words, reading)))
            }
            for rule in rules {
                guard let region = reading.book.vocabulary.regions.first(where: { $0.code == rule.code }),
                    reading.conditions(of: rule, holdAt: hit.words)
                else { continue }
                candidates.append(
                    Candidate(region: region, words: hit.words, sure: true, rank: rank(hit.words, reading)))
            }
        }
        let known = declared || candidates.contains { $0.sure && isDistrict($0.region.code) }
        candidates = candidates.filter { $0.sure || known && isDistrict($0.region.code) }
        for candidate in candidates {
            let evidence = reading.document.evidence(candidate.words, rule: "region \(candidate.region.code)")
            if isDistrict(candidate.region.code) {
                findings.district.append(evidence)
            } else if !district.hasPrefix(candidate.region.code) {
                findings.elsewhere.append(evidence)
            }
        }
        findings.places = labels(candidates.filter { $0.rank < 3 && isDistrict($0.region.code) }, reading)
        return findings
    }

    /// Whether a code is the district's or of a place in it.
    func isDistrict(_ code: String) -> Bool { code == district || code.hasPrefix(district + ".") }

    private func choose(
        _ names: [RuleBook.PlaceName], _ words: ClosedRange<Int>, _ reading: Reading,
        rejected: inout [Label.Evidence], _ evidence: Label.Evidence
    ) -> (Region, sure: Bool)? {
        let regions = reading.book.vocabulary.regions
        let level = level(before: words.lowerBound, reading)
        var fitting: [(region: Region, sure: Bool)] = []
        for name in names {
            let region = regions[name.region]
            guard region.validity.holds(on: reading.day) else { continue }
            if name.rejectNear.contains(where: { reading.has($0, near: words) }) {
                if isDistrict(region.code) { rejected.append(evidence) }
                continue
            }
            let sure =
                !name.ambiguous || level == region.level
                || name.acceptNear.contains { reading.has($0, near: words) }
            fitting.append((region, sure))
        }
        if let level, let named = fitting.first(where: { $0.region.level == level }) { return named }
        // Of places that bear one name, one of the district comes first, and there the greatest.
        let own = fitting.filter { isDistrict($0.region.code) && $0.region.code != district }
        guard let best = (own.isEmpty ? fitting : own).min(by: { $0.region.code.count < $1.region.code.count }) else {
            return nil
        }
        return (best.region, fitting.contains { $0.sure && isDistrict($0.region.code) == isDistrict(best.region.code) })
    }

    private func level(before word: Int, _ reading: Reading) -> Region.Level? {
        guard word > 0, reading.document.words[word - 1].sentence == reading.document.words[word].sentence else {
            return nil
        }
        return reading.hits.lazy
            .filter { $0.words.upperBound == word - 1 }
            .compactMap { reading.book.uses[$0.phrase].level }.first
    }

    /// 0 in a title and anywhere in shorter forms, 1 in the first sentences of an article, 2 further down, 3 in its dateline.
    private func rank(_ words: ClosedRange<Int>, _ reading: Reading) -> Int {
        let word = reading.document.words[words.lowerBound]
        if reading.form != "artikel" { return 0 }
        if reading.document.fields[word.field] == "title" { return 0 }
        if word.range.upperBound <= reading.dateline { return 3 }
        return word.sentence <= 2 ? 1 : 2
    }

    private func labels(_ candidates: [Candidate], _ reading: Reading) -> [Label] {
        var evidence: [String: [Label.Evidence]] = [:]
        var ranks: [String: Int] = [:]
        for candidate in candidates {
            let code = candidate.region.code
            evidence[code, default: []].append(reading.document.evidence(candidate.words, rule: "region \(code)"))
            ranks[code] = min(ranks[code] ?? 9, candidate.rank)
        }
        var codes = Array(evidence.keys)
        if reading.form == "artikel" {
            let exact = codes.filter { $0 != district }
            let best = exact.compactMap { ranks[$0] }.min() ?? 9
            if best <= 1 || ranks[district] == nil {
                codes = exact.filter { ranks[$0] == best }
            } else {
                codes = codes.filter { ranks[$0] == ranks[district] }
            }
        }
        codes = codes.filter { code in !codes.contains { $0.hasPrefix(code + ".") } }
        return ordered(
            codes.map { code in
                Label(
                    code: code, score: [0.95, 0.85, 0.7][min(2, ranks[code] ?? 2)],
                    evidence: trimmed(evidence[code] ?? []))
            })
    }
}
