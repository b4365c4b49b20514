/// The runs of five words of a text, to tell whether another text is a part of it; spacing and punctuation do not count.
struct TextGrams {
    private static let length = 5
    private let grams: Set<Int>

    init(_ text: String) {
        grams = Set(Self.grams(text))
    }

    /// Whether most of a text's runs are in this one.
    func hold(_ text: String) -> Bool {
        let found = Self.grams(text)
        guard !found.isEmpty else { return false }
        let common = found.reduce(0) { $0 + (grams.contains($1) ? 1 : 0) }
        return common * 2 > found.count
    }

    /// FNV-1a over the letters and digits of each run: the same on every machine, and wrong matches do no harm.
    private static func grams(_ text: String) -> [Int] {
        var words: [UInt64] = []
        var word: UInt64 = 0
        for byte in text.utf8 {
            if byte.isLetter || byte.isDigit || byte >= 0x80 {
                word = ((word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(byte.lowercased)) &* 0x100_0000_01B3
            } else if word != 0 {
                words.append(word)
                word = 0
            }
        }
        if word != 0 { words.append(word) }
        guard words.count >= length else { return [] }
        return (0...words.count - length).map { start in
            Int(truncatingIfNeeded: words[start..<start + length].reduce(0) { ($0 &* 31) ^ $1 })
        }
    }
}
