import Records

/// What a page's JSON-LD says of the article (schema.org `NewsArticle` and its kin).
struct LinkedData {
    var headline: String?
    var authors: [String] = []
    var published: String?
    var modified: String?
    var section: String?
    var keywords: [String] = []
    var images: [String] = []
    var language: String?
    var description: String?
    var body: String?
    var publisher: String?
    var isArticle = false

    init(_ scripts: [[UInt8]]) {
        for script in scripts {
            guard let value = Self.parse(script) else { continue }
            visit(value, depth: 0)
        }
    }

    /// Scripts come with comment marks, raw line ends in strings and trailing semicolons.
    private static func parse(_ bytes: [UInt8]) -> JSONValue? {
        if let value = try? JSONValue(parsing: bytes) { return value }
        let first = bytes.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
        let last = bytes.lastIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }
        guard let first, let last, first < last else { return nil }
        return try? JSONValue(parsing: bytes[first...last].map { $0 < 0x20 ? 0x20 : $0 })
    }

    private mutating func visit(_ value: JSONValue, depth: Int) {
        guard depth < 6 else { return }
        if let list = value.array {
            for element in list { visit(element, depth: depth + 1) }
            return
        }
        guard let object = value.object else { return }
        let types = Self.texts(object["@type"])
        if types.contains(where: { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" }) {
            take(object)
        } else if types.contains("WebSite") || types.contains("NewsMediaOrganization"), publisher == nil {
            publisher = object["name"]?.string
        }
        for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
            if let inner = object[key] { visit(inner, depth: depth + 1) }
        }
    }

    private mutating func take(_ object: JSONObject) {
        isArticle = true
        func text(_ key: String) -> String? {
            object[key]?.string.map { PlainText.line(maybeHTML: $0) }?.nonEmpty
        }
        headline = headline ?? text("headline") ?? text("name")
        published = published ?? text("datePublished")
        modified = modified ?? text("dateModified")
        description = description ?? text("description")
        language = language ?? text("inLanguage")
        body = body ?? object["articleBody"]?.string?.nonEmpty
        if section == nil { section = Self.texts(object["articleSection"]).first }
        publisher = publisher ?? Self.texts(object["publisher"]).first
        if keywords.isEmpty {
            keywords = Self.texts(object["keywords"]).flatMap { $0.split(separator: ",") }.map { String($0).trimmed }
                .filter { !$0.isEmpty }
        }
        if images.isEmpty { images = Self.addresses(object["image"]) }
        if authors.isEmpty {
            for author in object["author"].map(Self.list) ?? [] {
                let isOrganization = Self.texts(author["@type"]).contains { $0.contains("Organization") }
                if !isOrganization { authors += Self.texts(author) }
            }
        }
    }

    private static func list(_ value: JSONValue) -> [JSONValue] { value.array ?? [value] }

    /// Strings, or the names of objects.
    private static func texts(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        if let text = value.string { return [PlainText.line(maybeHTML: text)].filter { !$0.isEmpty } }
        if let list = value.array { return list.flatMap { texts($0) } }
        return texts(value["name"])
    }

    private static func addresses(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        if let text = value.string { return [text] }
        if let list = value.array { return list.flatMap { addresses($0) } }
        return addresses(value["url"])
    }
}
