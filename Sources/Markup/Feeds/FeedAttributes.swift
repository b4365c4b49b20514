/// What elements say in their attributes: links, enclosures, pictures, categories of podcasts, all of CDF.
extension FeedBuilder {
    /// Takes what an element says as it opens.
    func attributes(_ frame: Frame, _ parent: Scope) {
        let name = frame.element
        let isMedia = frame.namespace == .media
        func media(_ attribute: String) -> FeedMedia? {
            guard let url = frame.attributes.value(attribute) else { return nil }
            return FeedMedia(
                url: URLs.resolve(url, against: frame.base), type: frame.attributes.value("type"),
                length: frame.attributes.value("length") ?? frame.attributes.value("fileSize"),
                width: frame.attributes.value("width"), height: frame.attributes.value("height"))
        }
        switch name {
        case .link where frame.namespace == .itunes && frame.attributes.value("rel") == "image":
            if feed.image == nil, let picture = media("href") { feed.image = FeedImage(url: picture.url) }
        case .link: if let link = FeedLink(frame, in: feed.format) { take(link, in: parent) }
        case .enclosure where !isMedia:
            guard isInEntry, let file = media("url") ?? media("href") else { return }
            entry.enclosures.append(file)
            entry.links.append(FeedLink(url: file.url, rel: "enclosure", type: file.type, length: file.length))
        case .category where frame.namespace == .itunes && frame.attributes.value("text") != nil:
            if parent == .entry {
                add(FeedCategory.all(in: frame, ""), to: &entry.categories)
            } else {
                add(FeedCategory.all(in: frame, ""), to: &feed.categories)
            }
        case .content where isMedia && isInEntry: if let file = media("url") { entry.enclosures.append(file) }
        case .thumbnail where isMedia && isInEntry: if let picture = media("url") { entry.images.append(picture) }
        case .image where frame.namespace == .itunes:
            guard let picture = media("href") ?? media("url") else { return }
            if parent == .entry {
                entry.images.append(picture)
            } else if feed.image == nil {
                feed.image = FeedImage(url: picture.url)
            }
        default: break
        }
    }

    func take(_ link: FeedLink, in scope: Scope) {
        switch scope {
        case .feed:
            feed.links.append(link)
            if link.isPage, feed.url == nil { feed.url = link.url }
        case .entry: if isInEntry { entry.take(link) }
        case .source: if link.isPage, source?.url == nil { source?.url = link.url }
        default: break
        }
    }

    /// What CDF says in attributes: `<ITEM HREF="..." LASTMOD="...">`.
    func channelDefinition(_ frame: Frame, from parent: Scope) {
        let name = frame.element
        guard name == .channel || name == .item || name == .a || name == .logo else { return }
        if name == .logo {
            guard !isInEntry, let url = frame.attributes.value("href"), feed.image == nil else { return }
            feed.image = FeedImage(url: URLs.resolve(url, against: frame.base))
            return
        }
        let scope: Scope = name == .a ? isInEntry ? .entry : .feed : frame.scope
        if let link = FeedLink(frame, in: feed.format) { take(link, in: scope) }
        guard let date = frame.attributes.value("lastmod") else { return }
        let modified = SAXName(local: "lastmod", prefix: frame.name.prefix, uri: frame.name.uri)
        if parent == .document {
            _ = feedDates.take(date, modified, format: feed.format)
        } else if scope == .entry {
            _ = dates.take(date, modified, format: feed.format)
        }
    }
}

extension FeedEntry {
    mutating func take(_ link: FeedLink) {
        links.append(link)
        if link.isPage, self.link == nil { self.link = link.url }
        if link.rel == "enclosure" {
            enclosures.append(FeedMedia(url: link.url, type: link.type, length: link.length))
        }
    }
}

extension FeedLink {
    /// Whether it leads to the page of what holds it.
    fileprivate var isPage: Bool {
        rel == "alternate" && (type.map { $0 == "text/html" || $0.contains("html") } ?? true)
    }

    /// A link that names its address in an attribute.
    init?(_ frame: FeedBuilder.Frame, in format: Feed.Format) {
        guard let href = frame.attributes.value("href") else { return nil }
        self.init(frame, href: href, in: format)
    }

    /// A link that names its address in its text, and not in an attribute.
    init?(_ frame: FeedBuilder.Frame, text: String, in format: Feed.Format) {
        guard frame.attributes.value("href") == nil, let href = text.nonEmpty else { return nil }
        self.init(frame, href: href, in: format)
    }

    private init(_ frame: FeedBuilder.Frame, href: String, in format: Feed.Format) {
        self.init(url: URLs.resolve(href, against: frame.base))
        if let rel = frame.attributes.value("rel") {
            // Registered relations may be spelled as addresses (RFC 4287, 4.2.7.2).
            let registry = "http://www.iana.org/assignments/relation/"
            self.rel = rel.hasPrefix(registry) ? String(rel.dropFirst(registry.count)) : rel
        }
        type = frame.attributes.value("type")
        // The feed itself is of the type that it is.
        if type == nil, self.rel == "self", format == .atom { type = "application/atom+xml" }
        if type == nil, self.rel == "self", format == .rss { type = "application/rss+xml" }
        title = frame.attributes.value("title").map { PlainText.line(maybeHTML: $0) }
        language = frame.attributes.value("hreflang")
        length = frame.attributes.value("length")
    }
}
