import Dispatch
import RecordIO

/// Digests of files by path, size, times and inode: a cache under `state/`, so that an unchanged file is hashed once.
///
/// A file that was changed within two seconds of being hashed is not remembered: its time stamp may not tell the next
/// change. The cache may be lost or damaged at any time; lines that make no sense are passed over.
final class DigestCache: Sendable {
    private struct Entry: Sendable {
        var facts: FileFacts
        var digest: String
        var used: Bool
    }

    private struct State: Sendable {
        var entries: [String: Entry] = [:]
        var changed = false
    }

    private let disk: any Disk
    private let clock: any WallClock
    private let state = Guarded(State())

    init(disk: any Disk, clock: any WallClock) {
        self.disk = disk
        self.clock = clock
    }

    /// The SHA-256 of a file in hexadecimal; throws where there is no such file.
    func digest(_ path: String) throws -> String {
        guard let facts = disk.facts(path), facts.kind == .file else { throw RecordIOError.noSuchInput(path: path) }
        let known = state.withLock { state -> String? in
            guard let entry = state.entries[path], entry.facts.matches(facts) else { return nil }
            state.entries[path]?.used = true
            return entry.digest
        }
        if let known { return known }
        let digest = try disk.digest(path)
        let settled =
            clock.nanoseconds() - max(facts.modified, facts.changed) > 2_000_000_000
            && disk.facts(path)?.matches(facts) == true
        state.withLock {
            $0.entries[path] = settled ? Entry(facts: facts, digest: digest, used: true) : nil
            $0.changed = true
        }
        return digest
    }

    /// Reads what an earlier run kept.
    func load(from path: String) {
        guard let bytes = try? disk.read(path) else { return }
        var entries: [String: Entry] = [:]
        for line in bytes.split(separator: 0x0A) {
            // Cut as bytes: text would be cut by its characters, which takes ten times as long.
            let fields = line.split(separator: 0x20, maxSplits: 5).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 6, fields[0].utf8.count == 64, let size = Int(fields[1]),
                let modified = Int(fields[2]), let changed = Int(fields[3]), let inode = UInt64(fields[4])
            else { continue }
            let facts = FileFacts(
                kind: .file, size: size, modified: modified, changed: changed, inode: inode, isExecutable: false)
            entries[fields[5]] = Entry(facts: facts, digest: fields[0], used: false)
        }
        state.withLock { $0.entries = entries }
    }

    /// Keeps what was used, at most 200,000 files; writes nothing where nothing changed.
    func save(to path: String) {
        let text = state.withLock { state -> String? in
            guard state.changed else { return nil }
            if state.entries.count > 200_000 { state.entries = state.entries.filter { $0.value.used } }
            return state.entries.sorted { $0.key < $1.key }.filter { !$0.key.contains("\n") }
                .map {
                    "\($1.digest) \($1.facts.size) \($1.facts.modified) \($1.facts.changed) \($1.facts.inode) \($0)\n"
                }
                .joined()
        }
        // A cache that cannot be written costs time at the next run, nothing else.
        if let text { try? AtomicFile.write(text, to: path, mode: 0o600, durable: false) }
    }
}

extension FileFacts {
    /// Whether nothing says that the content changed.
    func matches(_ other: FileFacts) -> Bool {
        size == other.size && modified == other.modified && changed == other.changed && inode == other.inode
    }
}
