/// Which `article` elements of a page are documents of their own: what is loaded below the article that was asked for, and
/// cards inside it.
enum OtherArticles {
    /// Bytes of paragraphs that make an element an article of its own.
    private static let least = 250

    /// Elements that are no part of the article under the headline; none where it cannot be told which one that is.
    static func find(in tree: HTMLTree, _ measures: PageMeasures, headline: Int?) -> [Int] {
        guard let headline else { return [] }
        let articles = tree.nodes.indices.filter { tree.nodes[$0].name == "article" && !measures.removed[$0] }
        guard articles.count > 1, let main = main(of: articles, tree, measures, headline) else { return [] }
        let largest = articles.map { measures.good[$0] }.max() ?? 0
        // Entries of a live report stand beside a short introduction.
        guard measures.good[main] * 4 >= largest else { return [] }
        let end = tree.nodes[main].end
        let inside = articles.filter { $0 > main && $0 < end }
        let others = articles.filter { ($0 >= end || tree.nodes[$0].end <= main) && measures.good[$0] >= least }
        let own = measures.good[main] - outermost(inside, tree).reduce(0) { $0 + measures.good[$1] }
        return others + (own >= least && own * 2 > measures.good[main] ? inside : [])
    }

    /// The outermost article around the headline, else the first behind it.
    private static func main(of articles: [Int], _ tree: HTMLTree, _ measures: PageMeasures, _ headline: Int) -> Int? {
        let large = articles.filter { measures.good[$0] >= least }
        return large.first { $0 < headline && headline < tree.nodes[$0].end } ?? large.first { $0 > headline }
    }

    private static func outermost(_ nodes: [Int], _ tree: HTMLTree) -> [Int] {
        var last = -1
        return nodes.filter { node in
            guard node >= last else { return false }
            last = tree.nodes[node].end
            return true
        }
    }
}
