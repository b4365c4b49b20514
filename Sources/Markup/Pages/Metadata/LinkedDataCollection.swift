import Records

/// The nodes of a page's JSON-LD, by type and by `@id`: what one block names another may describe.
struct LinkedDataCollection {
    private var articles: [JSONObject] = []
    private var pages: [JSONObject] = []
    private var known: [String: JSONObject] = [:]
    /// The name of the site, as the first node that describes it says.
    private(set) var publisher: String?
    /// The names of the sections above the page, from the top.
    private(set) var breadcrumbs: [String] = []

    /// More nodes than this, or nodes deeper than this, describe no article.
    private static let limit = 512
    private static let depthLimit = 6
    private var count = 0

    /// Adds a script's value with all nodes at its top: lists, graphs and what a page names as its main entity.
    mutating func add(_ value: JSONValue, depth: Int = 0) {
        guard depth < Self.depthLimit, count < Self.limit else { return }
        if let list = value.array {
            for element in list { add(element, depth: depth + 1) }
            return
        }
        guard let object = value.object else { return }
        count += 1
        if let id = object["@id"]?.string, object.count > 1, known[id] == nil { known[id] = object }
        sort(object)
        for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
            if let inner = object[key] { add(inner, depth: depth + 1) }
        }
    }

    private mutating func sort(_ object: JSONObject) {
        let types = Self.types(object)
        if types.contains(where: Self.isArticle) {
            articles.append(object)
        } else if types.contains("webpage") || types.contains("itempage") {
            pages.append(object)
        } else if types.contains("breadcrumblist"), breadcrumbs.isEmpty {
            breadcrumbs = (object["itemListElement"]?.array ?? []).prefix(16).compactMap {
                names($0["name"]).first ?? names($0["item"]).first
            }
        } else if publisher == nil, types.contains("website") || types.contains(where: { $0.hasSuffix("organization") })
        {
            publisher = Self.texts(object["name"]).first
        }
    }

    /// Types in lower case, without the address of their vocabulary.
    static func types(_ object: JSONObject) -> [String] {
        texts(object["@type"]).map {
            ($0.split(whereSeparator: { $0 == "/" || $0 == "#" || $0 == ":" }).last.map(String.init) ?? $0)
                .asciiLowercased
        }
    }

    private static func isArticle(_ type: String) -> Bool {
        type.hasSuffix("article") || type.hasSuffix("posting") || type == "report"
    }

    // MARK: The page's own

    /// The nodes that speak of the page's article, the surest first.
    func articles(of page: LinkedData.Page) -> [JSONObject] {
        let titles = page.titles.map(\.titleKey).filter { !$0.isEmpty }
        var rated: [(score: Int, object: JSONObject)] = []
        for object in articles {
            var score = 0
            let addresses = Self.addresses(object)
            if !addresses.isDisjoint(with: page.addresses) {
                score += 8
            } else if !addresses.isEmpty, !page.addresses.isEmpty {
                score -= 4
            }
            let headline = Self.texts(object["headline"]).first?.titleKey ?? ""
            if !headline.isEmpty, titles.contains(where: { $0.contains(headline) || headline.contains($0) }) {
                score += 6
            }
            score += Self.types(object).contains { $0.hasSuffix("newsarticle") } ? 2 : 0
            score += object["datePublished"] == nil ? 0 : 1
            score += headline.isEmpty ? 0 : 1
            rated.append((score, object))
        }
        guard let best = rated.map(\.score).max() else { return [] }
        let order = rated.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
        // A node that is surely of another page fills nothing in.
        return order.map(\.element).filter { $0.score == best || $0.score >= 4 }.map(\.object)
    }

    /// The nodes that speak of the page, those that name its address first.
    func pages(of page: LinkedData.Page) -> [JSONObject] {
        pages.filter { !Self.addresses($0).isDisjoint(with: page.addresses) }
            + pages.filter { Self.addresses($0).isEmpty }
    }

    private static func addresses(_ object: JSONObject) -> Set<PageAddress> {
        var texts: [String] = []
        for key in ["url", "mainEntityOfPage", "@id"] {
            guard let value = object[key] else { continue }
            texts += Self.texts(value) + [value["@id"], value["url"]].compactMap { $0?.string }
        }
        return Set(texts.prefix(8).compactMap { PageAddress($0) })
    }

    // MARK: Values

    /// Strings, or the names of objects, which may stand elsewhere under their `@id`.
    func names(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        if let list = value.array { return list.prefix(64).flatMap { names($0) } }
        guard let object = value.object else { return Self.texts(value) }
        return Self.texts(resolved(object)["name"])
    }

    /// Strings and lists of strings, as plain text.
    private static func texts(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        if let list = value.array { return list.prefix(64).flatMap { texts($0) } }
        return (value.string.map { PlainText.line(maybeHTML: $0) }?.nonEmpty).map { [$0] } ?? []
    }

    private func resolved(_ object: JSONObject) -> JSONObject {
        guard object["name"] == nil, object["familyName"] == nil, let id = object["@id"]?.string else { return object }
        return known[id] ?? object
    }

    /// Authors by name, and whether they are organisations.
    func people(_ value: JSONValue?) -> [(name: String, isOrganization: Bool)] {
        guard let value else { return [] }
        if let list = value.array { return list.prefix(64).flatMap { people($0) } }
        guard let object = value.object.map({ resolved($0) }) else { return Self.texts(value).map { ($0, false) } }
        let isOrganization = Self.types(object).contains { $0.hasSuffix("organization") || $0 == "corporation" }
        var names = Self.texts(object["name"])
        if names.isEmpty {
            let parts = Self.texts(object["givenName"]) + Self.texts(object["familyName"])
            names = parts.isEmpty ? [] : [parts.joined(separator: " ")]
        }
        return names.map { ($0, isOrganization) }
    }

    /// Pictures by address, with what is written under them.
    func pictures(_ value: JSONValue?) -> [Article.Picture] {
        guard let value else { return [] }
        if let list = value.array { return list.prefix(64).flatMap { pictures($0) } }
        if let text = value.string { return text.trimmed.isEmpty ? [] : [Article.Picture(url: text.trimmed)] }
        guard let object = value.object else { return [] }
        let node = object["url"] == nil ? object["@id"]?.string.flatMap { known[$0] } ?? object : object
        let caption = Self.texts(node["caption"]).first
        return Self.texts(node["url"] ?? node["contentUrl"]).map { Article.Picture(url: $0, caption: caption) }
    }
}
