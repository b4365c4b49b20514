import Records

/// The plan by stages: how many tasks of each would run, and why most of them.
struct PlanDigest: Sendable {
    /// One stage with something to do.
    struct Stage: Sendable, Equatable {
        let stage: String
        /// Tasks known so far.
        let tasks: Int
        var runs = 0
        var blocked = 0
        /// How many tasks give each reason, in the order of their first giving it.
        var reasons: [(text: String, count: Int)] = []

        static func == (left: Stage, right: Stage) -> Bool { left.json == right.json }
    }

    /// Reasons that a line names; the rest is counted.
    static let shownReasons = 3

    private(set) var stages: [Stage] = []
    private let survey: PlanSurvey

    init(_ survey: PlanSurvey) {
        self.survey = survey
        var byStage: [Int: Stage] = [:]
        var positions: [Int: [String: Int]] = [:]
        for line in survey.lines {
            let name = survey.session.prepared[line.stage].name
            var stage =
                byStage.removeValue(forKey: line.stage)
                ?? Stage(stage: name, tasks: survey.graph.partitions(of: line.stage)?.count ?? 0)
            if line.isBlocked { stage.blocked += 1 } else { stage.runs += 1 }
            for reason in line.reasons {
                if let position = positions[line.stage]?[reason] {
                    stage.reasons[position].count += 1
                } else {
                    positions[line.stage, default: [:]][reason] = stage.reasons.count
                    stage.reasons.append((reason, 1))
                }
            }
            byStage[line.stage] = stage
        }
        stages = byStage.sorted { $0.key < $1.key }.map(\.value)
    }

    /// One line a stage, `classify: 12 of 42 tasks: parameter tone.threshold 0.5 -> 0.6`, and the totals.
    var text: String {
        stages.map { $0.text + "\n" }.joined() + survey.totals
    }
}

extension PlanDigest.Stage {
    var text: String {
        var words = "\(stage): "
        if runs > 0 || blocked == 0 { words += "\(runs) of \(tasks) task\(tasks == 1 ? "" : "s")" }
        if blocked > 0 { words += "\(runs > 0 ? ", " : "")\(blocked) of \(tasks) cannot run" }
        let total = runs + blocked
        // The most frequent first; a reason that all tasks give needs no number.
        let order = reasons.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
        let shown = order.prefix(PlanDigest.shownReasons).map { _, reason in
            reason.count == total ? reason.text : "\(reason.text) (\(reason.count))"
        }
        let rest = reasons.count - shown.count
        return "\(words): \(shown.joined(separator: "; "))\(rest > 0 ? "; \(RunWords.count(rest, "more reason"))" : "")"
    }

    var json: JSONValue {
        [
            "stage": .string(stage), "tasks": .int(tasks), "run": .int(runs), "cannot_run": .int(blocked),
            "reasons": .array(reasons.map { ["reason": .string($0.text), "tasks": .int($0.count)] }),
        ]
    }
}
