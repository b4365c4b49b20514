import Glibc
import RecordIO
import Records

/// The generation before, from which partitions that would be the same are taken: the same files under a second name.
///
/// A partition is the same where its receipt key is. Published files are read-only, so a second name is as good as a
/// copy and costs no room; the receipt alone is a file of its own, as it may be rewritten. Somebody may work on the
/// donor meanwhile: what is replaced while it is taken is not taken.
struct PartitionDonor: Sendable {
    let layout: Layout
    let disk: any Disk

    /// Puts the donor's partition in place where it is whole and made of what the job would be made of; nil where not,
    /// or where the file system refuses: then the job has to run.
    func link(_ job: Job, key: String, through scratch: String, at place: String) -> Published? {
        let source = "\(layout.stage(job.stage.name, key: key, frozen: false))/\(job.task.partition)"
        let receiptPath = "\(source)/_meta/receipt.json"
        guard case .whole(let summary) = PublishedReader.read(source, disk: disk),
            summary.receiptKey == job.evaluation.receiptKey, let receipt = try? disk.read(receiptPath)
        else { return nil }
        defer { try? Directory.remove(scratch) }
        do {
            let output = "\(scratch)/out"
            let directories = try linkFiles(of: source, summary, to: output, masked: job.stage.isMasked)
            let window = job.evaluation.window
            guard
                let amended = ReceiptAmendment.amended(
                    receipt, rules: job.stage.rules, gaps: window.gaps, otherRules: window.otherRules)
            else { return nil }
            let file = try OpenFile.writing("\(output)/_meta/receipt.json", mode: job.stage.isMasked ? 0o444 : 0o400)
            try file.write(amended)
            try file.synchronize()
            for directory in directories.reversed() { try Directory.synchronize(directory) }
            // A receipt names the run that wrote it, so the same bytes mean that nobody put another partition there.
            guard try disk.read(receiptPath) == receipt,
                case .whole(let linked) = PublishedReader.read(output, disk: disk)
            else { return nil }
            try Directory.publish(output, at: place, aside: "\(scratch)/aside")
            return Published(path: place, stage: job.stage.name, partition: job.task.partition, summary: linked)
        } catch {
            return nil
        }
    }

    /// Gives every file but the receipt a second name below fresh directories, which it returns, those above first.
    private func linkFiles(
        of source: String, _ summary: ReceiptSummary, to output: String, masked: Bool
    ) throws -> [String] {
        let meta = disk.names("\(source)/_meta").filter { $0 != "receipt.json" && !$0.hasPrefix(".") }
        let names = summary.parts.map(\.name) + summary.files.map { "files/\($0.path)" } + meta.map { "_meta/\($0)" }
        let mode: mode_t = masked ? 0o755 : 0o700
        var directories: Set<String> = [output, "\(output)/_meta"]
        for name in names {
            var directory = Paths.parent("\(output)/\(name)")
            while directory != output, directories.insert(directory).inserted { directory = Paths.parent(directory) }
        }
        // Each made for itself, so that no mask of the process narrows it.
        for directory in directories.sorted() {
            try Directory.make(directory, mode: 0o700)
            guard chmod(directory, mode) == 0 else { throw RecordIOError.last("chmod", directory) }
        }
        for name in names {
            let target = "\(output)/\(name)"
            guard Glibc.link("\(source)/\(name)", target) == 0 else { throw RecordIOError.last("link", target) }
        }
        return directories.sorted()
    }
}
