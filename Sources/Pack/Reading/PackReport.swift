import RecordIO

/// The problems found so far, so that a reader can go on and tell an officer everything at once; and what could not be
/// read, so that what only follows from that is not told.
final class PackReport {
    private(set) var problems: [PackProblem] = []
    /// Paths of files of which nothing, or not all that they should hold, could be read.
    private(set) var lostFiles: Set<String> = []
    /// The names of those files in their packs: `agencies.yaml`.
    private var lostNames: Set<String> = []
    private var lostCodes: [String: Set<String>] = [:]
    private var lostPack = false

    func add(_ kind: PackProblem.Kind, at place: PackPlace) {
        problems.append(PackProblem(file: place.file, line: place.line, column: place.column, kind))
    }

    /// Adds a problem that keeps a whole file from being read.
    func lose(_ file: String, _ kind: PackProblem.Kind, at place: PackPlace) {
        add(kind, at: place)
        lose(file)
    }

    /// Notes that a file could not be read, for which there is a problem already.
    func lose(_ file: String) {
        lostFiles.insert(file)
        lostNames.insert(Self.name(file))
    }

    /// Notes that the entry of a code could not be read.
    func lose(_ code: String, in file: String) { lostCodes[Self.name(file), default: []].insert(code) }

    /// Notes that a pack could not be read at all, for which there is a problem already.
    func losePack(_ manifest: String) {
        lostFiles.insert(manifest)
        lostPack = true
    }

    /// Whether something in a file of this name may be there that could not be read.
    func mayHave(in name: String) -> Bool { lostPack || lostNames.contains(name) }

    /// Whether a code of a file of this name may be there and could not be read.
    func mayHave(_ code: String, in name: String) -> Bool {
        mayHave(in: name) || lostCodes[name]?.contains(code) == true
    }

    /// A path's name within its pack: the file, and `lexicon/` where it lies there.
    private static func name(_ path: String) -> String {
        let parts = path.split(separator: "/")
        return parts.suffix(parts.dropLast().last == "lexicon" ? 2 : 1).joined(separator: "/")
    }
}

/// A place in a file of a pack.
struct PackPlace: Sendable, Equatable {
    var file: String
    var line = 0
    var column = 1
}

/// A fact and where it stands.
struct Placed<Fact: Sendable>: Sendable {
    var fact: Fact
    var place: PackPlace
}

/// A text file of a pack: at most 4 MiB of UTF-8.
enum PackText {
    static let limit = 4 << 20

    /// The text without a byte order mark; nil, and a problem, where it cannot be read.
    static func read(_ path: String, _ report: PackReport) -> String? {
        let place = PackPlace(file: path)
        do throws(RecordIOError) {
            let file = try OpenFile.reading(path)
            let size = try file.size()
            guard size <= limit else {
                report.lose(path, .tooLarge(bytes: size, limit: limit), at: place)
                return nil
            }
            var bytes = try file.read(count: size, at: 0)
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                report.lose(path, .notUTF8, at: place)
                return nil
            }
            return text
        } catch {
            report.lose(path, .unreadable("\(error)"), at: place)
            return nil
        }
    }
}
