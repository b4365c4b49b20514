import Records

/// A source in the register: where it is fetched, who owns it, how far it is trusted.
public struct Source: Sendable, Equatable {
    /// What is fetched.
    public enum Kind: String, Sendable, CaseIterable {
        case feed, sitemap, page, inbox
    }
    /// Who speaks there; decides an item's voice unless its text says otherwise.
    public enum Owner: String, Sendable, CaseIterable {
        case independen, pemerintah, advertorial, warga
    }

    /// `antara-kaltim`
    public var code: String
    /// What people call it.
    public var name: String
    /// What is fetched.
    public var kind: Kind
    /// The address of the feed, sitemap or page; for an inbox a glob on the names of its files: `lapor-*.csv`.
    public var url: String
    /// Hosts whose pages belong to it.
    public var domains: [String]
    /// Who speaks there.
    public var owner: Owner
    /// BCP 47.
    public var language: String
    /// The zone that its clock shows where it names none.
    public var zone: Zone
    /// Its weight in shares of voice.
    public var weight: Double
    /// Whether entries' links are fetched as pages.
    public var follow: Bool
    /// Addresses of this machine and of private networks are allowed.
    public var allowPrivate: Bool
    /// The proxy that it is fetched through, or `none`; nil for the run's. It may hold a password: never show it.
    public var proxy: String?
    /// Whether robots.txt is obeyed; false where the owner has permitted what it does not.
    public var robots: Bool
    /// False: known, but not fetched.
    public var active: Bool
    /// Of a feed: how many of its pages are asked for at most.
    public var pages: Int
    /// The address of a page of the feed, with `{n}` for its number; nil where it is WordPress's `?paged=n`.
    public var pageURL: String?
    /// Of a list of sitemaps: how many of them are asked for in one run at most.
    public var sitemaps: Int
    /// Where the fact comes from.
    public var origin: Origin

    /// A source of its parts.
    public init(
        code: String, name: String, kind: Kind, url: String = "", domains: [String] = [], owner: Owner = .independen,
        language: String = "id", zone: Zone = Zone(name: "WIB", secondsEast: 7 * 3600), weight: Double = 1,
        follow: Bool = true, allowPrivate: Bool = false, proxy: String? = nil, robots: Bool = true,
        active: Bool = true, pages: Int = 1, pageURL: String? = nil, sitemaps: Int = 20, origin: Origin
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.url = url
        self.domains = domains
        self.owner = owner
        self.language = language
        self.zone = zone
        self.weight = weight
        self.follow = follow
        self.allowPrivate = allowPrivate
        self.proxy = proxy
        self.robots = robots
        self.active = active
        self.pages = pages
        self.pageURL = pageURL
        self.sitemaps = sitemaps
        self.origin = origin
    }
}
