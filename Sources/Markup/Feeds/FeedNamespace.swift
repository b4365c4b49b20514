/// The vocabularies of feeds, known by the address of their namespace or, where that is missing or new, by the prefix
/// that everybody uses.
enum FeedNamespace {
    case none, atom, rss, rdf, dc, dcterms, content, media, itunes, sitemap, news, image, georss, gml, geo, xhtml, xml,
        other

    init(uri: String?, prefix: String?) {
        if let uri, let known = Self.byAddress(uri) {
            self = known
        } else if let prefix, let known = Self.prefixes[prefix.asciiLowercased] {
            self = known
        } else {
            self = uri == nil && prefix == nil ? .none : .other
        }
    }

    /// Whether its elements are those of a feed itself, not of an extension.
    var isCore: Bool { self == .none || self == .atom || self == .rss || self == .sitemap }

    /// How evidence names it.
    func prefix(of format: Feed.Format) -> String {
        switch self {
        case .dc: "dc"
        case .dcterms: "dcterms"
        case .news: "news"
        case .atom: "atom"
        case .sitemap: "sitemap"
        default: format == .rdf ? "rss" : format.rawValue
        }
    }

    private static func byAddress(_ uri: String) -> FeedNamespace? {
        if let known = spellings[uri] { return known }
        var key = Substring(uri.trimmed.asciiLowercased)
        for scheme in ["https://", "http://"] where key.hasPrefix(scheme) { key = key.dropFirst(scheme.count) }
        if key.hasPrefix("www.") { key = key.dropFirst(4) }
        while let last = key.last, last == "/" || last == "#" { key = key.dropLast() }
        return addresses[String(key)]
    }

    private static let addresses: [String: FeedNamespace] = [
        "w3.org/2005/atom": .atom, "purl.org/atom/ns": .atom, "example.com/newformat": .atom,
        // The names that Atom had before it had one.
        "example.com/necho": .atom, "purl.org/echo": .atom, "purl.org/pie": .atom, "uri/of/echo/namespace": .atom,
        "purl.org/rss/1.0": .rss, "my.netscape.com/rdf/simple/0.9": .rss, "channel.netscape.com/rdf/simple/0.9": .rss,
        "my.netscape.com/publish/formats/rss-0.91.dtd": .rss, "backend.userland.com/rss": .rss,
        "backend.userland.com/rss2": .rss, "backend.userland.com/rss091": .rss,
        "backend.userland.com/rss092": .rss, "backend.userland.com/rss20": .rss, "backend.userland.com/rss2.0": .rss,
        "backend.userland.com/rss2.1": .rss, "purl.org/rss/1.0/modules/rss091": .rss,
        "blogs.law.harvard.edu/tech/rss": .rss,
        "purl.org/net/rss1.1": .rss, "purl.org/rss": .rss, "cyber.law.harvard.edu/rss": .rss,
        "w3.org/1999/02/22-rdf-syntax-ns": .rdf, "purl.org/dc/elements/1.1": .dc, "purl.org/dc/elements/1.0": .dc,
        "purl.org/dc/terms": .dcterms, "purl.org/rss/1.0/modules/content": .content,
        "search.yahoo.com/mrss": .media, "video.search.yahoo.com/mrss": .media,
        "itunes.com/dtds/podcast-1.0.dtd": .itunes, "itunes.com/dtds/podcast": .itunes,
        "example.com/dtds/podcast-1.0.dtd": .itunes,
        "sitemaps.org/schemas/sitemap/0.9": .sitemap, "google.com/schemas/sitemap/0.84": .sitemap,
        "google.com/schemas/sitemap-news/0.9": .news, "google.com/schemas/sitemap-image/1.1": .image,
        "georss.org/georss": .georss, "georss.org/georss/10": .georss, "georss.org/georss/11": .georss,
        "opengis.net/gml": .gml, "opengis.net/gml/3.2": .gml, "opengis.net/gml/3.3": .gml,
        "w3.org/2003/01/geo/wgs84_pos": .geo, "w3.org/2003/01/geo": .geo,
        "w3.org/1999/xhtml": .xhtml, "w3.org/xml/1998/namespace": .xml,
    ]

    /// The addresses as nearly all feeds write them.
    private static let spellings: [String: FeedNamespace] = {
        var spellings: [String: FeedNamespace] = [:]
        for (address, namespace) in addresses {
            for scheme in ["http://", "http://www."] {
                for end in ["", "/", "#"] { spellings[scheme + address + end] = namespace }
            }
        }
        return spellings
    }()

    private static let prefixes: [String: FeedNamespace] = [
        "atom": .atom, "atom10": .atom, "a10": .atom, "rss": .rss, "rdf": .rdf, "dc": .dc, "dcterms": .dcterms,
        "content": .content, "media": .media, "itunes": .itunes, "news": .news, "image": .image, "xhtml": .xhtml,
        "xml": .xml, "sitemap": .sitemap, "georss": .georss, "gml": .gml, "geo": .geo,
    ]
}
