/// A page's elements and texts in the order of the document, as an array: a node's descendants follow it up to `end`.
struct HTMLTree {
    struct Node {
        /// Lower case; empty for text.
        let name: String
        let parent: Int
        /// The index after the last descendant.
        var end: Int
        var attributes: [(name: String, value: String)] = []
        var text = ""

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
