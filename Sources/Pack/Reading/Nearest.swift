/// The candidate nearest to a misspelt word, where one is near enough to be meant: letters added, left out, changed or
/// swapped with their neighbour are counted (optimal string alignment distance).
public func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(word.utf8.prefix(64))
    let scored = candidates.map { (distance: distance(word, Array($0.utf8.prefix(64))), name: $0) }
    guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
        best.distance <= max(1, word.count / 3)
    else { return nil }
    return best.name
}

private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: right.count + 1)
    var row = Array(0...right.count)
    for i in left.indices {
        var next = [i + 1]
        for j in right.indices {
            var best = min(next[j] + 1, row[j + 1] + 1, row[j] + (left[i] == right[j] ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, before[j - 1] + 1) }
            next.append(best)
        }
        (before, row) = (row, next)
    }
    return row[right.count]
}
