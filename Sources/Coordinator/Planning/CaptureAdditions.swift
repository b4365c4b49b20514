import PipelineGraph

/// Captures that are there never go stale, but may be added to: on request, and when what was missing has come.
extension TaskEvaluator {
    /// Whether the world may still be asked for a stage's key: no later one has been captured, or local files of the key
    /// are what it reads; and what it would give is not the present, where the key is one of the past.
    func isFetchable(_ stage: PreparedStage) -> Bool {
        guard !presentOnly.contains(stage.name) else { return false }
        guard keyRule == .date, !stage.readsFilesOfKey, let newest = newestCaptures[stage.name] else { return true }
        return newest <= key
    }

    /// What stands for a task whose captures are whole: they are fresh, or they are to be added to.
    func evaluation(of question: Question, captured: Published) throws -> TaskEvaluation {
        var fresh = TaskEvaluation(verdict: .fresh(captured))
        let stillMissing = Set(question.missing)
        let come = captured.missing.filter { !stillMissing.contains($0) }
        let isAsked = refetched.contains(question.stage.name)
        guard mayFetch, isAsked || !come.isEmpty else { return fresh }
        guard isFetchable(question.stage) else {
            fresh.note =
                "captured without \(RunWords.list(come, limit: 3)), which \(come.count == 1 ? "is" : "are") there now; "
                + (presentOnly.contains(question.stage.name)
                    ? "what could be fetched now is the present"
                    : "\(newestCaptures[question.stage.name] ?? "a later key") has been fetched since")
                + ", so nothing is added"
            return fresh
        }
        guard question.stage.stage.files.isEmpty || question.file != nil else {
            fresh.note = "not fetched again: its file is no longer there"
            return fresh
        }
        guard question.stage.stage.isRoot || question.missing.isEmpty || !question.sources.isEmpty else {
            fresh.note = "not fetched again: everything upstream is missing"
            return fresh
        }
        var evaluation = try material(of: question)
        evaluation.captured = captured
        evaluation.verdict = .stale((isAsked ? [.refetch] : []) + (come.isEmpty ? [] : [.missingCame(come)]))
        evaluation.oldParts = captured.parts.map(\.name)
        return evaluation
    }

    /// What a captured partition was made without, by the word of its receipt.
    func capturedWithout(_ stage: PreparedStage, _ partition: String) -> [String] {
        guard case .whole(let summary) = PublishedReader.read(place(stage, partition), disk: disk) else { return [] }
        return summary.missing
    }

    /// What is said of captures that are lost, and whether somebody has accepted that.
    func loss(_ stage: PreparedStage, _ partition: String, at path: String) -> (text: String, isAccepted: Bool) {
        guard let accepted = acceptedLosses[stage.name]?[partition] else {
            return (TaskEvaluation.lostText(path), false)
        }
        return (accepted.text(path), true)
    }
}
