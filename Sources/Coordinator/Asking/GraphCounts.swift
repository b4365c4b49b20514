import PipelineGraph
import Records

/// The counts of a run for a drawing of its graph.
struct GraphCounts {
    private let entry: RunRecords.Entry?
    private let lines: [RunSummary.StageLine]

    /// The counts of a run; none where there was no run.
    init(_ entry: RunRecords.Entry?) {
        self.entry = entry
        lines = entry?.summary?["stages"]?.array?.compactMap { RunSummary.StageLine($0) } ?? []
    }

    /// Notes by stage: `9 tasks, 81 records, 2 rejected, 1 failed`. Of a sink, which gives none, the records that it read.
    func notes(_ pipeline: Pipeline) -> [String: GraphNote] {
        Dictionary(
            lines.map { ($0.stage, Self.note($0, isSink: pipeline[$0.stage]?.sink != nil)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func note(_ line: RunSummary.StageLine, isSink: Bool) -> GraphNote {
        var words = [RunWords.count(line.tasks, "task")]
        if !isSink {
            words.append(RunWords.count(line.counts.output, "record"))
        } else if let input = line.counts.input {
            words.append("\(RunWords.count(input, "record")) read")
        }
        if line.counts.rejectedTotal > 0 { words.append("\(line.counts.rejectedTotal) rejected") }
        if line.counts.merged > 0 { words.append("\(line.counts.merged) merged") }
        for (state, word) in [
            ("failed", "failed"), ("blocked", "not run"), ("gap", "gap"), ("lost", "lost"),
            ("interrupted", "not finished"),
        ] {
            guard let count = line.states[state], count > 0 else { continue }
            words.append(word == "gap" ? RunWords.count(count, word) : "\(count) \(word)")
        }
        if line.incomplete > 0 { words.append("\(line.incomplete) incomplete") }
        let there = ["made", "fresh", "linked"].reduce(0) { $0 + (line.states[$1] ?? 0) }
        return GraphNote(words: words, isBad: there < line.tasks || line.incomplete > 0)
    }

    /// The graph with the counts for other programs.
    func json(_ pipeline: Pipeline) -> JSONObject {
        [
            "pipeline": .string(pipeline.name), "run": entry.map { .string($0.run) } ?? .null,
            "key": entry.map { .string($0.key) } ?? .null,
            "stages": .array(
                pipeline.stages.map { stage in
                    [
                        "stage": .string(stage.name), "from": .strings(stage.from),
                        "readers": .strings(pipeline.readers(of: stage.name)), "traits": .strings(stage.traits),
                        "last_run": lines.first { $0.stage == stage.name }?.json ?? .null,
                    ]
                }),
        ]
    }
}
