/// The set of a text's word 3-shingles (Broder, "On the resemblance and containment of documents", 1997), as sorted
/// 64-bit hashes: what near-duplicates are verified with.
///
/// Words are those of `MinHash`: runs of letters and digits, ASCII without case, so that marks and spaces change nothing.
struct Shingles: Sendable, Equatable {
    /// Fewer shingles than this say nothing about where a text comes from.
    static let least = 5

    /// Hashes in ascending order, each once.
    let hashes: [UInt64]

    init(_ text: String) {
        let words = Self.words(text)
        var hashes: Set<UInt64> = []
        for start in words.indices.dropLast(2) {
            hashes.insert(words[start...(start + 2)].reduce(0) { ($0 ^ $1) &* 0x100_0000_01b3 ^ ($0 >> 29) })
        }
        self.hashes = hashes.sorted()
    }

    /// Shared shingles among all of both: 1 for the same text, 0 for nothing in common.
    func resemblance(to other: Shingles) -> Double {
        var shared = 0
        var (left, right) = (hashes.startIndex, other.hashes.startIndex)
        while left < hashes.endIndex, right < other.hashes.endIndex {
            if hashes[left] == other.hashes[right] {
                shared += 1
                left += 1
                right += 1
            } else if hashes[left] < other.hashes[right] {
                left += 1
            } else {
                right += 1
            }
        }
        let all = hashes.count + other.hashes.count - shared
        return all == 0 ? 0 : Double(shared) / Double(all)
    }

    /// The FNV-1a hash of each word.
    private static func words(_ text: String) -> [UInt64] {
        text.utf8.split { byte in
            !(byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte))
        }.map { word in
            word.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
                let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                return (hash ^ UInt64(lower)) &* 0x100_0000_01b3
            }
        }
    }
}
