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
    /// A published partition.
    struct Place: Equatable {
        var key: String
        var partition: String
        /// The digest of its receipt.
        var receipt: String
    }

    private let captures: String
    private let state: String?
    private let stage: String
    private let key: String
    private let partition: String
    private let log: Logger

    /// The captures of a run; nil by hand, where there is no key or no place.
    init?(_ run: StageRun) {
        guard let captures = run.settings.captures, !captures.isEmpty, !run.settings.key.isEmpty else { return nil }
        self.captures = captures
        state = run.settings.state
        stage = run.stage
        key = run.settings.key
        partition = run.settings.partition
        log = run.log
    }

    /// The partition that this run adds to; nil where it makes the first one.
    var own: String? { isPublished(key, partition) ? place(key, partition) : nil }

    /// The same, as a place.
    var ownPlace: Place? { own.flatMap { _ in published(key, partition) } }

    /// Where a fold over the captures may be kept.
    var historyPath: String? { state.map { "\($0)/history/\(PartitionName.encode(partition))" } }

    /// The digest of a published partition's receipt; nil where there is none.
    func receiptDigest(_ key: String, _ partition: String) -> String? {
        ((try? LocalFiles.contents(receipt(key, partition))) ?? nil).map { SHA256.hex($0) }
    }

    /// Whether a key later than this one has a published partition.
    func isLaterThan(_ key: String) -> Bool { keys.last { !partitions($0).isEmpty }.map { $0 > key } ?? false }

    /// The partitions of earlier keys, the oldest key first.
    var places: [Place] {
        keys.filter { $0 < key }.flatMap { earlier in partitions(earlier).compactMap { published(earlier, $0) } }
    }

    /// Hands over what is captured, without what failed: the oldest key first, and the captures of one key in their order.
    func forEachKnown(_ body: (Known) -> Void) throws {
        for place in places + (ownPlace.map { [$0] } ?? []) {
            for one in try captures(place).all where one.failure == nil { body(one) }
        }
    }

    /// The published partition whose left-overs this run takes over: its own, else the last one before it.
    var last: String? { lastKey.map { place($0, partition) } }

    /// The key of that.
    var lastKey: String? { own != nil ? key : keys.last { $0 < key && isPublished($0, partition) } }

    /// The directories of what is published for this run's key, by whichever frozen stage.
    var tonight: [String] {
        names("\(captures)/\(key)").flatMap { stage in
            names("\(captures)/\(key)/\(stage)").map { "\(captures)/\(key)/\(stage)/\($0)" }
        }.filter { access("\($0)/_meta/receipt.json", F_OK) == 0 }
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

    private func published(_ key: String, _ partition: String) -> Place? {
        receiptDigest(key, partition).map { Place(key: key, partition: partition, receipt: $0) }
    }

    /// The captures of a partition in their order, and whether all of them could be read.
    func captures(_ place: Place) throws -> (all: [Known], areWhole: Bool) {
        let directory = self.place(place.key, place.partition)
        let extract = state.map {
            "\($0)/captured/\(PartitionName.encode(place.key))~\(PartitionName.encode(place.partition))"
        }
        if let extract, let known = CaptureExtract.read(extract, receipt: place.receipt) { return (known, true) }
        var known: [Known] = []
        do {
            for part in try Dataset(path: directory).parts {
                try PartReader(path: part).forEachLine { line in
                    let capture = (try? Record(line: line)).map { Capture($0) }
                    if let one = capture.flatMap({ Known($0, filesOf: directory) }) { known.append(one) }
                }
            }
            if let extract { try CaptureExtract.write(known, to: extract, receipt: place.receipt) }
        } catch let error as RecordIOError {
            // What is damaged or lost there is the coordinator's to report; this night must not fail for it.
            log.warning("\(directory): \(error); what cannot be read there counts as not captured")
            return (known, false)
        }
        return (known, true)
    }
}

/// Changes when title or date of an entry do.
func entryFingerprint(title: String?, published: String?) -> String { digestID([title ?? "", published ?? ""]) }
