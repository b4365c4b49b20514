import Glibc
import RecordIO
import Records

/// What a stage wrote, checked from end to end: names, kinds, gzip ends, counts. Plain parts are stored as members.
struct OutputInspection: Sendable {
    private(set) var parts: [PartFact] = []
    private(set) var files: [KeptFile] = []
    /// The rejects and the account, by their names in `_meta/`.
    private(set) var meta: [KeptFile] = []
    /// Kept rejects by reason, without those of used records.
    private(set) var rejects: [String: Int] = [:]
    /// Kept rejects of parts of used records, by reason.
    private(set) var partRejects: [String: Int] = [:]
    private(set) var statistics: StageStatistics?
    /// Every file that is part of the partition, by its path below it.
    private(set) var everything: [String] = []
    /// Every directory below the partition, itself first as the empty path.
    private(set) var directories: [String] = [""]

    var lines: Int { parts.reduce(0) { $0 + $1.lines } }

    /// Why an output cannot be published.
    enum Refusal: Error, Equatable, CustomStringConvertible {
        case kind(String, String)
        case name(String)
        case place(String)
        case linked(String, Int)
        case twice(String)
        case sinkData(String)
        case reject(String, Int, String)
        case tooDeep(String)

        var description: String {
            switch self {
            case .kind(let path, let kind): "the output holds '\(path)', which is \(kind); only regular files are kept"
            case .name(let path):
                "the output holds '\(path)', a name that is not kept; use letters, digits and . _ - = % ~, no dot first"
            case .place(let path):
                "the output holds '\(path)'; data are *.jsonl or *.jsonl.gz, rejects and stats go under _meta/, "
                    + "anything else goes under files/"
            case .linked(let path, let count): "'\(path)' has \(count) names on the disk; write a copy"
            case .twice(let part): "the output holds both '\(part)' and '\(part).gz'; keep one"
            case .sinkData(let part): "a sink wrote the data part '\(part)'; its data go into the target"
            case .reject(let file, let line, let what): "_meta/\(file), line \(line): \(what)"
            case .tooDeep(let path): "'\(path)' is nested too deep"
            }
        }
    }

    /// Looked at before the plain text of a part is removed.
    private let watch: DiskWatch?

    /// Inspects a stage's output directory.
    init(_ directory: String, isSink: Bool, watch: DiskWatch? = nil) throws {
        self.watch = watch
        // A stage may have put a link in the place of its output; nothing behind one is ours to touch.
        try Self.expect(S_IFDIR, directory, shown: "the output directory itself")
        for name in try Directory.names(directory) {
            let path = "\(directory)/\(name)"
            switch name {
            case "_meta": try inspectMeta(path)
            case "files":
                try Self.expect(S_IFDIR, path, shown: "files")
                try inspectFiles(path, below: "files", depth: 0)
            default:
                guard PartitionName.isSafe(name) else { throw Refusal.name(name) }
                try Self.expect(S_IFREG, path, shown: name)
                guard Dataset.isPart(name) else { throw Refusal.place(name) }
                if isSink { throw Refusal.sinkData(name) }
                try inspectPart(name, in: directory)
            }
        }
    }

    private mutating func inspectPart(_ name: String, in directory: String) throws {
        let (stored, summary) = try store(name, in: directory)
        guard !parts.contains(where: { $0.name == stored }) else { throw Refusal.twice(String(stored.dropLast(3))) }
        parts.append(PartFact(name: stored, sha256: summary.sha256, size: summary.size, lines: summary.lines))
        everything.append(stored)
    }

    private mutating func inspectMeta(_ directory: String) throws {
        try Self.expect(S_IFDIR, directory, shown: "_meta")
        directories.append("_meta")
        for name in try Directory.names(directory) {
            try Self.expect(S_IFREG, "\(directory)/\(name)", shown: "_meta/\(name)")
            switch name {
            case "stats.json":
                let file = try OpenFile.reading("\(directory)/\(name)")
                let size = try file.size()
                guard size <= 64 << 20 else {
                    throw StageStatistics.Mismatch.unreadable("\(size) bytes; the limit is 64 MiB")
                }
                let bytes = try file.read(count: size, at: 0)
                statistics = try StageStatistics(bytes)
                meta.append(KeptFile(path: name, sha256: SHA256.hex(bytes), size: bytes.count))
                everything.append("_meta/\(name)")
            case "rejects.jsonl", "rejects.jsonl.gz":
                let (stored, summary) = try store(name, in: directory)
                guard !everything.contains("_meta/\(stored)") else { throw Refusal.twice("_meta/rejects.jsonl") }
                try countRejects("\(directory)/\(stored)", name: stored)
                meta.append(KeptFile(path: stored, sha256: summary.sha256, size: summary.size))
                everything.append("_meta/\(stored)")
            default: throw Refusal.place("_meta/\(name)")
            }
        }
    }

    private mutating func countRejects(_ path: String, name: String) throws {
        var line = 0
        try PartReader(path: path).forEachLine { bytes in
            line += 1
            let record: Record
            do { record = try Record(line: bytes) } catch { throw Refusal.reject(name, line, "\(error)") }
            guard let reason = record.string("reason") else { throw Refusal.reject(name, line, "no 'reason'") }
            if record["of"].map({ $0.isNull }) ?? true {
                rejects[reason, default: 0] += 1
            } else {
                partRejects[reason, default: 0] += 1
            }
        }
    }

    private mutating func inspectFiles(_ directory: String, below prefix: String, depth: Int) throws {
        guard depth < 16 else { throw Refusal.tooDeep(prefix) }
        directories.append(prefix)
        for name in try Directory.names(directory) {
            let shown = "\(prefix)/\(name)"
            guard PartitionName.isSafe(name) else { throw Refusal.name(shown) }
            var status = stat()
            guard lstat("\(directory)/\(name)", &status) == 0 else { throw RecordIOError.last("stat", shown) }
            if status.st_mode & S_IFMT == S_IFDIR {
                try inspectFiles("\(directory)/\(name)", below: shown, depth: depth + 1)
                continue
            }
            try Self.expect(S_IFREG, "\(directory)/\(name)", shown: shown)
            let (digest, size) = try FileDigest.sha256("\(directory)/\(name)")
            files.append(KeptFile(path: String(shown.dropFirst("files/".count)), sha256: digest, size: size))
            everything.append(shown)
        }
    }

    /// Checks a part, or stores a plain one as members under the name with `.gz`.
    private func store(_ name: String, in directory: String) throws -> (name: String, summary: PartSummary) {
        let path = "\(directory)/\(name)"
        if name.hasSuffix(".gz") { return (name, try PartInspector.inspect(path)) }
        guard access("\(path).gz", F_OK) != 0 else { throw Refusal.twice(name) }
        let summary = try PlainCompressor.compress(from: path, to: "\(path).gz")
        watch?.check()
        try Directory.remove(path)
        return ("\(name).gz", summary)
    }

    private static func expect(_ kind: mode_t, _ path: String, shown: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw RecordIOError.last("stat", shown) }
        let found = status.st_mode & S_IFMT
        guard found == kind else { throw Refusal.kind(shown, kindName(found)) }
        if kind == S_IFREG, status.st_nlink > 1 { throw Refusal.linked(shown, Int(status.st_nlink)) }
    }

    private static func kindName(_ kind: mode_t) -> String {
        switch kind {
        case S_IFLNK: "a symbolic link"
        case S_IFDIR: "a directory"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFREG: "a regular file"
        default: "a device"
        }
    }
}
