import Pack
import Records

/// All that tables are made from: the items of the window as facts, the period, the vocabulary.
struct Picture {
    let period: Period
    let vocabulary: Vocabulary
    /// All items of the window by id.
    let all: [ItemFacts]
    /// What this report counts as new.
    let counted: [ItemFacts]
    /// What the report of the key before counted as new.
    let previous: [ItemFacts]

    init(period: Period, vocabulary: Vocabulary, facts: [ItemFacts]) {
        self.period = period
        self.vocabulary = vocabulary
        all = facts.sorted { $0.id < $1.id }
        counted = all.filter(\.counted)
        previous = all.filter { $0.reportKey == period.previousKey && $0.state != .late && !$0.outside }
    }

    /// Adds to a row what the key before had, where there is one to compare with.
    func comparing(_ row: inout TableRow, _ belongs: (ItemFacts) -> Bool) {
        if period.hasPrevious { row.figure("previous", previous.filter(belongs)) }
    }

    /// The codes of some items, the most frequent first, with their items.
    func ranked(_ items: [ItemFacts], by codes: (ItemFacts) -> [String]) -> [(code: String, items: [ItemFacts])] {
        var groups: [String: [ItemFacts]] = [:]
        for item in items {
            for code in codes(item) where !code.isEmpty { groups[code, default: []].append(item) }
        }
        return groups.map { ($0.key, $0.value) }
            .sorted { ($1.items.count, $0.code) < ($0.items.count, $1.code) }
    }

    /// One item for each story: the one first published among those given.
    func oneForEachStory(_ items: [ItemFacts]) -> [ItemFacts] { firsts(items) { $0.story } }

    /// One item for each value: the one first published among those given.
    func firsts(_ items: [ItemFacts], by value: (ItemFacts) -> String) -> [ItemFacts] {
        var seen: Set<String> = []
        return items.sorted(by: Self.earlier).filter { seen.insert(value($0)).inserted }
    }

    /// The item that was published before another; without a time the day counts, then the key, then the id.
    static func earlier(_ left: ItemFacts, _ right: ItemFacts) -> Bool {
        func place(_ item: ItemFacts) -> (String, String, String) {
            let day = item.published?.description ?? item.firstKey
            return (day, item.at?.description ?? "~", item.id)
        }
        return place(left) < place(right)
    }

    /// The item to show for a group, one with a link where there is any: the earliest independent article, else the earliest article, else the earliest.
    func example(of items: [ItemFacts]) -> ItemFacts? {
        let open = items.filter { !$0.sensitive }.sorted(by: Self.earlier)
        let linked = open.filter { $0.url.hasPrefix("https://") || $0.url.hasPrefix("http://") }
        let shown = linked.isEmpty ? open : linked
        return shown.first { $0.form == "artikel" && $0.voice == "independen" }
            ?? shown.first { $0.form == "artikel" } ?? shown.first
    }

    /// What items count for in shares of voice: the sum of the weights of their sources, in thousandths, as sums of
    /// fractions would hang on their order. 1 is the weight of a source that the packs do not have.
    func weight(_ items: [ItemFacts]) -> Int {
        var counts: [String: Int] = [:]
        for item in items { counts[item.source, default: 0] += 1 }
        return counts.reduce(0) { sum, entry in
            let weight = source(entry.key)?.weight ?? 1
            return sum + entry.value * (weight.isFinite ? Int((min(max(weight, 0), 1000) * 1000).rounded()) : 1000)
        }
    }

    func region(_ code: String) -> Region? { vocabulary.regions.first { $0.code == code } }
    func agency(_ code: String) -> Agency? { vocabulary.agencies.first { $0.code == code } }
    func issue(_ code: String) -> Issue? { vocabulary.issues.first { $0.code == code } }
    func source(_ code: String) -> Source? { vocabulary.sources.first { $0.code == code } }
}

extension TableRow {
    /// Adds the split by tone; items without one count as `tanpa_nada`.
    mutating func tones(_ items: [ItemFacts]) {
        for tone in ["positif", "netral", "negatif"] { figure(tone, items.filter { $0.tone == tone }) }
        figure("tanpa_nada", items.filter { $0.tone.isEmpty })
    }
}
