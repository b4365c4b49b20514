/// Names beside the sign of a person, as portals of Indonesian districts and many themes show them:
/// `<i class="fa fa-user"></i> Ani Contoh`.
enum PersonIcon {
    /// The texts of the lines near the headline that hold such a sign and little else.
    static func names(_ lines: [PageLines.Line], _ tree: HTMLTree, _ page: PageIndex) -> [String] {
        var names: [String] = []
        for line in lines.prefix(lineLimit) where line.text.utf8.count <= 80 {
            let end = min(tree.nodes[line.node].end, line.node + nodeLimit)
            let isSigned = (line.node..<end).contains { index in
                let node = tree.nodes[index]
                return page.roles[index].isSuperset(of: [.person, .sign]) && node.end == index + 1
                    && (node.name == "i" || node.name == "span")
            }
            if isSigned { names.append(line.text) }
        }
        return names
    }

    private static let lineLimit = 60
    /// A name with its sign takes a few elements; what takes more is a list of things.
    private static let nodeLimit = 12
}
