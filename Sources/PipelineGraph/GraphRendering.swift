extension Pipeline {
    /// How a graph is drawn.
    public enum GraphFormat: String, Sendable, CaseIterable {
        /// A tree that branches where several stages read one.
        case text
        /// A flowchart of Mermaid, which code hosts draw in Markdown.
        case mermaid
        /// A digraph of Graphviz.
        case dot
    }

    /// The graph as text in a format, with a note beside each stage that has one, by name.
    public func drawn(as format: GraphFormat, notes: [String: GraphNote] = [:]) -> String {
        switch format {
        case .text: GraphTree(self, notes: notes).text
        case .mermaid: drawnAsMermaid(notes)
        case .dot: drawnAsDot(notes)
        }
    }

    private func drawnAsMermaid(_ notes: [String: GraphNote]) -> String {
        var lines = ["flowchart LR"]
        for stage in stages {
            let shape = stage.sink == nil ? ("[", "]") : ("[(", ")]")
            let note = notes[stage.name].map { "<br/>\($0.text)" } ?? ""
            lines.append("    \(id(stage.name))\(shape.0)\"\(stage.name)\(note)\"\(shape.1)")
        }
        for stage in stages {
            for upstream in stage.from {
                let label = stage.edgeLabel.map { "|\($0)|" } ?? ""
                lines.append("    \(id(upstream)) -->\(label) \(id(stage.name))")
            }
        }
        let bad = stages.map(\.name).filter { notes[$0]?.isBad == true }
        if !bad.isEmpty {
            lines.append("    classDef failed stroke:#b00020,stroke-width:3px")
            lines.append("    class \(bad.map(id).joined(separator: ",")) failed")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func drawnAsDot(_ notes: [String: GraphNote]) -> String {
        var lines = ["digraph \"\(name)\" {", "    rankdir=LR;", "    node [shape=box];"]
        for stage in stages {
            var attributes: [String] = stage.sink == nil ? [] : ["shape=cylinder"]
            if let note = notes[stage.name] { attributes.append("label=\"\(stage.name)\\n\(note.text)\"") }
            if notes[stage.name]?.isBad == true { attributes += ["color=\"#b00020\"", "penwidth=3"] }
            if !attributes.isEmpty { lines.append("    \"\(stage.name)\" [\(attributes.joined(separator: ", "))];") }
        }
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
    var rootText: String? {
        files.isEmpty ? nil : "files \(files.map(\.text).joined(separator: ", "))"
    }

    fileprivate var edgeLabel: String? {
        switch gather {
        case .byName: nil
        case .all: "all"
        case .by(let field): "by \(field)"
        }
    }

    /// How it gathers and what comes of it, in words.
    public var traits: [String] {
        var traits: [String] = []
        if let edgeLabel { traits.append("gather \(edgeLabel)") }
        if let windowDays { traits.append("window \(windowDays)d") }
        if case .filter = work { traits.append("filter") }
        if let sink { traits.append("sink \(sink)") }
        if deliver { traits.append("delivered") }
        return traits
    }
}
