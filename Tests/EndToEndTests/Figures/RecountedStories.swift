/// The stories of some items by comparing all of them with each other: no sketches, no bands, every pair exactly.
enum RecountedStories {
    /// The story of each item by its id.
    static func stories(of items: [RecountedItem]) -> [String: String] {
        let shingles = items.map { Self.shingles($0.words) }
        var groups = Array(items.indices)
        for left in items.indices where shingles[left].count >= 5 {
            for right in items.indices.dropFirst(left + 1) where shingles[right].count >= 5 {
                guard groups[left] != groups[right] else { continue }
                let sizes = [shingles[left].count, shingles[right].count].sorted()
                // What differs so much in length cannot share enough.
                guard sizes[0] * 10 >= sizes[1] * 6 else { continue }
                let shared = shingles[left].intersection(shingles[right]).count
                let all = shingles[left].count + shingles[right].count - shared
                // Jaccard >= 0.6 in whole numbers.
                guard shared * 10 >= all * 6 else { continue }
                let (old, new) = (groups[right], groups[left])
                for index in groups.indices where groups[index] == old { groups[index] = new }
            }
        }
        var names: [Int: (firstKey: String, id: String)] = [:]
        for (index, item) in items.enumerated() {
            let name = (firstKey: item.firstKey, id: item.id)
            names[groups[index]] = min(names[groups[index]] ?? name, name, by: <)
        }
        var result: [String: String] = [:]
        for (index, item) in items.enumerated() { result[item.id] = names[groups[index]]?.id }
        return result
    }

    /// Runs of three words: words are what stands between characters of ASCII that are neither letters nor digits, and
    /// capitals of ASCII count as small letters.
    private static func shingles(_ text: String) -> Set<[Substring]> {
        let small = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value) + 32) : $0 }))
        let words = small.unicodeScalars.split { scalar in
            scalar.isASCII && !("a"..."z").contains(scalar) && !("0"..."9").contains(scalar)
        }.map { Substring($0) }
        guard words.count >= 3 else { return [] }
        return Set((0...(words.count - 3)).map { Array(words[$0..<($0 + 3)]) })
    }

    private static func min<Value>(_ left: Value, _ right: Value, by less: (Value, Value) -> Bool) -> Value {
        less(right, left) ? right : left
    }
}
