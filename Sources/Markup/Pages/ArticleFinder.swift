/// Finds the subtree of a page that holds its article: by what the markup says, else by where the paragraphs are.
struct ArticleFinder {
    let tree: HTMLTree
    let measures: PageMeasures

    struct Finding {
        /// In the order of the page; most articles have one.
        var roots: [Int]
        let reason: String
    }

    /// Nil where the page has no paragraphs. `body` is the text that JSON-LD gives: where its words stand, the
    /// article is.
    func find(body: String?) -> Finding? {
        let total = measures.good.first ?? 0
        guard total > 0 else { return nil }
        let named = named(total)
        if let body, let root = subtree(holding: body) {
            // What JSON-LD gives may be the beginning alone.
            guard let named, let outer = named.roots.first, outer < root, root < tree.nodes[outer].end,
                measures.good[outer] > measures.good[root] * 2
            else { return Finding(roots: [root], reason: "json-ld articleBody") }
        }
        return named ?? Finding(roots: [descend(from: 0, share: 0.7)], reason: "density")
    }

    /// What the markup names as the article.
    private func named(_ total: Int) -> Finding? {
        for (reason, share, matches) in Self.semantic {
            let found = tree.nodes.indices.filter {
                !tree.nodes[$0].isText && !measures.removed[$0] && matches(tree.nodes[$0], measures.names.bodies[$0])
            }
            guard let best = found.max(by: { measures.good[$0] < measures.good[$1] }) else { continue }
            let pieces = together(best)
            guard Double(pieces.reduce(0) { $0 + measures.good[$1] }) >= Double(total) * share else { continue }
            return Finding(roots: pieces.count > 1 ? pieces : [descend(from: best, share: 0.98)], reason: reason)
        }
        return nil
    }

    /// A container with those that are named alike and stand as deep in the same article: advertisements and pictures
    /// part the text of one article into several.
    private func together(_ root: Int) -> [Int] {
        guard let (sign, tells) = Self.sign(tree.nodes[root]) else { return [root] }
        var scope = root
        while scope > 0, scope == root || !["article", "main"].contains(tree.nodes[scope].name) {
            scope = max(tree.nodes[scope].parent, 0)
        }
        let depth = tells ? nil : depth(root)
        var end = 0
        return (scope..<tree.nodes[scope].end).filter { index in
            guard index >= end, index == root || !(index < root && root < tree.nodes[index].end) else { return false }
            let isAlike =
                tree.nodes[index].name == tree.nodes[root].name && !measures.removed[index]
                && measures.good[index] > 0 && Self.sign(tree.nodes[index])?.sign == sign
                && (depth == nil || self.depth(index) == depth)
            if index == root || isAlike { end = tree.nodes[index].end }
            return index == root || isAlike
        }
    }

    private func depth(_ node: Int) -> Int {
        var depth = 0
        var outer = tree.nodes[node].parent
        while outer >= 0 { (depth, outer) = (depth + 1, tree.nodes[outer].parent) }
        return depth
    }

    /// What containers of one article have in common: `itemprop`, or their names.
    private static func sign(_ node: HTMLTree.Node) -> (sign: String, tells: Bool)? {
        if let property = node["itemprop"]?.asciiLowercased, property.holds("articlebody") { return (property, true) }
        return node["class"]?.nonEmpty.map(NodeNames.sign)
    }

    /// The least subtree with nearly all paragraphs that begin like a part of a known text; nil where few do.
    private func subtree(holding body: String) -> Int? {
        guard body.utf8.count >= 300 else { return nil }
        let grams = TextGrams(body)
        var known = Array(repeating: 0, count: tree.nodes.count)
        for index in tree.nodes.indices.reversed() where !tree.nodes[index].isText {
            if measures.isParagraph(index, tree), !measures.removed[index], grams.hold(tree.text(of: index)) {
                known[index] += measures.own[index]
            }
            let parent = tree.nodes[index].parent
            if parent >= 0 { known[parent] += known[index] }
        }
        guard let total = known.first, total * 2 > body.utf8.count else { return nil }
        return tree.nodes.indices.last { known[$0] * 20 >= total * 19 }
    }

    /// Goes down as long as one child holds that share of the paragraphs.
    private func descend(from start: Int, share: Double) -> Int {
        var node = start
        while true {
            var child = node + 1
            var best: Int?
            while child < tree.nodes[node].end {
                if measures.good[child] > best.map({ measures.good[$0] }) ?? 0 { best = child }
                child = max(tree.nodes[child].end, child + 1)
            }
            guard let best, Double(measures.good[best]) >= Double(measures.good[node]) * share,
                !measures.isParagraph(best, tree) || measures.good[best] > measures.own[best]
            else { return node }
            node = best
        }
    }

    private typealias Rule = (reason: String, share: Double, matches: @Sendable (HTMLTree.Node, NodeNames.Body) -> Bool)

    private static let semantic: [Rule] = [
        (
            "itemprop articleBody", 0.3,
            { node, _ in node["itemprop"]?.asciiLowercased.holds("articlebody") ?? false }
        ),
        ("class", 0.4, { $1 == .strong }),
        ("article", 0.45, { node, _ in node.name == "article" || (node["itemtype"]?.hasSuffix("Article") ?? false) }),
        ("class", 0.5, { $1 == .weak }),
        ("main", 0.6, { node, _ in node.name == "main" || node["role"] == "main" }),
    ]
}
