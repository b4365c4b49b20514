/// What becomes of an element's value, by the place where it stands.
extension FeedBuilder {
    /// Begins what a container's children will fill.
    func opened(_ frame: Frame, from parent: Scope) {
        switch frame.scope {
        case .person where parent != .person: person = FeedPerson()
        case .source where parent != .source: source = FeedSource()
        case .image where parent != .image:
            pictureWords = (nil, nil)
            picture = FeedMedia(url: frame.attributes.value("href") ?? frame.attributes.value("resource") ?? "")
        default: break
        }
        if feed.format == .cdf { channelDefinition(frame, from: parent) }
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
            if frame.element != .contributor { add(done, to: parent) }
        case .source where parent != .source:
            if isInEntry { entry.source = source }
            source = nil
        case .image where parent != .image:
            guard let done = picture, !done.url.isEmpty else { return }
            picture = nil
            if parent == .entry { entry.images.append(done) } else { takeImage(done.url) }
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
        case .geo: geoValue(frame, text.raw)
        case .image:
            if frame.element == .url || frame.element == .loc {
                picture?.url = URLs.resolve(text.raw, against: frame.base)
            } else if frame.element == .title {
                pictureWords.title = text.line.nonEmpty
            } else if frame.element == .link {
                pictureWords.link = text.raw.nonEmpty.map { URLs.resolve($0, against: frame.base) }
            } else if frame.element == .width {
                picture?.width = text.raw
            } else if frame.element == .height {
                picture?.height = text.raw
            }
        case .publication: if frame.element == .language { language.met(named: text.raw) }
        case .document, .nothing: break
        }
    }

    private func feedValue(_ frame: Frame, _ text: FeedText) {
        let name = frame.element
        if feedDates.take(text.raw, frame.name, format: feed.format) { return }
        switch (name, frame.namespace) {
        case (.title, _) where frame.namespace.isCore: set(&feed.title, text.line)
        case (.title, .dc): set(&feedSpare.title, text.line)
        case (.description, _) where frame.namespace.isCore, (.subtitle, _) where frame.namespace.isCore,
            (.tagline, _) where frame.namespace.isCore, (.abstract, _) where feed.format == .cdf:
            set(&feed.subtitle, text.line)
        case (.description, .dc), (.subtitle, .itunes), (.summary, .itunes):
            set(&feedSpare.subtitle, text.line)
        case (.copyright, _) where frame.namespace.isCore, (.rights, _): set(&feed.rights, text.line)
        case (.language, _): set(&feed.language, text.raw)
        case (.id, _) where frame.namespace.isCore: set(&feed.id, text.raw)
        case (.link, _):
            if let link = FeedLink(frame, text: text.raw, in: feed.format) { take(link, in: .feed) }
        case (.author, _), (.creator, .dc), (.managingeditor, _), (.webmaster, _):
            if let person = FeedPerson(written: text.line), name != .webmaster { add(person, to: .feed) }
        case (.category, _), (.subject, .dc), (.keywords, _), (.tags, _):
            add(FeedCategory.all(in: frame, text.line), to: &feed.categories)
        case (.logo, _), (.icon, _):
            guard let url = text.raw.nonEmpty, name == .logo || feed.image == nil else { return }
            feed.image = FeedImage(url: URLs.resolve(url, against: frame.base))
        default: break
        }
    }

    private func entryValue(_ frame: Frame, _ text: FeedText) {
        let name = frame.element
        if dates.take(text.raw, frame.name, format: feed.format) { return }
        guard isInEntry else { return }
        switch (name, frame.namespace) {
        case (.title, _) where frame.namespace.isCore || frame.namespace == .news:
            set(&entry.title, text.line)
            language.met(frame, rank: 2)
        case (.title, .dc), (.title, .media), (.title, .itunes): set(&spare.title, text.line)
        case (.description, _) where frame.namespace.isCore, (.summary, _) where frame.namespace.isCore:
            guard entry.summaryHTML == nil, let html = text.html.nonEmpty else { return }
            (entry.summaryHTML, entry.summaryBase) = (html, frame.base)
            language.met(frame, rank: 1)
        case (.description, .dc), (.description, .media), (.summary, .itunes), (.abstract, _):
            set(&spare.summary, text.html)
            if entry.summaryHTML == nil { entry.summaryBase = frame.base }
        case (.content, _) where frame.namespace.isCore, (.encoded, _), (.body, _), (.div, .xhtml), (.fullitem, _):
            guard entry.contentHTML == nil, let html = text.html.nonEmpty else { return }
            (entry.contentHTML, entry.contentBase, entry.contentText) = (html, frame.base, text.plain)
            language.met(frame, rank: 0)
        case (.id, _) where frame.namespace.isCore, (.guid, _), (.identifier, .dc):
            if name != .identifier || entry.id == nil { set(&entry.id, text.raw) }
            if name == .guid {
                entry.guidIsPermalink = frame.attributes.value("isPermaLink")?.asciiLowercased != "false"
            }
        case (.link, _):
            if let link = FeedLink(frame, text: text.raw, in: feed.format) { entry.take(link) }
        case (.loc, _) where frame.namespace.isCore:
            set(&entry.link, URLs.resolve(text.raw, against: frame.base))
        case (.author, _), (.creator, _):
            if let person = FeedPerson(written: text.line), entry.authors.count < Self.listLimit,
                !entry.authors.contains(person)
            {
                entry.authors.append(person)
            }
        case (.category, _), (.subject, .dc), (.keywords, _), (.tags, _):
            add(FeedCategory.all(in: frame, text.line), to: &entry.categories)
        case (.language, .dc): language.met(named: text.raw)
        case (_, .georss): entry.geo = entry.geo ?? FeedGeo(georss: frame.local.asciiLowercased, text.raw)
        case (.lat, .geo), (.latitude, .geo): position.latitude = position.latitude ?? Double(text.raw)
        case (.long, .geo), (.lon, .geo), (.longitude, .geo):
            position.longitude = position.longitude ?? Double(text.raw)
        case (.rights, _): set(&entry.rights, text.line)
        case (.source, _):
            entry.source = FeedSource(title: text.line, url: frame.attributes.value("url"))
        default: break
        }
    }

    private func sourceValue(_ frame: Frame, _ text: FeedText) {
        switch frame.element {
        case .title: source?.title = text.line.nonEmpty
        case .id: source?.id = text.raw.nonEmpty
        case .updated, .modified:
            source?.modified = text.raw.nonEmpty.map { DatedText(text: $0, foundIn: "atom:source/updated") }
        default: break
        }
    }

    private func personValue(_ frame: Frame, _ text: FeedText) {
        switch frame.element {
        case .name: person?.name = text.line.nonEmpty
        case .email: person?.email = text.raw.nonEmpty
        case .uri, .url, .homepage: person?.url = text.raw.nonEmpty.map { URLs.resolve($0, against: frame.base) }
        default: break
        }
    }

    /// So many authors or keywords are read of one entry; each is compared with those before.
    private static let listLimit = 1000

    /// The first value that says something counts.
    private func set(_ field: inout String?, _ value: String) { if field == nil { field = value.nonEmpty } }

    func add(_ categories: [FeedCategory], to list: inout [FeedCategory]) {
        for category in categories where list.count < Self.listLimit && !list.contains(category) {
            list.append(category)
        }
    }

    /// The coordinates of a GML geometry; of an envelope the two corners come one after the other.
    private func geoValue(_ frame: Frame, _ text: String) {
        guard isInEntry, entry.geo == nil, let geometry = geometry() else { return }
        var text = text
        switch frame.element {
        case .lowercorner:
            lowerCorner = text
            return
        case .uppercorner:
            text = (lowerCorner ?? "") + " " + text
            lowerCorner = nil
        default: break
        }
        func attribute(_ name: String) -> String? { frame.attributes.value(name) ?? geometry.attributes.value(name) }
        entry.geo = FeedGeo(
            gml: geometry.local.asciiLowercased, text, system: attribute("srsName"),
            dimension: attribute("srsDimension"))
    }

    /// The feed's picture: the first one counts, and what a later element says of it is added (RSS 1.0 refers to it).
    private func takeImage(_ url: String) {
        if feed.image == nil || feed.format == .rdf && feed.image?.title == nil { feed.image = FeedImage(url: url) }
        guard feed.image?.url == url else { return }
        if feed.image?.title == nil { feed.image?.title = pictureWords.title }
        if feed.image?.link == nil { feed.image?.link = pictureWords.link }
    }

    private func add(_ person: FeedPerson, to scope: Scope) {
        guard person != FeedPerson() else { return }
        if scope == .entry {
            if entry.authors.count < Self.listLimit, !entry.authors.contains(person) { entry.authors.append(person) }
        } else if scope == .feed, feed.authors.count < Self.listLimit, !feed.authors.contains(person) {
            feed.authors.append(person)
        }
    }
}
