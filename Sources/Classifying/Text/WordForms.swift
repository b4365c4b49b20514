/// How a written word becomes the word that rules are looked up by.
///
/// Lower case; three or more of one letter in a row are one, where it is a vowel or the last (`bangettt`, not `pppk`); the pack's spellings (`lexicon/spelling.csv`:
/// `jln` is `jalan`); the suffix `-nya` taken off what leaves at least three letters. Phrases of rules go through the same
/// steps, so whatever these do to a word, both sides still meet.
struct WordForms: Sendable {
    private let spellings: [[UInt8]: [UInt8]]

    /// Forms with these spellings: what people write, and the word it stands for.
    init(spellings: [(written: String, word: String)] = []) {
        let plain = WordForms(table: [:])
        var table: [[UInt8]: [UInt8]] = [:]
        for (written, word) in spellings {
            table[plain.folded(Array(written.utf8), whole: false)] = plain.folded(Array(word.utf8), whole: false)
        }
        self.init(table: table)
    }

    private init(table: [[UInt8]: [UInt8]]) { spellings = table }

    /// The form of a word; with `whole` false it is the beginning of a word, of which nothing is taken off.
    func folded(_ word: [UInt8], whole: Bool = true) -> [UInt8] {
        var form = squeezed(lowercased(word))
        if let word = spellings[form] { form = word }
        guard whole, form.count >= 6, form.suffix(3).elementsEqual([0x6E, 0x79, 0x61]) else { return form }
        form.removeLast(3)
        return spellings[form] ?? form
    }

    private func lowercased(_ word: [UInt8]) -> [UInt8] {
        if word.allSatisfy({ $0 < 0x80 }) { return word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 } }
        return Array(String(decoding: word, as: UTF8.self).lowercased().utf8)
    }

    private func squeezed(_ word: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < word.count {
            var end = index
            while end < word.count, word[end] == word[index] { end += 1 }
            let isLetter = word[index] >= 0x61 && word[index] <= 0x7A
            let isDrawnOut = isLetter && end - index >= 3 && (end == word.count || vowels.contains(word[index]))
            output += repeatElement(word[index], count: isDrawnOut ? 1 : end - index)
            index = end
        }
        return output
    }
}

private let vowels: [UInt8] = Array("aeiou".utf8)
