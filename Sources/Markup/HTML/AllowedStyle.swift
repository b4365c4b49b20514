/// Declarations of CSS that may stand in HTML that is shown: how text looks, not where it lies or what it loads.
enum AllowedStyle {
    /// The declarations that may stand, each ended by `;`; empty where none may.
    static func clean(_ style: String) -> String {
        // A backslash spells any other character, a comment hides what stands beside it: nobody needs them here.
        guard !style.contains("\\"), !style.contains("/*"), style.utf8.count <= 4096 else { return "" }
        var kept: [String] = []
        for declaration in style.split(separator: ";") {
            guard let colon = declaration.firstIndex(of: ":") else { continue }
            let property = String(declaration[..<colon]).trimmed.asciiLowercased
            let value = declaration[declaration.index(after: colon)...].drop { $0.isWhitespace }
            if properties.contains(property), isHarmless(value) { kept.append("\(property): \(value);") }
        }
        return kept.joined(separator: " ")
    }

    /// Words, numbers, colours and names of fonts; of functions only colours.
    private static func isHarmless(_ value: Substring) -> Bool {
        guard !value.isEmpty, value.utf8.count <= 256 else { return false }
        for byte in value.utf8 {
            let isPlain =
                byte.isLetter || byte.isDigit || byte.isBlank || byte >= 0x80 || "#%.,-+!'\"()_".utf8.contains(byte)
            if !isPlain { return false }
        }
        var rest = value[...]
        while let open = rest.firstIndex(of: "(") {
            let word = String(rest[..<open].reversed().prefix { $0.isLetter || $0 == "-" }.reversed())
            guard ["rgb", "rgba", "hsl", "hsla"].contains(word.asciiLowercased) else { return false }
            rest = rest[rest.index(after: open)...]
        }
        return true
    }

    private static let properties: Set<String> = {
        var all: Set<String> = [
            "azimuth", "background", "background-color", "background-x", "background-y", "border-collapse",
            "border-spacing", "caption-side", "clear", "color", "cursor", "direction", "display", "elevation",
            "empty-cells", "float", "font", "font-family", "font-size", "font-stretch", "font-style", "font-variant",
            "font-weight", "height", "letter-spacing", "line-height", "list-style-position", "list-style-type",
            "max-height", "max-width", "min-height", "min-width", "overflow", "overflow-wrap", "pause", "pitch",
            "quotes", "speak", "speech-rate", "stress", "table-layout", "text-align", "text-decoration", "text-indent",
            "text-transform", "unicode-bidi", "vertical-align", "voice-family", "volume", "white-space", "width",
            "word-break", "word-spacing", "word-wrap", "writing-mode", "fill", "fill-opacity", "fill-rule", "stroke",
            "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
        ]
        for side in ["", "-top", "-right", "-bottom", "-left"] {
            all.formUnion(["margin\(side)", "padding\(side)", "border\(side)"])
            all.formUnion(["border\(side)-color", "border\(side)-style", "border\(side)-width"])
        }
        return all
    }()
}
