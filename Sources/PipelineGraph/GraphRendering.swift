extension Pipeline {
    /// How a graph is drawn.
    public enum GraphFormat: String, Sendable, CaseIterable {
        /// One line a stage.
        case text
        /// A flowchart of Mermaid, which code hosts draw in Markdown.
        case mermaid
        /// A digraph of Graphviz.
        case dot
    }

    /// The graph as text in a format; stages in order, with how each gathers.
    public func drawn(as format: GraphFormat) -> String {
        switch format {
        case .text: drawnAsText
        case .mermaid: drawnAsMermaid
        case .dot: drawnAsDot
        }
    }

    private var drawnAsText: String {
        let width = stages.map(\.name.count).max() ?? 0
        return stages.map { stage in
            let name = stage.name + String(repeating: " ", count: width - stage.name.count)
            let source = stage.isRoot ? stage.rootText : "<- " + stage.from.joined(separator: ", ")
            return "\(name)  \(source)\(stage.traits.map { "  [\($0)]" }.joined())\n"
        }.joined()
    }

    private var drawnAsMermaid: String {
        var lines = ["flowchart LR"]
        for stage in stages {
            let shape = stage.sink == nil ? ("[", "]") : ("[(", ")]")
            lines.append("    \(id(stage.name))\(shape.0)\"\(stage.name)\"\(shape.1)")
        }
        for stage in stages {
            for upstream in stage.from {
                let label = stage.edgeLabel.map { "|\($0)|" } ?? ""
                lines.append("    \(id(upstream)) -->\(label) \(id(stage.name))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var drawnAsDot: String {
        var lines = ["digraph \"\(name)\" {", "    rankdir=LR;", "    node [shape=box];"]
        for stage in stages where stage.sink != nil { lines.append("    \"\(stage.name)\" [shape=cylinder];") }
        for stage in stages {
            if stage.isRoot { lines.append("    \"\(stage.name)\";") }
            for upstream in stage.from {
                let label = stage.edgeLabel.map { " [label=\"\($0)\"]" } ?? ""
                lines.append("    \"\(upstream)\" -> \"\(stage.name)\"\(label);")
            }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// An identifier that is no word of Mermaid's, as a stage's name may be (`end`).
    private func id(_ name: String) -> String { "s\(positions[name] ?? 0)" }
}

extension Stage {
    fileprivate var rootText: String {
        files.isEmpty ? "(root)" : "files \(files.map(\.text).joined(separator: ", "))"
    }

    fileprivate var edgeLabel: String? {
        switch gather {
        case .byName: nil
        case .all: "all"
        case .by(let field): "by \(field)"
        }
    }

    fileprivate var traits: [String] {
        var traits: [String] = []
        if let edgeLabel { traits.append("gather \(edgeLabel)") }
        if let windowDays { traits.append("window \(windowDays)d") }
        if case .filter = work { traits.append("filter") }
        if let sink { traits.append("sink \(sink)") }
        if deliver { traits.append("delivered") }
        return traits
    }
}
