import Markup
import Records

/// Shows what is read in feeds and pages in a vocabulary that no format owns: `docs/schema` knows nothing of it.
struct Inspector {
    /// Reads the dates.
    let dates: DateReader

    /// What is read in a feed.
    func feed(_ file: InspectedFile) -> JSONObject {
        var object: JSONObject = ["file": .string(file.name), "error": .null]
        if let fault = file.fault {
            object["error"] = .string(fault)
            object["entries"] = []
            return object
        }
        do throws(FeedError) {
            let feed = try FeedReader().read(file.bytes, url: file.base, charset: file.charset, answer: file.answer)
            object["format"] = .string(feed.format.rawValue)
            object["encoding"] = .string(feed.charset)
            object["malformed"] = .bool(!feed.mended.isEmpty)
            object["mended"] = .strings(feed.mended)
            object["feed"] = .object(head(feed))
            object["entries"] = .array(feed.entries.map { .object(entry($0)) })
        } catch {
            object["error"] = .string("\(error)")
            object["entries"] = []
        }
        return object
    }

    /// What is read in a page.
    func page(_ file: InspectedFile) -> JSONObject {
        var object = JSONObject()
        object.set("id", file.id ?? file.name)
        object.set("url", file.url)
        if let fault = file.fault {
            object["error"] = .string(fault)
            object["body"] = ""
            return object
        }
        do throws(PageError) {
            let article = try PageReader().read(file.bytes, url: file.base, charset: file.charset)
            object.set("title", article.title)
            object["authors"] = .strings(article.authors)
            object.set("published", local(article.published))
            object.set("modified", local(article.modified))
            object["body"] = .string(article.text)
            object.set("summary", article.summary)
            object.set("editor", article.editor)
            object.set("dateline", article.dateline)
            object.set("credit", article.credit)
            object.set("canonical_url", article.canonicalURL)
            object.set("language", article.language)
            object.set("section", article.section)
            object["tags"] = .strings(article.tags)
            object["images"] = .array(article.pictures.map(picture))
            object["counters"] = .object(
                JSONObject(article.counters.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
            object.set("encoding", article.charset)
            object["mended"] = .strings(article.mended)
            object.set("found_by", article.foundBy)
            object["evidence"] = .object(
                JSONObject(article.evidence.sorted { $0.key < $1.key }.map { ($0.key, .strings($0.value)) }))
        } catch {
            object["error"] = .string("\(error)")
            object["body"] = ""
        }
        return object
    }

    /// What became of each block of a page, a line each, and what the page is not where it is no article.
    func explanation(_ file: InspectedFile) throws -> String {
        if let fault = file.fault { return fault }
        let reader = PageReader()
        let lines = try reader.explain(file.bytes, url: file.base, charset: file.charset).description
        do {
            _ = try reader.read(file.bytes, url: file.base, charset: file.charset)
            return lines
        } catch {
            return "\(error)\n\(lines)"
        }
    }

    private func head(_ feed: Feed) -> JSONObject {
        var object = JSONObject()
        object.set("title", feed.title)
        object.set("subtitle", feed.subtitle)
        object.set("rights", feed.rights)
        object.set("url", feed.url)
        object.set("id", feed.id)
        object.set("language", feed.language)
        object.set("published", moment(feed.published))
        object.set("updated", moment(feed.modified))
        object["authors"] = people(feed.authors)
        object["tags"] = tags(feed.categories)
        object["links"] = links(feed.links)
        if let image = feed.image {
            var picture: JSONObject = ["url": .string(image.url)]
            picture.set("title", image.title)
            picture.set("link", image.link)
            object["image"] = .object(picture)
        }
        return object
    }

    private func entry(_ entry: FeedEntry) -> JSONObject {
        var object = JSONObject()
        object.set("title", entry.title)
        object.set("url", entry.link)
        object.set("id", entry.id)
        object.set("published", moment(entry.published))
        object.set("updated", moment(entry.modified))
        object["authors"] = people(entry.authors)
        object.set("summary", entry.summaryHTML.map { HTMLSanitizer.clean($0, base: entry.summaryBase) })
        object.set("content_html", entry.contentHTML.map { HTMLSanitizer.clean($0, base: entry.contentBase) })
        object.set("content_text", entry.contentText)
        object["tags"] = tags(entry.categories)
        object["links"] = links(entry.links)
        object["enclosures"] = media(entry.enclosures)
        object["images"] = media(entry.images)
        if let source = entry.source {
            var origin = JSONObject()
            origin.set("title", source.title)
            origin.set("url", source.url)
            origin.set("id", source.id)
            origin.set("updated", moment(source.modified))
            object["source"] = .object(origin)
        }
        object.set("language", entry.language)
        object["geo"] = entry.geo.map(geo)
        object.set("rights", entry.rights)
        return object
    }

    /// The moment, or the first day that can be meant where no time of day is given; nothing where the words cannot be
    /// read or are not believed.
    private func moment(_ date: DatedText?, _ field: DateField = .feed) -> String? {
        guard let date, let time = dates.read(date.text, foundIn: date.foundIn, field: field) else { return nil }
        if let at = time.at { return at.description }
        guard time.precision != .none else { return nil }
        return (time.day ?? dates.fields(of: date.text, field: field)?.firstDay)?.description
    }

    /// The moment on the clock of the zone that the page names, as its day is the day that readers of the page know.
    private func local(_ date: DatedText?) -> String? {
        guard let date, let at = dates.read(date.text, foundIn: date.foundIn)?.at,
            case .named(let zone) = dates.fields(of: date.text)?.zone, zone.secondsEast != 0
        else { return moment(date, .written) }
        let minutes = abs(zone.secondsEast) / 60
        let wall = Instant(seconds: at.seconds + zone.secondsEast).description.dropLast()
        let offset = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return wall + (zone.secondsEast < 0 ? "-" : "+") + offset
    }

    private func picture(_ picture: Article.Picture) -> JSONValue {
        var object: JSONObject = ["url": .string(picture.url)]
        object.set("caption", picture.caption)
        return .object(object)
    }

    private func people(_ people: [FeedPerson]) -> JSONValue {
        .array(
            people.map { person in
                var object = JSONObject()
                object.set("name", person.name)
                object.set("email", person.email)
                object.set("url", person.url)
                return .object(object)
            })
    }

    private func tags(_ categories: [FeedCategory]) -> JSONValue {
        .array(
            categories.map { category in
                var object: JSONObject = ["name": .string(category.name)]
                object.set("scheme", category.scheme)
                object.set("label", category.label)
                return .object(object)
            })
    }

    /// As in GeoJSON (RFC 7946), whose geometries have no box: that is its two corners here.
    private func geo(_ geo: FeedGeo) -> JSONValue {
        let positions = geo.positions.map { JSONValue.array($0.map(JSONValue.double)) }
        let coordinates: JSONValue? =
            switch geo.shape {
            case .point: positions.first
            case .line, .box: .array(positions)
            case .polygon: .array([.array(positions)])
            }
        return ["type": .string(geo.shape.rawValue), "coordinates": coordinates ?? .null]
    }

    private func links(_ links: [FeedLink]) -> JSONValue {
        .array(
            links.map { link in
                var object: JSONObject = ["url": .string(link.url), "rel": .string(link.rel)]
                object.set("type", link.type)
                object.set("title", link.title)
                object.set("language", link.language)
                object.set("length", link.length)
                return .object(object)
            })
    }

    private func media(_ media: [FeedMedia]) -> JSONValue {
        .array(
            media.map { file in
                var object: JSONObject = ["url": .string(file.url)]
                object.set("type", file.type)
                object.set("length", file.length)
                object.set("width", file.width)
                object.set("height", file.height)
                return .object(object)
            })
    }
}

extension JSONObject {
    /// Adds a text where there is one.
    fileprivate mutating func set(_ key: String, _ text: String?) {
        if let text, !text.isEmpty { self[key] = .string(text) }
    }
}
