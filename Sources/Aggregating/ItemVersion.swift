import Records

/// One record of an item as it was met in one run: what decides which of several is the best.
///
/// Order (DESIGN, Fold): a page before a feed entry, then the greatest key, the latest time seen, the greatest content
/// hash; the bytes of the record decide what is left, those that figures need first, so that the order of reading never
/// does.
struct ItemVersion {
    let item: Item
    let page: Bool
    let key: String
    let seen: Int

    /// A version of a record; what a feed entry led to has `via`.
    init(_ item: Item) {
        self.item = item
        page = item.via != nil || item.record["via"]?.object != nil
        key = item.key ?? ""
        // Whoever wrote an item without the time at which it was met loses against those who did.
        seen = item.seenAt?.seconds ?? .min
    }

    /// Whether this one gives text and labels when both are there.
    func isBetter(than other: ItemVersion) -> Bool {
        if page != other.page { return page }
        return isNewer(than: other)
    }

    /// Whether this one was met later, whatever it is.
    func isNewer(than other: ItemVersion) -> Bool {
        if key != other.key { return key > other.key }
        if seen != other.seen { return seen > other.seen }
        let (hash, otherHash) = (item.contentHash ?? "", other.item.contentHash ?? "")
        if hash != otherHash { return hash > otherHash }
        let (light, otherLight) = (bytesForFigures, other.bytesForFigures)
        if light != otherLight { return light > otherLight }
        return item.record.text > other.item.record.text
    }

    /// The record without what no figure needs. A later run keeps no more of it, and must not choose another version
    /// than the run that first counted the item.
    private var bytesForFigures: String {
        var record = item.record
        for field in ItemWindow.heavyFields where record[field] != nil { record[field] = nil }
        return record.text
    }
}

extension Item {
    /// All times at which something of this item was seen.
    var sightings: [String] {
        statusHistory.compactMap { $0["seen_at"]?.string } + [record.string("seen_at")].compactMap { $0 }
    }
}
