/// What a page's `meta` and `link` elements and the attributes of microdata say.
struct MetaTags {
    private var values: [String: [String]] = [:]
    private(set) var canonical: String?

    init(_ tree: HTMLTree) {
        for node in tree.nodes {
            if node.name == "meta" {
                guard let content = node["content"]?.squeezed.nonEmpty else { continue }
                for key in [node["property"], node["name"], node["itemprop"], node["http-equiv"]] {
                    if let key = key?.asciiLowercased.nonEmpty { values[key, default: []].append(content) }
                }
            } else if node.name == "link", node["rel"]?.asciiLowercased == "canonical", canonical == nil {
                canonical = node["href"]?.trimmed.nonEmpty
            }
        }
    }

    /// The first value of the first key that has one, with the key.
    func first(_ keys: String...) -> (key: String, value: String)? {
        for key in keys { if let value = values[key]?.first { return (key, value) } }
        return nil
    }

    /// All values of a key.
    func all(_ key: String) -> [String] { values[key] ?? [] }
}
