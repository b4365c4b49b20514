import Glibc
import RecordIO
import Records

/// The mark on a published partition whose files are not as its receipt says: the member `damaged` of the receipt.
///
/// Sizes are all that a run looks at; whoever finds other damage (a deep check, a stage that could not read its input)
/// leaves it here. A marked partition is not there: an internal one is stale and made again, a captured one is lost
/// until its files are brought back and found right. The stage's manifest names it as missing, so that no later key
/// reads it as history.
///
/// Nothing is changed in place: a receipt may be the same file in another generation. Costs two small files written and
/// waited for; a kill in between leaves a partition that only the manifest calls missing, which is made good by the
/// next mark or the next run of its key.
enum DamageMark {
    /// The member of the receipt.
    static let member = "damaged"

    /// Marks the partition at a place as damaged; `part` is the path below it of what is not right. A receipt that
    /// cannot be read is as good as none and needs no mark.
    static func set(_ part: String, at place: String) throws {
        let name = Paths.name(place)
        try turns.withLock { _ in
            try changeManifest(of: place) { manifest in
                if !manifest.missing.contains(name) { manifest.missing = (manifest.missing + [name]).sorted() }
            }
            try changeReceipt(of: place) { $0[member] = .string(part) }
        }
    }

    /// Takes the mark away: the files are as the receipt says again.
    static func clear(at place: String) throws {
        let name = Paths.name(place)
        try turns.withLock { _ in
            try changeReceipt(of: place) { $0[member] = nil }
            try changeManifest(of: place) { $0.missing.removeAll { $0 == name } }
        }
    }

    /// Partitions of one stage share a manifest: one mark at a time.
    private static let turns = Guarded(())

    private static func changeReceipt(of place: String, _ change: (inout JSONObject) -> Void) throws {
        let path = "\(place)/_meta/receipt.json"
        var status = stat()
        guard stat(path, &status) == 0, let bytes = try? SystemDisk().read(path), ReceiptSummary(bytes) != nil,
            let old = (try? JSONValue(parsing: bytes))?.object
        else { return }
        var object = old
        change(&object)
        guard object != old else { return }
        // Hidden, so that what a kill leaves is nothing that a reader lists.
        try AtomicFile.write(
            JSONValue.object(object).indentedText, to: path, through: "\(place)/_meta/\(temporaryPrefix)\(getpid())",
            mode: status.st_mode & 0o777)
    }

    private static func changeManifest(of place: String, _ change: (inout StageManifest) -> Void) throws {
        let directory = Paths.parent(place)
        let path = StageManifest.path(directory)
        guard let bytes = try? SystemDisk().read(path), let old = StageManifest(bytes) else { return }
        var manifest = old
        change(&manifest)
        guard manifest != old else { return }
        try AtomicFile.write(manifest.text, to: path)
    }

    /// What the names of half-written receipts begin with.
    static let temporaryPrefix = ".receipt."
}
