import PipelineGraph
import Records

/// What runs of a pipeline left below `runs/`, the newest first; tasks that were run alone are no runs.
struct RunRecords {
    /// One run's directory.
    struct Entry: Sendable, Equatable {
        /// The directory's name.
        let run: String
        let key: String
        /// `summary.json`; nil for a run that did not come to its end, or is still at work.
        let summary: JSONValue?
        /// How far it was when it last said so: tasks done, tasks known.
        let progress: RunProgress?

        /// When it began.
        let started: Instant

        /// Whether it can be the work of a coordinator: one that was there when it began.
        func isAtWork(_ process: RunInProgress) -> Bool {
            Instant(process.since).map { $0.seconds <= started.seconds } ?? true
        }

        /// A run without a summary, for other programs.
        var unfinishedJSON: JSONObject {
            [
                "run": .string(run), "key": .string(key), "started": .string(started.description),
                "progress": progress.map { .object($0.json) } ?? .null,
            ]
        }
    }

    let entries: [Entry]

    /// Reads the runs of a pipeline, of one key where one is named, up to a number of them and on to the newest that
    /// came to its end.
    init(_ layout: Layout, pipeline: Pipeline, key: String?, limit: Int, disk: any Disk) {
        var entries: [Entry] = []
        for name in RunName.all(of: pipeline, in: layout, disk: disk)
        where !name.isTask && (key == nil || name.key == key) {
            let directory = "\(layout.runs)/\(name.text)"
            let summary = (try? disk.read("\(directory)/summary.json")).flatMap { try? JSONValue(parsing: $0) }
            let progress = summary == nil ? RunProgress(directory: directory, disk: disk) : nil
            entries.append(
                Entry(run: name.text, key: name.key, summary: summary, progress: progress, started: name.start))
            if entries.count >= limit, entries.contains(where: { $0.summary != nil }) { break }
        }
        self.entries = entries
    }

    /// The newest run that came to its end.
    var lastFinished: Entry? { entries.first { $0.summary != nil } }

    /// The newest run, where it did not come to its end.
    var unfinished: Entry? { entries.first.flatMap { $0.summary == nil ? $0 : nil } }

    /// A table of the runs: key, start, length, exit, made, not made.
    var text: String {
        guard !entries.isEmpty else { return "no run yet\n" }
        let rows = entries.map { entry -> [String] in
            guard let summary = entry.summary else {
                return [
                    entry.run, entry.key, "\(entry.started)", "-",
                    entry.progress == nil ? "no summary" : "not finished", entry.progress?.text ?? "", "",
                ]
            }
            let counts = Self.counts(summary)
            return [
                entry.run, entry.key, "\(entry.started)", Self.seconds(summary).map { "\($0) s" } ?? "-",
                "exit \(summary["exit"]?.int ?? 1)", "\(counts.made) made", "\(counts.failed) failed or not run",
            ]
        }
        return TextTable.lines(rows, rightAligned: [3]).map { $0 + "\n" }.joined()
    }

    var json: JSONValue {
        .array(
            entries.map { entry in
                var object: JSONObject = [
                    "run": .string(entry.run), "key": .string(entry.key), "started": .string(entry.started.description),
                    "finished": entry.summary?["finished"] ?? .null,
                ]
                object["exit"] = entry.summary?["exit"] ?? .null
                if let summary = entry.summary {
                    object["seconds"] = Self.seconds(summary).map { .int($0) } ?? .null
                    object["made"] = .int(Self.counts(summary).made)
                    object["failed"] = .int(Self.counts(summary).failed)
                }
                if let progress = entry.progress { object["progress"] = .object(progress.json) }
                return .object(object)
            })
    }

    private static func counts(_ summary: JSONValue) -> (made: Int, failed: Int) {
        let states = (summary["stages"]?.array ?? []).compactMap { $0["states"]?.object }
        let made = states.reduce(0) { $0 &+ ($1["made"]?.int ?? 0) }
        let all = states.reduce(0) { $0 &+ $1.reduce(0) { $0 &+ ($1.value.int ?? 0) } }
        let fresh = states.reduce(0) { $0 &+ ($1["fresh"]?.int ?? 0) &+ ($1["linked"]?.int ?? 0) }
        return (made, all &- made &- fresh)
    }

    private static func seconds(_ summary: JSONValue) -> Int? {
        guard let start = summary["started"]?.string.flatMap({ Instant($0) }),
            let end = summary["finished"]?.string.flatMap({ Instant($0) })
        else { return nil }
        return end.seconds - start.seconds
    }
}

/// How far a run is, as it says at most once a second in `progress.json`.
struct RunProgress: Sendable, Equatable {
    static let fileName = "progress.json"

    let done: Int
    let known: Int
    let running: Int

    init(done: Int, known: Int, running: Int) {
        self.done = done
        self.known = known
        self.running = running
    }

    /// What stands in a run's directory; nil where nothing does.
    init?(directory: String, disk: any Disk) {
        guard let bytes = try? disk.read("\(directory)/\(Self.fileName)"), let value = try? JSONValue(parsing: bytes),
            let done = value["done"]?.int, let known = value["known"]?.int
        else { return nil }
        self.init(done: done, known: known, running: value["running"]?.int ?? 0)
    }

    var text: String { "\(done) of \(known) tasks done" }
    var json: JSONObject { ["done": .int(done), "known": .int(known), "running": .int(running)] }
}

/// Rows of cells as lines with columns under each other.
enum TextTable {
    static func lines(_ rows: [[String]], rightAligned: Set<Int> = []) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return rightAligned.contains(column) ? padding + cell : cell + padding
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
