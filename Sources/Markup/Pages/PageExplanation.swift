/// Which parts of a page became the text of its article and which did not, with the reasons; for whoever asks why.
///
/// Costs as much as reading the page.
public struct PageExplanation: Sendable {
    /// A block of the page that holds text.
    public struct Line: Sendable, Equatable {
        /// Whether the text has it.
        public let isKept: Bool
        /// Why, or why not.
        public let reason: String
        /// The elements around it, the innermost last: `article > div.entry-content > p`.
        public let path: String
        /// How it begins.
        public let text: String
    }

    /// In the order of the page.
    public private(set) var lines: [Line] = []

    init(_ article: Article, _ tree: HTMLTree, _ measures: PageMeasures, _ reader: BlockReader, roots: [Int]) {
        let kept = Set(article.blocks.map(\.text))
        var places: [Int: Bool] = [:]
        for (block, place) in zip(reader.blocks, reader.places) {
            places[place] =
                (places[place] ?? false) || kept.contains { $0.hasSuffix(block.text) || block.text.hasPrefix($0) }
        }
        for index in tree.nodes.indices where !tree.nodes[index].isText && measures.own[index] > 0 {
            let text = tree.ownText(of: index)
            guard !text.isEmpty else { continue }
            let isStandfirst = article.standfirst.map { $0 == text || tree.text(of: index) == $0 } ?? false
            let isKept = isStandfirst || places[index] ?? false
            let reason: String
            if isStandfirst {
                reason = "standfirst"
            } else if let remover = Self.remover(of: index, tree, measures) {
                reason = remover
            } else if let fault = reader.dropped[index] {
                reason = fault
            } else if !roots.contains(where: { $0 <= index && index < tree.nodes[$0].end }) {
                reason = "outside of the article"
            } else if isKept {
                reason = article.foundBy
            } else {
                reason = "byline, label or headline"
            }
            lines.append(
                Line(isKept: isKept, reason: reason, path: Self.path(index, tree), text: String(text.prefix(80))))
        }
    }

    /// What the outermost element that is no part of the article says of itself.
    private static func remover(of index: Int, _ tree: HTMLTree, _ measures: PageMeasures) -> String? {
        guard measures.removed[index] else { return nil }
        var outermost = index
        while tree.nodes[outermost].parent >= 0, measures.removed[tree.nodes[outermost].parent] {
            outermost = tree.nodes[outermost].parent
        }
        return Boilerplate.reason(tree.nodes[outermost]) ?? "another article"
    }

    private static func path(_ index: Int, _ tree: HTMLTree) -> String {
        var steps: [String] = []
        var node = index
        while node >= 0, steps.count < 4 {
            let name = tree.nodes[node]["class"]?.split(whereSeparator: \.isWhitespace).first.map { ".\($0)" } ?? ""
            steps.append(tree.nodes[node].name + name)
            node = tree.nodes[node].parent
        }
        return steps.reversed().joined(separator: " > ")
    }
}

extension PageExplanation: CustomStringConvertible {
    /// A line for each block.
    public var description: String {
        lines.map { "\($0.isKept ? "kept   " : "dropped") \($0.reason) | \($0.path) | \($0.text)" }
            .joined(separator: "\n")
    }
}
