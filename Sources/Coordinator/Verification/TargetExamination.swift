import Glibc
import PipelineGraph
import RecordIO
import Records

/// What stands in `out/`: the targets of sinks, and the newest edition of every key held against the receipts of the
/// stages that deliver. Only reported: nothing here is read by any stage.
struct TargetExamination {
    let verification: Verification

    private var layout: Layout { verification.layout }
    private var disk: any Disk { verification.disk }

    func findings() -> [Verification.Finding] {
        verification.pipeline.stages.compactMap { sink($0) } + keys.flatMap { edition($0) }
    }

    private var keys: [String] {
        verification.key.map { [$0] } ?? disk.names(layout.generationDirectory).filter { !$0.hasPrefix(".") }
    }

    /// A target that receipts speak of has to be there; one that is an SQLite database has to begin and end like one.
    private func sink(_ stage: Stage) -> Verification.Finding? {
        guard let sink = stage.sink else { return nil }
        let filled = keys.contains { !partitions(of: stage.name, key: $0).isEmpty }
        guard filled else { return nil }
        let path = "\(layout.out)/\(sink)"
        func found(_ what: String) -> Verification.Finding {
            Verification.Finding(title: "out/\(layout.pipeline)/\(sink)", text: what)
        }
        let runs = "a run of each key fills it again"
        guard let facts = disk.facts(path) else { return found("missing; \(runs)") }
        guard facts.kind == .file else { return found("not a regular file; remove it, and \(runs)") }
        if let fault = SQLiteHeader.fault(path) { return found("\(fault); remove it, and \(runs)") }
        return nil
    }

    private func partitions(of stage: String, key: String) -> [(name: String, summary: ReceiptSummary)] {
        let directory = layout.stage(stage, key: key, frozen: false)
        return disk.names(directory).filter { !$0.hasPrefix(".") }.compactMap { name in
            guard let bytes = try? disk.read("\(directory)/\(name)/_meta/receipt.json"),
                let summary = ReceiptSummary(bytes)
            else { return nil }
            return (name, summary)
        }
    }

    private func edition(_ key: String) -> [Verification.Finding] {
        let directory = "\(layout.out)/\(key)"
        let editions = disk.names(directory).compactMap { $0.hasPrefix("edisi-") ? Int($0.dropFirst(6)) : nil }
        guard let last = editions.max() else { return [] }
        let edition = "\(directory)/edisi-\(last)"
        let delivered = disk.facts(edition)?.modified ?? 0
        return verification.pipeline.stages.filter(\.deliver).flatMap { stage -> [Verification.Finding] in
            let partitions = partitions(of: stage.name, key: key)
            return partitions.flatMap { name, summary -> [Verification.Finding] in
                // What was made after the edition was delivered, by a reprocess, is not what it holds.
                guard let made = summary.record.string("finished").flatMap({ Instant($0) }),
                    made.seconds <= delivered / 1_000_000_000
                else { return [] }
                return summary.files.compactMap { file in
                    let shown = (partitions.count > 1 ? "\(name)/" : "") + file.path
                    return fault("\(edition)/\(shown)", file).map {
                        Verification.Finding(
                            title: "out/\(layout.pipeline)/\(key)/edisi-\(last)/\(shown)",
                            text: "\($0); a run of \(key) delivers a new edition")
                    }
                }
            }
        }
    }

    private func fault(_ path: String, _ file: KeptFile) -> String? {
        guard let facts = disk.facts(path) else { return "missing" }
        guard facts.kind == .file, facts.size == file.size else { return "not as it was delivered" }
        guard verification.isDeep else { return nil }
        return (try? FileDigest.sha256(path).hex) == file.sha256 ? nil : "not as it was delivered"
    }
}

/// The first hundred bytes of an SQLite database (https://www.sqlite.org/fileformat.html, section 1.3).
enum SQLiteHeader {
    private static let magic = Array("SQLite format 3\0".utf8)

    /// Why a file that is named as a database, or begins like one, is none; nil where it may be one, and for others.
    static func fault(_ path: String) -> String? {
        let isNamed = [".sqlite", ".sqlite3", ".db"].contains { path.hasSuffix($0) }
        do {
            let file = try OpenFile.reading(path)
            let head = try file.read(count: 100, at: 0)
            guard head.count == 100, head.starts(with: magic) else {
                return isNamed ? "not an SQLite database" : nil
            }
            let size = try file.size()
            let word = Int(head[16]) << 8 | Int(head[17])
            let page = word == 1 ? 65_536 : word
            guard page >= 512, page & (page - 1) == 0 else { return "not an SQLite database: pages of \(page) bytes" }
            let pages = (28..<32).reduce(0) { $0 << 8 | Int(head[$1]) }
            // The count holds only where the change counter says so; older programs did not keep it.
            guard head[24..<28].elementsEqual(head[92..<96]), size < pages * page else { return nil }
            return "truncated: \(size) bytes of \(pages * page)"
        } catch {
            return isNamed ? "cannot be read: \(error)" : nil
        }
    }
}
