import Glibc
import RecordIO
import Records

/// Files of a named folder, the only ones that this stage opens apart from its state.
enum LocalFiles {
    /// What a folder holds at a path.
    struct Entry: Equatable {
        enum Kind {
            case file
            /// A link, socket, pipe or device, which is not opened: a link could lead out of the folder.
            case special
            /// A name that is not UTF-8, which no capture could tell again.
            case unnamable
        }

        /// The path below the folder, with `/`; of bytes that are not UTF-8 shown as `\xe9`.
        var name: String
        var kind: Kind

        /// Why it is not taken, and what to do; nil for a file.
        var refusal: (reason: String, detail: String)? {
            switch kind {
            case .file: nil
            case .special: ("not_a_file", "\(name): a link or device; put a copy of the file")
            case .unnamable: ("bad_name", "\(name): the name is not UTF-8; give it another")
            }
        }
    }

    /// Everything below a folder in byte order of the paths. Hidden names and half-written files (`*.part`, `*.tmp`,
    /// and the `~$…` that offices leave) are not there.
    static func entries(below folder: String) throws(RecordIOError) -> [Entry] {
        var entries: [Entry] = []
        var folders = [""]
        while let prefix = folders.popLast() {
            for bytes in try Directory.nameBytes(prefix.isEmpty ? folder : "\(folder)/\(prefix)") {
                let text = String(validating: bytes, as: UTF8.self)
                let name = text ?? escaped(bytes)
                guard isWhole(name) else { continue }
                let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
                guard text != nil else {
                    entries.append(Entry(name: path, kind: .unnamable))
                    continue
                }
                var status = stat()
                guard lstat("\(folder)/\(path)", &status) == 0 else {
                    // Somebody has taken it away just now.
                    if errno == ENOENT { continue }
                    throw .last("stat", "\(folder)/\(path)")
                }
                if status.st_mode & S_IFMT == S_IFDIR {
                    folders.append(path)
                } else {
                    entries.append(Entry(name: path, kind: status.st_mode & S_IFMT == S_IFREG ? .file : .special))
                }
            }
        }
        return entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    }

    /// Reads a file in pieces of 1 MiB.
    static func body(_ path: String, into collector: BodyCollector) throws -> Body {
        let file = try OpenFile.reading(path)
        var offset = 0
        while true {
            let piece = try file.read(count: 1 << 20, at: offset)
            if piece.isEmpty { return try collector.finish() }
            try collector.append(piece)
            offset += piece.count
        }
    }

    /// A whole small file; nil where there is none.
    static func contents(_ path: String) throws(RecordIOError) -> [UInt8]? {
        guard access(path, F_OK) == 0 else { return nil }
        let file = try OpenFile.reading(path)
        return try file.read(count: file.size(), at: 0)
    }

    /// When a file was last written; of a time outside of the years 1 to 9999, which damage and slips write, the nearest that
    /// captures can hold.
    static func modified(_ path: String) throws(RecordIOError) -> Instant {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last("stat", path) }
        return Instant(seconds: min(max(status.st_mtim.tv_sec, -62_135_596_800), 253_402_300_799))
    }

    /// Whether a path is a directory.
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// A name with what is not ASCII as `\xe9`.
    private static func escaped(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            (0x20...0x7E).contains(byte)
                ? String(UnicodeScalar(byte)) : "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private static func isWhole(_ name: String) -> Bool {
        !name.hasPrefix(".") && !name.hasPrefix("~$") && !name.hasSuffix(".part") && !name.hasSuffix(".tmp")
    }
}
