/// The address that a saved page had, as it says itself.
///
/// Browsers that save a page write `<!-- saved from url=(0042)https://… -->` into it, with the length of the URL; that is
/// the address that was in the browser. Without it the canonical link is taken: it is what the site calls the page, but
/// that of a front page is a template's mistake.
enum SavedPageAddress {
    /// Bytes of the page that are looked at.
    private static let head = 256 << 10

    /// The address; nil where the page says none that is http or https.
    static func find(_ page: [UInt8]) -> String? {
        let bytes = page.prefix(head).filter { $0 != 0 }
        if let saved = savedFrom(bytes), URLParts(saved) != nil { return saved }
        guard let canonical = canonical(bytes), let parts = URLParts(canonical), parts.target.utf8.count > 1 else {
            return nil
        }
        return canonical
    }

    private static func savedFrom(_ bytes: [UInt8]) -> String? {
        guard let mark = range(of: "saved from url=(", bytes, from: 0) else { return nil }
        let digits = bytes[mark.upperBound...].prefix(6).prefix { $0 != UInt8(ascii: ")") }
        guard let length = Int(String(decoding: digits, as: UTF8.self)), length > 0 else { return nil }
        let start = digits.endIndex + 1
        guard start < bytes.count else { return nil }
        // The length counts characters, and the comment's end is what cannot stand in a URL.
        let url = bytes[start...].prefix(8192).prefix { $0 > 0x20 }
        return String(decoding: url, as: UTF8.self)
    }

    private static func canonical(_ bytes: [UInt8]) -> String? {
        var from = 0
        while let tag = range(of: "<link", bytes, from: from) {
            from = tag.upperBound
            let attributes = Array(bytes[from...].prefix(4096).prefix { $0 != UInt8(ascii: ">") })
            guard value(of: "rel", attributes)?.lowercased() == "canonical" else { continue }
            return value(of: "href", attributes)?.replacing("&amp;", with: "&")
        }
        return nil
    }

    /// The value of an attribute, with quotes or without.
    private static func value(of name: String, _ attributes: [UInt8]) -> String? {
        var from = 0
        while let hit = range(of: name, attributes, from: from) {
            from = hit.upperBound
            guard hit.lowerBound > 0, isSpace(attributes[hit.lowerBound - 1]) else { continue }
            var rest = attributes[from...].drop(while: isSpace)
            guard rest.popFirst() == UInt8(ascii: "=") else { continue }
            rest = rest.drop(while: isSpace)
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                return String(decoding: rest.prefix { !isSpace($0) }, as: UTF8.self)
            }
            let value = rest.dropFirst().prefix { $0 != quote }
            return String(decoding: value.drop(while: isSpace), as: UTF8.self)
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Where an ASCII text in lower case stands, whatever the case of the bytes.
    private static func range(of text: String, _ bytes: [UInt8], from start: Int) -> Range<Int>? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, bytes.count >= start + wanted.count else { return nil }
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        for place in start...(bytes.count - wanted.count) where lower(bytes[place]) == first {
            if wanted.indices.allSatisfy({ lower(bytes[place + $0]) == wanted[$0] }) {
                return place..<place + wanted.count
            }
        }
        return nil
    }
}
