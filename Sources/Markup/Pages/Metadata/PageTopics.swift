/// Where a site files a page's article, and what it says that the article is about.
struct PageTopics {
    private(set) var section: String?
    private(set) var tags: [String] = []
    /// The tags are of the `meta` element that many sites fill once and for all.
    private(set) var areLoose = false

    /// More tags than this are a list of something else.
    private static let limit = 60
    /// Boxes that are looked into for links.
    private static let boxLimit = 16

    init(
        _ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, _ embedded: EmbeddedData, title: String?,
        _ index: PageIndex, _ aside: PageAside
    ) {
        let links = Self.links(tree, index, aside)
        let home = data.breadcrumbs.dropFirst().last { $0.titleKey != title?.titleKey }
        section =
            (data.section ?? meta.first(
                "article:section", "section", "articlesection", "parsely-section", "sailthru.section")?.value
            ?? embedded.section ?? links.categories.first ?? home
            ?? links.breadcrumbs.dropFirst().last { $0.titleKey != title?.titleKey }).flatMap {
                Self.first(of: $0).nonEmpty
            }
        let lists = [
            meta.all("article:tag") + meta.all("news_keywords") + data.keywords, embedded.keywords, links.tags,
            meta.all("parsely-tags") + meta.all("sailthru.tags"),
        ]
        areLoose = lists.allSatisfy(\.isEmpty)
        let list = lists.first { !$0.isEmpty } ?? meta.all("keywords")
        var seen: Set<String> = []
        for text in list.flatMap({ $0.split(separator: ",") }) where tags.count < Self.limit {
            let tag = PlainText.line(maybeHTML: String(text))
            if !tag.isEmpty, seen.insert(tag.lowercased()).inserted { tags.append(tag) }
        }
    }

    /// Of several sections in one text, without spaces between, the first: `Daerah,Beranda,Populer`.
    private static func first(of text: String) -> String {
        let parts = text.split(separator: ",")
        return parts.dropFirst().contains { $0.hasPrefix(" ") }
            ? text.trimmed : (parts.first.map(String.init) ?? "").trimmed
    }

    /// Of tags that may be the whole site's, those that stand in the article.
    static func keepOwn(_ article: inout Article) {
        guard article.evidence["tags"] == ["meta:keywords"] else { return }
        let text = ((article.title ?? "") + "\n" + article.text).lowercased()
        article.tags.removeAll { !text.holds($0.lowercased()) }
        if article.tags.isEmpty { article.evidence["tags"] = nil }
    }

    /// The texts of links to lists of articles: those marked `rel="tag"`, else those in the first box named for tags.
    private static func links(_ tree: HTMLTree, _ index: PageIndex, _ aside: PageAside) -> (
        tags: [String], categories: [String], breadcrumbs: [String]
    ) {
        var marked: [String] = []
        var categories: [String] = []
        for node in index.relations where tree.nodes[node].name == "a" && !aside.holds(node) {
            let relations = tree.nodes[node]["rel"]?.asciiLowercased.split(separator: " ") ?? []
            guard relations.contains("tag"), marked.count + categories.count < limit,
                let text = label(tree.text(of: node))
            else { continue }
            if relations.contains("category") { categories.append(text) } else { marked.append(text) }
        }
        func box(_ role: ElementRoles) -> [String] {
            let boxes = index.named.lazy.filter { index.roles[$0].contains(role) && tree.nodes[$0].name != "a" }
            for node in boxes.prefix(boxLimit) {
                let texts = role == .tags && aside.holds(node) ? [] : anchors(in: node, tree)
                if !texts.isEmpty { return texts }
            }
            return []
        }
        return (marked.isEmpty ? box(.tags) : marked, categories, box(.breadcrumbs))
    }

    private static func anchors(in index: Int, _ tree: HTMLTree) -> [String] {
        (index..<tree.nodes[index].end).filter { tree.nodes[$0].name == "a" }.prefix(limit)
            .compactMap { label(tree.text(of: $0)) }
    }

    private static func label(_ text: String) -> String? {
        guard text.utf8.count <= 80 else { return nil }
        return (text.hasPrefix("#") ? String(text.dropFirst()).trimmed : text).nonEmpty
    }
}
