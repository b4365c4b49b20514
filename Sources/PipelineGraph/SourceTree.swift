import Records
import Yams

/// A place in a pipeline file: line and column from 1.
public struct SourceMark: Sendable, Hashable {
    /// Line, from 1.
    public let line: Int
    /// Column in characters, from 1.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A YAML document as a tree that knows where each value stands, with aliases followed.
///
/// Reading is bounded: 256 KiB of text, 20,000 values once aliases are followed, 32 levels, 100 aliases. Keys are plain
/// text. Only `true`, `false`, `null`, `~` and numbers as JSON spells them are anything but text when unquoted.
struct SourceTree {
    indirect enum Content {
        case scalar(String, plain: Bool)
        case list([SourceTree])
        case map([Entry])
    }

    struct Entry {
        let key: String
        let mark: SourceMark
        let value: SourceTree
    }

    static let byteLimit = 256 << 10
    static let valueLimit = 20_000
    static let depthLimit = 32

    let content: Content
    let mark: SourceMark

    /// Reads one document.
    init(text: String, file: String) throws(PipelineError) {
        // A byte order mark is how some editors begin UTF-8; it is no part of the text.
        let text =
            text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? String(decoding: text.utf8.dropFirst(3), as: UTF8.self) : text
        try AliasGuard.check(text, file: file)
        let root: Node?
        do {
            // The basic resolver leaves every scalar as text: what is a number is decided in `json`, without regexes.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            let error = Self.translate(error, file: file)
            if case .syntax = error.problem, let tab = Self.indentingTab(text, upTo: (error.line ?? .max - 1) + 1) {
                throw PipelineError(file: file, at: tab, .tab)
            }
            throw error
        } catch {
            throw PipelineError(file: file, at: nil, .syntax("\(error)"))
        }
        guard let root else {
            throw PipelineError(file: file, at: nil, .missingKey("pipeline", in: "the pipeline file"))
        }
        var budget = Self.valueLimit
        try self.init(root, file: file, depth: 0, budget: &budget)
    }

    private init(_ node: Node, file: String, depth: Int, budget: inout Int) throws(PipelineError) {
        let mark = SourceMark(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        self.mark = mark
        budget -= 1
        guard budget >= 0 else { throw PipelineError(file: file, at: mark, .tooManyValues(limit: Self.valueLimit)) }
        guard depth < Self.depthLimit else {
            throw PipelineError(file: file, at: mark, .tooDeep(limit: Self.depthLimit))
        }
        switch node {
        case .scalar(let scalar):
            let tag = scalar.tag.rawTagName
            guard tag == "" || tag == "!" || tag == Tag.Name.str.rawValue else {
                throw PipelineError(file: file, at: mark, .tag(tag))
            }
            content = .scalar(scalar.string, plain: scalar.style == .plain && tag == "")
        case .sequence(let sequence):
            var list: [SourceTree] = []
            for element in sequence {
                list.append(try SourceTree(element, file: file, depth: depth + 1, budget: &budget))
            }
            content = .list(list)
        case .mapping(let mapping):
            var map: [Entry] = []
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else {
                    throw PipelineError(file: file, at: mark, .complexKey)
                }
                let place = SourceMark(line: scalar.mark?.line ?? mark.line, column: scalar.mark?.column ?? mark.column)
                let tree = try SourceTree(value, file: file, depth: depth + 1, budget: &budget)
                map.append(Entry(key: scalar.string, mark: place, value: tree))
            }
            content = .map(map)
        case .alias:
            throw PipelineError(file: file, at: mark, .complexKey)
        }
    }

    /// The first tab before the text of a line: looked for where the YAML library could not read on, as it speaks of
    /// tokens there and not of what a person sees.
    private static func indentingTab(_ text: String, upTo last: Int) -> SourceMark? {
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard index < last else { return nil }
            let blank = line.prefix { $0 == 0x20 || $0 == 0x09 }
            if let tab = blank.firstIndex(of: 0x09), blank.count < line.count {
                let column = blank.distance(from: blank.startIndex, to: tab) + 1
                return SourceMark(line: index + 1, column: column)
            }
        }
        return nil
    }

    /// What kind of value this is, in words.
    var kind: String {
        switch content {
        case .scalar(let text, let plain): plain && Self.isNull(text) ? "empty" : "'\(text)'"
        case .list: "a list"
        case .map: "a mapping"
        }
    }

    /// Whether nothing stands here.
    var isNull: Bool { if case .scalar(let text, plain: true) = content { Self.isNull(text) } else { false } }

    /// The value as JSON.
    var json: JSONValue {
        switch content {
        case .list(let list): return .array(list.map(\.json))
        case .map(let map): return .object(JSONObject(map.map { ($0.key, $0.value.json) }))
        case .scalar(let text, let plain):
            guard plain else { return .string(text) }
            if Self.isNull(text) { return .null }
            if text == "true" || text == "false" { return .bool(text == "true") }
            if let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
                let number = try? JSONValue(parsing: text), number.double != nil
            {
                return number
            }
            return .string(text)
        }
    }

    private static func isNull(_ text: String) -> Bool { text.isEmpty || text == "~" || text == "null" }

    static func translate(_ error: YamlError, file: String) -> PipelineError {
        func place(_ mark: Mark) -> SourceMark { SourceMark(line: max(1, mark.line), column: max(1, mark.column)) }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return PipelineError(file: file, at: place(mark), .syntax(problem))
        case .duplicatedKeysInMapping(let keys, let context):
            return PipelineError(file: file, at: place(context.mark), .duplicateKey(keys.first ?? ""))
        case .reader(let problem, _, _, _):
            return PipelineError(file: file, at: nil, .syntax(problem))
        default:
            return PipelineError(file: file, at: nil, .syntax("\(error)"))
        }
    }
}

extension Tag {
    /// The tag as written; empty where none was.
    fileprivate var rawTagName: String { rawValue }
}
