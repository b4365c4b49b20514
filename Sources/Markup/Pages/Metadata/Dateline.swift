/// The place before an article's first sentence, and the signature after its last.
enum Dateline {
    /// `Kota, Portal - Text` or `KOTA – Text`: the place with the portal, and the text without them.
    ///
    /// A place without a portal counts only in capitals or before a dash with spaces around: a sentence that begins with
    /// a name and goes on with a dash is rarer than that.
    static func split(_ text: String) -> (dateline: String, rest: String)? {
        let head = text.unicodeScalars.prefix(90)
        let bytes = Array(text[..<head.endIndex].utf8)
        for dash: StaticString in [" - ", " – ", " — ", " -- "] {
            guard let found = bytes.withUnsafeBufferPointer({ $0.findExactly(dash, from: 0) }) else { continue }
            let start = text.utf8.index(text.startIndex, offsetBy: found)
            let range = start..<text.utf8.index(start, offsetBy: dash.utf8CodeUnitCount)
            let place = String(text[..<range.lowerBound]).trimmed
            let rest = String(text[range.upperBound...]).trimmed
            guard isPlace(place), let first = rest.unicodeScalars.first,
                first.properties.isUppercase || first == "\"" || first == "“" || first == "'"
            else { continue }
            return (place, rest)
        }
        return nil
    }

    /// `Kota -`: a dateline that stands on a line of its own before the first paragraph.
    static func alone(_ text: String) -> String? {
        var place = Substring(text.trimmed)
        guard let last = place.last, "-–—".contains(last) else { return nil }
        while let last = place.last, "-–— ".contains(last) { place = place.dropLast() }
        return isPlace(String(place)) ? String(place) : nil
    }

    private static func isPlace(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        let words = scalars.split { $0 == " " || $0 == "," || $0 == "/" }
        guard (1...8).contains(words.count), !scalars.contains(where: { Self.noPlace.contains($0) }),
            scalars.count(where: { $0 == "." }) <= 2
        else { return false }
        let begin = words.allSatisfy { word in
            guard let first = word.first else { return false }
            return first.properties.isUppercase || first == "(" || first.value >= 0x30 && first.value <= 0x39
        }
        return begin
            && (words.count <= 3 || scalars.contains(",") || scalars.last == ")" || text == text.uppercased())
    }

    /// What stands in sentences and in no name of a place.
    private static let noPlace: [Unicode.Scalar] = ["!", "?", ";", "\"", "“", ":"]

    /// `(*Agency/Initials)`, `(Agency/Initials)`, `(Agency)` after a full stop, or `Advertorial` at the end: the signature,
    /// and the text without it.
    static func credit(_ text: String) -> (credit: String, rest: String)? {
        let text = text.trimmed
        let lastSpace = text.utf8.lastIndex(of: UInt8(ascii: " "))
        let word = text[(lastSpace.map { text.utf8.index(after: $0) } ?? text.startIndex)...]
        if word.utf8.count <= longestPaidWord, paidWords.contains(word.lowercased()), isEnd(text.dropLast(word.count)) {
            return (String(word), String(text.dropLast(word.count)).trimmed)
        }
        guard text.last == ")", let open = text.lastIndex(of: "(") else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        let isStarred = inside.hasPrefix("*") || inside.hasSuffix("*")
        let hasDigits = inside.contains(where: \.isNumber)
        let isSigned = inside.contains("/") && !hasDigits
        let isShort = !hasDigits && inside.split(separator: " ").count <= 3 && isEnd(text[..<open])
        guard !inside.isEmpty, inside.utf8.count <= 60, isStarred || isSigned || isShort, !inside.contains(". "),
            !inside.contains(": ")
        else { return nil }
        return (String(text[open...]), String(text[..<open]).trimmed)
    }

    /// What alone says that a text was paid for.
    private static let paidWords: Set<String> = ["adv", "adv.", "advertorial", "pariwara", "inforial", "iklan"]

    private static let longestPaidWord = 16

    /// Whether a sentence ends there, or nothing stands before.
    private static func isEnd(_ text: Substring) -> Bool {
        guard let last = String(text).trimmed.last else { return true }
        return ".!?\"”’'*".contains(last)
    }
}
