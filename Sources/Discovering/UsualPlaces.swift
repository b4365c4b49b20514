import Fetching
import Markup

/// Where sites keep their feeds and sitemaps, whether they say so or not.
enum UsualPlaces {
    /// Of feeds: those of the system that made the site come first.
    static func feeds(at address: URLParts, generator: String?) -> [String] {
        let root = "\(address.scheme)://\(address.authority)"
        let path = address.target.prefix { $0 != "?" }
        let folder = path.hasSuffix("/") ? String(path) : "\(path)/"
        let generator = generator?.lowercased() ?? ""
        var places: [String] = []
        // A section of WordPress has a feed of its own.
        if folder != "/" { places.append(folder + "feed/") }
        let ofWordPress = ["/feed/", "/?feed=rss2"]
        let ofBlogger = ["/feeds/posts/default"]
        let ofDrupal = ["/rss.xml"]
        let ofJoomla = ["/?format=feed&type=rss"]
        let others = ["/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json", "/rss/"]
        switch generator {
        case _ where generator.contains("blogger"): places += ofBlogger + ofWordPress + others
        case _ where generator.contains("drupal"): places += ofDrupal + ofWordPress + others + ofBlogger
        case _ where generator.contains("joomla"): places += ofJoomla + ofWordPress + others + ofBlogger
        default: places += ofWordPress + others + ofBlogger
        }
        return places.map { root + $0 }
    }

    /// Of sitemaps: those of news first, as an ordinary one lists what a site has had since it began.
    static func sitemaps(at address: URLParts) -> [String] {
        [
            "/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml", "/sitemap_index.xml", "/sitemap.xml",
            "/wp-sitemap.xml",
        ]
        .map { "\(address.scheme)://\(address.authority)\($0)" }
    }

    /// The links of a page that are named as feeds by their media type.
    static func declared(_ page: PageLinks) -> [String] {
        page.head.filter { link in
            link.relations.contains("alternate") && types.contains(link.type ?? "")
                // WordPress names its programming interface beside its feeds.
                && !link.url.contains("/wp-json/")
        }.map(\.url)
    }

    /// The anchors of a page whose address or text looks like a feed, on the page's own site or at a known keeper of feeds.
    static func linked(_ page: PageLinks, host: String) -> [String] {
        page.anchors.filter { link in
            guard let parts = URLParts(link.url), isOfSite(parts.host, host) || keepers.contains(parts.host) else {
                return false
            }
            let target = parts.target.lowercased()
            let path = String(target.prefix { $0 != "?" })
            let steps = path.split(separator: "/")
            let isNamed = steps.last.map { step in
                ["rss", "feed", "feeds", "atom"].contains { step == $0 || step.hasPrefix("\($0).") }
            }
            return isNamed ?? false || target.contains("feed=rss") || path.hasSuffix(".rss") || path.hasSuffix(".atom")
                || path.hasSuffix("/rss/") || ["rss", "rss feed", "feed", "atom"].contains(link.title.lowercased())
                || steps.contains("rss") && path.hasSuffix(".xml") || path.hasSuffix("/feeds/posts/default")
        }.map(\.url)
    }

    /// Whether a host is a site's own, one below it, or the one above it.
    static func isOfSite(_ host: String, _ site: String) -> Bool {
        func name(_ host: String) -> String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }
        let (host, site) = (name(host), name(site))
        return host == site || host.hasSuffix(".\(site)") || site.hasSuffix(".\(host)")
    }

    private static let types: Set<String> = [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/json", "text/xml", "application/xml",
    ]
    private static let keepers: Set<String> = ["feeds.feedburner.com", "feeds2.feedburner.com"]
}
