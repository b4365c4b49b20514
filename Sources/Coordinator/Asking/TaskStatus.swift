import PipelineGraph
import RecordIO
import Records

/// Everything that is known of one task: what stands in its place, its newest attempt, and how it is run again.
struct TaskStatus {
    let place: PublishedPlace
    let key: String
    let path: String
    /// `published`, or why not, as the newest run of the key said.
    let state: String
    let reason: String?
    let samples: RejectSamples
    /// How often it was tried in the run of its newest log.
    let attempts: Int
    /// The newest log, below the root.
    let log: String?
    /// The log's last lines: for the terminal alone, as logs may hold personal data.
    let lastLines: [String]
    /// The command that runs this task alone.
    let command: String

    /// Nil where neither data nor logs know the task.
    init?(
        _ stage: String, _ partition: String, of pipeline: Pipeline, key: String, places: PublishedPlaces,
        runs: RunRecords, command: String
    ) {
        let disk = places.disk
        place = places.partition(stage, partition, key: key)
        self.key = key
        self.command = command
        path = places.shown(place.path)
        let title = place.title
        var log: String?
        var attempts = 0
        // Runs of this task alone have logs too.
        for run in RunName.all(of: pipeline, in: places.layout, disk: disk) where run.key == key {
            let directory = "\(places.layout.runs)/\(run.text)/\(title)"
            let numbers = disk.names(directory).filter { $0.hasSuffix(".log") }.compactMap { Int($0.dropLast(4)) }
            guard let newest = numbers.max() else { continue }
            log = places.shown("\(directory)/\(newest).log")
            attempts = newest
            break
        }
        self.log = log
        self.attempts = attempts
        lastLines = log.map { LogTail.lines("\(places.layout.root)/\($0)", limit: 10) } ?? []
        let last = runs.entries.first { $0.key == key && $0.summary != nil }?.summary
        // What was made since that run, by itself, has failed no more.
        let isNewer = place.receipt.map { $0.finished > last?["finished"]?.string ?? "" } ?? false
        let failure = isNewer ? nil : last?["failures"]?.array?.first { $0["task"]?.string == title }
        reason = failure?["reason"]?.string
        state = failure?["state"]?.string ?? (place.receipt == nil ? "missing" : "published")
        let counts = place.receipt?.counts ?? TaskCounts()
        samples = RejectSamples(
            Set(counts.rejected.keys).union(counts.partsRejected.keys), partitions: [(partition, place.path)],
            disk: disk)
        if place.receipt == nil, log == nil, failure == nil { return nil }
    }

    var text: String {
        var lines = ["\(place.title), key \(key): \(state)\(reason.map { ": \($0)" } ?? "")"]
        if let receipt = place.receipt {
            let counts = receipt.counts
            lines += ["", standing(receipt)]
            lines.append(
                "  in \(counts.input.map(String.init) ?? "?"), used \(counts.used.map(String.init) ?? "?"), out "
                    + "\(counts.output), rejected \(counts.rejectedTotal), merged \(counts.merged)"
                    + (counts.isAudited ? "" : " (not audited)"))
            if !counts.rejected.isEmpty { lines += ["rejected:"] + samples.lines(counts.rejected) }
            if !counts.partsRejected.isEmpty {
                lines += ["parts rejected, of records that were used:"] + samples.lines(counts.partsRejected)
            }
            lines += section("missing when it was made", receipt.material.missing)
            lines += section("gaps in its window", receipt.gaps)
            lines += section("days of its window made by other rules", receipt.otherRules)
            lines += section(
                "sources", receipt.health.map { RunSummary.Health(task: place.title, row: $0).text })
            lines += ["", "receipt:"] + Self.facts(receipt).map { "  \($0)" }
        }
        if let log {
            lines += ["", "newest attempt: \(attempts), log \(log)"]
            lines += lastLines.isEmpty ? ["  (empty)"] : lastLines.map { "  \($0)" }
        }
        lines += ["", "to run it alone: \(command)"]
        return lines.map { $0 + "\n" }.joined()
    }

    /// Where the partition is, and whether it is what the newest run was asked for.
    private func standing(_ receipt: Receipt) -> String {
        guard state != "published" else { return "published: \(path)" }
        let from = "of run \(receipt.run), finished \(receipt.finished)"
        // A capture never goes stale: what failed would have added to it.
        return place.isCapture
            ? "published before: \(path), \(from)"
            : "stale, so nothing reads it until it is made again: \(path), \(from)"
    }

    /// Without the log's lines.
    var json: JSONObject {
        var object: JSONObject = [
            "task": .string(place.title), "key": .string(key), "state": .string(state),
            "reason": reason.map { .string($0) } ?? .null, "path": place.receipt == nil ? .null : .string(path),
            "samples": .object(samples.json), "attempts": .int(attempts), "log": log.map { .string($0) } ?? .null,
            "run_task": .string(command),
        ]
        object["receipt"] = place.receipt.map { .object($0.json) } ?? .null
        return object
    }

    private func section(_ title: String, _ rows: [String]) -> [String] {
        rows.isEmpty
            ? []
            : ["\(title):"] + rows.prefix(20).map { "  \($0)" }
                + (rows.count > 20 ? ["  and \(rows.count - 20) more"] : [])
    }

    private static func facts(_ receipt: Receipt) -> [String] {
        var facts = [
            "made \(receipt.finished) by run \(receipt.run), attempt \(receipt.attempt), on \(receipt.host)",
            "rules \(receipt.rules.prefix(12)), receipt key \(receipt.receiptKey.prefix(12))",
        ]
        facts += receipt.material.command.map { fact in
            "command \(RecordChanges.plain(fact.word))\(fact.sha256.map { " \($0.prefix(12))" } ?? "")"
        }
        if let parameters = receipt.material.parameters {
            facts.append("parameters \(JSONValue.object(parameters).text)")
        }
        facts += receipt.material.parameterFiles.map {
            "parameter file \($0.path) \($0.sha256?.prefix(12) ?? "absent")"
        }
        if !receipt.material.uses.isEmpty { facts.append("pack files: \(receipt.material.uses.count)") }
        facts += inputs(receipt)
        if !receipt.material.history.isEmpty {
            facts.append("history: \(RunWords.count(receipt.material.history.count, "part"))")
        }
        facts += receipt.parts.map {
            "part \($0.name): \(RunWords.count($0.lines, "line")), \($0.size) bytes, sha256 \($0.sha256.prefix(12))"
        }
        if !receipt.files.isEmpty { facts.append("files: \(receipt.files.count)") }
        return facts
    }

    /// Parts of stages with their lines; files from outside, whose form only the stage knows, without.
    private static func inputs(_ receipt: Receipt) -> [String] {
        let parts = receipt.material.inputs.filter { !$0.stage.isEmpty }
        let files = receipt.material.inputs.filter(\.stage.isEmpty)
        var facts: [String] = []
        if !parts.isEmpty || files.isEmpty {
            let lines = parts.reduce(0) { $0 &+ ($1.lines ?? 0) }
            facts.append("inputs: \(RunWords.count(parts.count, "part")), \(RunWords.count(lines, "line"))")
        }
        return facts + files.map { "input file \($0.part) \($0.sha256.prefix(12))" }
    }
}

/// The last lines of a log, made safe for a terminal.
enum LogTail {
    static func lines(_ path: String, limit: Int) -> [String] {
        guard let file = try? OpenFile.reading(path), let size = try? file.size(),
            let bytes = try? file.read(count: min(size, 16_384), at: max(0, size - 16_384))
        else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(limit).map {
            RecordChanges.plain(String($0.prefix(300)))
        }
    }
}
