/// A page's elements and texts in the order of the document, as an array: a node's descendants follow it up to `end`.
struct HTMLTree {
    struct Node {
        /// Lower case; empty for text.
        let name: String
        fileprivate(set) var parent: Int
        /// The index after the last descendant.
        var end: Int
        var attributes: [(name: String, value: String)] = []
        var text = ""
        /// What the name says.
        let kind: ElementKind
        /// Begins a line of its own.
        var isBlock: Bool { kind.contains(.block) }

        init(name: String, parent: Int, end: Int, attributes: [(name: String, value: String)] = [], text: String = "") {
            self.name = name
            self.parent = parent
            self.end = end
            self.attributes = attributes
            self.text = text
            kind = name.isEmpty ? [] : ElementKind.of(name)
        }

        var isText: Bool { name.isEmpty }
        subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
    }

    fileprivate(set) var nodes: [Node] = []

    /// The elements of a name, in order.
    func elements(_ name: String) -> [Int] { nodes.indices.filter { nodes[$0].name == name } }

    /// All text inside a node, on one line.
    func text(of index: Int) -> String {
        var output = ""
        for inner in index..<nodes[index].end where nodes[inner].isText {
            output += nodes[inner].text
            output += nodes[inner].text.last == " " ? "" : " "
        }
        return output.squeezed
    }

    /// The text in a block and not in a block inside it, on one line.
    func ownText(of block: Int) -> String {
        var text = ""
        var index = block + 1
        while index < nodes[block].end {
            if nodes[index].isBlock {
                text += " "
                index = nodes[index].end
                continue
            }
            text += nodes[index].isText ? nodes[index].text : nodes[index].name == "br" ? " " : ""
            index += 1
        }
        return text.squeezed
    }

    /// The page without some elements and all in them.
    func without(_ dropped: some Sequence<Int>) -> HTMLTree {
        let dropped = Set(dropped)
        guard !dropped.isEmpty else { return self }
        var tree = HTMLTree()
        /// The new index of each old one, and for ends also of the one after the last.
        var indexes = Array(repeating: 0, count: nodes.count + 1)
        var old: [Int] = []
        var index = 0
        while index < nodes.count {
            indexes[index] = old.count
            if dropped.contains(index) {
                for inner in index..<nodes[index].end { indexes[inner] = old.count }
                index = max(nodes[index].end, index + 1)
            } else {
                old.append(index)
                index += 1
            }
        }
        indexes[nodes.count] = old.count
        for index in old {
            var node = nodes[index]
            node.parent = node.parent < 0 ? -1 : indexes[node.parent]
            node.end = indexes[min(node.end, nodes.count)]
            tree.nodes.append(node)
        }
        return tree
    }

    /// The page with nothing but some elements, all in them and all around them.
    func keeping(_ kept: [Int]) -> HTMLTree {
        var isKept = Array(repeating: false, count: nodes.count)
        for root in kept where nodes.indices.contains(root) {
            for index in root..<max(nodes[root].end, root + 1) { isKept[index] = true }
            var outer = nodes[root].parent
            while outer >= 0, !isKept[outer] {
                isKept[outer] = true
                outer = nodes[outer].parent
            }
        }
        return without(nodes.indices.filter { !isKept[$0] })
    }

    fileprivate mutating func open(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    /// Collects nodes while a page is parsed; elements deeper or more than the limits are passed over, their text kept.
    struct Builder {
        private(set) var tree = HTMLTree()
        private var stack: [Int] = []
        private var skipped = 0
        private static let depthLimit = 400
        static let nodeLimit = 400_000

        var isFull: Bool { tree.nodes.count >= Self.nodeLimit }

        mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
            guard stack.count < Self.depthLimit, !isFull else {
                skipped += 1
                return
            }
            let node = Node(name: name, parent: stack.last ?? -1, end: 0, attributes: attributes)
            stack.append(tree.open(node))
        }

        mutating func end() {
            if skipped > 0 {
                skipped -= 1
            } else if let index = stack.popLast() {
                tree.nodes[index].end = tree.nodes.count
            }
        }

        mutating func text(_ text: String) {
            guard !isFull, let parent = stack.last else { return }
            if let last = tree.nodes.indices.last, tree.nodes[last].isText, tree.nodes[last].parent == parent {
                tree.nodes[last].text += text
            } else {
                _ = tree.open(Node(name: "", parent: parent, end: tree.nodes.count + 1, text: text))
            }
        }

        mutating func finish() -> HTMLTree {
            while !stack.isEmpty {
                skipped = 0
                end()
            }
            return tree
        }
    }
}
