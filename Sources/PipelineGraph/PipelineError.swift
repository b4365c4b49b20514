/// Why a pipeline file cannot be used, and where: rendered as `file:line:column: what; the way out`.
public struct PipelineError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with a pipeline file.
    public enum Problem: Equatable, Sendable {
        case unreadable(String)
        case tooLarge(bytes: Int, limit: Int)
        case notUTF8
        case syntax(String)
        case tab
        case duplicateKey(String)
        case tooManyValues(limit: Int)
        case tooManyAliases(limit: Int)
        case complexKey
        case tooDeep(limit: Int)
        case tag(String)
        case unknownKey(String, in: String, near: String?)
        case missingKey(String, in: String)
        case wrongType(key: String, wanted: String, found: String)
        case badValue(key: String, value: String, wanted: String)
        case badName(kind: String, name: String)
        case noStages
        case tooManyStages(limit: Int)
        case unknownStage(String, in: String, near: String?)
        case repeatedUpstream(String)
        case fromSink(String)
        case cycle([String])
        case needsOneOf([String], in: String)
        case excludes(String, String, in: String)
        case needs(String, key: String, in: String)
        case unclosedQuote(String)
        case missingFile(String, role: String)
        case missingExecutable(String, tried: [String])
        case notExecutable(String)
        case unmasked(stage: String, path: [String])
        case pack(String)
    }

    /// The pipeline file as it was named.
    public let file: String
    /// Line, from 1; nil where the whole file is meant.
    public let line: Int?
    /// Column in characters, from 1.
    public let column: Int?
    /// What is wrong.
    public let problem: Problem

    /// An error at a place of a file.
    public init(file: String, at mark: SourceMark?, _ problem: Problem) {
        self.file = file
        self.line = mark?.line
        self.column = mark?.column
        self.problem = problem
    }

    /// One lower-case line: file, line, column, what, and the way out.
    public var description: String {
        let place = line.map { ":\($0):\(column ?? 1)" } ?? ""
        return "\(file)\(place): \(Self.oneLine(problem.text))"
    }

    /// A quoted value may hold anything: what would break the line is a blank, and a long one loses its middle.
    private static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.lazy.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        func string(_ part: some Sequence<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
        guard text.unicodeScalars.count > 800 else { return string(scalars) }
        return string(scalars.prefix(500)) + " ... " + string(scalars.suffix(250))
    }
}

extension PipelineError.Problem {
    var text: String {
        switch self {
        case .unreadable(let why): "cannot read the pipeline file: \(why)"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes are no pipeline file; the limit is \(limit)"
        case .notUTF8: "not UTF-8; save the file as UTF-8"
        case .syntax(let what): "not YAML: \(what)"
        case .tab: "a tab; YAML indents with spaces"
        case .duplicateKey(let key): "'\(key)' stands twice; keep one"
        case .tooManyValues(let limit):
            "more than \(limit) values once aliases are followed; write them out or have fewer"
        case .tooManyAliases(let limit): "more than \(limit) aliases; write the values out"
        case .complexKey: "a key must be plain text, no alias and no list"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .tag(let tag): "the tag '\(tag)' is not read here; leave it out"
        case .unknownKey(let key, let owner, let near): "unknown key '\(key)' in \(owner)\(Self.hint(near))"
        case .missingKey(let key, let owner): "\(owner) has no '\(key)'; add it"
        case .wrongType(let key, let wanted, let found): "'\(key)' must be \(wanted), not \(found)"
        case .badValue(let key, let value, let wanted): "'\(key)' is '\(value)'; it must be \(wanted)"
        case .badName(let kind, let name):
            "'\(name)' is no name for a \(kind); use up to 64 letters, digits, '-' and '_', a letter or digit first"
        case .noStages: "'stages' is empty; declare at least one stage"
        case .tooManyStages(let limit):
            "more than \(limit) stages; what differs by input alone is one stage with many partitions (see 'files')"
        case .unknownStage(let name, let owner, let near): "no stage '\(name)', which \(owner) reads\(Self.hint(near))"
        case .repeatedUpstream(let name): "'\(name)' stands twice in 'from'; keep one"
        case .fromSink(let name): "'\(name)' is a sink and gives no records; read from the stage before it"
        case .cycle(let names): "stages read each other in a circle: \(names.joined(separator: " <- ")); cut it"
        case .needsOneOf(let keys, let owner):
            "\(owner) needs one of \(keys.map { "'\($0)'" }.joined(separator: " and "))"
        case .excludes(let one, let other, let owner): "\(owner) has both '\(one)' and '\(other)'; keep one"
        case .needs(let needed, let key, let owner): "'\(key)' in \(owner) needs '\(needed)'"
        case .unclosedQuote(let text): "a quote is not closed in '\(text)'"
        case .missingFile(let path, let role): "no such \(role): '\(path)'; paths are relative to the pipeline file"
        case .missingExecutable(let name, let tried):
            "no executable '\(name)'; looked in \(tried.joined(separator: ", "))"
        case .notExecutable(let path): "'\(path)' is not executable; run chmod +x on it"
        case .unmasked(let stage, let path):
            "'\(stage)' gives records out of hand, but nothing masks personal data on the path "
                + "\(path.joined(separator: " -> ")); put a stage that masks (serap-normalize) before it"
        case .pack(let problem): problem
        }
    }

    private static func hint(_ near: String?) -> String { near.map { "; did you mean '\($0)'?" } ?? "" }
}
