/// Where a site files a page's article, and what it says that the article is about.
struct PageTopics {
    private(set) var section: String?
    private(set) var tags: [String] = []

    /// More tags than this are a list of something else.
    private static let limit = 60

    init(
        _ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, _ embedded: EmbeddedData, title: String?,
        _ aside: inout PageAside
    ) {
        let links = Self.links(tree, &aside)
        let home = data.breadcrumbs.dropFirst().last { $0.titleKey != title?.titleKey }
        section =
            (data.section ?? meta.first("article:section", "section", "parsely-section", "sailthru.section")?.value
            ?? embedded.section ?? links.categories.first ?? home).flatMap { $0.trimmed.nonEmpty }
        let lists = [
            meta.all("article:tag") + meta.all("news_keywords") + data.keywords, embedded.keywords, links.tags,
            meta.all("parsely-tags") + meta.all("sailthru.tags"), meta.all("keywords"),
        ]
        guard let list = lists.first(where: { !$0.isEmpty }) else { return }
        var seen: Set<String> = []
        for text in list.flatMap({ $0.split(separator: ",") }) where tags.count < Self.limit {
            let tag = PlainText.line(maybeHTML: String(text))
            if !tag.isEmpty, seen.insert(tag.lowercased()).inserted { tags.append(tag) }
        }
    }

    /// The texts of links to lists of articles: those marked `rel="tag"`, else those in the first box named for tags.
    private static func links(_ tree: HTMLTree, _ aside: inout PageAside) -> (tags: [String], categories: [String]) {
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
                boxed = (index..<node.end).filter { tree.nodes[$0].name == "a" }.compactMap { label(tree.text(of: $0)) }
            }
        }
        return (marked.isEmpty ? boxed : marked, categories)
    }

    private static func label(_ text: String) -> String? {
        guard text.utf8.count <= 80 else { return nil }
        return (text.hasPrefix("#") ? String(text.dropFirst()).trimmed : text).nonEmpty
    }

    private static let tagWords: Set<String> = ["tags", "tag", "tagar", "taglist", "topik", "keywords"]
}
