/// What a page's `meta` and `link` elements say: OpenGraph, Dublin Core, and what publishing systems and their readers
/// have agreed on.
struct MetaTags {
    private var values: [String: [String]] = [:]
    private(set) var canonical: String?

    init(_ tree: HTMLTree) {
        for node in tree.nodes {
            if node.name == "meta" {
                guard let content = node["content"]?.squeezed.nonEmpty else { continue }
                for key in [node["property"], node["name"], node["itemprop"], node["http-equiv"]] {
                    if let key = key?.asciiLowercased.trimmed.nonEmpty { values[key, default: []].append(content) }
                }
            } else if node.name == "link", canonical == nil, node["rel"]?.asciiLowercased == "canonical" {
                canonical = node["href"]?.trimmed.nonEmpty
            }
        }
    }

    /// The first value of the first key that has one, with the key.
    func first(_ keys: String...) -> (key: String, value: String)? { first(keys) }

    /// The first value of the first key that has one, with the key.
    func first(_ keys: [String]) -> (key: String, value: String)? {
        for key in keys { if let value = values[key]?.first { return (key, value) } }
        return nil
    }

    /// All values of a key.
    func all(_ key: String) -> [String] { values[key] ?? [] }

    /// The first value of a key as plain text: some templates escape it twice.
    func line(_ key: String) -> String? { values[key]?.first.map { PlainText.line(maybeHTML: $0) }?.nonEmpty }

    // MARK: What fields are called

    /// Who wrote the article.
    static let authors = [
        "author", "article:author", "og:article:author", "article:author_name", "parsely-author", "byl", "dc.creator",
        "dcterms.creator", "dc:creator", "citation_author", "sailthru.author", "cxenseparse:author", "rbauthors",
        "twitter:creator:name", "authors", "author_name", "article.author",
    ]

    /// When it was published.
    static let published = [
        "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
        "publishdate", "publish-date", "publish_date", "sailthru.date", "dc.date.issued", "dcterms.issued",
        "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dc:date", "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime", "bt:pubdate", "date", "article.published", "published_time", "published_at",
        "og:pubdate", "content_publishdate", "originalpublicationdate", "published", "rnews:datepublished",
        "article:published", "publication_date", "publicationdate", "citation_publication_date", "date.available",
        "date.created", "article_date_original", "release_date", "ptime", "displaydate", "datecreated",
    ]

    /// When it was last changed.
    static let modified = [
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
        "dc.date.modified", "last-modified", "lastmod", "date.modified", "date.updated", "article:updated",
    ]
}
