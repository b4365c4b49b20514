/// The short lines of a page, where bylines, dates and counters stand, and which of them stand with the article.
///
/// A page's head names today's date, its sides other articles' writers: lines after the headline come first, and what
/// lies in a side part, a list of other articles or among comments is left out.
struct PageLines {
    /// A block's own text with the node of the block.
    struct Line {
        let node: Int
        let text: String
    }

    /// All lines in order, those of side parts too: a headline may stand anywhere.
    private(set) var all: [Line] = []
    /// The lines of the article: after its headline first, then before.
    private(set) var near: [Line] = []

    private static let limit = 2000

    init(_ tree: HTMLTree, _ measures: PageMeasures) {
        for index in tree.nodes.indices {
            guard (4...300).contains(measures.own[index]), !tree.nodes[index].isText, tree.nodes[index].name != "title"
            else { continue }
            let text = tree.ownText(of: index)
            if !text.isEmpty { all.append(Line(node: index, text: text)) }
            if all.count >= Self.limit { break }
        }
    }

    /// Finds what is near, now that it is known what the headline is.
    mutating func find(title: String?, _ tree: HTMLTree, _ aside: PageAside) {
        let key = title?.titleKey ?? ""
        let lengths = key.utf8.count...max(key.utf8.count, 2 * (title?.utf8.count ?? 0))
        let isHeadline: (Line) -> Bool = {
            !key.isEmpty && ($0.text == title || lengths.contains($0.text.utf8.count) && $0.text.titleKey == key)
        }
        let headings = all.indices.filter { isHeading(tree, all[$0].node) && isHeadline(all[$0]) }
        let start = headings.first ?? all.firstIndex(where: isHeadline) ?? 0
        for line in all[start...] + all[..<start] where !aside.holds(line.node) { near.append(line) }
    }

    private func isHeading(_ tree: HTMLTree, _ node: Int) -> Bool { tree.nodes[node].name == "h1" }
}
