import Records

/// Reads the keys of one mapping of a pipeline file, each of its type, and refuses those that nobody asked for.
struct KeyReader {
    let file: String
    /// How the mapping is called in messages.
    let owner: String
    let mark: SourceMark
    let entries: [SourceTree.Entry]

    init(_ tree: SourceTree, owner: String, key: String, file: String) throws(PipelineError) {
        guard case .map(let entries) = tree.content else {
            throw PipelineError(file: file, at: tree.mark, .wrongType(key: key, wanted: "a mapping", found: tree.kind))
        }
        self.file = file
        self.owner = owner
        mark = tree.mark
        self.entries = entries
    }

    /// Where each key stands.
    var marks: [String: SourceMark] {
        Dictionary(entries.map { ($0.key, $0.mark) }, uniquingKeysWith: { first, _ in first })
    }

    func allow(_ known: [String]) throws(PipelineError) {
        if let error = unknown(known).first { throw error }
    }

    /// Keys that nobody asked for.
    func unknown(_ known: [String]) -> [PipelineError] {
        entries.filter { !known.contains($0.key) }.map {
            fail($0.mark, .unknownKey($0.key, in: owner, near: nearest($0.key, among: known)))
        }
    }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    func tree(_ key: String) -> SourceTree? { entries.first { $0.key == key }?.value }

    func text(_ key: String, wanted: String = "a text") throws(PipelineError) -> Located<String>? {
        guard let tree = tree(key) else { return nil }
        return try text(tree, key: key, wanted: wanted)
    }

    func requiredText(_ key: String) throws(PipelineError) -> Located<String> {
        guard let text = try text(key) else { throw fail(mark, .missingKey(key, in: owner)) }
        return text
    }

    /// A list of texts; one text alone is a list of one.
    func texts(_ key: String) throws(PipelineError) -> [Located<String>]? {
        guard let tree = tree(key) else { return nil }
        guard case .list(let list) = tree.content else {
            return [try text(tree, key: key, wanted: "a text or a list of texts")]
        }
        var texts: [Located<String>] = []
        for element in list { texts.append(try text(element, key: key, wanted: "a list of texts")) }
        return texts
    }

    func bool(_ key: String) throws(PipelineError) -> Bool? {
        guard let tree = tree(key) else { return nil }
        guard let value = tree.json.bool else {
            throw fail(tree.mark, .wrongType(key: key, wanted: "true or false", found: tree.kind))
        }
        return value
    }

    func int(_ key: String, in range: ClosedRange<Int>) throws(PipelineError) -> Int? {
        guard let tree = tree(key) else { return nil }
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let value = tree.json.int, range.contains(value) else {
            throw fail(tree.mark, .wrongType(key: key, wanted: wanted, found: tree.kind))
        }
        return value
    }

    func object(_ key: String) throws(PipelineError) -> JSONObject? {
        guard let tree = tree(key) else { return nil }
        guard let object = tree.json.object else {
            throw fail(tree.mark, .wrongType(key: key, wanted: "a mapping", found: tree.kind))
        }
        return object
    }

    /// A text that a scanner turns into a value.
    func parsed<Value>(_ key: String, wanted: String, _ parse: (String) -> Value?) throws(PipelineError) -> Value? {
        guard let text = try text(key, wanted: wanted) else { return nil }
        guard let value = parse(text.value) else {
            throw fail(text.mark, .badValue(key: key, value: text.value, wanted: wanted))
        }
        return value
    }

    func fail(_ mark: SourceMark, _ problem: PipelineError.Problem) -> PipelineError {
        PipelineError(file: file, at: mark, problem)
    }

    private func text(_ tree: SourceTree, key: String, wanted: String) throws(PipelineError) -> Located<String> {
        guard case .scalar(let text, _) = tree.content, !tree.isNull else {
            throw fail(tree.mark, .wrongType(key: key, wanted: wanted, found: tree.kind))
        }
        return Located(text, at: tree.mark)
    }
}
