/// What a stage says of an item, with the words that made it say so: `{code, score, evidence}`.
public struct Label: Sendable, Equatable {
    /// A run of a field's text and what found it there.
    public struct Evidence: Sendable, Equatable {
        /// What found it.
        public enum Finder: Sendable, Equatable {
            case rule(String)
            case model(String)
            case correction(String)
        }

        /// The field whose text is meant: `title`, `text`.
        public var field: String
        /// UTF-8 bytes from the start of the field.
        public var range: Range<Int>
        /// The rule, model or correction.
        public var finder: Finder

        /// Evidence of its parts.
        public init(field: String, range: Range<Int>, finder: Finder) {
            self.field = field
            self.range = range
            self.finder = finder
        }

        /// The value that records hold.
        public var json: JSONValue {
            var object: JSONObject = [
                "field": .string(field), "start": .int(range.lowerBound), "end": .int(range.upperBound),
            ]
            switch finder {
            case .rule(let name): object["rule"] = .string(name)
            case .model(let name): object["model"] = .string(name)
            case .correction(let name): object["correction"] = .string(name)
            }
            return .object(object)
        }

        /// Reads a record's value; nil where it is no evidence.
        public init?(_ value: JSONValue) {
            guard let object = value.object, let field = object["field"]?.string, let start = object["start"]?.int,
                let end = object["end"]?.int, start <= end
            else { return nil }
            if let name = object["rule"]?.string {
                self.init(field: field, range: start..<end, finder: .rule(name))
            } else if let name = object["model"]?.string {
                self.init(field: field, range: start..<end, finder: .model(name))
            } else if let name = object["correction"]?.string {
                self.init(field: field, range: start..<end, finder: .correction(name))
            } else {
                return nil
            }
        }
    }

    /// The code from the pack: `jalan_rusak`, `negatif`, `64.09.03`.
    public var code: String
    /// From 0 to 1, to two decimals.
    public var score: Double
    /// Towards whom, for a tone: `pemkab opd tokoh pihak_lain tidak_jelas`.
    public var target: String?
    /// The words behind it, in the order of the text.
    public var evidence: [Evidence]

    /// A label of its parts.
    public init(code: String, score: Double, target: String? = nil, evidence: [Evidence]) {
        self.code = code
        self.score = score
        self.target = target
        self.evidence = evidence
    }

    /// Reads a record's value; nil where it is no label.
    public init?(_ value: JSONValue) {
        guard let object = value.object, let code = object["code"]?.string else { return nil }
        self.init(
            code: code, score: object["score"]?.double ?? 0, target: object["target"]?.string,
            evidence: (object["evidence"]?.array ?? []).compactMap { Evidence($0) })
    }

    /// The value that records hold.
    public var json: JSONValue {
        var object: JSONObject = ["code": .string(code)]
        if let target { object["target"] = .string(target) }
        object["score"] = .double((score * 100).rounded() / 100)
        object["evidence"] = .array(evidence.map(\.json))
        return .object(object)
    }
}
