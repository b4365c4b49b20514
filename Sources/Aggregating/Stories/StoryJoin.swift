/// Joins items that tell the same story in nearly the same words: reprints of a release, a post shared again.
///
/// Two items are near-duplicates where their sketches share a band and their word 3-shingles resemble each other by 0.6
/// or more; a story is what such pairs connect. The order of items never matters. Pairs that are already connected are
/// not compared again, so that a thousand copies of one text cost a thousand comparisons.
struct StoryJoin {
    /// What is known of one item.
    struct Entry {
        let id: String
        let firstKey: String
        let sketch: String
        /// The text, personal data masked.
        let text: String
    }

    /// From which resemblance on two texts are the same story.
    static let threshold = 0.6

    /// The story of every item: of those joined, the least id among those with the least first key.
    static func stories(of entries: [Entry]) -> [String: String] {
        let entries = entries.sorted { $0.id < $1.id }
        var join = StoryJoin(entries)
        var buckets: [UInt64: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            for band in MinHashBands.bands(entry.sketch) { buckets[band, default: []].append(index) }
        }
        for (_, members) in buckets.filter({ $0.value.count > 1 }).sorted(by: { $0.key < $1.key }) {
            join.connect(members)
        }
        return join.names()
    }

    private let entries: [Entry]
    private var parents: [Int]
    private var shingles: [Int: Shingles] = [:]
    private var compared: Set<[Int]> = []

    private init(_ entries: [Entry]) {
        self.entries = entries
        parents = Array(entries.indices)
    }

    private mutating func connect(_ members: [Int]) {
        for (place, right) in members.enumerated() {
            for left in members[..<place] where root(left) != root(right) {
                guard compared.insert([left, right]).inserted else { continue }
                if resemble(left, right) { parents[root(right)] = root(left) }
            }
        }
    }

    private mutating func resemble(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (shingles(of: left), shingles(of: right))
        guard a.hashes.count >= Shingles.least, b.hashes.count >= Shingles.least else { return false }
        return a.resemblance(to: b) >= Self.threshold
    }

    private mutating func shingles(of index: Int) -> Shingles {
        if let known = shingles[index] { return known }
        let made = Shingles(entries[index].text)
        shingles[index] = made
        return made
    }

    private mutating func root(_ index: Int) -> Int {
        var index = index
        while parents[index] != index {
            parents[index] = parents[parents[index]]
            index = parents[index]
        }
        return index
    }

    private mutating func names() -> [String: String] {
        var first: [Int: Int] = [:]
        for index in entries.indices {
            let root = root(index)
            guard let other = first[root] else {
                first[root] = index
                continue
            }
            let (a, b) = (entries[index], entries[other])
            if (a.firstKey, a.id) < (b.firstKey, b.id) { first[root] = index }
        }
        var names: [String: String] = [:]
        for index in entries.indices { names[entries[index].id] = entries[first[root(index)] ?? index].id }
        return names
    }
}
