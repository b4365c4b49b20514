import RecordIO
import Records

/// The captures of the partition that a run adds to, so that none is written a second time.
///
/// Equal is what has the same id, and what is the same body of the same URL and source by the same way. Costs about 100
/// bytes of memory for each capture, and only where a run adds.
struct CapturedBodies: Sendable {
    private var digests: Set<[UInt8]> = []

    init() {}

    /// Reads the captures of a published partition.
    init(partition: String) throws {
        for part in try Dataset(path: partition).parts {
            try PartReader(path: part).forEachLine { line in
                guard let record = try? Record(line: line) else { return }
                digests.formUnion(Self.digests(Capture(record)))
            }
        }
    }

    var isEmpty: Bool { digests.isEmpty }

    /// Whether the partition holds the capture already.
    func contains(_ capture: Capture) -> Bool {
        !digests.isEmpty && Self.digests(capture).contains { digests.contains($0) }
    }

    private static func digests(_ capture: Capture) -> [[UInt8]] {
        var keys: [[String]] = []
        if let id = capture.id { keys.append(["id", id]) }
        if let sha256 = capture.sha256 {
            let via = capture.via.map { JSONValue.object($0).text } ?? ""
            keys.append(["body", capture.source ?? "", capture.url ?? "", sha256, via])
        }
        return keys.map { Array(SHA256.digest(Array($0.joined(separator: "\0").utf8)).prefix(16)) }
    }
}
