/// What the attributes of a page's own elements say of its article: microdata (`itemprop`), RDFa (`property`) and
/// microformats (`rel`, `author vcard`, `entry-date published`).
struct EmbeddedData {
    private(set) var headline: String?
    private(set) var authors: [String] = []
    /// Links and other elements with `rel="author"`.
    private(set) var linkedAuthors: [String] = []
    /// Elements whose class says that they name who wrote the article.
    private(set) var classAuthors: [String] = []
    private(set) var published: [DatedText] = []
    private(set) var modified: [DatedText] = []
    private(set) var section: String?
    private(set) var keywords: [String] = []
    /// What `time` elements say, those that are said to hold the publication first.
    private(set) var times: [DatedText] = []

    /// What elements named for dates say.
    private(set) var dates: [DatedText] = []

    private static let limit = 24
    /// What holds more nodes is the article, and no field of it.
    private static let nodeLimit = 2000

    init(_ tree: HTMLTree, _ index: PageIndex, _ aside: PageAside) {
        for node in index.properties where !aside.holds(node) && tree.nodes[node].end - node < Self.nodeLimit {
            let element = tree.nodes[node]
            guard let property = element["itemprop"] ?? element["property"] else { continue }
            take(Self.names(property), node, tree, element["itemprop"] == nil ? "property" : "itemprop")
        }
        for node in index.relations where linkedAuthors.count < Self.limit && !aside.holds(node) {
            if tree.nodes[node]["rel"]?.asciiLowercased == "author" { linkedAuthors.append(tree.text(of: node)) }
        }
        var late: [DatedText] = []
        for node in index.times where times.count + late.count < Self.limit && !aside.holds(node) {
            takeTime(node, tree, index, &late)
        }
        times += late
        for node in index.named where !aside.holds(node) {
            if index.roles[node].contains(.author) { takeClass(node, tree) }
            if index.roles[node].contains(.date), dates.count < Self.limit, tree.nodes[node].end - node < 12 {
                dates.append(DatedText(text: tree.text(of: node), foundIn: "class"))
            }
        }
    }

    /// `schema:author`, `dc:creator`, `author` without the vocabulary's prefix, in lower case.
    private static func names(_ property: String) -> [String] {
        property.asciiLowercased.split(whereSeparator: \.isWhitespace).map {
            $0.split(whereSeparator: { $0 == ":" || $0 == "/" }).last.map(String.init) ?? ""
        }
    }

    private mutating func take(_ names: [String], _ index: Int, _ tree: HTMLTree, _ kind: String) {
        for name in names {
            switch name {
            case "author", "creator":
                if authors.count < Self.limit, Self.isOfArticle(index, tree) {
                    authors.append(Self.personName(index, tree))
                }
            case "datepublished", "published", "issued", "datecreated":
                if published.count < Self.limit, Self.isOfArticle(index, tree) {
                    published += Self.moments(index, tree).map { DatedText(text: $0, foundIn: "\(kind):\(name)") }
                }
            case "datemodified", "modified", "updated":
                if modified.count < Self.limit, Self.isOfArticle(index, tree) {
                    modified += Self.moments(index, tree).map { DatedText(text: $0, foundIn: "\(kind):\(name)") }
                }
            case "headline": headline = headline ?? tree.text(of: index).nonEmpty
            case "articlesection": section = section ?? Self.value(index, tree).nonEmpty
            case "keywords": if keywords.count < Self.limit { keywords.append(Self.value(index, tree)) }
            default: break
            }
        }
    }

    private static func value(_ index: Int, _ tree: HTMLTree) -> String {
        (tree.nodes[index]["content"]?.squeezed).flatMap(\.nonEmpty) ?? tree.text(of: index)
    }

    /// What machines are told and what readers see: the one may have the zone that the other lacks.
    private static func moments(_ index: Int, _ tree: HTMLTree) -> [String] {
        let node = tree.nodes[index]
        return [node["content"], node["datetime"], node["title"], tree.text(of: index)].compactMap {
            $0?.squeezed.nonEmpty
        }
    }

    /// The name of a person described by elements inside, or all that the element says.
    private static func personName(_ index: Int, _ tree: HTMLTree) -> String {
        for inner in index + 1..<max(tree.nodes[index].end, index + 1) {
            let node = tree.nodes[inner]
            guard let property = node["itemprop"] ?? node["property"], names(property).contains("name") else {
                continue
            }
            return value(inner, tree)
        }
        return value(index, tree)
    }

    /// Whether the nearest item around is an article, or none is named: authors of comments and reviews are described too.
    private static func isOfArticle(_ index: Int, _ tree: HTMLTree) -> Bool {
        var outer = tree.nodes[index].parent
        while outer >= 0 {
            if let type = tree.nodes[outer]["itemtype"]?.asciiLowercased {
                return ["article", "posting", "webpage", "creativework", "blog", "report"].contains {
                    type.hasSuffix($0)
                }
            }
            outer = tree.nodes[outer].parent
        }
        return true
    }

    // MARK: time elements

    private mutating func takeTime(_ index: Int, _ tree: HTMLTree, _ page: PageIndex, _ late: inout [DatedText]) {
        let node = tree.nodes[index]
        let texts = [node["datetime"], tree.text(of: index), node["title"]].compactMap { $0?.squeezed.nonEmpty }
        let dates = texts.map { DatedText(text: $0, foundIn: "time") }
        let own = page.roles[index]
        let around = node.parent >= 0 ? page.roles[node.parent] : []
        if node["pubdate"] != nil || own.contains(.published) {
            times += dates
        } else if own.contains(.modified) || around.contains(.modified) {
            modified += dates
        } else if around.contains(.published) {
            times += dates
        } else {
            late += dates
        }
    }

    // MARK: Classes

    private mutating func takeClass(_ index: Int, _ tree: HTMLTree) {
        // A person's name with little around it; what holds more is a box about the person, or the page.
        guard classAuthors.count < Self.limit, tree.nodes[index].end - index < 24 else { return }
        let text = tree.text(of: index)
        if text.utf8.count <= 160, !text.isEmpty, !classAuthors.contains(text) { classAuthors.append(text) }
    }
}
