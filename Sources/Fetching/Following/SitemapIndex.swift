import Records

/// The sitemaps that a sitemap index lists (sitemaps.org, version 0.9), read by its tags alone.
enum SitemapIndex {
    /// A sitemap of the list.
    struct Entry: Equatable {
        /// Its address.
        var url: String
        /// When it was last changed, as written.
        var modified: String?
    }

    /// The most that the protocol allows; those beyond are not looked at.
    static let limit = 50_000

    /// The sitemaps in the order of the index; nil for what is none. Addresses that are no addresses of the web are left
    /// out.
    static func entries(in bytes: [UInt8], url: String) -> [Entry]? {
        let base = URLParts(url)
        var entries: [Entry] = []
        var isIndex = false
        var open: Entry?
        var at = 0
        while let tag = nextTag(bytes, &at) {
            if !isIndex {
                guard tag == "sitemapindex" else { return nil }
                isIndex = true
                continue
            }
            switch tag {
            case "sitemap": open = Entry(url: "")
            case "/sitemap":
                if let entry = open, URLParts(entry.url) != nil, entries.count < limit { entries.append(entry) }
                open = nil
            case "loc":
                let text = content(bytes, at)
                open?.url = base?.resolve(text) ?? text
            case "lastmod": open?.modified = content(bytes, at)
            default: break
            }
        }
        return isIndex ? entries : nil
    }

    /// The name of the next tag, without its prefix, in lower case, and the place behind its `>`. Declarations,
    /// instructions, comments and CDATA are passed over.
    private static func nextTag(_ bytes: [UInt8], _ at: inout Int) -> String? {
        while let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
            if bytes[start...].starts(with: "<!--".utf8) {
                at = behind("-->", bytes, start)
                continue
            }
            if bytes[start...].starts(with: "<![CDATA[".utf8) {
                at = behind("]]>", bytes, start)
                continue
            }
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
            at = end + 1
            let isClosing = bytes[start + 1] == UInt8(ascii: "/")
            let word = bytes[(start + (isClosing ? 2 : 1))..<end].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
            guard let first = word.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else { continue }
            let name = String(decoding: word, as: UTF8.self).lowercased()
            return (isClosing ? "/" : "") + (name.split(separator: ":").last.map(String.init) ?? name)
        }
        return nil
    }

    /// The text behind a tag, without the white space and the CDATA around it.
    private static func content(_ bytes: [UInt8], _ at: Int) -> String {
        var text = bytes[at...].drop { $0 <= 0x20 }
        if text.starts(with: "<![CDATA[".utf8) {
            text = text.dropFirst(9)
            text = text[..<max(text.startIndex, behind("]]>", bytes, text.startIndex) - 3)]
        } else {
            text = text.prefix { $0 != UInt8(ascii: "<") }
        }
        while let last = text.last, last <= 0x20 { text = text.dropLast() }
        return unescaped(String(decoding: text, as: UTF8.self))
    }

    private static func behind(_ mark: String, _ bytes: [UInt8], _ start: Int) -> Int {
        var place = start
        while place < bytes.count {
            if bytes[place...].starts(with: mark.utf8) { return place + mark.utf8.count }
            place += 1
        }
        return bytes.count
    }

    /// The five names of XML that the protocol asks addresses to be written with.
    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var text = text
        for (name, sign) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&apos;", "'"), ("&#39;", "'"),
            ("&#38;", "&"), ("&amp;", "&"),
        ] {
            text.replace(name, with: sign)
        }
        return text
    }
}
