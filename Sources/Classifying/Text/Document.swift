import Records

/// The words of an item's fields, one after another, in the form that rules are looked up by.
///
/// A word is a run of letters and digits; an emoji, `?` and `!` are words too. A hyphen parts words (`Lawe-lawe` is
/// `lawe lawe`), a `2` at a word's end doubles it (`hati2`). Marks of masked data (`[TELEPON]`) are no words. A sentence
/// ends at a line end, at `?`, `!` or a full stop before a blank, unless the word before is an abbreviation or one letter.
/// Offsets are of the fields as written; memory is about five times the text.
struct Document: Sendable {
    /// A word where it stands.
    struct Word: Sendable {
        /// Index of the field.
        var field: Int
        /// UTF-8 bytes of the field as written.
        var range: Range<Int>
        /// Sentences are counted through all fields.
        var sentence: Int
        /// Where its form stands in `stream`.
        var form: Range<Int>
    }

    /// The names of the fields.
    private(set) var fields: [String] = []
    /// The words in order.
    private(set) var words: [Word] = []
    /// The forms, each between two blanks, sentences parted by a line end: ` jalan rusak \n petung `.
    private(set) var stream: [UInt8] = [0x20]
    /// How many sentences there are.
    private(set) var sentences = 0

    /// Reads fields into words.
    init(fields: [(name: String, text: String)], forms: WordForms, abbreviations: Set<[UInt8]> = []) {
        for (name, text) in fields {
            self.fields.append(name)
            read(text, forms, abbreviations)
            endSentence()
        }
    }

    /// The words of a phrase.
    static func forms(ofPhrase phrase: String, _ forms: WordForms) -> [[UInt8]] {
        let document = Document(fields: [("", phrase)], forms: forms)
        return document.words.map { Array(document.stream[$0.form]) }
    }

    /// The form of a word.
    func form(_ index: Int) -> ArraySlice<UInt8> { stream[words[index].form] }

    /// The run of words from one to another, as evidence.
    func evidence(_ range: ClosedRange<Int>, rule: String) -> Label.Evidence {
        let (first, last) = (words[range.lowerBound], words[range.upperBound])
        return .init(
            field: fields[first.field], range: first.range.lowerBound..<last.range.upperBound, finder: .rule(rule))
    }

    private mutating func read(_ text: String, _ forms: WordForms, _ abbreviations: Set<[UInt8]>) {
        var text = text
        text.makeContiguousUTF8()
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x5B:
                index = Self.endOfMark(bytes, index) ?? index + 1
            case 0x0A:
                endSentence()
                index += 1
            case 0x3F, 0x21:
                append([byte], index..<index + 1)
                index += 1
                if index == bytes.count || bytes[index] <= 0x20 { endSentence() }
            case 0x2E:
                index += 1
                let ends = index == bytes.count || bytes[index] <= 0x20
                if ends, let last = words.last, last.form.count > 1, !abbreviations.contains(Array(stream[last.form])) {
                    endSentence()
                }
            case _ where isWordByte(byte):
                let start = index
                index = Self.endOfWord(bytes, index)
                appendWord(Array(bytes[start..<index]), start..<index, forms)
            case 0x80...:
                let (scalar, length) = Self.scalar(bytes, index)
                if scalar.properties.isAlphabetic {
                    let start = index
                    index = Self.endOfWord(bytes, index)
                    appendWord(Array(bytes[start..<index]), start..<index, forms)
                } else {
                    if scalar.properties.isEmoji, scalar.value > 0x2000 {
                        append(Array(bytes[index..<index + length]), index..<index + length)
                    }
                    index += length
                }
            default: index += 1
            }
        }
    }

    private mutating func appendWord(_ word: [UInt8], _ range: Range<Int>, _ forms: WordForms) {
        if word.count > 3, word.last == 0x32, word.dropLast().allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) {
            let form = forms.folded(Array(word.dropLast()))
            append(form, range)
            append(form, range)
        } else {
            append(forms.folded(word), range)
        }
    }

    private mutating func append(_ form: [UInt8], _ range: Range<Int>) {
        let start = stream.count
        stream += form
        words.append(
            Word(field: fields.count - 1, range: range, sentence: sentences, form: start..<stream.count))
        stream.append(0x20)
    }

    private mutating func endSentence() {
        guard let last = words.last, last.sentence == sentences else { return }
        sentences += 1
        stream += [0x0A, 0x20]
    }

    /// The end of `[NIK]` and its like, where one stands here.
    private static func endOfMark(_ bytes: [UInt8], _ start: Int) -> Int? {
        ["[NIK]", "[TELEPON]", "[SUREL]", "[AKUN]"].lazy.map { Array($0.utf8) }
            .first { bytes[start...].starts(with: $0) }.map { start + $0.count }
    }

    /// The end of a word, which may hold letters beyond ASCII.
    private static func endOfWord(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if isWordByte(bytes[index]) {
                index += 1
            } else if bytes[index] >= 0x80 {
                let (scalar, length) = scalar(bytes, index)
                guard scalar.properties.isAlphabetic else { break }
                index += length
            } else {
                break
            }
        }
        return index
    }

    /// The scalar at a place of valid UTF-8 and its length in bytes.
    private static func scalar(_ bytes: [UInt8], _ index: Int) -> (Unicode.Scalar, Int) {
        let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : bytes[index] >= 0xC0 ? 2 : 1
        let text = String(decoding: bytes[index..<min(bytes.count, index + length)], as: UTF8.self)
        return (text.unicodeScalars.first ?? "\u{FFFD}", length)
    }
}

private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
}
