/// Where a page shows the headline of its article.
enum Headline {
    /// The heading that says what the title does, else the first `h1` that is long enough to be one; nil where there is
    /// neither.
    static func find(_ title: String?, in tree: HTMLTree) -> Int? {
        let key = title?.titleKey ?? ""
        var equal: Int?
        var close: Int?
        var first: Int?
        for index in tree.nodes.indices where ["h1", "h2", "h3"].contains(tree.nodes[index].name) {
            let text = tree.text(of: index)
            let own = text.titleKey
            let isFirst = tree.nodes[index].name == "h1"
            if isFirst, first == nil, text.split(separator: " ").count > 2 { first = index }
            guard key.utf8.count >= 8, own.utf8.count >= 8 else { continue }
            if own == key {
                if isFirst { return index }
                equal = equal ?? index
            } else if isFirst, own.hasPrefix(key) || key.hasPrefix(own) {
                close = close ?? index
            }
        }
        return close ?? equal ?? first
    }
}
