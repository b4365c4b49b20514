/// Reads the text under a node as blocks: paragraphs, headings, list items, quotes, without what is no part of it.
struct BlockReader {
    let tree: HTMLTree
    let measures: PageMeasures
    private(set) var blocks: [Article.Block] = []
    /// The elements that the blocks end in.
    private(set) var places: [Int] = []
    /// Why lines were left out, by the elements that they end in.
    private(set) var dropped: [Int: String] = [:]
    private var line = ""
    private var lineLinked = 0
    private var blockIndex = 0

    init(_ tree: HTMLTree, _ measures: PageMeasures) {
        self.tree = tree
        self.measures = measures
    }

    /// The blocks under some nodes, which stand in the order of the page.
    static func read(_ roots: [Int], _ tree: HTMLTree, _ measures: PageMeasures) -> BlockReader {
        var reader = BlockReader(tree, measures)
        for root in roots { reader.walk(root) }
        return reader
    }

    /// Leaves out what stands before the headline, where an article stands behind it: tickers, lists of news.
    mutating func begin(after headline: Int, title: String?) {
        guard tree.nodes[headline].name == "h1" || tree.text(of: headline).titleKey == title?.titleKey,
            let first = places.firstIndex(where: { $0 >= headline }), first > 0
        else { return }
        let bytes = blocks.map(\.text.utf8.count)
        let behind = bytes[first...].reduce(0, +)
        guard behind >= 300, behind * 3 >= bytes.reduce(0, +) else { return }
        for place in places[..<first] { dropped[place] = "before the headline" }
        blocks.removeFirst(first)
        places.removeFirst(first)
    }

    /// Where the first paragraph of some length stands.
    var firstParagraph: Int? {
        blocks.indices.first { blocks[$0].kind == .paragraph && blocks[$0].text.utf8.count >= 100 }.map { places[$0] }
    }

    private mutating func walk(_ root: Int) {
        var open: [Int] = []
        var index = root
        while index < tree.nodes[root].end {
            while let last = open.last, tree.nodes[last].end <= index { leave(open.removeLast(), &open) }
            let node = tree.nodes[index]
            if measures.removed[index], index != root {
                index = node.end
                continue
            }
            if node.isText {
                line += node.text
                if isLinked(open) { lineLinked += node.text.utf8.count }
            } else if node.name == "br" || node.name == "hr" {
                endLine(open)
            } else {
                if node.isBlock { endLine(open) }
                open.append(index)
            }
            index += 1
        }
        while !open.isEmpty { leave(open.removeLast(), &open) }
        endLine(open)
    }

    private mutating func leave(_ index: Int, _ open: inout [Int]) {
        guard tree.nodes[index].isBlock else { return }
        endLine(open + [index])
    }

    private func isLinked(_ open: [Int]) -> Bool { open.contains { tree.nodes[$0].name == "a" } }

    private mutating func endLine(_ open: [Int]) {
        let text = line.squeezed
        let linked = lineLinked
        line = ""
        lineLinked = 0
        guard !text.isEmpty, text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { return }
        let kind = kind(open)
        let place = open.last { tree.nodes[$0].isBlock } ?? 0
        if let fault = fault(text, kind, linked: linked) {
            dropped[place] = fault
            return
        }
        blocks.append(Article.Block(kind: kind, text: text))
        places.append(place)
    }

    /// Why a line is no part of an article; nil where it is one.
    private func fault(_ text: String, _ kind: Article.Block.Kind, linked: Int) -> String? {
        let length = text.utf8.count
        if linked * 10 >= length * 8, length < 300, kind != .quote { return "leads elsewhere" }
        if kind == .list, linked * 2 > length { return "a list of links" }
        if Boilerplate.isLabel(text) { return "a label or a call" }
        if blocks.last?.text == text { return "repeated" }
        return nil
    }

    private func kind(_ open: [Int]) -> Article.Block.Kind {
        for index in open.reversed() {
            switch tree.nodes[index].name {
            case "h1", "h2", "h3", "h4", "h5", "h6": return .heading
            case "li": return .list
            case "blockquote": return .quote
            default: break
            }
        }
        return .paragraph
    }
}
