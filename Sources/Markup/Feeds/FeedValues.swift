/// What becomes of an element's value, by the place where it stands.
extension FeedBuilder {
    /// Begins what a container's children will fill.
    func opened(_ scope: Scope, from parent: Scope) {
        guard let frame = innermost else { return }
        switch scope {
        case .person where parent != .person: person = FeedPerson()
        case .source where parent != .source: source = FeedSource()
        case .image where parent != .image:
            picture = FeedMedia(url: frame.attributes.value("href") ?? frame.attributes.value("resource") ?? "")
        default: break
        }
        if frame.namespace == .media || frame.namespace.isCore || frame.namespace == .itunes {
            attributes(frame, parent)
        }
    }

    /// Ends a container.
    func closed(_ frame: Frame, parent: Scope) {
        switch frame.scope {
        case .person where parent != .person:
            guard let done = person else { return }
            person = nil
            if frame.local.asciiLowercased != "contributor" { add(done, to: parent) }
        case .source where parent != .source:
            entry?.source = source
            source = nil
        case .image where parent != .image:
            guard let done = picture, !done.url.isEmpty else { return }
            picture = nil
            if parent == .entry { entry?.images.append(done) } else if feed.image == nil { feed.image = done.url }
        default: break
        }
    }

    /// Takes the value of a leaf.
    func take(_ frame: Frame, in parent: Scope) {
        let text = FeedText(frame)
        switch parent {
        case .feed: feedValue(frame, text)
        case .entry: entryValue(frame, text)
        case .source: sourceValue(frame, text)
        case .person: personValue(frame, text)
        case .image:
            if ["url", "loc"].contains(frame.local.asciiLowercased) {
                picture?.url = URLs.resolve(text.raw, against: frame.base)
            } else if frame.local == "width" {
                picture?.width = text.raw
            } else if frame.local == "height" {
                picture?.height = text.raw
            }
        case .publication: if frame.local == "language" { entry?.language = text.raw.nonEmpty }
        case .document, .nothing: break
        }
    }

    private func feedValue(_ frame: Frame, _ text: FeedText) {
        let name = frame.local.asciiLowercased
        if feedDates.take(text.raw, local: frame.local, frame.namespace, format: feed.format) { return }
        switch (name, frame.namespace) {
        case ("title", _) where frame.namespace.isCore: set(&feed.title, text.line)
        case ("title", .dc): if feed.title == nil { set(&feed.title, text.line) }
        case ("description", _) where frame.namespace.isCore, ("subtitle", _) where frame.namespace.isCore,
            ("tagline", _) where frame.namespace.isCore:
            set(&feed.subtitle, text.line)
        case ("description", .dc), ("subtitle", .itunes), ("summary", .itunes):
            if feed.subtitle == nil { set(&feed.subtitle, text.line) }
        case ("copyright", _) where frame.namespace.isCore, ("rights", _): set(&feed.rights, text.line)
        case ("language", _): set(&feed.language, text.raw)
        case ("id", _) where frame.namespace.isCore: set(&feed.id, text.raw)
        case ("link", _):
            guard frame.attributes.value("href") == nil, let url = text.raw.nonEmpty else { return }
            let resolved = URLs.resolve(url, against: frame.base)
            feed.links.append(FeedLink(url: resolved))
            if frame.namespace != .atom || feed.url == nil { set(&feed.url, resolved) }
        case ("author", _), ("creator", .dc), ("managingeditor", _), ("webmaster", _):
            if let person = FeedPerson(written: text.line), name != "webmaster" { add(person, to: .feed) }
        case ("category", _), ("subject", .dc), ("keywords", _): addCategory(frame, text, to: &feed.categories)
        case ("logo", _), ("icon", _):
            if name == "logo" || feed.image == nil {
                feed.image = text.raw.nonEmpty.map { URLs.resolve($0, against: frame.base) }
            }
        default: break
        }
    }

    private func entryValue(_ frame: Frame, _ text: FeedText) {
        let name = frame.local.asciiLowercased
        if dates.take(text.raw, local: frame.local, frame.namespace, format: feed.format) { return }
        guard var entry else { return }
        // Not held twice: else each list that grows would be copied first.
        self.entry = nil
        defer { self.entry = entry }
        switch (name, frame.namespace) {
        case ("title", _) where frame.namespace.isCore || frame.namespace == .news: set(&entry.title, text.line)
        case ("title", .dc), ("title", .media), ("title", .itunes): set(&spare.title, text.line)
        case ("description", _) where frame.namespace.isCore, ("summary", _) where frame.namespace.isCore:
            takeHTML(\.summaryHTML, frame, text, &entry)
        case ("description", .dc), ("description", .media), ("summary", .itunes), ("abstract", _):
            set(&spare.summary, text.html)
        case ("content", _) where frame.namespace.isCore, ("encoded", _), ("body", _), ("div", .xhtml), ("fullitem", _):
            takeHTML(\.contentHTML, frame, text, &entry)
        case ("id", _) where frame.namespace.isCore, ("guid", _), ("identifier", .dc):
            if name != "identifier" || entry.id == nil { set(&entry.id, text.raw) }
            if name == "guid" {
                entry.guidIsPermalink = frame.attributes.value("isPermaLink")?.asciiLowercased != "false"
            }
        case ("link", _):
            guard frame.attributes.value("href") == nil, let url = text.raw.nonEmpty else { return }
            let resolved = URLs.resolve(url, against: frame.base)
            entry.links.append(FeedLink(url: resolved))
            set(&entry.link, resolved)
        case ("loc", _) where frame.namespace.isCore:
            set(&entry.link, URLs.resolve(text.raw, against: frame.base))
        case ("author", _), ("creator", _):
            if let person = FeedPerson(written: text.line), entry.authors.count < Self.listLimit,
                !entry.authors.contains(person)
            {
                entry.authors.append(person)
            }
        case ("category", _), ("subject", .dc), ("keywords", _): addCategory(frame, text, to: &entry.categories)
        case ("language", .dc): set(&entry.language, text.raw)
        case ("rights", _): set(&entry.rights, text.line)
        case ("source", _):
            entry.source = FeedSource(title: text.line, url: frame.attributes.value("url"))
        default: break
        }
    }

