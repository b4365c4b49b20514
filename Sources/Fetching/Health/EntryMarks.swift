import Records

/// Which entries a list of news holds: a mark of 64 bits for each `guid` or `id`, else `link`, `loc` or title.
///
/// By these, and not by its bytes, a source has given something new: feeds change `lastBuildDate` and counters of comments
/// at every fetch. Read by its tags alone (RSS, RDF, Atom, sitemaps) or as a JSON Feed, without asking whether the
/// parser would take it.
enum EntryMarks {
    /// The most entries of one list, that of a sitemap; those beyond are not looked at.
    static let limit = 50_000
    /// The most that a packed list (`sitemap.xml.gz`) may hold, above the 50 MiB of its protocol.
    private static let packedLimit = 64 << 20

    /// The marks in rising order; nil for what is no list.
    static func marks(in bytes: [UInt8]) -> [UInt64]? {
        let bytes = singleBytes((try? Inflation.unpacked(bytes, limit: packedLimit)) ?? bytes)
        let names =
            switch bytes.first(where: { $0 > 0x20 }) {
            case UInt8(ascii: "<"): MarkupEntries.names(bytes)
            case UInt8(ascii: "{"): jsonNames(bytes)
            default: [[UInt8]]?.none
            }
        return names.map { Set($0.map(mark)).sorted() }
    }

    /// The first 64 bits of the SHA-256 of what names an entry.
    private static func mark(_ name: [UInt8]) -> UInt64 {
        SHA256.digest(name).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// JSON Feed, versions 1.0 and 1.1.
    private static func jsonNames(_ bytes: [UInt8]) -> [[UInt8]]? {
        guard let items = (try? JSONValue(parsing: bytes))?["items"]?.array else { return nil }
        return items.prefix(limit).compactMap { item in
            for field in ["id", "url", "external_url", "title"] {
                if let name = item[field], let text = name.string ?? name.int.map(String.init), !text.isEmpty {
                    return Array(text.utf8)
                }
            }
            return nil
        }
    }

    /// Without a byte order mark; of UTF-16 what is ASCII, which is enough for tags and addresses.
    private static func singleBytes(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        let high: Int
        if bytes.starts(with: [0xFE, 0xFF]) {
            high = 0
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            high = 1
        } else {
            return bytes
        }
        return stride(from: 2, to: bytes.count - 1, by: 2).map { at in
            bytes[at + high] == 0 ? bytes[at + 1 - high] : UInt8(ascii: "?")
        }
    }
}

/// The names of entries in XML, in one pass over the bytes; comments and CDATA are passed over.
private struct MarkupEntries {
    /// What names an entry, the best first.
    private static let ranks: [(tag: [UInt8], rank: Int)] = [
        ("guid", 0), ("id", 0), ("link", 1), ("loc", 2), ("title", 3),
    ].map { (Array($0.0.utf8), $0.1) }
    private static let entries = ["item", "entry", "url", "sitemap"].map { Array($0.utf8) }
    private static let roots = ["rss", "feed", "RDF", "urlset", "sitemapindex"].map { Array($0.utf8) }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var names: [[UInt8]] = []
    /// The entry that is open: its tag, and the best name so far.
    private var open: (tag: [UInt8], rank: Int, name: [UInt8])?

    static func names(_ bytes: [UInt8]) -> [[UInt8]]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = MarkupEntries(bytes: buffer)
            return scan.run() ? scan.names : nil
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Whether the first tag is that of a list.
    private mutating func run() -> Bool {
        var isList = false
        while names.count < EntryMarks.limit, let tag = nextTag() {
            if !isList {
                let local = tag.lastIndex(of: UInt8(ascii: ":")).map { tag[($0 + 1)...] } ?? tag[...]
                guard Self.roots.contains(where: { $0.elementsEqual(local) }) else { return false }
                isList = true
            } else if let entry = open {
                if tag.first == UInt8(ascii: "/"), tag.dropFirst().elementsEqual(entry.tag) {
                    close()
                } else {
                    name(tag)
                }
            } else if Self.entries.contains(tag) {
                open = (tag, .max, [])
            }
        }
        close()
        return isList
    }

    private mutating func close() {
        if let entry = open, !entry.name.isEmpty { names.append(entry.name) }
        open = nil
    }

    /// Takes what a child of the entry says, where that names it better than what was there.
    private mutating func name(_ tag: [UInt8]) {
        guard let rank = Self.ranks.first(where: { $0.tag == tag })?.rank, let entry = open, rank < entry.rank else {
            return
        }
        var text = content()
        if text.isEmpty, rank == 1 { text = address() }
        if !text.isEmpty { open = (entry.tag, rank, text) }
    }

    /// Goes on behind the next tag's name; a closing tag keeps its `/`.
    private mutating func nextTag() -> [UInt8]? {
        while let start = find(UInt8(ascii: "<"), from: at) {
            at = start + 1
            if skip("!--", to: "-->") || skip("![CDATA[", to: "]]>") { continue }
            var end = at
            while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ">"),
                end == at || bytes[end] != UInt8(ascii: "/")
            {
                end += 1
            }
            let tag = Array(bytes[at..<end])
            at = end
            if let first = tag.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") { return tag }
        }
        return nil
    }

    /// Goes over a stretch where it begins here; one without an end is the rest.
    private mutating func skip(_ start: String, to end: String) -> Bool {
        guard begins(start, at: at) else { return false }
        at = self.end(end, from: at + start.utf8.count)
        return true
    }

    /// The text behind the tag that `at` is in, without the white space and the CDATA around it.
    private func content() -> [UInt8] {
        guard var start = find(UInt8(ascii: ">"), from: at), start == 0 || bytes[start - 1] != UInt8(ascii: "/") else {
            return []
        }
        start += 1
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        var end: Int
        if begins("<![CDATA[", at: start) {
            start += 9
            end = self.end("]]>", from: start)
        } else {
            end = find(UInt8(ascii: "<"), from: start) ?? bytes.count
        }
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return Array(bytes[start..<end])
    }

    /// The `href` of Atom's `link`, which is empty; nothing where its `rel` is another than `alternate`.
    private func address() -> [UInt8] {
        let end = find(UInt8(ascii: ">"), from: at) ?? bytes.count
        let rel = attribute("rel", before: end)
        guard rel.isEmpty || rel.elementsEqual("alternate".utf8) else { return [] }
        return attribute("href", before: end)
    }

    private func attribute(_ name: String, before end: Int) -> [UInt8] {
        let key = "\(name)="
        for start in at..<end where bytes[start] <= 0x20 && begins(key, at: start + 1) {
            let quote = start + 1 + key.utf8.count
            guard quote < end, bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'"),
                let last = find(bytes[quote], from: quote + 1), last < end
            else { return [] }
            return Array(bytes[(quote + 1)..<last])
        }
        return []
    }

    private func begins(_ text: String, at place: Int) -> Bool {
        let count = text.utf8.count
        return place + count <= bytes.count && bytes[place..<(place + count)].elementsEqual(text.utf8)
    }

    /// Where a text begins; the end of the bytes where it does not.
    private func end(_ text: String, from start: Int) -> Int {
        guard let first = text.utf8.first else { return start }
        var place = start
        while let next = find(first, from: place) {
            if begins(text, at: next) { return next }
            place = next + 1
        }
        return bytes.count
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes[start...].firstIndex(of: byte)
    }
}
