import Glibc
import RecordIO

/// `data/<pipeline>/.captured`: one line `KEY STAGE PARTITION` for each partition that was ever captured.
///
/// It stands apart from the captures, so that captures whose whole directory is gone are known as lost and are not
/// fetched again as if they had never been. Lines are only ever added; one that a power cut tore is written again when
/// the partition is next seen.
struct CaptureJournal: Sendable {
    struct Entry: Hashable, Sendable {
        var key: String
        var stage: String
        var partition: String

        var line: String { "\(key) \(stage) \(partition)\n" }
    }

    let path: String

    init(_ layout: Layout) { path = "\(layout.data)/.captured" }

    /// What was captured once; lines that make no sense are passed over.
    func entries(_ disk: any Disk = SystemDisk()) -> Set<Entry> {
        guard let bytes = try? disk.read(path) else { return [] }
        var entries: Set<Entry> = []
        for line in bytes.split(separator: 0x0A) {
            let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard words.count == 3, words.allSatisfy({ !$0.isEmpty }) else { continue }
            entries.insert(Entry(key: words[0], stage: words[1], partition: words[2]))
        }
        return entries
    }

    /// Adds the partitions that are not there yet, and waits until that is on the disk.
    func add(_ partitions: [String], stage: String, key: String) throws {
        let known = entries()
        let new = partitions.map { Entry(key: key, stage: stage, partition: $0) }.filter { !known.contains($0) }
        guard !new.isEmpty else { return }
        let file = try OpenFile.appending(path)
        let size = try file.size()
        let tail = size > 0 ? try OpenFile.reading(path).read(count: 1, at: size - 1) : [0x0A]
        try file.write(Array(((tail == [0x0A] ? "" : "\n") + new.map(\.line).joined()).utf8))
        try file.synchronize()
        if size == 0 { try Directory.synchronize(Paths.parent(path)) }
    }
}
