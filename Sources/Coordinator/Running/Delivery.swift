import Glibc
import RecordIO
import Records

/// Puts the files of delivered stages under `out/<pipeline>/<key>/edisi-N`, a new edition only where bytes differ.
struct Delivery {
    /// An edition that stands.
    struct Edition: Sendable, Equatable {
        /// Its directory, absolute.
        var path: String
        /// Its files, in order.
        var files: [String]
        /// Whether this run made it.
        var isNew: Bool
    }

    /// Two stages deliver a file of one name.
    struct Collision: Error, CustomStringConvertible {
        let path: String
        var description: String { "two stages deliver '\(path)'; rename one" }
    }

    static let changesName = "perubahan.txt"

    let layout: Layout
    let key: String
    let digests: DigestCache
    let disk: any Disk

    /// Delivers files by their names in the edition; nothing to deliver is no edition.
    func deliver(_ files: [(name: String, source: String, sha256: String)]) throws -> Edition? {
        guard !files.isEmpty else { return nil }
        var names: Set<String> = [Self.changesName]
        for file in files where !names.insert(file.name).inserted { throw Collision(path: file.name) }
        let directory = "\(layout.out)/\(key)"
        try Publisher.makeDurable(directory)
        // What a killed run left; the generation's lock keeps others away.
        for leftover in [temporary, temporaryLink] { try Directory.remove(leftover) }
        let sorted = files.sorted { $0.name < $1.name }
        let last = editions(in: directory).last
        var previous: [String: String] = [:]
        if let last {
            previous = try contents(of: "\(directory)/edisi-\(last)", below: "")
            let wanted = Dictionary(uniqueKeysWithValues: sorted.map { ($0.name, $0.sha256) })
            if previous == wanted {
                try pointToLatest()
                return Edition(path: "\(directory)/edisi-\(last)", files: sorted.map(\.name), isNew: false)
            }
        }
        let place = "\(directory)/edisi-\((last ?? 0) + 1)"
        let changes = last.map { _ in Self.changes(from: previous, to: sorted.map { ($0.name, $0.sha256) }) }
        do {
            try make(sorted, changes: changes, at: place)
        } catch {
            // Half an edition helps nobody, and on a full disk it is in the way.
            try? Directory.remove(temporary)
            throw error
        }
        try Directory.synchronize(directory)
        try pointToLatest()
        return Edition(path: place, files: sorted.map(\.name), isNew: true)
    }

    private func make(
        _ files: [(name: String, source: String, sha256: String)], changes: String?, at place: String
    ) throws {
        try Directory.make(temporary)
        for file in files { try link(file.source, to: "\(temporary)/\(file.name)") }
        if let changes { try AtomicFile.write(changes, to: "\(temporary)/\(Self.changesName)") }
        try Directory.synchronize(temporary)
        try Directory.rename(temporary, to: place)
    }

    /// What changed since the edition before, for the reader of the report.
    static func changes(from old: [String: String], to new: [(name: String, sha256: String)]) -> String {
        var lines: [String] = []
        for (name, digest) in new where old[name] != digest {
            lines.append(old[name] == nil ? "baru: \(name)" : "berubah: \(name)")
        }
        let names = Set(new.map(\.name))
        lines += old.keys.filter { !names.contains($0) }.sorted().map { "dihapus: \($0)" }
        return lines.map { $0 + "\n" }.joined()
    }

    private var temporary: String { "\(layout.out)/\(key)/.edisi" }
    private var temporaryLink: String { "\(layout.out)/.terbaru" }

    private func editions(in directory: String) -> [Int] {
        disk.names(directory).compactMap { $0.hasPrefix("edisi-") ? Int($0.dropFirst(6)) : nil }.sorted()
    }

    private func contents(of directory: String, below prefix: String) throws -> [String: String] {
        var contents: [String: String] = [:]
        for name in disk.names(directory) where prefix + name != Self.changesName {
            let path = "\(directory)/\(name)"
            if disk.isDirectory(path) {
                contents.merge(try self.contents(of: path, below: "\(prefix)\(name)/")) { $1 }
            } else {
                contents[prefix + name] = try digests.digest(path)
            }
        }
        return contents
    }

    /// A second name for the same bytes; a copy where `out/` is on another disk.
    private func link(_ source: String, to target: String) throws {
        try Directory.make(Paths.parent(target))
        if Glibc.link(source, target) == 0 { return }
        guard errno == EXDEV || errno == EPERM || errno == EMLINK else { throw RecordIOError.last("link", target) }
        let input = try OpenFile.reading(source)
        let output = try OpenFile.writing(target, mode: 0o444)
        var offset = 0
        while true {
            let bytes = try input.read(count: 1 << 20, at: offset)
            if bytes.isEmpty { break }
            try output.write(bytes)
            offset += bytes.count
        }
        try output.synchronize()
    }

    /// `terbaru` names the greatest key that has an edition.
    private func pointToLatest() throws {
        let keys = disk.names(layout.out).filter { name in
            name != "terbaru" && !editions(in: "\(layout.out)/\(name)").isEmpty
        }
        guard let latest = keys.max() else { return }
        guard symlink(latest, temporaryLink) == 0 else { throw RecordIOError.last("symlink", temporaryLink) }
        try Directory.rename(temporaryLink, to: "\(layout.out)/terbaru")
        try Directory.synchronize(layout.out)
    }
}
