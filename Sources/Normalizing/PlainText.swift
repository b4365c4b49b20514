/// Text in one form: composed letters, no invisible characters, white space that means something.
///
/// * Letters with marks of the Latin script are composed as Unicode's form C would have them; other scripts stay as they
///   came, as nothing here searches in them.
/// * Zero-width and direction characters, soft hyphens, byte order marks and controls are taken out, save the joiner
///   between two emoji, which is part of a picture.
/// * Runs of blanks of any width become one blank, ends of lines are trimmed, empty lines dropped.
///
/// Text that is in this form already, in ASCII, costs one walk and no copy.
enum PlainText {
    /// How many lines the result may have.
    enum Shape {
        /// One line, such as a title.
        case line
        /// Paragraphs, each a line.
        case paragraphs
    }

    /// The text in one form.
    static func normalized(_ text: String, _ shape: Shape) -> String {
        if isPlain(text, shape) { return text }
        var output = String.UnicodeScalarView()
        var pendingBlank = false
        var pendingLine = false
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch role(of: scalar) {
            case .dropped:
                if scalar == "\u{200D}", joinsEmoji(scalars, at: index) { output.append(scalar) }
            case .blank: pendingBlank = true
            case .lineEnd:
                if shape == .line { pendingBlank = true } else { pendingLine = true }
            case .visible:
                if !output.isEmpty {
                    if pendingLine { output.append("\n") } else if pendingBlank { output.append(" ") }
                }
                pendingBlank = false
                pendingLine = false
                output.append(scalar)
            }
        }
        let result = String(output)
        return scalars.contains { isCombining($0) } ? composed(result) : result
    }

    private enum Role {
        case visible, blank, lineEnd, dropped
    }

    private static func role(of scalar: Unicode.Scalar) -> Role {
        switch scalar.value {
        case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: .lineEnd
        case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .blank
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB:
            .dropped
        default: .visible
        }
    }

    private static func isPlain(_ text: String, _ shape: Shape) -> Bool {
        var previous: UInt8 = 0x0A
        for byte in text.utf8 {
            switch byte {
            case 0x20: if previous == 0x20 || previous == 0x0A { return false }
            case 0x0A: if shape == .line || previous == 0x20 || previous == 0x0A { return false }
            case 0x21...0x7E: break
            default: return false
            }
            previous = byte
        }
        return text.isEmpty || previous != 0x20 && previous != 0x0A
    }

    private static func joinsEmoji(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        let before = scalars[index - 1].value
        return (before > 0x2000 && scalars[index + 1].properties.isEmoji) && scalars[index + 1].value > 0x2000
    }

    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(scalar.value) }

    /// Composes letters: the standard library compares characters by canonical equivalence, so the letter that equals a
    /// base and its marks is found in a dictionary of letters.
    private static func composed(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for character in text {
            if character.unicodeScalars.count > 1, let letter = letters[character] {
                output.append(letter)
            } else {
                output.append(contentsOf: character.unicodeScalars)
            }
        }
        return String(output)
    }

    private static let letters: [Character: Unicode.Scalar] = {
        var letters: [Character: Unicode.Scalar] = [:]
        for range: ClosedRange<UInt32> in [0xC0...0x24F, 0x1E00...0x1EFF] {
            for value in range {
                if let scalar = Unicode.Scalar(value) { letters[Character(scalar)] = scalar }
            }
        }
        return letters
    }()
}
