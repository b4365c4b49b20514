/// The entries of a list in XML, in one pass over its tags.
struct MarkupEntries {
    /// What names an entry, the best first.
    private static let ranks: [(tag: [UInt8], rank: Int)] = [
        ("guid", 0), ("id", 0), ("link", 1), ("loc", 2), ("title", 3),
    ].map { (Array($0.0.utf8), $0.1) }
    private static let entries = bytes(["item", "entry", "url", "sitemap"])
    private static let sitemap = Array("sitemap".utf8)
    private static let roots = bytes(["rss", "feed", "rdf", "urlset", "sitemapindex"])
    /// What a server may have written before the list: faults of its own program.
    private static let remarks = bytes(["br", "b", "/b"])
    private static let titles = bytes(["title", "news:title"])
    private static let published = bytes(["pubDate", "dc:date", "published", "issued", "news:publication_date"])
    private static let changed = bytes(["updated", "modified", "dcterms:modified", "lastmod"])

    private var scanner: TagScanner
    private var found: [EntryMarks.Entry] = []
    /// The entry that is open: its tag, how well what it is called names it, and what it says.
    private var open: (tag: [UInt8], rank: Int, entry: EntryMarks.Entry)?

    /// The entries that are named; nil where the first tag is not that of a list.
    static func entries(_ bytes: [UInt8]) -> [EntryMarks.Entry]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = MarkupEntries(scanner: TagScanner(buffer))
            return scan.run() ? scan.found : nil
        }
    }

    private static func bytes(_ names: [String]) -> [[UInt8]] { names.map { Array($0.utf8) } }

    private init(scanner: TagScanner) { self.scanner = scanner }

    private mutating func run() -> Bool {
        var isList = false
        while found.count < EntryMarks.limit, let tag = scanner.nextTag() {
            if !isList {
                if Self.remarks.contains(tag) { continue }
                guard Self.isRoot(tag) else { return false }
                isList = true
            } else if let name = open?.tag {
                if tag.first == UInt8(ascii: "/"), tag.dropFirst().elementsEqual(name) {
                    close()
                } else {
                    read(tag)
                }
            } else if Self.entries.contains(tag) {
                open = (tag, .max, EntryMarks.Entry())
            }
        }
        close()
        return isList
    }

    private static func isRoot(_ tag: [UInt8]) -> Bool {
        let local = tag.lastIndex(of: UInt8(ascii: ":")).map { tag[($0 + 1)...] } ?? tag[...]
        let small = local.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return roots.contains(small)
    }

    private mutating func close() {
        if let entry = open?.entry, !entry.name.isEmpty { found.append(entry) }
        open = nil
    }

    /// Takes what a child of the entry says: of equal ones the first, of names the best.
    private mutating func read(_ tag: [UInt8]) {
        guard case (let name, var rank, var entry)? = open else { return }
        if let better = Self.ranks.first(where: { $0.tag == tag })?.rank, better < rank {
            var text = scanner.content()
            if text.isEmpty, better == 1 { text = scanner.address() }
            if !text.isEmpty { (rank, entry.name) = (better, text) }
        }
        if entry.title.isEmpty, Self.titles.contains(tag) { entry.title = scanner.content() }
        if entry.published.isEmpty, Self.published.contains(tag) { entry.published = scanner.content() }
        // What is new in a sitemap of an index its own entries tell.
        if entry.changed.isEmpty, name != Self.sitemap, Self.changed.contains(tag) { entry.changed = scanner.content() }
        open = (name, rank, entry)
    }
}
