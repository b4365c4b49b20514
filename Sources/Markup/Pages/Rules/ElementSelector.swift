/// A CSS selector of names, classes, ids and attributes, with descendants and children.
public struct ElementSelector: Sendable {
    /// What one element must be.
    public struct Step: Sendable {
        let name: String?
        let id: String?
        let classes: [String]
        let attributes: [(name: String, value: String?)]
        let isChild: Bool

        /// A step of its parts.
        public init(
            name: String?, id: String?, classes: [String], attributes: [(name: String, value: String?)], isChild: Bool
        ) {
            self.name = name
            self.id = id
            self.classes = classes
            self.attributes = attributes
            self.isChild = isChild
        }

        fileprivate func fits(_ node: HTMLTree.Node) -> Bool {
            guard !node.isText, name == nil || name == node.name, id == nil || id == node["id"] else { return false }
            if !classes.isEmpty {
                guard let own = node["class"] else { return false }
                let words = own.split(whereSeparator: \.isWhitespace)
                guard classes.allSatisfy({ name in words.contains { $0 == name } }) else { return false }
            }
            return attributes.allSatisfy { attribute in
                guard let value = node[attribute.name] else { return false }
                return attribute.value == nil || attribute.value == value
            }
        }
    }

    /// Runs of steps that stand right inside one another, from the inside out, each from the inside out.
    private let runs: [[Step]]

    /// Steps from the outside in.
    public init(steps: [Step]) {
        var runs: [[Step]] = []
        var isOpen = false
        for step in steps.reversed() {
            if isOpen { runs[runs.count - 1].append(step) } else { runs.append([step]) }
            isOpen = step.isChild
        }
        self.runs = runs
    }

    /// Elements that one rule can mean.
    private static let limit = 1000

    /// The elements meant, in order. Costs one pass, and for what fits the last step a walk up.
    func find(in tree: HTMLTree) -> [Int] {
        var found: [Int] = []
        for index in tree.nodes.indices where found.count < Self.limit && fits(index, tree) { found.append(index) }
        return found
    }

    /// The nearest element around that fits a run will do: whatever lies further out lies around that one too.
    private func fits(_ index: Int, _ tree: HTMLTree) -> Bool {
        guard let first = runs.first, var top = Self.top(of: first, at: index, tree) else { return false }
        for run in runs.dropFirst() {
            var outer = tree.nodes[top].parent
            var found: Int?
            while outer >= 0, found == nil {
                found = Self.top(of: run, at: outer, tree)
                outer = tree.nodes[outer].parent
            }
            guard let found else { return false }
            top = found
        }
        return true
    }

    /// The outermost element of a run whose innermost stands at a node.
    private static func top(of run: [Step], at index: Int, _ tree: HTMLTree) -> Int? {
        var node = index
        for (offset, step) in run.enumerated() {
            if offset > 0 { node = tree.nodes[node].parent }
            guard node >= 0, step.fits(tree.nodes[node]) else { return nil }
        }
        return node
    }
}
