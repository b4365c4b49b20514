/// Which elements of a page a site rule means: CSS selectors, as far as pages need them.
///
/// `h1`, `.judul`, `#isi`, `[itemprop=author]`, `div.isi[role=main]`, one inside another (`.isi p`) or directly inside
/// (`.isi > p`). No commas (a rule has a list instead), no states, no counting.
public struct ElementPattern: Sendable, Equatable {
    /// What one element must be.
    public struct Step: Sendable, Equatable {
        /// The element's name in lower case; nil for any.
        public var name: String?
        /// Its id.
        public var id: String?
        /// Class names, all of which it must have.
        public var classes: [String] = []
        /// Attributes that it must have, and their values where those count.
        public var attributes: [String: String?] = [:]
        /// It must be right inside the element of the step before, not just somewhere inside.
        public var isChild = false
    }

    /// The steps from the outside in; the last is the element that is meant.
    public let steps: [Step]
    /// As written.
    public let text: String

    /// The attributes that readers of pages keep.
    public static let attributes = [
        "class", "id", "itemprop", "itemtype", "rel", "name", "property", "role", "data-testid", "data-component",
        "title",
        "type", "lang",
    ]

    /// Reads a selector; nil where it is none of these.
    public init?(_ text: String) {
        var steps: [Step] = []
        var isChild = false
        for word in Self.words(text) {
            if word == ">" {
                guard !steps.isEmpty, !isChild else { return nil }
                isChild = true
                continue
            }
            guard var step = Self.step(Array(word.utf8)) else { return nil }
            step.isChild = isChild
            isChild = false
            steps.append(step)
        }
        guard (1...8).contains(steps.count), !isChild else { return nil }
        self.steps = steps
        self.text = text
    }

    /// Between spaces, but not those inside brackets.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isInside = false
        for character in text {
            if character == "[" { isInside = true }
            if character == "]" { isInside = false }
            if !isInside, character == " " || character == ">" {
                if !word.isEmpty { words.append(word) }
                if character == ">" { words.append(">") }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func step(_ bytes: [UInt8]) -> Step? {
        var step = Step()
        var index = 0
        func name() -> String? {
            let start = index
            while index < bytes.count, isName(bytes[index]) { index += 1 }
            return start < index ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
        }
        if let first = bytes.first, isName(first) {
            step.name = name()?.lowercased()
        } else if bytes.first == UInt8(ascii: "*") {
            index = 1
        }
        while index < bytes.count {
            let mark = bytes[index]
            index += 1
            switch mark {
            case UInt8(ascii: "."):
                guard let name = name() else { return nil }
                step.classes.append(name)
            case UInt8(ascii: "#"):
                guard step.id == nil, let name = name() else { return nil }
                step.id = name
            case UInt8(ascii: "["):
                guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")),
                    let (key, value) = attribute(bytes[index..<close])
                else { return nil }
                step.attributes.updateValue(value, forKey: key)
                index = close + 1
            default: return nil
            }
        }
        return bytes.isEmpty ? nil : step
    }

    private static func attribute(_ bytes: ArraySlice<UInt8>) -> (String, String?)? {
        let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard let key = parts.first?.lowercased(), attributes.contains(key) else { return nil }
        guard parts.count == 2 else { return (key, nil) }
        var value = Substring(parts[1])
        for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
            value = value.dropFirst().dropLast()
        }
        return value.isEmpty ? nil : (key, String(value))
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
            || byte >= 0x80
    }
}
