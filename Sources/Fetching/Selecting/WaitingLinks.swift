import RecordIO
import Records

/// The pages that were over a budget, in `files/waiting-<digest>.jsonl` of the partition that refused them: the next run
/// takes them first, whether their feeds still list them or not.
///
/// They stand in the published partition and not in a cache, so that they are known just where the captures are that
/// they were over. Each go at a partition has a file of its own.
enum WaitingLinks {
    static let prefix = "waiting-"

    /// The lines that a published partition left; lines that are damaged are passed over.
    static func read(_ partition: String) throws -> [JSONObject] {
        let directory = "\(partition)/files"
        guard LocalFiles.isDirectory(directory) else { return [] }
        var lines: [JSONObject] = []
        for name in try Directory.names(directory) where name.hasPrefix(prefix) && name.hasSuffix(".jsonl") {
            try PartReader(path: "\(directory)/\(name)").forEachLine { line in
                if let object = try? Record(line: line).object { lines.append(object) }
            }
        }
        return lines
    }

    /// Leaves lines for the next run.
    static func write(_ lines: [JSONObject], files directory: String) throws(RecordIOError) {
        guard !lines.isEmpty else { return }
        var bytes: [UInt8] = []
        for line in lines {
            line.write(to: &bytes)
            bytes.append(0x0A)
        }
        try Directory.make(directory)
        try OpenFile.writing("\(directory)/\(prefix)\(SHA256.hex(bytes).prefix(16)).jsonl").write(bytes)
    }
}
