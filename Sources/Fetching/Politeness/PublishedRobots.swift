import RecordIO
import Records

/// The robots.txt files that a stage went by, in `files/robots-<digest>.jsonl.gz` of the partition that it publishes: a line
/// for each service with the moment, the digest and the text.
///
/// The state of a stage is its own, but the captures of a night are there for all its stages: so a host is asked for its
/// robots.txt once a night, and not once a stage. They also show later by which file a URL was refused.
enum PublishedRobots {
    static let prefix = "robots-"

    /// Leaves what is fresh, compressed; at most `limit` bytes before that, as another request is better than captures that nobody wants to keep.
    static func write(
        _ copies: [(service: String, copy: RobotsCache.Copy)], limit: Int = 4 << 20, files directory: String
    ) throws {
        var bytes: [UInt8] = []
        for (service, copy) in copies where bytes.count + (copy.file?.count ?? 0) <= limit {
            var line: JSONObject = [
                "service": .string(service), "fetched_at": .string(copy.fetchedAt.description),
            ]
            if let file = copy.file {
                line["sha256"] = .string(SHA256.hex(file))
                if let text = String(validating: file, as: UTF8.self) {
                    line["text"] = .string(text)
                } else {
                    line["base64"] = .string(base64(file))
                }
            }
            line.write(to: &bytes)
            bytes.append(0x0A)
        }
        guard !bytes.isEmpty else { return }
        try Directory.make(directory)
        let writer = try PartWriter(path: "\(directory)/\(prefix)\(SHA256.hex(bytes).prefix(16)).jsonl.gz")
        try writer.append(lines: bytes)
        _ = try writer.finish()
    }

    /// What published partitions have left that may be used without a look at the service; what is damaged is passed over.
    static func read(_ partitions: [String], now: Instant) -> [(service: String, copy: RobotsCache.Copy)] {
        var newest: [String: RobotsCache.Copy] = [:]
        for directory in partitions.map({ "\($0)/files" }) where LocalFiles.isDirectory(directory) {
            for name in (try? Directory.names(directory)) ?? [] where name.hasPrefix(prefix) && Dataset.isPart(name) {
                try? PartReader(path: "\(directory)/\(name)").forEachLine { line in
                    guard let record = try? Record(line: line), let service = record.string("service"),
                        let copy = copy(record), copy.isFresh(at: now)
                    else { return }
                    if let other = newest[service], other.fetchedAt >= copy.fetchedAt { return }
                    newest[service] = copy
                }
            }
        }
        return newest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func copy(_ record: Record) -> RobotsCache.Copy? {
        guard let fetchedAt = record.string("fetched_at").flatMap({ Instant($0) }) else { return nil }
        guard let sha256 = record.string("sha256") else { return RobotsCache.Copy(file: nil, fetchedAt: fetchedAt) }
        let file =
            record.string("text").map { Array($0.utf8) }
            ?? record.string("base64").flatMap { try? bytes(base64: $0).get() }
        guard let file, SHA256.hex(file) == sha256 else { return nil }
        return RobotsCache.Copy(file: file, fetchedAt: fetchedAt)
    }
}
