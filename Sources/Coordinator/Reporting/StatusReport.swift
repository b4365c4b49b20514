import PipelineGraph
import RecordIO
import Records

/// What the last run of a pipeline left: counts by stage, rejects by reason with samples, what failed; and whether a
/// run is at work, or the newest did not come to its end.
struct StatusReport {
    /// `summary.json` of the newest run that came to its end.
    let summary: JSONValue
    let stages: [RunSummary.StageLine]
    /// Some rejected records' details, by stage.
    let samples: [String: RejectSamples]
    /// Coordinators at work now.
    let inProgress: [RunInProgress]
    /// A newer run that is at work, or was killed.
    let unfinished: RunRecords.Entry?
    /// The command that goes on with `unfinished`.
    let goOn: String
    /// Captures that are not there, as `feeds/all (lost)`.
    let missingCaptures: [String]

    /// Finds the newest run of a pipeline, of one key where one is named; nil where none came to its end. `goOn` is the
    /// command that goes on with a newer one which did not.
    init?(_ places: PublishedPlaces, runs: RunRecords, inProgress: [RunInProgress], goOn: String) {
        guard let entry = runs.lastFinished, let summary = entry.summary else { return nil }
        self.goOn = goOn
        self.summary = summary
        self.inProgress = inProgress
        unfinished = runs.unfinished
        let frozen = Set(CaptureJournal(places.layout).entries(places.disk).map(\.stage))
        missingCaptures = ["failures", "accepted_losses"].flatMap { summary[$0]?.array ?? [] }.compactMap { failure in
            guard let task = failure["task"]?.string, let state = failure["state"]?.string else { return nil }
            let stage = task.split(separator: "/").first.map(String.init) ?? ""
            return state == "lost" || state == "gap" || frozen.contains(stage) ? "\(task) (\(state))" : nil
        }
        stages = summary["stages"]?.array?.compactMap { RunSummary.StageLine($0) } ?? []
        var samples: [String: RejectSamples] = [:]
        for stage in stages {
            let reasons = Set(stage.counts.rejected.keys).union(stage.counts.partsRejected.keys)
            guard !reasons.isEmpty else { continue }
            let directory = places.directory(stage.stage, key: entry.key)
            let partitions = places.partitions(stage.stage, key: entry.key).map { ($0, "\(directory)/\($0)") }
            samples[stage.stage] = RejectSamples(reasons, partitions: partitions, disk: places.disk)
        }
        self.samples = samples
    }

