import Glibc
import Logging
import RecordIO
import Records
import StageKit

/// What the published captures of this stage say of what was fetched before: those of earlier keys, and those of the
/// run's own key where it adds to them.
///
/// Nothing else counts as captured, so that an attempt that was never published leaves nothing behind that a later key
/// could take for a capture. Reading captures costs as much as they are long, so an extract of each partition is kept in
/// `SERAP_STATE`, under the digest of the partition's receipt: it may be lost or damaged at any time, and is made again.
struct EarlierCaptures {
    /// One capture that is no failure, as later keys see it.
    struct Known {
        /// By URL rule 1.
        var identity: String
        var source: String
        var sha256: String?
        /// The fingerprint of the entry that led to it; nil where none did.
        var entry: String?
    }

    private let captures: String
    private let cache: String?
    private let stage: String
    private let key: String
    private let partition: String
    private let log: Logger

    /// The captures of a run; nil by hand, where there is no key or no place.
    init?(_ run: StageRun) {
        guard let captures = run.settings.captures, !captures.isEmpty, !run.settings.key.isEmpty else { return nil }
        self.captures = captures
        cache = run.settings.state.map { "\($0)/captured" }
        stage = run.stage
        key = run.settings.key
        partition = run.settings.partition
        log = run.log
    }

    /// The partition that this run adds to; nil where it makes the first one.
    var own: String? { isPublished(key, partition) ? place(key, partition) : nil }

    /// The digest of a published partition's receipt; nil where there is none.
    func receiptDigest(_ key: String, _ partition: String) -> String? {
        ((try? LocalFiles.contents(receipt(key, partition))) ?? nil).map { SHA256.hex($0) }
    }

    /// Whether a key later than this one has a published partition.
    func isLaterThan(_ key: String) -> Bool { keys.last { !partitions($0).isEmpty }.map { $0 > key } ?? false }

    /// Hands over what is captured, the oldest key first, and the captures of one key in their order.
    func forEachKnown(_ body: (Known) -> Void) throws {
        for earlier in keys where earlier < key {
            for name in partitions(earlier) { try forEachKnown(earlier, name, body) }
        }
        if own != nil { try forEachKnown(key, partition, body) }
    }

    /// The published partition whose left-overs this run takes over: its own, else the last one before it.
    var last: String? {
        own ?? keys.last { $0 < key && isPublished($0, partition) }.map { place($0, partition) }
    }

    /// Names below `captures` that can be keys, in order.
    private var keys: [String] { names(captures) }

    private func partitions(_ key: String) -> [String] {
        names("\(captures)/\(key)/\(stage)").filter { isPublished(key, $0) }
    }

    private func names(_ directory: String) -> [String] {
        guard LocalFiles.isDirectory(directory) else { return [] }
        return ((try? Directory.names(directory)) ?? []).filter { !$0.hasPrefix(".") }
    }

    private func place(_ key: String, _ partition: String) -> String { "\(captures)/\(key)/\(stage)/\(partition)" }

    private func receipt(_ key: String, _ partition: String) -> String {
        "\(place(key, partition))/_meta/receipt.json"
    }

    private func isPublished(_ key: String, _ partition: String) -> Bool {
        access(receipt(key, partition), F_OK) == 0
    }

    private func forEachKnown(_ key: String, _ partition: String, _ body: (Known) -> Void) throws {
        guard let digest = receiptDigest(key, partition) else { return }
        let extract = cache.map { "\($0)/\(PartitionName.encode(key))~\(PartitionName.encode(partition))" }
        if let extract, let known = CaptureExtract.read(extract, receipt: digest) { return known.forEach(body) }
        var known: [Known] = []
        do {
            for part in try Dataset(path: place(key, partition)).parts {
                try PartReader(path: part).forEachLine { line in
                    if let capture = (try? Record(line: line)).map({ Capture($0) }), let one = Known(capture) {
                        known.append(one)
                    }
                }
            }
            if let extract { try CaptureExtract.write(known, to: extract, receipt: digest) }
        } catch let error as RecordIOError {
            // What is damaged or lost there is the coordinator's to report; this night must not fail for it.
            log.warning("\(place(key, partition)): \(error); what cannot be read there counts as not captured")
        }
        known.forEach(body)
    }
}

extension EarlierCaptures.Known {
    /// What a capture says; nil for a failed one, which is no capture of anything.
    init?(_ capture: Capture) {
        guard capture.error == nil, let url = capture.url, let source = capture.source else { return nil }
        identity = linkIdentity(url)
        self.source = source
        sha256 = capture.sha256
        let via = capture.via
        entry =
            via?["item"] == nil
            ? nil
            : entryFingerprint(title: via?["entry_title"]?.string, published: via?["entry_published"]?.string)
    }
}

/// Changes when title or date of an entry do.
func entryFingerprint(title: String?, published: String?) -> String { digestID([title ?? "", published ?? ""]) }

/// What later keys need of one partition's captures, as a small file: a first line with the digests of the partition's
/// receipt and of the rest, then a line of JSON for each capture.
enum CaptureExtract {
    /// The extract; nil where it is not whole, or of other captures.
    static func read(_ path: String, receipt: String) -> [EarlierCaptures.Known]? {
        guard let bytes = try? LocalFiles.contents(path), let end = bytes.firstIndex(of: 0x0A),
            bytes[..<end].elementsEqual("\(receipt) \(SHA256.hex(Array(bytes[(end + 1)...])))".utf8)
        else { return nil }
        return bytes[(end + 1)...].split(separator: 0x0A).compactMap { line in
            guard let record = try? Record(line: line), let identity = record.string("url"),
                let source = record.string("source")
            else { return nil }
            return EarlierCaptures.Known(
                identity: identity, source: source, sha256: record.string("sha256"), entry: record.string("entry"))
        }
    }

    /// Puts an extract in its place, whole.
    static func write(_ known: [EarlierCaptures.Known], to path: String, receipt: String) throws(RecordIOError) {
        var lines: [UInt8] = []
        for one in known {
            var object: JSONObject = ["url": .string(one.identity), "source": .string(one.source)]
            if let sha256 = one.sha256 { object["sha256"] = .string(sha256) }
            if let entry = one.entry { object["entry"] = .string(entry) }
            object.write(to: &lines)
            lines.append(0x0A)
        }
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try Directory.make(directory, mode: 0o700)
        // A stage's other partitions may write the same extract at the same time.
        let temporary = "\(path).\(getpid()).tmp"
        let file = try OpenFile.writing(temporary, mode: 0o600)
        try file.write(Array("\(receipt) \(SHA256.hex(lines))\n".utf8) + lines)
        try Directory.rename(temporary, to: path)
    }
}
