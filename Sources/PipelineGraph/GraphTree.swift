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
    /// The stage that each is drawn below: the last in the pipeline's order, so that all it reads stands above it.
    private let homes: [String: String]

    /// Beyond this the lines of a branch go no further to the right: a chain of thousands stays as long as it is wide.
    private static let depthLimit = 40

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
        homes = Dictionary(
            pipeline.stages.compactMap { stage in
                let home = stage.from.max { (pipeline.position(of: $0) ?? 0) < (pipeline.position(of: $1) ?? 0) }
                return home.map { (stage.name, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// One line a stage or arrow, with the notes in a column.
    var text: String {
        let rows = rows
        let width = rows.filter { $0.note != nil }.map(\.head.count).max() ?? 0
        return rows.map { row in
            guard let note = row.note else { return row.head + "\n" }
            let padding = String(repeating: " ", count: width - row.head.count)
            return "\(row.head)\(padding)  \(note.isBad ? "! " : "  ")\(note.text)\n"
        }.joined()
    }

    /// A stage that is still to be drawn, or an arrow to one.
    private struct Branch {
        let stage: Stage
        let lead: String
        let below: String
        var depth = 0
        var isArrow = false
    }

    private var rows: [Row] {
        var rows: [Row] = []
        // An explicit stack: how deep the stages go is the author's, how deep calls may go is not.
        var open = pipeline.stages.reversed().filter(\.isRoot).map { Branch(stage: $0, lead: "", below: "") }
        while let branch = open.popLast() {
            guard !branch.isArrow else {
                rows.append(Row(head: branch.lead + branch.stage.name, note: nil))
                continue
            }
            rows.append(Row(head: branch.lead + words(branch.stage), note: notes[branch.stage.name]))
            let readers = readers[branch.stage.name] ?? []
            for (index, reader) in readers.enumerated().reversed() {
                let isLast = index == readers.count - 1
                let corner = branch.below + (isLast ? "└─" : "├─")
                if homes[reader.name] == branch.stage.name {
                    let isDeep = branch.depth >= Self.depthLimit
                    open.append(
                        Branch(
                            stage: reader, lead: "\(corner) ",
                            below: isDeep ? branch.below : branch.below + (isLast ? "   " : "│  "),
                            depth: branch.depth + 1))
                } else {
                    open.append(Branch(stage: reader, lead: "\(corner)> ", below: "", isArrow: true))
                }
            }
        }
        return rows
    }

    private func words(_ stage: Stage) -> String {
        let home = homes[stage.name]
        let others = stage.from.count > 1 ? ["with \(stage.from.filter { $0 != home }.joined(separator: ", "))"] : []
        let words = [stage.rootText].compactMap { $0 } + others + stage.traits
        return words.isEmpty ? stage.name : "\(stage.name)  \(words.joined(separator: ", "))"
    }
}
