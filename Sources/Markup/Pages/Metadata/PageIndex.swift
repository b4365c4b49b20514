/// The elements of a page that metadata is read from, by kind and in order, found in one pass: pages have thousands of
/// others.
struct PageIndex {
    /// The roles of each node by its names.
    private(set) var roles: [ElementRoles]
    /// Elements with `itemprop` or `property`, `meta` and `link` apart.
    private(set) var properties: [Int] = []
    /// Elements with `rel="author"`, `rel="tag"` and other relations, `link` apart.
    private(set) var relations: [Int] = []
    /// `time`.
    private(set) var times: [Int] = []
    /// Elements whose names tell of authors, dates, tags or breadcrumbs.
    private(set) var named: [Int] = []
    /// Pictures, captions, and what is named for one.
    private(set) var pictures: [Int] = []
    /// The texts of `h1`.
    private(set) var headings: [String] = []
    /// The texts of `h2`.
    private(set) var subheadings: [String] = []
    /// The text of the `title` element.
    private(set) var title: String?
    /// The `lang` of the page.
    private(set) var language: String?

    private static let headingLimit = 64

    init(_ tree: HTMLTree) {
        roles = Array(repeating: [], count: tree.nodes.count)
        var known: [String: ElementRoles] = [:]
        func told(_ value: String) -> ElementRoles {
            if let roles = known[value] { return roles }
            let roles = ElementRoles.of(value)
            known[value] = roles
            return roles
        }
        for index in tree.nodes.indices where !tree.nodes[index].isText {
            let node = tree.nodes[index]
            for (name, value) in node.attributes {
                switch name {
                case "class": roles[index].formUnion(told(value))
                // What an id says of parts inside articles is no convention.
                case "id": roles[index].formUnion(told(value).intersection([.aside, .foot]))
                case "itemprop", "property":
                    if node.name != "meta", node.name != "link", properties.last != index { properties.append(index) }
                case "rel": if node.name != "link" { relations.append(index) }
                default: break
                }
            }
            sort(index, node, tree)
        }
    }

    private mutating func sort(_ index: Int, _ node: HTMLTree.Node, _ tree: HTMLTree) {
        let told = roles[index]
        switch node.name {
        case "time": times.append(index)
        case "img", "amp-img", "figcaption": pictures.append(index)
        case "h1": if headings.count < Self.headingLimit { headings.append(tree.text(of: index)) }
        case "h2": if subheadings.count < Self.headingLimit { subheadings.append(tree.text(of: index)) }
        case "title": title = title ?? tree.text(of: index)
        case "html": language = language ?? node["lang"]?.trimmed.nonEmpty
        case "body", "head": return
        default:
            if told.contains(.caption) { pictures.append(index) }
            if !told.isDisjoint(with: [.author, .date, .tags, .breadcrumbs]) { named.append(index) }
        }
    }
}
