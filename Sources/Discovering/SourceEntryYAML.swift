import Pack
import Records

/// An entry of `sources.yaml` as people would write it, each guess with its reason in a comment.
enum SourceEntryYAML {
    /// The file that holds one entry.
    static func file(_ guess: SourceGuess, allowPrivate: Bool = false) -> String {
        "sources:\n" + lines(guess, allowPrivate: allowPrivate).map { "  \($0)\n" }.joined()
    }

    private static func lines(_ guess: SourceGuess, allowPrivate: Bool) -> [String] {
        let source = guess.source
        var pairs: [(key: String, value: String)] = [
            ("code", quoted(source.code)), ("name", quoted(source.name)), ("type", source.kind.rawValue),
            ("url", quoted(source.url)), ("domains", "[\(source.domains.map(quoted).joined(separator: ", "))]"),
            ("owner", source.owner.rawValue), ("lang", quoted(source.language)), ("zone", quoted(source.zone.name)),
            ("weight", number(source.weight)), ("follow", "\(source.follow)"),
        ]
        if source.pages > 1 { pairs.append(("pages", "\(source.pages)")) }
        if allowPrivate || source.allowPrivate { pairs.append(("allow_private", "true")) }
        if let proxy = source.proxy { pairs.append(("proxy", quoted(proxy))) }
        pairs.append(("origin", quoted(source.origin.source)))
        return pairs.enumerated().map { index, pair in
            let line = (index == 0 ? "- " : "  ") + "\(pair.key): \(pair.value)"
            guard let reason = guess.reasons[pair.key] else { return line }
            return line.padded(to: 36) + "  # \(oneLine(reason))"
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value < 1e9 ? "\(Int(value))" : "\(value)"
    }

    /// A double-quoted scalar (YAML 1.2, 7.3.1); plain where nothing in it can mean anything else.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D || byte == 0x2E
                || (0x30...0x39).contains(byte)
        }
        let words = ["yes", "no", "on", "off", "y", "n", "true", "false", "null"]
        if isPlain, let first = text.utf8.first, (0x41...0x7A).contains(first), !words.contains(text.lowercased()) {
            return text
        }
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case _ where isControl(scalar): output += " "
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }

    /// A text that cannot end a comment's line.
    static func oneLine(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars { output.unicodeScalars.append(isControl(scalar) ? " " : scalar) }
        return output
    }

    /// What YAML takes for a line end, or refuses.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
            || scalar == "\u{FEFF}" || (0xFFFE...0xFFFF).contains(scalar.value)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        let missing = width - count
        return missing > 0 ? self + String(repeating: " ", count: missing) : self
    }
}
