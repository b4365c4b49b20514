import Records

/// The fold of all records of one id into one item (DESIGN, section 6): the only place where records are joined.
///
/// Text and labels come from the best version; absent fields are filled from the others, best first; what a complaint
/// went through is the union; counters are those met last. Labels are never filled in where the best version was
/// classified: their evidence points into its text. An item that any version calls sensitive stays so.
enum ItemFold {
    /// What classify says: it holds for the text beside it and for no other.
    static let labelFields: Set<String> = [
        "kind", "tone", "issues", "places", "agencies", "people", "quotes", "relevance", "sensitive",
    ]

    /// One item of one or more versions of equal id; the order of versions means nothing.
    static func fold(_ records: [Item]) -> Item {
        let versions = records.map(ItemVersion.init).sorted { $0.isBetter(than: $1) }
        guard let best = versions.first else { return Item(Record()) }
        var item = best.item
        if versions.count > 1 { join(versions, into: &item) }
        item.key = versions.map(\.key).max()
        item.firstKey = versions.map(\.key).min()
        return item
    }

    private static func join(_ versions: [ItemVersion], into item: inout Item) {
        let classified = item.kind != nil
        for version in versions.dropFirst() {
            for key in version.item.record.keys where item.record[key] == nil {
                if classified && labelFields.contains(key) { continue }
                item.record[key] = version.item.record[key]
            }
        }
        if versions.contains(where: \.item.sensitive) { item.sensitive = true }
        item.statusHistory = StatusHistory.union(versions.map(\.item.statusHistory))
        let links = Set(versions.flatMap { $0.item.sameAs + [$0.item.url].compactMap { $0 } })
        item.sameAs = links.filter { $0 != item.url }.sorted()
        let byTime = versions.sorted { $0.isNewer(than: $1) }
        if let counters = byTime.first(where: { !$0.item.counters.isEmpty })?.item.counters { item.counters = counters }
    }
}
