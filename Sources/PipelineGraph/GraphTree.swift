/// A graph drawn as a tree in text: roots at the left, and below each stage those that read it.
///
/// A stage that reads several others is drawn once, below the last of them; below the others an arrow names it.
///
/// ```
/// feeds
/// └─ entries  gather by source
///    ├─ pages  gather all
///    │  └─ articles  gather by source
///    │     └─ normalize  with entries
///    └─> normalize
/// ```
struct GraphTree {
    private let pipeline: Pipeline
    private let notes: [String: GraphNote]
    private let readers: [String: [Stage]]

    private struct Row {
        let head: String
        let note: GraphNote?
    }

    init(_ pipeline: Pipeline, notes: [String: GraphNote]) {
        self.pipeline = pipeline
        self.notes = notes
        var readers: [String: [Stage]] = [:]
        for stage in pipeline.stages { for upstream in stage.from { readers[upstream, default: []].append(stage) } }
        self.readers = readers
    }

    /// One line a stage or arrow, with the notes in a column.
    var text: String {
        var rows: [Row] = []
        for stage in pipeline.stages where stage.isRoot { draw(stage, lead: "", below: "", &rows) }
        let width = rows.filter { $0.note != nil }.map(\.head.count).max() ?? 0
        return rows.map { row in
            guard let note = row.note else { return row.head + "\n" }
            let padding = String(repeating: " ", count: width - row.head.count)
            return "\(row.head)\(padding)  \(note.isBad ? "! " : "  ")\(note.text)\n"
        }.joined()
    }

    private func draw(_ stage: Stage, lead: String, below: String, _ rows: inout [Row]) {
        let others = stage.from.count > 1 ? ["with \(others(of: stage))"] : []
        let words = [stage.rootText].compactMap { $0 } + others + stage.traits
        let detail = words.isEmpty ? "" : "  " + words.joined(separator: ", ")
        rows.append(Row(head: "\(lead)\(stage.name)\(detail)", note: notes[stage.name]))
        let readers = readers[stage.name] ?? []
        for (index, reader) in readers.enumerated() {
            let isLast = index == readers.count - 1
            let corner = isLast ? "└─" : "├─"
            guard home(of: reader) == stage.name else {
                rows.append(Row(head: "\(below)\(corner)> \(reader.name)", note: nil))
                continue
            }
            draw(reader, lead: "\(below)\(corner) ", below: "\(below)\(isLast ? "   " : "│  ")", &rows)
        }
    }

    /// The upstream stage that a stage is drawn below: the last in the pipeline's order, so that all it reads stands
    /// above it.
    private func home(of stage: Stage) -> String? {
        stage.from.max { (pipeline.position(of: $0) ?? 0) < (pipeline.position(of: $1) ?? 0) }
    }

    private func others(of stage: Stage) -> String {
        stage.from.filter { $0 != home(of: stage) }.joined(separator: ", ")
    }
}
