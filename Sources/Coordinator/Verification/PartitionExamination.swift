import Glibc
import RecordIO
import Records

/// One published partition held against its receipt: kinds and sizes of all that it lists, what it does not list, and
/// with `deep` every digest.
///
/// Digests are taken of what the disk holds now, not of what the system remembers of it, and never from a cache: a
/// byte that was changed under an old time stamp is seen. Costs one read of everything.
struct PartitionExamination {
    /// Something that is not as the receipt says.
    struct Fault: Sendable, Equatable {
        /// The path below the partition; empty for the partition itself.
        var part: String
        var what: String
        /// Whether it is damage: not so where the file could only not be opened by this user.
        var isDamage = true

        var text: String { part.isEmpty ? what : "\(part): \(what)" }
    }

    let place: PartitionTree.Place
    let pipeline: String
    let isDeep: Bool
    /// The stage's list of partitions, of a stage that is not frozen.
    let manifest: StageManifest?

    /// Everything that is wrong; nothing where all is well.
    private(set) var faults: [Fault] = []
    /// Whether a mark says that it is damaged.
    private(set) var isMarked = false
    /// Bytes that the receipt lists.
    private(set) var bytes = 0

    init(_ place: PartitionTree.Place, pipeline: String, isDeep: Bool, manifest: StageManifest?) {
        self.place = place
        self.pipeline = pipeline
        self.isDeep = isDeep
        self.manifest = manifest
        examine()
    }

    private static let receiptName = "_meta/receipt.json"
    /// A receipt of 100,000 inputs has some 20 MB.
    private static let receiptLimit = 256 << 20

    private mutating func examine() {
        switch Self.kind(place.path) {
        case nil: return note("", "missing, though it was published")
        case .directory: break
        case .file: return note("", "a file in the place of a directory")
        case .other(let kind): return note("", "\(kind) in the place of a directory")
        }
        guard let summary = readReceipt() else { return }
        let listed = list(summary)
        isMarked = summary.damaged != nil
        checkReceipt(summary)
        var seen: Set<String> = []
        walk("", listed, &seen, depth: 0)
        for name in listed.keys.sorted() where !seen.contains(name) { note(name, "missing") }
        if !isDeep, let part = summary.damaged, faults.isEmpty {
            note(part, "found damaged before; 'verify --deep' says whether it is well again")
        }
    }

    private mutating func note(_ part: String, _ what: String, isDamage: Bool = true) {
        faults.append(Fault(part: part, what: what, isDamage: isDamage))
    }

    private mutating func readReceipt() -> ReceiptSummary? {
        let path = "\(place.path)/\(Self.receiptName)"
        switch Self.kind(path) {
        case nil:
            note("", "no receipt")
            return nil
        case .directory:
            note(Self.receiptName, "a directory in the place of a file")
            return nil
        case .other(let kind):
            note(Self.receiptName, "\(kind) in the place of a file")
            return nil
        case .file: break
        }
        do {
            let file = try OpenFile.reading(path)
            let size = try file.size()
            guard size <= Self.receiptLimit else {
                note(Self.receiptName, "\(size) bytes; no receipt is that long")
                return nil
            }
            guard let summary = ReceiptSummary(try file.read(count: size, at: 0)) else {
                note(Self.receiptName, "not a receipt that can be read")
                return nil
            }
            return summary
        } catch {
            unreadable(Self.receiptName, error)
            return nil
        }
    }

    /// What the receipt lists, by path below the partition.
    private mutating func list(_ summary: ReceiptSummary) -> [String: KeptFile] {
        var listed: [String: KeptFile] = [:]
        for part in summary.parts {
            listed[part.name] = KeptFile(path: part.name, sha256: part.sha256, size: part.size)
        }
        for file in summary.files { listed["files/\(file.path)"] = file }
        for file in summary.meta { listed["_meta/\(file.path)"] = file }
        bytes = listed.values.reduce(0) { $0 &+ max(0, $1.size) }
        return listed
    }

