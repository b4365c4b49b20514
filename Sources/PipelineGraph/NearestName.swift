/// The candidates nearest to a misspelt word, nearest first: for names too long and too many for one guess.
///
/// First those that share at least half of the word as their beginning, the most of it first: who writes `issues/jalan/count`
/// means `issues/jalan_rusak/count` and not `issues/lain/count`. Then by edits, of those equally far the ones of the
/// same beginning up to a `/` first.
public func nearest(_ word: String, among candidates: [String], limit: Int) -> [String] {
    let letters = Array(word.utf8.prefix(256))
    let reach = max(2, letters.count * 2 / 3)
    let scored = candidates.compactMap { candidate -> (beginning: Int, distance: Int, steps: Int, name: String)? in
        let name = Array(candidate.utf8.prefix(256))
        let beginning = zip(letters, name).prefix { $0 == $1 }.count
        let steps = zip(word.split(separator: "/"), candidate.split(separator: "/")).prefix { $0 == $1 }.count
        let distance = editDistance(letters, name)
        let isSameBeginning = beginning > 0 && beginning * 2 >= letters.count
        guard isSameBeginning || distance <= reach else { return nil }
        return (isSameBeginning ? -beginning : 0, distance, -steps, candidate)
    }
    return scored.sorted {
        ($0.beginning, $0.distance, $0.steps, $0.name) < ($1.beginning, $1.distance, $1.steps, $1.name)
    }.prefix(limit).map(\.name)
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
