import Pack
import Records

/// In which tone an item speaks, and towards whom.
///
/// The weights of all words for either side are added, each rule once and a third for each repetition up to three. A
/// negation within two words before turns a word round: a negated good word is as bad as it was good, a negated bad word
/// half as good. Lines with the code `netral` add to no side, but keep words inside them from counting. The kind speaks
/// too: a complaint is a bad word in itself. An item is neutral where both sides stay below 0.8 (an article: 1.5), or are
/// nearer to each other than two fifths of that.
struct ToneJudge: Sendable {
    /// What the words for both sides come to.
    struct Balance: Sendable {
        var positive = 0.0
        var negative = 0.0
        var evidence: [(code: String, piece: Label.Evidence)] = []
        var targets: [String: Double] = [:]
    }

    /// Adds up the words of an item.
    func balance(_ reading: Reading) -> Balance {
        var balance = Balance()
        var seen: [String: Int] = [:]
        for match in reading.matches(.tone) where match.rule.code != "netral" {
            let count = seen[match.rule.name, default: 0]
            seen[match.rule.name] = count + 1
            let weight =
                match.rule.weight * reading.prominence(match.words) * (count == 0 ? 1 : count < 4 ? 1.0 / 3 : 0)
            let isGood = match.rule.code == "positif"
            let code = isGood != match.negated ? "positif" : "negatif"
            let counted = match.negated && !isGood ? weight / 2 : weight
            if code == "positif" { balance.positive += counted } else { balance.negative += counted }
            balance.evidence.append((code, reading.document.evidence(match.words, rule: match.rule.name)))
            if let target = match.rule.target { balance.targets[target, default: 0] += counted }
        }
        return balance
    }

    /// The one tone of an item of this kind; `kind` itself speaks for a side.
    func tone(_ balance: Balance, kind: Label, agencies: [Label], _ reading: Reading) -> Label {
        var balance = balance
        switch kind.code {
        case "pengaduan", "whistleblowing":
            balance.negative += 0.8
            // Who complains and praises in one breath is seldom pleased.
            balance.positive *= 0.6
        case "apresiasi": balance.positive += 0.8
        case "permintaan_informasi", "aspirasi", "lain", "berita":
            // Who asks, wishes or tells names bad things without blaming anyone.
            let factor = reading.form == "artikel" ? 1 : 0.6
            balance.positive *= factor
            balance.negative *= factor
        default: break
        }
        // An article is long and of many voices: it takes more to call it anything but neutral.
        let floor = reading.form == "artikel" ? 1.5 : 0.8
        let (most, gap) = (max(balance.positive, balance.negative), balance.positive - balance.negative)
        let code = most < floor || abs(gap) < floor * 0.4 ? "netral" : gap > 0 ? "positif" : "negatif"
        var evidence = balance.evidence.filter { code == "netral" || $0.code == code }.map(\.piece)
        if evidence.isEmpty, code != "netral" { evidence = kind.evidence }
        return Label(
            code: code, score: code == "netral" ? score(1 / (0.3 + min(abs(gap), 1))) : score(abs(gap) + 0.5),
            target: target(balance, code: code, agencies: agencies, reading), evidence: trimmed(evidence))
    }

    private func target(_ balance: Balance, code: String, agencies: [Label], _ reading: Reading) -> String {
        if let named = balance.targets.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), code != "netral" {
            return named.key
        }
        guard code != "netral" || reading.form == "artikel",
            let first = agencies.first,
            let agency = reading.book.vocabulary.agencies.first(where: { $0.code == first.code })
        else { return "tidak_jelas" }
        return agency.district ? "opd" : "pihak_lain"
    }
}
