/// A pattern of paths, by components: `*` and `?` within one, `[a-z]` a set, `**` any number of directories.
///
/// A name that begins with a dot matches only where the pattern's component does too. Braces with `key` in them stand
/// for the run's key and are filled in first.
public struct FilePattern: Sendable, Equatable, CustomStringConvertible {
    /// The pattern as written.
    public let text: String

    /// A pattern as written.
    public init(_ text: String) { self.text = text }

    /// The pattern as written.
    public var description: String { text }

    /// The pattern with the key filled in, special characters of the key taken literally by having none.
    public func resolving(key: String) -> FilePattern { FilePattern(replacing("{key}", in: text, with: key)) }

    /// Whether a file that does not exist is an error rather than no partition.
    public var isLiteral: Bool { !components.contains(where: Self.isWild) }

    /// The components between slashes. `**` after `**` means nothing more and would be tried at every depth, so one of
    /// them stands for all.
    public var components: [String] {
        text.split(separator: "/").reduce(into: []) { components, component in
            if component != "**" || components.last != "**" { components.append(String(component)) }
        }
    }

    /// How many leading components hold no wildcard; for a literal path all but the last.
    public var literalPrefix: Int {
        components.firstIndex(where: Self.isWild) ?? max(0, components.count - 1)
    }

    /// Whether a component holds a wildcard.
    public static func isWild(_ component: String) -> Bool { component.utf8.contains { "*?[".utf8.contains($0) } }

    /// Whether a name matches one component of a pattern; linear space, no exponential case.
    public static func matches(_ name: String, component: String) -> Bool {
        if name.utf8.first == UInt8(ascii: "."), component.utf8.first != UInt8(ascii: ".") { return false }
        let text = Array(name.unicodeScalars)
        let pattern = Array(component.unicodeScalars)
        var (t, p) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == "*" {
                star = (p, t)
                p += 1
                continue
            }
            if p < pattern.count, let end = step(pattern, p, text[t]) {
                p = end
                t += 1
                continue
            }
            guard let last = star else { return false }
            star = (last.pattern, last.text + 1)
            p = last.pattern + 1
            t = last.text + 1
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }

    /// The index after the pattern's element at `p` where it accepts the scalar; nil where it does not.
    private static func step(_ pattern: [UnicodeScalar], _ p: Int, _ scalar: UnicodeScalar) -> Int? {
        switch pattern[p] {
        case "?": return p + 1
        case "[":
            guard let close = pattern[(p + 1)...].dropFirst().firstIndex(of: "]") else { break }
            var index = p + 1
            let negated = pattern[index] == "!" || pattern[index] == "^"
            if negated { index += 1 }
            var found = false
            while index < close {
                if index + 2 < close, pattern[index + 1] == "-" {
                    found = found || (pattern[index] <= scalar && scalar <= pattern[index + 2])
                    index += 3
                } else {
                    found = found || pattern[index] == scalar
                    index += 1
                }
            }
            return found != negated ? close + 1 : nil
        default: break
        }
        return pattern[p] == scalar ? p + 1 : nil
    }
}

/// A text with every occurrence of a word replaced.
public func replacing(_ word: String, in text: String, with value: String) -> String {
    var output = ""
    var rest = Substring(text)
    while let range = firstRange(of: word, in: rest) {
        output += rest[..<range.lowerBound] + value
        rest = rest[range.upperBound...]
    }
    return output + rest
}

private func firstRange(of word: String, in text: Substring) -> Range<Substring.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
        if text[start...].hasPrefix(word), let end = text.index(start, offsetBy: word.count, limitedBy: text.endIndex) {
            return start..<end
        }
        start = text.index(after: start)
    }
    return nil
}
