/// A feed as plain values: what the source says, nothing inferred, addresses resolved.
public struct Feed: Sendable, Equatable {
    /// The family of formats that a feed is written in.
    public enum Format: String, Sendable {
        /// RSS 0.91 to 2.0.
        case rss
        /// RSS 0.90 and 1.0.
        case rdf
        /// Atom 0.3 and 1.0.
        case atom
        /// JSON Feed 1 and 1.1.
        case jsonfeed
        case sitemap
        /// Its entries are sitemaps.
        case sitemapindex
        /// Channel Definition Format, which Microsoft proposed to the W3C in 1997.
        case cdf
    }

    /// The family of formats.
    public var format: Format
    /// The charset really used, by its WHATWG name.
    public var charset: String
    /// Plain text on one line.
    public var title: String?
    /// Plain text on one line.
    public var subtitle: String?
    /// The site's page, not the feed's own address.
    public var url: String?
    /// atom:id or rdf:about.
    public var id: String?
    /// BCP 47, as written.
    public var language: String?
    /// Plain text on one line.
    public var rights: String?
    /// When the feed says it was published.
    public var published: DatedText?
    /// When the feed says it was last changed.
    public var modified: DatedText?
    /// Who the feed says it is by.
    public var authors: [FeedPerson] = []
    /// Keywords of the whole feed.
    public var categories: [FeedCategory] = []
    /// Every link element, in order.
    public var links: [FeedLink] = []
    /// The feed's own picture.
    public var image: FeedImage?
    /// The entries in the order of the document.
    public var entries: [FeedEntry] = []
    /// What was wrong and put right before or while reading (`Mend`), in order of the alphabet.
    public var mended: [String] = []
    /// The document ends before its root element does: entries may be missing.
    public var truncated = false
}

/// One entry of a feed; absent is what the source does not say.
public struct FeedEntry: Sendable, Equatable {
    /// guid, atom:id or rdf:about.
    public var id: String?
    /// Whether a guid says, or does not deny, that it is the address of the page.
    public var guidIsPermalink = false
    /// The page's address: the link, else a guid that is one.
    public var link: String?
    /// Plain text on one line.
    public var title: String?
    /// HTML: description, atom:summary; as written, see `HTMLSanitizer`.
    public var summaryHTML: String?
    /// What references in `summaryHTML` start from: xml:base, else the address of the feed.
    public var summaryBase: String?
    /// HTML: content:encoded, atom:content, xhtml:body; as written, see `HTMLSanitizer`.
    public var contentHTML: String?
    /// What references in `contentHTML` start from.
    public var contentBase: String?
    /// The content as text, where the source gives plain text.
    public var contentText: String?
    /// Authors in order, each once.
    public var authors: [FeedPerson] = []
    /// Keywords in order, each once.
    public var categories: [FeedCategory] = []
    /// When the entry says it was published.
    public var published: DatedText?
    /// When the entry says it was last changed.
    public var modified: DatedText?
    /// Pictures of the entry.
    public var images: [FeedMedia] = []
    /// Files that belong to the entry.
    public var enclosures: [FeedMedia] = []
    /// Every link element, in order.
    public var links: [FeedLink] = []
    /// BCP 47 as written: that of the content, else of the summary or title, the entry, the feed. A blank `xml:lang`
    /// says that none is known, and ends the inheritance.
    public var language: String?
    /// The feed that an entry was taken from.
    public var source: FeedSource?
    /// The place that the entry speaks of.
    public var geo: FeedGeo?
    /// Plain text on one line.
    public var rights: String?
    /// Where the entry's element begins in the input; nil where the input was in another charset than UTF-8.
    public var offset: Int?
    /// How many bytes of the input the entry's element takes.
    public var length: Int?

    /// An entry of which nothing is known.
    public init() {}
}

/// A date as a document gives it, and where it stood: `rss:pubDate`, `json-ld:datePublished`.
public struct DatedText: Sendable, Equatable {
    /// The words as written, without white space around.
    public var text: String
    /// The element, attribute or property, for the evidence of an `ItemTime`.
    public var foundIn: String

    /// A date of its parts.
    public init(text: String, foundIn: String) {
        self.text = text
        self.foundIn = foundIn
    }
}

/// Who wrote an entry, as far as the feed says.
public struct FeedPerson: Sendable, Equatable {
    /// The name; absent where only an address is known.
    public var name: String?
    /// The e-mail address.
    public var email: String?
    /// A page about the person.
    public var url: String?
}

/// A link element.
public struct FeedLink: Sendable, Equatable {
    /// The address, resolved.
    public var url: String
    /// The relation; `alternate` where none is named.
    public var rel = "alternate"
    /// The media type.
    public var type: String?
    /// The link's own title.
    public var title: String?
    /// The language of what is linked.
    public var language: String?
    /// The length in bytes, as written.
    public var length: String?
}

/// A picture or file that belongs to an entry.
public struct FeedMedia: Sendable, Equatable {
    /// The address, resolved.
    public var url: String
    /// The media type.
    public var type: String?
    /// The length in bytes, as written.
    public var length: String?
    /// The width in pixels, as written.
    public var width: String?
    /// The height in pixels, as written.
    public var height: String?
}

/// The picture that stands for a feed.
public struct FeedImage: Sendable, Equatable {
    /// The address, resolved.
    public var url: String
    /// Plain text on one line.
    public var title: String?
    /// The page that it leads to.
    public var link: String?
}

/// The feed that an entry was taken from.
public struct FeedSource: Sendable, Equatable {
    /// Plain text on one line.
    public var title: String?
    /// The address of its page or feed.
    public var url: String?
    /// atom:id.
    public var id: String?
    /// When it was last changed.
    public var modified: DatedText?
}
