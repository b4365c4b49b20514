import Records

/// Which entries a list of news holds: a mark for each, by its `guid` or `id`, else `link`, `loc`, title or text.
///
/// By these, and not by its bytes, a source has given something new: feeds change `lastBuildDate` and counters of comments
/// at every fetch. Read by its tags alone (RSS, RDF, Atom, sitemaps) or as a JSON Feed, without asking whether the
/// parser would take it.
enum EntryMarks {
    /// The most entries of one list, that of a sitemap; those beyond are not looked at.
    static let limit = 50_000
    /// The most that a packed list (`sitemap.xml.gz`) may hold, above the 50 MiB of its protocol.
    private static let packedLimit = 64 << 20

    /// What a list says of an entry.
    struct Entry: Equatable {
        var name: [UInt8] = []
        var title: [UInt8] = []
        var published: [UInt8] = []
        var changed: [UInt8] = []
    }

    /// The marks in rising order, each entry once, as it stands first; nil for what is no list.
    static func marks(in bytes: [UInt8]) -> [EntryMark]? {
        let bytes = singleBytes((try? Inflation.unpacked(bytes, limit: packedLimit)) ?? bytes)
        let isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
        return (isJSON ? jsonEntries(bytes) : MarkupEntries.entries(bytes)).map { entries in
            EntryMark.byID(entries.reversed().map(mark)).values.sorted { $0.id < $1.id }
        }
    }

    private static func mark(_ entry: Entry) -> EntryMark {
        let hasDate = !entry.published.isEmpty || !entry.changed.isEmpty
        return EntryMark(
            id: digest(entry.name), title: entry.title.isEmpty ? 0 : short(entry.title),
            date: hasDate ? short(entry.published + [0x0A] + entry.changed) : 0)
    }

    /// The first 64 bits of the SHA-256.
    private static func digest(_ text: [UInt8]) -> UInt64 {
        SHA256.digest(text).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The first 32 bits, never none.
    private static func short(_ text: [UInt8]) -> UInt32 { max(1, UInt32(truncatingIfNeeded: digest(text) >> 32)) }

    /// JSON Feed, versions 1.0 and 1.1.
    private static func jsonEntries(_ bytes: [UInt8]) -> [Entry]? {
        guard let items = (try? JSONValue(parsing: bytes))?["items"]?.array else { return nil }
        return items.prefix(limit).compactMap { item in
            func text(_ field: String) -> [UInt8] { Array((item[field]?.string ?? "").utf8) }
            for field in ["id", "url", "external_url", "title", "content_text", "content_html"] {
                if let name = item[field], let name = name.string ?? name.int.map(String.init), !name.isEmpty {
                    return Entry(
                        name: Array(name.utf8), title: text("title"), published: text("date_published"),
                        changed: text("date_modified"))
                }
            }
            return nil
        }
    }

    /// Without a byte order mark; of UTF-16 what is ASCII, which is enough for tags and addresses.
    static func singleBytes(_ bytes: [UInt8]) -> [UInt8] {
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
