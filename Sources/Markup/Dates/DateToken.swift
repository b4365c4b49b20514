/// A piece of a written date: a number, a word or a mark; white space only separates.
struct DateToken: Equatable {
    enum Kind: Equatable {
        case number(Int, digits: Int)
        /// In lower case, letters of any script.
        case word(String)
        /// An ASCII mark, or 0 for any other.
        case mark(UInt8)
    }

    let kind: Kind
    /// Whether the piece follows the one before without space.
    let touches: Bool

    var word: String? { if case .word(let text) = kind { text } else { nil } }
    func isMark(_ scalar: Unicode.Scalar) -> Bool { kind == .mark(UInt8(ascii: scalar)) }

    /// How long a date may be; longer text is no date.
    static let longest = 160

    /// The pieces of a text; nil where it is too long to be a date.
    static func split(_ text: String) -> [DateToken]? {
        guard text.utf8.count <= longest else { return nil }
        var tokens: [DateToken] = []
        let scalars = Array(text.unicodeScalars)
        var index = 0
        var touches = false
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar == "\u{200E}" || scalar == "\u{FEFF}" {
                touches = false
                index += 1
                continue
            }
            let first = index
            if isDigit(scalar) {
                while index < scalars.count, isDigit(scalars[index]) { index += 1 }
                let digits = scalars[first..<index]
                guard digits.count <= 14 else { return nil }
                let value = digits.reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
                tokens.append(DateToken(kind: .number(value, digits: digits.count), touches: touches))
            } else if scalar.properties.isAlphabetic {
                while index < scalars.count, scalars[index].properties.isAlphabetic { index += 1 }
                var word = String.UnicodeScalarView()
                word.append(contentsOf: scalars[first..<index])
                tokens.append(DateToken(kind: .word(String(word).lowercased()), touches: touches))
            } else {
                index += 1
                tokens.append(
                    DateToken(kind: .mark(scalar.isASCII ? UInt8(scalar.value) : 0), touches: touches))
            }
            touches = true
        }
        return tokens
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
}