    /// The summary with samples, for other programs.
    var json: JSONValue {
        var object = summary.object ?? [:]
        object["samples"] = .object(
            JSONObject(samples.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value.json)) }))
        object["sources"] = .object(SourceTally(health, without: missingCaptures).json)
        object["in_progress"] = .array(
            inProgress.map { process in
                var object = process.json
                let run = unfinished.flatMap { $0.isAtWork(process) ? $0.unfinishedJSON : nil } ?? [:]
                for (name, value) in run { object[name] = value }
                return .object(object)
            })
        let dead = unfinished.flatMap { inProgress.contains(where: $0.isAtWork) ? nil : $0 }
        object["unfinished"] = dead.map { .object($0.unfinishedJSON) } ?? .null
        return .object(object)
    }

    /// The report in words.
    var text: String {
        let exit = summary["exit"]?.int ?? 1
        var lines = Self.news(inProgress, unfinished, goOn: goOn)
        if !lines.isEmpty { lines.append("") }
        lines += [
            "run \(summary["run"]?.string ?? "?"), key \(summary["key"]?.string ?? "?"): "
                + (exit == 0 ? "all done" : "not all done (exit \(exit))"), "",
        ]
        lines += table
        for stage in stages {
            lines += rejects("rejected by \(stage.stage):", stage.counts.rejected, of: stage)
            lines += rejects(
                "parts rejected by \(stage.stage), of records that were used:", stage.counts.partsRejected, of: stage)
        }
        let unaudited = stages.filter { !$0.audited }.map(\.stage)
        if !unaudited.isEmpty { lines += ["", RunWords.unaudited(unaudited)] }
        let health = health
        if !health.isEmpty { lines += ["", SourceTally(health, without: missingCaptures).text] }
        lines += health.filter { !$0.isWell }.map { "  \($0.text)" }
        let moves = health.compactMap(\.move)
        if !moves.isEmpty {
            lines += ["", "moved for good; change the register of sources:"] + moves.map { "  \($0)" }
        }
        lines += failures
        lines += section("incomplete", summary["incomplete"]) { entry in
            let missing = entry["missing"]?.array?.compactMap(\.string) ?? []
            return "\(entry["task"]?.string ?? "?"), without \(RunWords.list(missing, limit: 5))"
        }
        lines += section("accepted losses", summary["accepted_losses"]) {
            "\($0["task"]?.string ?? "?"): \($0["reason"]?.string ?? "")"
        }
        lines += section("problems", summary["problems"]) { $0.string ?? "" }
        lines += section("notes", summary["notes"]) { $0.string ?? "" }
        lines += section("delivered", summary["delivered"]) { $0["path"]?.string ?? "" }
        if let remedy = RunRemedy(summary.object ?? [:]) {
            lines += ["", remedy.text(summary["retry"]?.string ?? "")]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What is going on, and what came to no end: nothing may hide behind the run before it.
    static func news(
        _ inProgress: [RunInProgress], _ unfinished: RunRecords.Entry?, goOn: String
    ) -> [String] {
        var lines = inProgress.map { "process \($0.process) is at work on \($0.generation) since \($0.since)" }
        guard let entry = unfinished else { return lines }
        if inProgress.contains(where: entry.isAtWork) {
            lines.append("run \(entry.run)\(entry.progress.map { ": \($0.text)" } ?? "")")
        } else if let progress = entry.progress {
            lines.append(
                "run \(entry.run) did NOT finish: it was killed, or the machine went down: \(progress.text); "
                    + "to go on where it stopped: \(goOn)")
        } else {
            // The file of its progress goes with the end of the last task.
            lines.append(
                "run \(entry.run) left no summary: there was no room for one, or it was killed before its first task "
                    + "or after its last; to go on where it stopped: \(goOn)")
        }
        return lines
    }

    /// What to say where no run of a pipeline, or of one key, came to its end; `run` is the command that makes one.
    static func nothing(
        of pipeline: String, below root: String, key: String?, _ inProgress: [RunInProgress],
        _ unfinished: RunRecords.Entry?, run: String
    ) -> String {
        let news = news(inProgress, unfinished, goOn: run)
        let what = "\(pipeline) has not \(news.isEmpty ? "run" : "finished a run") below \(root)"
        let isAtWork = unfinished.map { inProgress.contains(where: $0.isAtWork) } ?? false
        let hint =
            switch (inProgress.isEmpty, isAtWork) {
            // How to go on with what did not finish is said already.
            case (true, _): unfinished == nil ? "; start it with: \(run)" : ""
            case (false, true): "; wait for the one at work"
            case (false, false): "; wait for the one at work, then start it with: \(run)"
            }
        return (news + ["\(what)\(key.map { " for \($0)" } ?? "")\(hint)"]).joined(separator: "\nserap: ")
    }

    /// What is not there, by what became of it.
    private var failures: [String] {
        let all = summary["failures"]?.array ?? []
        return [
            ("failed", "failed"), ("blocked", "not run"), ("gap", "gaps"), ("lost", "lost"),
            ("interrupted", "not finished"),
        ].flatMap { state, title in
            section(title, .array(all.filter { $0["state"]?.string == state })) { failure in
                let log = failure["log"]?.string.map { ", log: \($0)" } ?? ""
                let accept = failure["accept"]?.string.map { "\n    if they are gone for good: \($0)" } ?? ""
                return "\(failure["task"]?.string ?? "?"): \(failure["reason"]?.string ?? "")\(log)\(accept)"
            }
        }
    }

    private var health: [RunSummary.Health] {
        (summary["health"]?.array ?? []).map { RunSummary.Health(task: $0["task"]?.string ?? "?", row: $0) }
    }

    private func rejects(_ title: String, _ counts: [String: Int], of stage: RunSummary.StageLine) -> [String] {
        guard !counts.isEmpty else { return [] }
        return ["", title] + (samples[stage.stage]?.lines(counts) ?? [])
    }

    private func section(_ title: String, _ list: JSONValue?, _ row: (JSONValue) -> String) -> [String] {
        guard let list = list?.array, !list.isEmpty else { return [] }
        return ["", "\(title):"] + list.map { "  " + row($0) }
    }

    private var table: [String] {
        let head = ["stage", "tasks", "in", "used", "out", "rejected", "merged"]
        let rows = stages.map { stage in
            [
                stage.stage, String(stage.tasks), stage.counts.input.map(String.init) ?? "-",
                stage.counts.used.map(String.init) ?? "-", String(stage.counts.output),
                String(stage.counts.rejectedTotal), String(stage.counts.merged),
            ]
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
    }
}
