/// A sketch of a text in 64 numbers: the share of equal numbers estimates how much two texts have in common.
///
/// MinHash (Broder, "On the resemblance and containment of documents", 1997) over the set of runs of three words, of
/// which the lowest 16 bits are kept (Li and König, "b-Bit Minwise Hashing", 2010). Words are runs of letters and
/// digits, ASCII without case, so that marks and spaces change nothing. The estimate's standard error is about 0.06 in
/// the middle: it finds candidates, and whoever joins texts must compare the texts. Costs 64 multiplications a word.
public struct MinHash: Sendable, Hashable {
    /// How many numbers a sketch has.
    public static let count = 64

    /// The numbers.
    public let values: [UInt16]

    /// The sketch of a text; nil where it has no word. A text of fewer than three words is one run.
    public init?(text: String) {
        let words = Self.words(text)
        guard !words.isEmpty else { return nil }
        var least = [UInt64](repeating: .max, count: Self.count)
        let runs = max(1, words.count - 2)
        least.withUnsafeMutableBufferPointer { least in
            Self.seeds.withUnsafeBufferPointer { seeds in
                for run in 0..<runs {
                    var hash: UInt64 = 0
                    for word in words[run..<min(run + 3, words.count)] { hash = mixed(hash ^ word) }
                    for index in 0..<Self.count {
                        least[index] = min(least[index], (hash ^ seeds[index]) &* (seeds[index] | 1))
                    }
                }
            }
        }
        values = least.map { UInt16(truncatingIfNeeded: mixed($0)) }
    }

    /// Reads what `compact` wrote; nil where it is anything else.
    public init?(compact: String) {
        guard case .success(let bytes) = bytes(base64: compact), bytes.count == Self.count * 2 else { return nil }
        values = (0..<Self.count).map { UInt16(bytes[$0 * 2]) | UInt16(bytes[$0 * 2 + 1]) << 8 }
    }

    /// 172 characters: the numbers in little-endian order, in base 64.
    public var compact: String { base64(values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }) }

    /// The estimated Jaccard similarity of the two sets of runs, from 0 to 1.
    public func similarity(to other: MinHash) -> Double {
        Double(zip(values, other.values).count { $0 == $1 }) / Double(Self.count)
    }

    /// The hash of each word (FNV-1a).
    private static func words(_ text: String) -> [UInt64] {
        var words: [UInt64] = []
        var hash: UInt64 = 0
        var inWord = false
        for byte in text.utf8 {
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if lower >= 0x61 && lower <= 0x7A || lower >= 0x30 && lower <= 0x39 || lower >= 0x80 {
                if !inWord { hash = 0xCBF2_9CE4_8422_2325 }
                inWord = true
                hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
            } else if inWord {
                words.append(hash)
                inWord = false
            }
        }
        if inWord { words.append(hash) }
        return words
    }

    private static let seeds: [UInt64] = (1...UInt64(count)).map { mixed($0 &* 0x9E37_79B9_7F4A_7C15) }
}

/// The finalizer of SplitMix64: every bit of the input moves about half of the output's.
@inline(__always)
private func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
}
