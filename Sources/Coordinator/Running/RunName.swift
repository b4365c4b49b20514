import Glibc
import PipelineGraph
import RecordIO
import Records

/// The name of a run's directory: `20230815T010000Z-nightly-2023-08-14`, with `.2` for the second of a second, or
/// `.task-…` for a task that was run alone. Names sort by time, so the newest are found without opening any.
struct RunName: Sendable, Equatable {
    let text: String
    let key: String
    /// Whether one task was run alone.
    let isTask: Bool
    /// When the run began.
    let start: Instant

    /// Reads a name of a pipeline's runs; nil for any other.
    init?(_ text: String, of pipeline: Pipeline) {
        let bytes = Array(text.utf8)
        guard bytes.count > 17, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
        func digits(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let stamp =
            "\(digits(0..<4))-\(digits(4..<6))-\(digits(6..<8))T\(digits(9..<11)):\(digits(11..<13)):\(digits(13..<15))Z"
        let prefix = "-\(pipeline.name)-"
        let tail = text.dropFirst(16)
        guard let start = Instant(stamp), tail.hasPrefix(prefix) else { return nil }
        let rest = tail.dropFirst(prefix.count)
        switch pipeline.key {
        case .fixed(let name):
            guard rest.hasPrefix(name) else { return nil }
            key = name
        case .date:
            guard let day = CivilDay(rest.prefix(10)) else { return nil }
            key = day.description
        }
        let suffix = rest.dropFirst(key.count)
        guard suffix.isEmpty || suffix.hasPrefix(".") else { return nil }
        isTask = suffix.hasPrefix(".task-")
        self.text = text
        self.start = start
    }

    /// The names of a pipeline's runs, newest first.
    static func all(of pipeline: Pipeline, in layout: Layout, disk: any Disk) -> some Sequence<RunName> {
        disk.names(layout.runs).reversed().lazy.compactMap { RunName($0, of: pipeline) }
    }

    /// Makes a directory of its own for a run that starts now.
    static func make(in layout: Layout, key: String, start: Instant, task: String? = nil) throws -> String {
        let stamp = start.description.filter { $0 != "-" && $0 != ":" }
        let base = "\(stamp)-\(layout.pipeline)-\(key)" + (task.map { ".\($0)" } ?? "")
        for attempt in 1...1000 {
            let name = base + (attempt > 1 ? ".\(attempt)" : "")
            if mkdir("\(layout.runs)/\(name)", 0o755) == 0 { return name }
            guard errno == EEXIST else { throw RecordIOError.last("mkdir", "\(layout.runs)/\(name)") }
        }
        throw UsageError("\(layout.runs): no name left for a run that starts at \(start)")
    }
}
