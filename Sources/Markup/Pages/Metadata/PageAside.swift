/// Which elements lie beside the article: in lists of other articles, among comments, in the page's foot.
///
/// Told by the names of the elements around; one that holds most of the page's paragraphs is beside nothing, whatever it
/// is called. Verdicts are kept, as thousands of lines ask for the same few elements.
struct PageAside {
    private let tree: HTMLTree
    private let good: [Int]
    private var verdicts: [Int: Bool] = [:]
    private var names = ElementNames(with: words)
    private var footNames = ElementNames(with: ["footer"], without: ["entry", "post", "article", "content"])

    init(_ tree: HTMLTree, _ measures: PageMeasures) {
        self.tree = tree
        good = measures.good
    }

    /// Whether an element or one around it is beside the article.
    mutating func holds(_ node: Int) -> Bool {
        var path: [Int] = []
        var index = node
        var verdict = false
        while index >= 0 {
            if let known = verdicts[index] {
                verdict = known
                break
            }
            path.append(index)
            if isAside(index) {
                verdict = true
                break
            }
            index = tree.nodes[index].parent
        }
        for index in path { verdicts[index] = verdict }
        return verdict
    }

    private mutating func isAside(_ index: Int) -> Bool {
        let node = tree.nodes[index]
        guard !node.isText, (good.first ?? 0) == 0 || good[index] * 3 < (good.first ?? 0) else { return false }
        if node.name == "aside" || node.name == "nav" { return true }
        // The foot of the page, not that of the article with its tags and writers.
        if node.name == "footer" { return !isInArticle(index) }
        return [node["class"], node["id"]].contains { names.match($0) || footNames.match($0) }
    }

    private func isInArticle(_ index: Int) -> Bool {
        var outer = tree.nodes[index].parent
        while outer >= 0 {
            if tree.nodes[outer].name == "article" { return true }
            outer = tree.nodes[outer].parent
        }
        return false
    }

    private static let words: Set<String> = [
        "related", "comment", "comments", "komentar", "disqus", "sidebar", "widget", "recommended", "recommendation",
        "recommendations", "recirculation", "teaser", "teasers", "popular", "populer", "terpopuler", "terkait",
        "terbaru",
        "lainnya", "latest", "trending", "nav", "menu", "navigation", "mostread", "promo", "newsletter",
    ]
}
