import Yams

/// A YAML document of a pack as a tree that knows where each value stands.
///
/// Aliases and tags are refused: a fact should read the same wherever it is looked at, and without aliases reading
/// costs no more than the file is long. At most 16 levels.
struct PackTree {
    enum Content {
        case scalar(String, plain: Bool)
        case list([PackTree])
        case map([(key: String, place: PackPlace, value: PackTree)])
    }

    static let depthLimit = 16

    let content: Content
    let place: PackPlace

    /// Reads one document; nil, and a problem, where it is none. An empty file is an empty mapping.
    init?(text: String, file: String, _ report: PackReport) {
        if let (name, place) = Self.firstAlias(in: text, file: file) {
            report.add(.alias(name), at: place)
            return nil
        }
        let root: Node?
        do {
            // The basic resolver leaves every scalar as text; what is a number or a day is for each key to say.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            let (kind, mark) = Self.problem(error)
            report.add(kind, at: PackPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1))
            return nil
        }
        guard let root else {
            self.init(content: .map([]), place: PackPlace(file: file, line: 1))
            return
        }
        self.init(root, file: file, depth: 0, report)
    }

    private init(content: Content, place: PackPlace) {
        self.content = content
        self.place = place
    }

    private init?(_ node: Node, file: String, depth: Int, _ report: PackReport) {
        place = PackPlace(file: file, line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
        guard depth < Self.depthLimit else {
            report.add(.tooDeep(limit: Self.depthLimit), at: place)
            return nil
        }
        switch node {
        case .scalar(let scalar):
            let tag = scalar.tag.rawValue
            guard tag == "" || tag == "!" || tag == Tag.Name.str.rawValue else {
                report.add(.tag(tag), at: place)
                return nil
            }
            content = .scalar(scalar.string, plain: scalar.style == .plain)
        case .sequence(let sequence):
            var list: [PackTree] = []
            for element in sequence {
                guard let tree = PackTree(element, file: file, depth: depth + 1, report) else { return nil }
                list.append(tree)
            }
            content = .list(list)
        case .mapping(let mapping):
            var map: [(key: String, place: PackPlace, value: PackTree)] = []
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else {
                    report.add(.notYAML("a key must be plain text"), at: place)
                    return nil
                }
                guard let tree = PackTree(value, file: file, depth: depth + 1, report) else { return nil }
                let place = PackPlace(
                    file: file, line: max(1, scalar.mark?.line ?? 1), column: max(1, scalar.mark?.column ?? 1))
                map.append((scalar.string, place, tree))
            }
            content = .map(map)
        case .alias:
            report.add(.notYAML("an alias"), at: place)
            return nil
        }
    }

    /// What stands here, in words.
    var kind: String {
        switch content {
        case .scalar(let text, _): isEmpty ? "empty" : "'\(text)'"
        case .list: "a list"
        case .map: "a mapping"
        }
    }

    /// Whether nothing stands here.
    var isEmpty: Bool {
        guard case .scalar(let text, plain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    private static func problem(_ error: any Error) -> (PackProblem.Kind, Mark?) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (.notYAML(problem), mark)
        case .duplicatedKeysInMapping(let keys, let context): (.duplicateKey(keys.first ?? ""), context.mark)
        case .reader(let problem, _, _, _): (.notYAML(problem), nil)
        default: (.notYAML("\(error)"), nil)
        }
    }

    /// The first `*name` outside quotes and comments. Looked for before the YAML library sees the text, as the library
    /// puts the value in its place.
    private static func firstAlias(in text: String, file: String) -> (String, PackPlace)? {
        var line = 1
        for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let (name, column) = firstAlias(inLine: Array(content.unicodeScalars)) {
                return (name, PackPlace(file: file, line: line, column: column))
            }
            line += 1
        }
        return nil
    }

    private static func firstAlias(inLine line: [Unicode.Scalar]) -> (String, Int)? {
        var quote: Unicode.Scalar?
        for (index, scalar) in line.enumerated() {
            let before = index > 0 ? line[index - 1] : " "
            let begins = " \t[{,:-?".unicodeScalars.contains(before)
            if let open = quote {
                if scalar == open && !(open == "\"" && before == "\\") { quote = nil }
                continue
            }
            switch scalar {
            case "#" where before == " " || before == "\t": return nil
            case "\"", "'": if begins { quote = scalar }
            case "*" where begins:
                let name = line[(index + 1)...].prefix {
                    $0.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains($0)
                }
                guard !name.isEmpty else { continue }
                var text = String.UnicodeScalarView()
                text.append(contentsOf: name)
                return (String(text), index + 1)
            default: break
            }
        }
        return nil
    }
}
