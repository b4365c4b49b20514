/// The dates met in an entry or feed, by how well they tell when it was published or changed.
struct FeedDates {
    private var published: (rank: Int, date: DatedText)?
    private var modified: (rank: Int, date: DatedText)?

    /// Takes a date where its element is one; of several the best named counts, of equals the last,
    /// as a date that is given again corrects the one before.
    mutating func take(_ text: String, _ name: SAXName, format: Feed.Format) -> Bool {
        let text = text.trimmed
        guard let (isPublication, rank) = Self.meaning(name.element, name.namespace) else { return false }
        guard !text.isEmpty else { return true }
        let date = DatedText(text: text, foundIn: name.namespace.prefix(of: format) + ":" + name.local)
        if isPublication {
            if published.map({ rank <= $0.rank }) ?? true { published = (rank, date) }
        } else if modified.map({ rank <= $0.rank }) ?? true {
            modified = (rank, date)
        }
        return true
    }

    func settle(_ published: inout DatedText?, _ modified: inout DatedText?) {
        published = self.published?.date
        modified = self.modified?.date
    }

    private static func meaning(_ element: FeedElement, _ namespace: FeedNamespace) -> (publication: Bool, rank: Int)? {
        switch (namespace, element) {
        case (_, .pubdate) where namespace.isCore: (true, 0)
        case (_, .published) where namespace.isCore: (true, 0)
        case (.news, .publicationDate): (true, 0)
        case (_, .issued) where namespace.isCore: (true, 1)
        case (.dcterms, .issued), (.dcterms, .available): (true, 2)
        case (.dc, .date): (true, 3)
        case (.dcterms, .created): (true, 4)
        case (_, .created) where namespace.isCore: (true, 4)
        case (_, .updated) where namespace.isCore: (false, 0)
        case (_, .modified) where namespace.isCore: (false, 0)
        case (_, .lastmod) where namespace.isCore: (false, 0)
        case (_, .lastbuilddate) where namespace.isCore: (false, 0)
        case (.dcterms, .modified): (false, 1)
        default: nil
        }
    }
}
