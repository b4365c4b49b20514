import RecordIO

/// The problems found so far, so that a reader can go on and tell an officer everything at once.
final class PackReport {
    private(set) var problems: [PackProblem] = []

    func add(_ kind: PackProblem.Kind, at place: PackPlace) {
        problems.append(PackProblem(file: place.file, line: place.line, column: place.column, kind))
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
                report.add(.tooLarge(bytes: size, limit: limit), at: place)
                return nil
            }
            var bytes = try file.read(count: size, at: 0)
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                report.add(.notUTF8, at: place)
                return nil
            }
            return text
        } catch {
            report.add(.unreadable("\(error)"), at: place)
            return nil
        }
    }
}
