/// How much text, and how much of it in links, each block of a page holds, and which parts are boilerplate.
///
/// A block's own text is all that stands in it and not in a block inside it. One pass forward, one back.
struct PageMeasures {
    /// UTF-8 bytes of a block's own text, white space not counted: a Chinese character says as much as a short word.
    private(set) var own: [Int]
    /// Those of them inside links.
    private(set) var linked: [Int]
    /// Bytes of article-like paragraphs in a node and all inside it.
    private(set) var good: [Int]
    /// How many of them there are.
    private(set) var paragraphs: [Int]
    /// Belongs to the page, not to an article.
    private(set) var removed: [Bool]
    private(set) var linkCount = 0
    /// What the names of each node say.
    let names: NodeNames

    init(_ tree: HTMLTree) {
        let count = tree.nodes.count
        names = NodeNames(tree)
        own = Array(repeating: 0, count: count)
        linked = own
        good = own
        paragraphs = own
        removed = Array(repeating: false, count: count)
        var block = Array(repeating: 0, count: count)
        var inLink = removed
        for index in 0..<count {
            let node = tree.nodes[index]
            let parent = max(node.parent, 0)
            if node.isText {
                let length = Self.length(node.text)
                own[block[parent]] += length
                if inLink[parent] { linked[block[parent]] += length }
                continue
            }
            if node.name == "a" { linkCount += 1 }
            inLink[index] = node.name == "a" || index > 0 && inLink[parent]
            block[index] = node.isBlock ? index : block[parent]
        }
        sum(tree) { _ in true }
        mark(tree)
        let kept = removed
        sum(tree) { !kept[$0] }
    }

    /// Takes elements and all in them away from the article.
    mutating func leaveOut(_ nodes: [Int], _ tree: HTMLTree) {
        guard !nodes.isEmpty else { return }
        for node in nodes { for inner in node..<tree.nodes[node].end { removed[inner] = true } }
        let kept = removed
        sum(tree) { !kept[$0] }
    }

    private static func length(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + ($1.isBlank ? 0 : 1) }
    }

    /// Whether a block's own text reads like a paragraph of an article.
    func isParagraph(_ index: Int, _ tree: HTMLTree) -> Bool {
        let name = tree.nodes[index].name
        guard own[index] >= (name == "p" || name == "blockquote" ? 40 : 80), !["head", "title"].contains(name) else {
            return false
        }
        return linked[index] * 5 < own[index] * 2
    }

    private mutating func sum(_ tree: HTMLTree, _ counts: (Int) -> Bool) {
        for index in good.indices { (good[index], paragraphs[index]) = (0, 0) }
        for index in tree.nodes.indices.reversed() where !tree.nodes[index].isText && counts(index) {
            if isParagraph(index, tree) {
                good[index] += own[index]
                paragraphs[index] += 1
            }
            let parent = tree.nodes[index].parent
            if parent >= 0 {
                good[parent] += good[index]
                paragraphs[parent] += paragraphs[index]
            }
        }
    }

    /// Marks boilerplate, but never what holds most of the page's paragraphs: names lie, text does not.
    private mutating func mark(_ tree: HTMLTree) {
        let half = (good.first ?? 0) / 2
        let protected = aroundBody(tree)
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            if node.parent >= 0, removed[node.parent] {
                removed[index] = true
            } else if !node.isText, !protected.contains(index) {
                let verdict = names.verdicts[index]
                guard verdict != .none, verdict == .strong || !isProse(index) else { continue }
                // A form may be the whole page (ASP.NET); other such elements rarely hold more than half of it.
                let isTag = node.kind.contains(.furniture) && node.name != "form" && node.name != "fieldset"
                removed[index] = good[index] <= half || isTag && good[index] * 2 < half * 3
            }
        }
    }

    /// Whether several paragraphs stand in an element: more than a call, a notice or a card has.
    private func isProse(_ index: Int) -> Bool { paragraphs[index] >= 2 && good[index] >= 400 }

    /// The elements around one that is named as an article's text and holds a good part of the page's paragraphs.
    private func aroundBody(_ tree: HTMLTree) -> Set<Int> {
        var around: Set<Int> = []
        let total = good.first ?? 0
        for index in tree.nodes.indices where total > 0 && good[index] * 10 >= total {
            guard names.bodies[index] == .strong else { continue }
            var outer = tree.nodes[index].parent
            while outer >= 0, around.insert(outer).inserted { outer = tree.nodes[outer].parent }
        }
        return around
    }
}
