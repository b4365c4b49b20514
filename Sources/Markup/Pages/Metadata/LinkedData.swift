import Records

/// What a page's JSON-LD says of the page's article (schema.org `NewsArticle` and its kin).
///
/// A page may hold several articles: teasers, a live blog's entries, the same article from two plugins. The one whose
/// address or headline is the page's counts; the others of the same page fill in what it leaves open.
struct LinkedData {
    /// What the page is known as before its JSON-LD is read.
    struct Page {
        /// Its own addresses.
        var addresses: Set<PageAddress> = []
        /// What it is titled in its `title` element and metadata.
        var titles: [String] = []
    }

    private(set) var headline: String?
    /// Who wrote it, as far as they are people.
    private(set) var authors: [String] = []
    /// Who wrote it, where that is an organisation.
    private(set) var organizations: [String] = []
    private(set) var published: String?
    private(set) var created: String?
    private(set) var modified: String?
    private(set) var section: String?
    /// The names of the sections above the page, from the top.
    private(set) var breadcrumbs: [String] = []
    private(set) var keywords: [String] = []
    private(set) var pictures: [Article.Picture] = []
    private(set) var language: String?
    private(set) var description: String?
    private(set) var body: String?
    private(set) var publisher: String?
    private(set) var isArticle = false
    /// Only subscribers may read it whole.
    private(set) var isPaid = false

    /// Reads all scripts of a page.
    init(_ scripts: [[UInt8]], page: Page = Page()) {
        var collection = LinkedDataCollection()
        for script in scripts {
            for value in LinkedDataMending.values(script) { collection.add(value) }
        }
        for node in collection.articles(of: page) { take(node, collection) }
        if let node = collection.pages(of: page).first { takePage(node, collection) }
        publisher = publisher ?? collection.publisher
        breadcrumbs = collection.breadcrumbs
    }

    private mutating func take(_ object: JSONObject, _ collection: LinkedDataCollection) {
        isArticle = true
        switch object["isAccessibleForFree"] {
        case .bool(false): isPaid = true
        case .string(let text): isPaid = isPaid || text.asciiLowercased == "false"
        default: break
        }
        headline =
            headline ?? Self.line(object["headline"]) ?? (object["headline"] == nil ? Self.line(object["name"]) : nil)
        published = published ?? Self.line(object["datePublished"])
        created = created ?? Self.line(object["dateCreated"])
        modified = modified ?? Self.line(object["dateModified"])
        description = description ?? Self.line(object["description"])
        language = language ?? collection.names(object["inLanguage"]).first
        body = body ?? object["articleBody"]?.string?.nonEmpty
        section = section ?? collection.names(object["articleSection"]).first
        publisher = publisher ?? collection.names(object["publisher"]).first
        if keywords.isEmpty {
            keywords = collection.names(object["keywords"]).flatMap { $0.split(separator: ",") }
                .map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        if pictures.isEmpty { pictures = collection.pictures(object["image"]) }
        takeAuthors(object["author"] ?? object["creator"], collection)
    }

    /// Of the page itself only what an article says too counts, and only where no article says it.
    private mutating func takePage(_ object: JSONObject, _ collection: LinkedDataCollection) {
        published = published ?? Self.line(object["datePublished"])
        modified = modified ?? Self.line(object["dateModified"])
        language = language ?? collection.names(object["inLanguage"]).first
        takeAuthors(object["author"], collection)
    }

    private mutating func takeAuthors(_ value: JSONValue?, _ collection: LinkedDataCollection) {
        guard authors.isEmpty, organizations.isEmpty else { return }
        for author in collection.people(value) {
            if author.isOrganization { organizations.append(author.name) } else { authors.append(author.name) }
        }
    }

    private static func line(_ value: JSONValue?) -> String? {
        (value?.string ?? value?.array?.first?.string).map { PlainText.line(maybeHTML: $0) }?.nonEmpty
    }
}
