/// Which elements of a page hold the fields of its article, for a site whose pages cannot be read in the general way.
///
/// What a rule does not find is left to the general way.
public struct PageRules: Sendable {
    /// What a rule finds.
    public enum Field: String, Sendable {
        case title, authors, editor, published, body, remove
    }

    /// Elements for a field: the first selector that finds some counts, but all do for `remove`.
    public struct Rule: Sendable {
        let field: Field
        let selectors: [ElementSelector]

        /// A rule of its parts.
        public init(field: Field, selectors: [ElementSelector]) {
            self.field = field
            self.selectors = selectors
        }
    }

    private let rules: [Rule]

    /// Rules in their order.
    public init(_ rules: [Rule]) { self.rules = rules }

    /// Whether the page has its text from a rule.
    static let foundBy = "site rule"

    /// What each rule finds on a page: as many lists as there are rules.
    func find(in tree: HTMLTree) -> Found {
        Found(
            lists: rules.map { rule in
                if rule.field == .remove {
                    let all = rule.selectors.flatMap { $0.find(in: tree) }
                    return (rule.field, Set(all).sorted())
                }
                return (rule.field, rule.selectors.lazy.map { $0.find(in: tree) }.first { !$0.isEmpty } ?? [])
            })
    }

    /// The elements that rules found.
    struct Found {
        let lists: [(field: Field, nodes: [Int])]

        /// How many elements each rule found.
        var counts: [Int] { lists.map(\.nodes.count) }

        func nodes(_ field: Field) -> [Int] { lists.first { $0.field == field && !$0.nodes.isEmpty }?.nodes ?? [] }

        /// Sets the fields for which elements were found.
        func fill(_ article: inout Article, _ tree: HTMLTree) {
            article.ruleCounts = counts
            if let title = nodes(.title).lazy.compactMap({ tree.text(of: $0).nonEmpty }).first {
                article.title = title
                article.evidence["title"] = [PageRules.foundBy]
            }
            let authors = AuthorNames.clean(
                nodes(.authors).prefix(40).map { tree.text(of: $0) }, site: article.siteName, newsroom: true)
            if !authors.isEmpty {
                article.authors = authors
                article.evidence["authors"] = [PageRules.foundBy]
            }
            let editors = nodes(.editor).prefix(1).map { tree.text(of: $0) }
            if let editor = AuthorNames.clean(editors, site: nil, newsroom: true).first { article.editor = editor }
            for node in nodes(.published).prefix(4) {
                let texts = [tree.nodes[node]["datetime"], tree.nodes[node]["content"], tree.text(of: node)]
                let reader = DateReader(zone: .utc)
                guard
                    let date = texts.lazy.compactMap({ $0?.squeezed }).first(where: {
                        reader.fields(of: $0)?.day != nil
                    })
                else { continue }
                article.published = DatedText(text: date, foundIn: PageRules.foundBy)
                break
            }
        }
    }
}
