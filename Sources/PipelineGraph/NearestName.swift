/// The candidates nearest to a misspelt word, nearest first: for names too long and too many for one guess.
///
/// Those of the same beginning up to a `/` go before others of the same distance.
public func nearest(_ word: String, among candidates: [String], limit: Int) -> [String] {
    let letters = Array(word.utf8.prefix(256))
    let scored = candidates.map { candidate -> (Int, Int, String) in
        let shared = zip(word.split(separator: "/"), candidate.split(separator: "/")).prefix { $0 == $1 }.count
        return (editDistance(letters, Array(candidate.utf8.prefix(256))), -shared, candidate)
    }
    let reach = max(2, letters.count * 2 / 3)
    return scored.filter { $0.0 <= reach }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.prefix(limit).map(\.2)
}

/// The candidate nearest to a misspelt word, where one is near enough to be meant: by edits of one letter or swaps of
/// two neighbours (optimal string alignment).
public func nearest(_ word: String, among candidates: [String]) -> String? {
    let letters = Array(word.utf8.prefix(64))
    let scored = candidates.map { (editDistance(letters, Array($0.utf8)), $0) }
    let near = max(1, letters.count / 3)
    guard let best = scored.min(by: { ($0.0, $0.1) < ($1.0, $1.1) }), best.0 <= near, best.0 < letters.count else {
        return nil
    }
    return best.1
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
        var next = [i + 1]
        for j in b.indices {
            var cost = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
            next.append(cost)
        }
        (before, row) = (row, next)
    }
    return row[b.count]
}
