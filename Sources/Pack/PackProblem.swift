import RecordIO

/// One thing wrong with a pack, and where: `packs/lokal/issues.yaml:7:5: unknown key 'onwer' in an issue; ...`.
public struct PackProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// What can be wrong.
    public enum Kind: Sendable, Equatable {
        case noSuchPack
        case unreadable(String)
        case tooLarge(bytes: Int, limit: Int)
        case notUTF8
        case unknownFile(String, known: [String])
        case notYAML(String)
        case alias(String)
        case tag(String)
        case tooDeep(limit: Int)
        case duplicateKey(String)
        case unknownKey(String, in: String, known: [String])
        case missingKey(String, in: String)
        case empty(key: String)
        case wrongType(key: String, wanted: String, found: String)
        case badValue(key: String, value: String, wanted: String)
        case excludes(key: String, other: String)
        case duplicate(what: String, code: String, line: Int)
        case unknownCode(key: String, code: String, what: String, near: String?)
        case missingParent(region: String, parent: String)
        case removesNothing(what: String, code: String)
        case csv(CSVFault, lines: ClosedRange<Int>)
        case missingColumn(String)
        case duplicateColumn(String)
        case duplicateLine(line: Int)
        case contradiction(line: Int)
    }

    /// The path as the pack was named, and the file in it.
    public var file: String
    /// From 1; 0 where the whole file is meant.
    public var line: Int
    /// In characters, from 1.
    public var column: Int
    /// What is wrong.
    public var kind: Kind

    /// A problem at a place.
    public init(file: String, line: Int = 0, column: Int = 1, _ kind: Kind) {
        self.file = file
        self.line = line
        self.column = column
        self.kind = kind
    }

    /// One lower-case line: file, line, column, what, and the way out.
    public var description: String { (line > 0 ? "\(file):\(line):\(column): " : "\(file): ") + kind.text }
}

/// All that is wrong with some packs, in the order of packs, files and lines; one message a line.
public struct PackProblems: Error, Sendable, Equatable, CustomStringConvertible {
    /// At least one.
    public var problems: [PackProblem]

    /// The messages, one a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension PackProblem.Kind {
    var text: String {
        switch self {
        case .noSuchPack: "no such pack; a pack is a directory with a pack.yaml"
        case .unreadable(let why): "cannot be read: \(why)"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes are too many for a file of a pack; the limit is \(limit)"
        case .notUTF8: "not UTF-8; save the file as UTF-8 (in Excel: 'CSV UTF-8')"
        case .unknownFile(let name, let known):
            "no file of a pack is named '\(name)'\(Self.hint(nearest(name, among: known)) ?? Self.list(known))"
        case .notYAML(let what): "not YAML: \(what)"
        case .alias(let name): "'*\(name)' is an alias; write the value out, or put it in quotes"
        case .tag(let tag): "the tag '\(tag)' is not read here; leave it out"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .duplicateKey(let key): "'\(key)' stands twice; keep one"
        case .unknownKey(let key, let owner, let known):
            "unknown key '\(key)' in \(owner)\(Self.hint(nearest(key, among: known)) ?? Self.list(known))"
        case .missingKey(let key, let owner): "\(owner) has no '\(key)'; add it"
        case .empty(let key): "'\(key)' is empty; fill it in, or leave it out"
        case .wrongType(let key, let wanted, let found): "'\(key)' must be \(wanted), not \(found)"
        case .badValue(let key, let value, let wanted): "'\(key)' is '\(value)'; it must be \(wanted)"
        case .excludes(let key, let other): "'\(key)' has no meaning beside '\(other)'; leave one out"
        case .duplicate(let what, let code, let line):
            "\(what) '\(code)' stands in line \(line) already; keep one (a later pack may replace it)"
        case .unknownCode(let key, let code, let what, let near):
            "'\(key)' names \(what) '\(code)', which no pack has"
                + (Self.hint(near) ?? "; correct the code, or add it to a pack")
        case .missingParent(let region, let parent):
            "'\(region)' lies in '\(parent)', which no pack has; add '\(parent)' to a regions.yaml"
        case .removesNothing(let what, let code): "takes out \(what) '\(code)', which no earlier pack has; leave it out"
        case .csv(let fault, let lines):
            lines.count == 1 ? "\(fault)" : "\(fault); lines \(lines.lowerBound) to \(lines.upperBound) are not read"
        case .missingColumn(let name): "the first line has no column '\(name)'; add it"
        case .duplicateColumn(let name): "the first line has the column '\(name)' twice; keep one"
        case .duplicateLine(let line): "says the same as line \(line); keep one"
        case .contradiction(let line): "takes out line \(line) of the same pack; keep neither"
        }
    }

    private static func hint(_ near: String?) -> String? { near.map { "; did you mean '\($0)'?" } }

    private static func list(_ known: [String]) -> String { "; known are: \(known.joined(separator: ", "))" }
}
