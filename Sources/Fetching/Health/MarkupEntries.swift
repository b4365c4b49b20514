/// The entries of a list in XML, in one pass over its tags.
///
/// An entry is what is whole and says something by which it is told again: its `guid` or `id`, else its address, its
/// title or its text. One that says nothing of the kind is none, nor is the last one of a list that breaks off.
struct MarkupEntries {
    /// What names an entry, the best first.
    private static let ranks: [(tag: [UInt8], rank: Int)] = [
        ("guid", 0), ("id", 0), ("link", 1), ("loc", 2), ("title", 3), ("description", 4), ("summary", 4),
        ("content", 4), ("content:encoded", 4),
    ].map { (Array($0.0.utf8), $0.1) }
    private static let entries = bytes(["item", "entry", "url", "sitemap"])
    private static let sitemap = Array("sitemap".utf8)
    /// What the parser takes for a list too.
    private static let roots = bytes(["rss", "feed", "rdf", "urlset", "sitemapindex", "channel"])
    private static let titles = bytes(["title", "news:title"])
    private static let published = bytes(["pubDate", "dc:date", "published", "issued", "news:publication_date"])
    private static let changed = bytes(["updated", "modified", "dcterms:modified", "lastmod"])

    private var scanner: TagScanner
    private var found: [EntryMarks.Entry] = []
    /// The entry that is open: its tag, how well what it is called names it, and what it says.
    private var open: (tag: [UInt8], rank: Int, entry: EntryMarks.Entry)?

    /// The entries; nil where the first tag is not that of a list.
    static func entries(_ bytes: [UInt8]) -> [EntryMarks.Entry]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = MarkupEntries(scanner: TagScanner(buffer))
            return scan.run() ? scan.found : nil
        }
    }

    private static func bytes(_ names: [String]) -> [[UInt8]] { names.map { Array($0.utf8) } }

    private init(scanner: TagScanner) { self.scanner = scanner }

    private mutating func run() -> Bool {
        guard let root = scanner.root(), Self.roots.contains(root) else { return false }
        while found.count < EntryMarks.limit, let tag = scanner.nextTag() {
            guard let name = open?.tag else {
                if Self.entries.contains(tag) { open = (tag, .max, EntryMarks.Entry()) }
                continue
            }
            if tag == name {
                // It has no end of its own.
                close()
                open = (tag, .max, EntryMarks.Entry())
            } else if tag.first == UInt8(ascii: "/"), tag.dropFirst().elementsEqual(name) {
                close()
            } else {
                read(tag)
            }
        }
        return true
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
