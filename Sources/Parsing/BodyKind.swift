import Pack
import Records

/// What the bytes of a capture are, and what was expected of them.
enum BodyKind: Equatable {
    case feed, page, table, recordLines
    /// Nothing that is read here: its name for a message.
    case other(String)

    /// Tells by the bytes; name and media type decide only between kinds of text.
    static func sniff(_ bytes: [UInt8], mediaType: String?, name: String) -> BodyKind {
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            return .other("a spreadsheet or archive; save it as CSV UTF-8")
        }
        if bytes.starts(with: Array("%PDF-".utf8)) { return .other("a PDF document") }
        if bytes.starts(with: [0x1F, 0x8B]) { return .other("gzip inside gzip; unpack the file") }
        let head = plainHead(bytes)
        if head.first == UInt8(ascii: "<") { return isFeed(head) ? .feed : .page }
        let ending = name.lowercased()
        if ["text/csv", "text/tab-separated-values"].contains(mediaType) || ending.hasSuffix(".csv")
            || ending.hasSuffix(".tsv")
        {
            return .table
        }
        if head.first == UInt8(ascii: "{") {
            let text = String(decoding: head, as: UTF8.self)
            return text.contains("\"version\"") && text.contains("jsonfeed.org") ? .feed : .recordLines
        }
        // PHP warnings and stray text stand before the tags of many feeds and pages.
        if head.contains(UInt8(ascii: "<")), isFeed(head) { return .feed }
        if mediaType?.hasSuffix("html") == true { return .page }
        if mediaType?.hasSuffix("xml") == true { return .feed }
        return .table
    }

    /// The first 4 KiB as ASCII: UTF-16's zeros and what stands before the first sign taken away.
    private static func plainHead(_ bytes: [UInt8]) -> [UInt8] {
        var head = bytes.prefix(4096).filter { $0 != 0 }[...]
        for mark: [UInt8] in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] where head.starts(with: mark) {
            head = head.dropFirst(mark.count)
        }
        return Array(head.drop { $0 <= 0x20 })
    }

    private static let feedRoots = ["rss", "feed", "rdf", "urlset", "sitemapindex", "channel"]

    /// Whether the first tag that is no declaration, instruction or comment is the root of a feed.
    private static func isFeed(_ head: [UInt8]) -> Bool {
        var index = 0
        while index + 1 < head.count {
            guard head[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if head[index...].starts(with: Array("<!--".utf8)) {
                let end = Array("-->".utf8)
                while index < head.count, !head[index...].starts(with: end) { index += 1 }
                continue
            }
            index += 1
            if head[index] == UInt8(ascii: "?") || head[index] == UInt8(ascii: "!") { continue }
            let name = head[index...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
            let local = String(decoding: name, as: UTF8.self).lowercased().split(separator: ":").last ?? ""
            // Stray markup of a warning (`<b>`, `<br>`) may come first: only these names are a root.
            if feedRoots.contains(String(local)) { return true }
            if ["html", "head", "body"].contains(local) { return false }
        }
        return false
    }
}
