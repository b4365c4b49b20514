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

    private static let root = Array("sitemapindex".utf8)

    /// The sitemaps in the order of the index; nil for what is none. Addresses that are no addresses of the web are left
    /// out, and sitemaps without one.
    static func entries(in bytes: [UInt8], url: String) -> [Entry]? {
        bytes.withUnsafeBufferPointer { bytes in
            var scanner = TagScanner(bytes)
            guard scanner.root() == root else { return nil }
            let base = URLParts(url)
            var entries: [Entry] = []
            var open: Entry?
            while entries.count < limit, let tag = scanner.nextTag() {
                switch String(decoding: tag, as: UTF8.self).lowercased() {
                case "sitemap": open = Entry(url: "")
                case "/sitemap":
                    if let entry = open, URLParts(entry.url) != nil { entries.append(entry) }
                    open = nil
                case "loc":
                    let text = text(scanner)
                    if !text.isEmpty { open?.url = base?.resolve(text) ?? text }
                case "lastmod": open?.modified = text(scanner)
                default: break
                }
            }
            return entries
        }
    }

    private static func text(_ scanner: TagScanner) -> String {
        unescaped(String(decoding: scanner.content(), as: UTF8.self))
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
