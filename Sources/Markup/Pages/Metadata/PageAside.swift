/// Which elements lie beside the article: in lists of other articles, among comments, in the page's foot.
///
/// Told by the names of the elements around; one that holds a third of the page's paragraphs is beside nothing, whatever it
/// is called. One pass over the page.
struct PageAside {
    private var verdicts: [Bool]

    /// `good` is what each node holds of the page's paragraphs.
    init(_ tree: HTMLTree, _ index: PageIndex, good: [Int]) {
        let count = tree.nodes.count
        verdicts = Array(repeating: false, count: count)
        var inArticle = verdicts
        let total = good.first ?? 0
        for node in tree.nodes.indices where !tree.nodes[node].isText {
            let parent = tree.nodes[node].parent
            if parent >= 0 {
                inArticle[node] = inArticle[parent]
                if verdicts[parent] {
                    verdicts[node] = true
                    continue
                }
            }
            let name = tree.nodes[node].name
            if name == "article" { inArticle[node] = true }
            guard total == 0 || good[node] * 3 < total else { continue }
            // The foot of the page, not that of the article with its tags and writers.
            verdicts[node] =
                !index.roles[node].isDisjoint(with: [.aside, .foot]) || name == "aside" || name == "nav"
                || name == "footer" && !inArticle[node]
        }
    }

    /// Whether an element or one around it is beside the article.
    func holds(_ node: Int) -> Bool { verdicts[node] }
}
