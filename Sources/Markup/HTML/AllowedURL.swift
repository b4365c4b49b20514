/// Addresses that may stand in HTML that is shown.
enum AllowedURL {
    /// What a link may open without surprise.
    private static let schemes: Set<String> = [
        "http", "https", "ftp", "ftps", "mailto", "tel", "sms", "geo", "magnet", "news", "nntp", "irc", "ircs", "xmpp",
        "sip", "sips", "webcal", "feed", "gopher",
    ]

    /// The longest `data:` address: an icon, not a photograph.
    private static let longestPicture = 1 << 16

    /// The whole address that a reference means; nil where its scheme may not stand. Empty stays empty.
    static func resolve(_ reference: String, against base: String?, picture: Bool = false) -> String? {
        // Browsers overlook control characters in a scheme, and so does `java\tscript:`.
        let reference = String(decoding: reference.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self).trimmed
        if reference.isEmpty { return "" }
        if picture, isSmallPicture(reference) { return reference }
        let whole = URLs.resolve(reference, against: base)
        let beginning = whole.utf8.prefix { ![0x2F, 0x3F, 0x23].contains($0) }
        guard let colon = beginning.firstIndex(of: UInt8(ascii: ":")) else { return whole }
        // Before a colon everything is a scheme, or wants to be taken for one.
        let scheme = String(decoding: whole.utf8[..<colon], as: UTF8.self).asciiLowercased
        return schemes.contains(scheme) ? whole : nil
    }

    /// The candidates of a `srcset`, each resolved: `a.jpg 1x, b.jpg 2x`.
    static func resolve(candidates: String, against base: String?) -> String? {
        var output: [String] = []
        var rest = Substring(candidates)
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "," }
            guard !rest.isEmpty else { break }
            var url = rest.prefix { !$0.isWhitespace }
            rest = rest[url.endIndex...]
            var descriptor = Substring()
            if url.last == "," {
                while url.last == "," { url = url.dropLast() }
            } else {
                descriptor = rest.prefix { $0 != "," }
                rest = rest[descriptor.endIndex...]
            }
            guard let whole = resolve(String(url), against: base) else { continue }
            output.append([whole, String(descriptor).trimmed].filter { !$0.isEmpty }.joined(separator: " "))
        }
        return output.joined(separator: ", ").nonEmpty
    }

    /// Whether an attribute of a drawing refers to anything but a part of it: `url(#shade)` stays inside.
    static func leadsOut(_ value: String) -> Bool {
        let text = value.asciiLowercased.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "(") {
            if rest[..<start].hasSuffix("url"), !rest[start...].hasPrefix("(#") { return true }
            rest = rest[rest.index(after: start)...]
        }
        return text.contains("\\") || text.contains("javascript:")
    }

    private static func isSmallPicture(_ reference: String) -> Bool {
        let start = String(decoding: reference.utf8.prefix(32), as: UTF8.self).asciiLowercased
        return reference.utf8.count <= longestPicture
            && ["png", "jpeg", "jpg", "gif", "webp"].contains { start.hasPrefix("data:image/\($0);base64,") }
    }
}
