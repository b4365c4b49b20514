import Records

/// The histories of all sources of a stage: the fold over its published captures, kept in `SERAP_STATE/history` so that
/// a night costs as much as the keys since the last one.
///
/// The file says of which captures it is, by the digests of their receipts, and is used where those are the first of what
/// is published; else the fold begins anew, and comes to the same.
struct SourceHistories: Equatable {
    private(set) var sources: [String: SourceHistory] = [:]

    init(_ sources: [String: SourceHistory] = [:]) { self.sources = sources }

    subscript(source: String) -> SourceHistory { sources[source] ?? SourceHistory() }

    /// Folds what is published: of earlier keys, and of the run's own where it adds to it.
    init(_ earlier: EarlierCaptures?) throws {
        guard let earlier else { return }
        let places = earlier.places
        var done = 0
        if let path = earlier.historyPath, let cache = HistoryCache.read(path), places.starts(with: cache.places) {
            sources = cache.histories.sources
            done = cache.places.count
        }
        var isWhole = true
        for place in places[done...] { isWhole = try take(place, of: earlier) && isWhole }
        // Of what cannot be read now the next night may read more.
        if isWhole, done < places.count, let path = earlier.historyPath {
            try HistoryCache(places: places, histories: self).write(to: path)
        }
        if let own = earlier.ownPlace { _ = try take(own, of: earlier) }
    }

    private mutating func take(_ place: EarlierCaptures.Place, of earlier: EarlierCaptures) throws -> Bool {
        let (captures, isWhole) = try earlier.captures(place)
        for one in captures { sources[one.source, default: SourceHistory()].take(one, key: place.key) }
        return isWhole
    }
}