    private func sourceValue(_ frame: Frame, _ text: FeedText) {
        switch frame.local.asciiLowercased {
        case "title": source?.title = text.line.nonEmpty
        case "id": source?.id = text.raw.nonEmpty
        case "updated", "modified":
            source?.modified = text.raw.nonEmpty.map { DatedText(text: $0, foundIn: "atom:source/updated") }
        default: break
        }
    }

    private func personValue(_ frame: Frame, _ text: FeedText) {
        switch frame.local.asciiLowercased {
        case "name": person?.name = text.line.nonEmpty
        case "email": person?.email = text.raw.nonEmpty
        case "uri", "url", "homepage": person?.url = text.raw.nonEmpty.map { URLs.resolve($0, against: frame.base) }
        default: break
        }
    }

    /// So many authors or keywords are read of one entry; each is compared with those before.
    private static let listLimit = 1000

    /// The first value that says something counts.
    private func set(_ field: inout String?, _ value: String) { if field == nil { field = value.nonEmpty } }

    private func takeHTML(
        _ field: WritableKeyPath<FeedEntry, String?>, _ frame: Frame, _ text: FeedText, _ entry: inout FeedEntry
    ) {
        guard entry[keyPath: field] == nil, let html = text.html.nonEmpty else { return }
        entry[keyPath: field] = html
        if let language = frame.language { entry.language = language }
    }

    private func addCategory(_ frame: Frame, _ text: FeedText, to list: inout [String]) {
        let words =
            frame.local.asciiLowercased == "keywords"
            ? text.line.split(separator: ",").map { String($0).trimmed }
            : [frame.attributes.value("term") ?? frame.attributes.value("text") ?? text.line]
        for word in words where !word.isEmpty && list.count < Self.listLimit && !list.contains(word) {
            list.append(word)
        }
    }

    private func add(_ person: FeedPerson, to scope: Scope) {
        guard person != FeedPerson() else { return }
        if scope == .entry {
            if let authors = entry?.authors, authors.count < Self.listLimit, !authors.contains(person) {
                entry?.authors.append(person)
            }
        } else if scope == .feed, feed.authors.count < Self.listLimit, !feed.authors.contains(person) {
            feed.authors.append(person)
        }
    }

    /// Elements that say what they say in attributes: links, enclosures, media.
    func attributes(_ frame: Frame, _ parent: Scope) {
        let name = frame.local.asciiLowercased
        let isMedia = frame.namespace == .media
        func media(_ attribute: String) -> FeedMedia? {
            guard let url = frame.attributes.value(attribute) else { return nil }
            return FeedMedia(
                url: URLs.resolve(url, against: frame.base), type: frame.attributes.value("type"),
                length: frame.attributes.value("length") ?? frame.attributes.value("fileSize"),
                width: frame.attributes.value("width"), height: frame.attributes.value("height"))
        }
        switch name {
        case "link": if let link = FeedLink(frame) { take(link, in: parent) }
        case "enclosure" where !isMedia: if let file = media("url") ?? media("href") { entry?.enclosures.append(file) }
        case "content" where isMedia: if let file = media("url") { entry?.enclosures.append(file) }
        case "thumbnail" where isMedia: if let picture = media("url") { entry?.images.append(picture) }
        case "image" where frame.namespace == .itunes:
            guard let picture = media("href") else { return }
            if parent == .entry { entry?.images.append(picture) } else if feed.image == nil { feed.image = picture.url }
        default: break
        }
    }

    private func take(_ link: FeedLink, in scope: Scope) {
        let isPage = link.rel == "alternate" && (link.type.map { $0.contains("html") } ?? true)
        switch scope {
        case .feed:
            feed.links.append(link)
            if isPage, feed.url == nil { feed.url = link.url }
        case .entry:
            entry?.links.append(link)
            if isPage, entry?.link == nil { entry?.link = link.url }
            if link.rel == "enclosure" {
                entry?.enclosures.append(FeedMedia(url: link.url, type: link.type, length: link.length))
            }
        case .source: if isPage, source?.url == nil { source?.url = link.url }
        default: break
        }
    }
}

extension FeedLink {
    /// A link that names its address in an attribute.
    fileprivate init?(_ frame: FeedBuilder.Frame) {
        guard let href = frame.attributes.value("href") else { return nil }
        self.init(url: URLs.resolve(href, against: frame.base))
        if let rel = frame.attributes.value("rel") {
            // Registered relations may be spelled as addresses (RFC 4287, 4.2.7.2).
            let registry = "http://www.iana.org/assignments/relation/"
            self.rel = rel.hasPrefix(registry) ? String(rel.dropFirst(registry.count)) : rel
        }
        type = frame.attributes.value("type")
        title = frame.attributes.value("title").map { PlainText.line(maybeHTML: $0) }
        language = frame.attributes.value("hreflang")
        length = frame.attributes.value("length")
    }
}
