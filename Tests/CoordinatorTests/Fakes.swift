import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

/// A disk in memory: files by path; directories are what files are below. Counts what is hashed.
final class MemoryDisk: Disk, @unchecked Sendable {
    private let lock = NSLock()
    private var files: [String: (bytes: [UInt8], modified: Int, executable: Bool)] = [:]
    private var hashed = 0

    init(_ files: [String: String] = [:], executable: [String] = []) {
        for (path, text) in files { self.files[path] = (Array(text.utf8), 0, false) }
        for path in executable { self.files[path] = (Array(path.utf8), 0, true) }
    }

    func put(_ path: String, _ text: String, modified: Int = 0) {
        lock.withLock { files[path] = (Array(text.utf8), modified, false) }
    }

    var digests: Int { lock.withLock { hashed } }

    func facts(_ path: String) -> FileFacts? {
        lock.withLock {
            if let file = files[path] {
                return FileFacts(
                    kind: .file, size: file.bytes.count, modified: file.modified, changed: file.modified, inode: 1,
                    isExecutable: file.executable)
            }
            guard files.keys.contains(where: { $0.hasPrefix(path.hasSuffix("/") ? path : "\(path)/") }) else {
                return nil
            }
            return FileFacts(kind: .directory, size: 0, modified: 0, changed: 0, inode: 2, isExecutable: false)
        }
    }

    func names(_ path: String) -> [String] {
        let prefix = path == "/" ? "/" : path.hasSuffix("/.") ? String(path.dropLast()) : "\(path)/"
        return lock.withLock {
            Set(
                files.keys.filter { $0.hasPrefix(prefix) }.compactMap {
                    $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
                }
            )
            .sorted()
        }
    }

    func read(_ path: String) throws -> [UInt8] {
        guard let file = lock.withLock({ files[path] }) else { throw RecordIOError.noSuchInput(path: path) }
        return file.bytes
    }

    func digest(_ path: String) throws -> String {
        lock.withLock { hashed += 1 }
        return SHA256.hex(try read(path))
    }
}

/// A clock that stands still.
struct StoppedClock: WallClock {
    var time = 1_692_100_000_000_000_000
    func nanoseconds() -> Int { time }
}

/// A directory for one test, gone after it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "serap-" + UUID().uuidString
        try Directory.make(path)
    }

    deinit { try? Directory.remove(path) }

    func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
        let file = "\(path)/\(name)"
        try Directory.make(Paths.parent(file))
        try OpenFile.writing(file).write(Array(text.utf8))
        chmod(file, mode)
    }

    func text(_ name: String) -> String? {
        (try? SystemDisk().read("\(path)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The lines of a part below the folder.
    func lines(_ name: String) throws -> [String] {
        var lines: [String] = []
        try PartReader(path: "\(path)/\(name)").forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    func exists(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }
    func names(_ name: String) -> [String] { SystemDisk().names("\(path)/\(name)") }
}

func pipeline(_ stages: String) throws -> Pipeline {
    try Pipeline(
        text: "pipeline: p\nstages:\n" + stages.split(separator: "\n").map { "  \($0)\n" }.joined(), file: "p.yaml")
}
