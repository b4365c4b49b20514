/// Where a site files a page's article, and what it says that the article is about.
struct PageTopics {
    private(set) var section: String?
    private(set) var tags: [String] = []
    /// The tags are of the `meta` element that many sites fill once and for all.
    private(set) var areLoose = false

    /// More tags than this are a list of something else.
    private static let limit = 60

    init(
        _ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, _ embedded: EmbeddedData, title: String?,
        _ aside: inout PageAside
    ) {
        let links = Self.links(tree, &aside)
        let home = data.breadcrumbs.dropFirst().last { $0.titleKey != title?.titleKey }
        section =
            (data.section ?? meta.first(
                "article:section", "section", "articlesection", "parsely-section", "sailthru.section")?.value
            ?? embedded.section ?? links.categories.first ?? home
            ?? links.breadcrumbs.dropFirst().last { $0.titleKey != title?.titleKey }).flatMap { $0.trimmed.nonEmpty }
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

    /// Of tags that may be the whole site's, those that stand in the article.
    static func keepOwn(_ article: inout Article) {
        guard article.evidence["tags"] == ["meta:keywords"] else { return }
        let text = ((article.title ?? "") + "\n" + article.text).lowercased()
        article.tags.removeAll { !text.contains($0.lowercased()) }
        if article.tags.isEmpty { article.evidence["tags"] = nil }
    }

    /// The texts of links to lists of articles: those marked `rel="tag"`, else those in the first box named for tags.
    private static func links(_ tree: HTMLTree, _ aside: inout PageAside) -> (
        tags: [String], categories: [String], breadcrumbs: [String]
    ) {
        var breadcrumbs: [String] = []
        var breadcrumbNames = ElementNames(with: ["breadcrumb", "breadcrumbs"])
        var marked: [String] = []
        var categories: [String] = []
        var boxed: [String] = []
        var names = ElementNames(with: tagWords, without: ["cloud", "more"])
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            if let rel = node["rel"]?.asciiLowercased.split(separator: " "), node.name == "a", rel.contains("tag") {
                guard !aside.holds(index), let text = label(tree.text(of: index)) else { continue }
                if rel.contains("category") { categories.append(text) } else { marked.append(text) }
            } else if boxed.isEmpty, !node.isText, node.name != "a", node.name != "body", names.match(node["class"]),
                !aside.holds(index)
            {
                boxed = anchors(in: index, tree)
            } else if breadcrumbs.isEmpty, !node.isText, breadcrumbNames.match(node["class"]) {
                breadcrumbs = anchors(in: index, tree)
            }
        }
        return (marked.isEmpty ? boxed : marked, categories, breadcrumbs)
    }

    private static func anchors(in index: Int, _ tree: HTMLTree) -> [String] {
        (index..<tree.nodes[index].end).filter { tree.nodes[$0].name == "a" }.prefix(limit)
            .compactMap { label(tree.text(of: $0)) }
    }

    private static func label(_ text: String) -> String? {
        guard text.utf8.count <= 80 else { return nil }
        return (text.hasPrefix("#") ? String(text.dropFirst()).trimmed : text).nonEmpty
    }

    private static let tagWords: Set<String> = ["tags", "tag", "tagar", "taglist", "topik", "keywords"]
}
