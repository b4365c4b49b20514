/// One line of a robots.txt that means something: `Disallow: /private`.
struct RobotsLine {
    enum Field { case userAgent, allow, disallow, crawlDelay, sitemap }
    enum Agent { case all, token([UInt8]) }

    var field: Field
    /// Without the space around it.
    var value: ArraySlice<UInt8>

    /// Bytes of a line that are read; longer URLs than that are not asked for.
    static let limit = 16 << 10

    /// Hands over the lines with their numbers, from 1. CR, LF and CRLF end a line; a line that the limit of the file
    /// cuts off is left out, as half a rule says more than the whole.
    static func forEach(in file: [UInt8], _ body: (Int, RobotsLine) -> Void) {
        var rest = file.prefix(RobotsRules.limit)
        let isCut = rest.count < file.count
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var number = 0
        while !rest.isEmpty {
            number += 1
            guard let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
                if !isCut, let line = RobotsLine(rest) { body(number, line) }
                return
            }
            if let line = RobotsLine(rest[..<end]) { body(number, line) }
            let isPair = rest[end] == 0x0D && end + 1 < rest.endIndex && rest[end + 1] == 0x0A
            rest = rest[(end + (isPair ? 2 : 1))...]
        }
    }

    /// Reads a line; nil for comments, empty lines, and what other crawlers may understand.
    init?(_ line: ArraySlice<UInt8>) {
        let text = Self.trimmed(line.prefix(Self.limit).prefix { $0 != UInt8(ascii: "#") })
        let name: ArraySlice<UInt8>
        if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            name = Self.trimmed(text[..<colon])
            value = Self.trimmed(text[(colon + 1)...])
        } else {
            // Two words and no colon is a slip of the pen; more than two are prose.
            let words = text.split(whereSeparator: Self.isSpace)
            guard words.count == 2 else { return nil }
            (name, value) = (words[0], words[1])
        }
        guard name.count <= 16, let field = Self.fields[String(decoding: name, as: UTF8.self).lowercased()] else {
            return nil
        }
        self.field = field
    }

    /// Whom a user-agent line names: all, or a product token in lower case without the version behind it.
    static func agent(_ value: ArraySlice<UInt8>) -> Agent {
        if value.first == UInt8(ascii: "*"), value.dropFirst().first.map(isSpace) ?? true { return .all }
        return .token(
            value.prefix { isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.map {
                (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
            })
    }

    /// The milliseconds of `10` or `0.5` seconds; nil for what is no number.
    static func milliseconds(_ value: ArraySlice<UInt8>) -> Int? {
        let parts = value.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(isDigit), parts.last?.allSatisfy(isDigit) == true,
            value.contains(where: isDigit)
        else { return nil }
        let digits = (parts.count > 1 ? Array(parts[1].prefix(3)) : []) + [0x30, 0x30, 0x30]
        // More than eleven days is for ever.
        let number = (Array(whole.drop { $0 == 0x30 }) + digits.prefix(3)).prefix(9)
        return number.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static let fields: [String: Field] = [
        "user-agent": .userAgent, "useragent": .userAgent, "user agent": .userAgent, "allow": .allow,
        "disallow": .disallow, "dissallow": .disallow, "dissalow": .disallow, "disalow": .disallow,
        "diasllow": .disallow, "disallaw": .disallow, "crawl-delay": .crawlDelay, "crawldelay": .crawlDelay,
        "sitemap": .sitemap, "site-map": .sitemap,
    ]

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let tail = text.drop(while: isSpace)
        return tail.prefix(upTo: tail.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? tail.startIndex)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
