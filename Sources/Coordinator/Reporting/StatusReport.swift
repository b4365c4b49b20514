import PipelineGraph
import RecordIO
import Records

/// What the last run of a pipeline left: counts by stage, rejects by reason with a sample each, what failed.
struct StatusReport {
    /// `summary.json` of the run.
    let summary: JSONValue
    let stages: [RunSummary.StageLine]
    /// One rejected record's detail for each stage and reason.
    let samples: [String: [String: String]]

    /// Finds the newest run of a pipeline, of one key where one is named; nil where it never ran.
    init?(_ layout: Layout, key: String?, disk: any Disk) {
        let runs = disk.names(layout.runs).reversed().lazy.compactMap { name -> JSONValue? in
            guard name.contains("-\(layout.pipeline)-") else { return nil }
            guard let bytes = try? disk.read("\(layout.runs)/\(name)/summary.json"),
                let value = try? JSONValue(parsing: bytes), value["pipeline"]?.string == layout.pipeline,
                key == nil || value["key"]?.string == key
            else { return nil }
            return value
        }
        guard let summary = runs.first else { return nil }
        self.summary = summary
        stages = summary["stages"]?.array?.compactMap { RunSummary.StageLine($0) } ?? []
        let runKey = summary["key"]?.string ?? ""
        let graphPath = "\(layout.runs)/\(summary["run"]?.string ?? "")/graph.json"
        let graph = (try? disk.read(graphPath)).flatMap { try? JSONValue(parsing: $0) }
        let frozen = Set(
            (graph?["stages"]?.array ?? []).filter { $0["frozen"]?.bool == true }.compactMap { $0["stage"]?.string })
        var samples: [String: [String: String]] = [:]
        for stage in stages {
            let reasons = Set(stage.counts.rejected.keys).union(stage.counts.partsRejected.keys)
            guard !reasons.isEmpty else { continue }
            let directory = layout.stage(stage.stage, key: runKey, frozen: frozen.contains(stage.stage))
            samples[stage.stage] = Self.samples(reasons, below: directory, disk: disk)
        }
        self.samples = samples
    }

    /// The first detail of each reason; reads only until every reason has one. Details never hold the record itself.
    private static func samples(_ reasons: Set<String>, below directory: String, disk: any Disk) -> [String: String] {
        struct Enough: Error {}
        var found: [String: String] = [:]
        for partition in disk.names(directory) where !partition.hasPrefix(".") {
            let path = "\(directory)/\(partition)/_meta/rejects.jsonl.gz"
            guard disk.isFile(path) else { continue }
            try? PartReader(path: path).forEachLine { line in
                guard let record = try? Record(line: line), let reason = record.string("reason"),
                    reasons.contains(reason), found[reason] == nil
                else { return }
                found[reason] = "\(partition): \(record.string("detail") ?? "")"
                if found.count == reasons.count { throw Enough() }
            }
            if found.count == reasons.count { break }
        }
        return found
    }

    /// The summary with samples, for other programs.
    var json: JSONValue {
        var object = summary.object ?? [:]
        object["samples"] = .object(
            JSONObject(
                samples.sorted { $0.key < $1.key }.map { stage, reasons in
                    (stage, .object(JSONObject(reasons.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })))
                }))
        return .object(object)
    }

    /// The report in words.
    var text: String {
        let exit = summary["exit"]?.int ?? 1
        var lines = [
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
        if !unaudited.isEmpty { lines += ["", "not audited: \(unaudited.joined(separator: ", "))"] }
        let health = (summary["health"]?.array ?? []).map {
            RunSummary.Health(task: $0["task"]?.string ?? "?", row: $0)
        }
        let ill = health.filter { !$0.isWell }
        if !health.isEmpty { lines += ["", "sources: \(health.count - ill.count) of \(health.count) well"] }
        lines += ill.map { "  \($0.text)" }
        lines += section("failed", summary["failures"]) { failure in
            let log = failure["log"]?.string.map { ", log: \($0)" } ?? ""
            return "\(failure["task"]?.string ?? "?"): \(failure["reason"]?.string ?? "")\(log)"
        }
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
        if exit != 0, let retry = summary["retry"]?.string {
            lines += ["", "to try again only what is missing: \(retry)"]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func rejects(_ title: String, _ counts: [String: Int], of stage: RunSummary.StageLine) -> [String] {
        guard !counts.isEmpty else { return [] }
        return ["", title]
            + counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { reason, count in
                "  \(count) \(reason)" + (samples[stage.stage]?[reason].map { ", such as \($0)" } ?? "")
            }
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
