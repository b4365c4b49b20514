/// The candidate nearest to a misspelt word by edit distance (Levenshtein), where one is near enough to be meant.
func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(word.utf8.prefix(64))
    let scored = candidates.map { (distance: editDistance(word, Array($0.utf8.prefix(64))), name: $0) }
    guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
        best.distance <= max(1, word.count / 3)
    else { return nil }
    return best.name
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (byte == other ? 0 : 1))
            diagonal = row[j + 1]
            row[j + 1] = next
        }
    }
    return row[right.count]
}
