/// A piece of a written date: a number, a word or a mark; white space only separates.
struct DateToken: Equatable {
    enum Kind: Equatable {
        case number(Int, digits: Int)
        /// In lower case, letters of any script, without apostrophes.
        case word(String)
        /// An ASCII mark; dashes of any length are hyphens, bullets are full stops.
        case mark(UInt8)
    }

    let kind: Kind
    /// What a word can mean.
    var meaning = DateWord()
    /// Whether the piece follows the one before without space.
    let touches: Bool
    /// Whether a word is in ASCII capitals.
    var isCapital = false

    var word: String? { if case .word(let text) = kind { text } else { nil } }
    func isMark(_ scalar: Unicode.Scalar) -> Bool { kind == .mark(UInt8(ascii: scalar)) }

    /// How long a date may be; longer text is no date.
    static let longest = 160

    /// A longer number is part of no date.
    static let mostDigits = 14

    /// The pieces of a text; nil where it is too long to be a date or has characters that no date has.
    static func split(_ text: String, words: [String: DateWord]) -> [DateToken]? {
        var text = text
        return text.withUTF8 { split($0, words: words) }
    }

    private static func split(_ bytes: UnsafeBufferPointer<UInt8>, words: [String: DateWord]) -> [DateToken]? {
        guard bytes.count <= longest else { return nil }
        var tokens: [DateToken] = []
        tokens.reserveCapacity(16)
        var index = 0
        var touches = false
        while index < bytes.count {
            let byte = bytes[index]
            let first = index
            if byte <= 0x20 {
                index += 1
                touches = false
                continue
            }
            if byte.isDigit {
                var value = 0
                while index < bytes.count, bytes[index].isDigit {
                    guard index - first < mostDigits else { return nil }
                    value = value * 10 + Int(bytes[index] - 0x30)
                    index += 1
                }
                tokens.append(DateToken(kind: .number(value, digits: index - first), touches: touches))
            } else if byte.isLetter || byte >= 0x80 {
                let (scalar, length) = scalar(bytes, index)
                if byte.isLetter || isLetter(scalar) {
                    tokens.append(word(bytes, &index, touches, words))
                } else {
                    index += length
                    guard let mark = mark(scalar) else { return nil }
                    if mark == 0x20 {
                        touches = false
                        continue
                    }
                    tokens.append(DateToken(kind: .mark(mark), touches: touches))
                }
            } else {
                guard isMark(byte) else { return nil }
                index += 1
                tokens.append(DateToken(kind: .mark(byte), touches: touches))
            }
            touches = true
        }
        return tokens
    }

    /// The letters from a place on; an apostrophe between letters is left out (`Jum'at`).
    private static func word(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ touches: Bool, _ words: [String: DateWord]
    ) -> DateToken {
        let first = index
        var capital = true
        var plain = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isLetter {
                if byte & 0x20 != 0 { capital = false }
                index += 1
            } else if byte >= 0x80 {
                let (scalar, length) = scalar(bytes, index)
                let apostrophe = isApostrophe(scalar) && startsLetter(bytes, index + length)
                guard apostrophe || isLetter(scalar) else { break }
                (capital, plain) = (false, false)
                index += length
            } else if byte == 0x27 || byte == 0x60, startsLetter(bytes, index + 1) {
                (capital, plain) = (false, false)
                index += 1
            } else {
                break
            }
        }
        let range = first..<index
        let text: String
        if plain {
            text = String(unsafeUninitializedCapacity: range.count) { buffer in
                for place in range { buffer[place - first] = bytes[place] | 0x20 }
                return range.count
            }
        } else {
            var scalars = String.UnicodeScalarView()
            for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars where !isApostrophe(scalar) {
                scalars.append(scalar)
            }
            text = String(scalars).lowercased()
        }
        return DateToken(
            kind: .word(text), meaning: words[text] ?? DateWord(), touches: touches, isCapital: capital && plain)
    }

    /// The scalar at a place of valid UTF-8, as all of a String's is.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (Unicode.Scalar, Int) {
        let lead = bytes[index]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard length > 1, index + length <= bytes.count else { return (Unicode.Scalar(lead), 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for place in index + 1..<index + length { value = value << 6 | UInt32(bytes[place] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private static func startsLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index < bytes.count && (bytes[index].isLetter || bytes[index] >= 0x80 && isLetter(scalar(bytes, index).0))
    }

    /// Letters, and the accents that stand after theirs.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || (0x300...0x36F).contains(scalar.value)
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        ["'", "`", "\u{2019}", "\u{2018}", "\u{B4}", "\u{2BC}"].contains(scalar)
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x27...0x2F, 0x3A, 0x3B, 0x40, 0x5B, 0x5D, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    /// What a mark outside ASCII stands for: a space, a hyphen, a full stop; nil where no date has it.
    private static func mark(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0xA0, 0xAD, 0x85, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x2069, 0xFEFF: return 0x20
        case 0x2010...0x2015, 0x2212: return UInt8(ascii: "-")
        case 0xB7, 0x2022, 0x2027, 0x25CF, 0xB0, 0xAA, 0xBA: return UInt8(ascii: ".")
        case 0x2018, 0x2019, 0xB4: return UInt8(ascii: "'")
        case 0xFF1A: return UInt8(ascii: ":")
        case 0xFF0F: return UInt8(ascii: "/")
        default: return scalar.properties.isWhitespace ? 0x20 : nil
        }
    }
}
