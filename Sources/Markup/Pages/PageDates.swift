import Records

/// When a page says it was published and changed: metadata first, then the byline, then dates in its text.
struct PageDates {
    private(set) var published: DatedText?
    private(set) var modified: DatedText?
    private static let reader = DateReader(zone: .utc)

    init(_ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, byline: Byline?, lines: [String]) {
        var candidates: [DatedText] = []
        func add(_ text: String?, _ place: String) {
            guard let text = text?.squeezed.nonEmpty, Self.reader.fields(of: text)?.day != nil else { return }
            candidates.append(DatedText(text: text, foundIn: place))
        }
        add(data.published, "json-ld:datePublished")
        if let found = meta.first("article:published_time", "og:article:published_time", "datepublished") {
            add(found.value, "meta:\(found.key)")
        }
        for (place, text) in Self.microdata(tree, "datepublished") { add(text, place) }
        for key in Self.keys { add(meta.first(key)?.value, "meta:\(key)") }
        add(byline?.date, "byline")
        for index in tree.elements("time") {
            add(tree.nodes[index]["datetime"], "time")
            add(tree.text(of: index), "time")
        }
        for line in lines.prefix(400) where line.utf8.count <= 80 { add(line, "text") }
        published = Self.best(candidates)

        candidates = []
        add(data.modified, "json-ld:dateModified")
        for key in ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"] {
            add(meta.first(key)?.value, "meta:\(key)")
        }
        for (place, text) in Self.microdata(tree, "datemodified") { add(text, place) }
        modified = candidates.first
    }

    private static let keys = [
        "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "sailthru.date", "dc.date.issued",
        "dcterms.created", "dc.date", "dcterms.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
        "bt:pubdate", "date", "article.published", "published_time", "og:pubdate", "content_publishdate",
        "originalpublicationdate",
        "published", "rnews:datepublished", "article:published", "publication_date", "publicationdate", "ptime",
        "displaydate",
    ]

    /// The first, unless another of the same day says more of the moment.
    private static func best(_ candidates: [DatedText]) -> DatedText? {
        guard let first = candidates.first, let fields = reader.fields(of: first.text) else { return nil }
        func fullness(_ fields: DateFields) -> Int {
            (fields.hour == nil ? 0 : 2) + (fields.zone == .none ? 0 : 1)
        }
        var best = (date: first, fullness: fullness(fields))
        for other in candidates.dropFirst() {
            guard let found = reader.fields(of: other.text), found.firstDay == fields.firstDay else { continue }
            if fullness(found) > best.fullness { best = (other, fullness(found)) }
        }
        return best.date
    }

    private static func microdata(_ tree: HTMLTree, _ property: String) -> [(String, String)] {
        var found: [(String, String)] = []
        for index in tree.nodes.indices where tree.nodes[index].name != "meta" {
            let node = tree.nodes[index]
            guard node["itemprop"]?.asciiLowercased == property else { continue }
            found.append(("itemprop:\(property)", node["content"] ?? node["datetime"] ?? tree.text(of: index)))
        }
        return found
    }
}