    /// Whether the receipt is the one that was written for this place.
    private mutating func checkReceipt(_ summary: ReceiptSummary) {
        let receipt = summary.record.object
        let names = ["pipeline", "key", "stage", "partition"].map { receipt[$0]?.string ?? "" }
        if names != [pipeline, place.key, place.stage, place.partition] {
            note(Self.receiptName, "the receipt of '\(names.joined(separator: "/"))'")
        }
        if TaskMaterial(receipt).receiptKey != summary.receiptKey {
            note(Self.receiptName, "changed after it was written: its key is not that of what it lists")
        }
        let lines = summary.parts.reduce(0) { $0 &+ $1.lines }
        if lines != summary.counts.output {
            note(
                Self.receiptName,
                "changed after it was written: its parts have \(lines) lines, its counts say "
                    + "\(summary.counts.output)")
        }
        if let entry = manifest?.entries.first(where: { $0.partition == place.partition }), entry.parts != summary.parts
        {
            note(Self.receiptName, "not the receipt that the stage's list of partitions was made from")
        }
    }

    private mutating func walk(
        _ below: String, _ listed: [String: KeptFile], _ seen: inout Set<String>, depth: Int
    ) {
        let directory = below.isEmpty ? place.path : "\(place.path)/\(below)"
        let names: [String]
        do { names = try Directory.names(directory) } catch { return unreadable(below, error) }
        for name in names {
            let path = below.isEmpty ? name : "\(below)/\(name)"
            if path == Self.receiptName || path.hasPrefix("_meta/\(DamageMark.temporaryPrefix)") { continue }
            guard let kind = Self.kind("\(place.path)/\(path)") else { continue }
            if let file = listed[path] {
                seen.insert(path)
                compare(path, kind, file)
            } else if case .directory = kind, path == "_meta" || below.isEmpty && path == "files" || isFiles(below) {
                if depth < 17 { walk(path, listed, &seen, depth: depth + 1) }
            } else if !isOldMeta(path, kind, listed) {
                note(path, "not listed in the receipt")
            }
        }
    }

    private func isFiles(_ path: String) -> Bool { path == "files" || path.hasPrefix("files/") }

    /// Receipts did not always list the rejects and the account.
    private func isOldMeta(_ path: String, _ kind: Kind, _ listed: [String: KeptFile]) -> Bool {
        guard case .file = kind, !listed.keys.contains(where: { $0.hasPrefix("_meta/") }) else { return false }
        return path == "_meta/rejects.jsonl.gz" || path == "_meta/stats.json"
    }

    private mutating func compare(_ path: String, _ kind: Kind, _ file: KeptFile) {
        switch kind {
        case .directory: return note(path, "a directory in the place of a file")
        case .other(let kind): return note(path, "\(kind) in the place of a file")
        case .file: break
        }
        do {
            let opened = try OpenFile.reading("\(place.path)/\(path)")
            let size = try opened.size()
            guard size == file.size else { return note(path, "\(size) bytes; its receipt says \(file.size)") }
            guard isDeep else { return }
            // What the system remembers of the file is dropped, so that the disk itself is asked.
            posix_fadvise(opened.descriptor, 0, 0, POSIX_FADV_DONTNEED)
            let digest = try FileDigest.sha256("\(place.path)/\(path)")
            if digest.hex != file.sha256 { note(path, "its bytes are not those of its receipt") }
        } catch {
            unreadable(path, error)
        }
    }

    private mutating func unreadable(_ path: String, _ error: any Error) {
        let own: Set<Int32> = [EACCES, EPERM, EMFILE, ENFILE, ENOMEM]
        if case .system(_, _, let code)? = error as? RecordIOError, own.contains(code) {
            note(path, "cannot be opened: \(String(cString: strerror(code)))", isDamage: false)
        } else {
            note(path, "cannot be read: \(error)")
        }
    }

    enum Kind {
        case file
        case directory
        case other(String)
    }

    /// What stands at a path, links not followed; nil for nothing.
    static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        case S_IFLNK: return .other("a symbolic link")
        default: return .other("a pipe, socket or device")
        }
    }
}
