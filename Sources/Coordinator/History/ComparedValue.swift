import Records

/// One record as a comparison sees it: who it is, the value of the field, and why it has it.
struct ComparedRecord: Sendable {
    let id: String
    /// The digest of title and text, which tells versions of an item apart.
    let version: String?
    /// Nil where texts must not be shown.
    let title: String?
    let value: ComparedValue
    /// The words behind the value, one line each.
    let reasons: [String]

    /// Reads a record; nil where it has no id. Without `showsText` only codes, rules and ids are told.
    init?(_ record: Record, field: String, showsText: Bool) {
        guard let id = record.string("id") else { return nil }
        self.id = id
        version = record.string("content_hash")
        let shows = showsText && record["sensitive"]?.bool != true
        title = shows ? record.string("title").map { ComparedValue.short($0, limit: 70) } : nil
        let json = record[field]
        value = ComparedValue(json)
        reasons = Self.reasons(json, beside: record["\(field)_evidence"], of: record, showsText: shows)
    }

    private static func reasons(
        _ json: JSONValue?, beside: JSONValue?, of record: Record, showsText: Bool
    ) -> [String] {
        if let list = beside?.array {
            return [
                list.prefix(limit).compactMap { Label.Evidence($0) }.map { words($0, record, showsText) }.joined(
                    separator: ", ")
            ]
            .filter { !$0.isEmpty }
        }
        let labels = (json?.array ?? [json].compactMap(\.self)).compactMap { Label($0) }
        return labels.map { label in
            let evidence = label.evidence.prefix(limit).map { words($0, record, showsText) }
            let more = label.evidence.count > limit ? " and \(label.evidence.count - limit) more" : ""
            let target = label.target.map { " (\($0))" } ?? ""
            return "\(label.code)\(target): "
                + (evidence.isEmpty ? "no evidence" : evidence.joined(separator: ", ") + more)
        }
    }

    private static let limit = 5

    /// `"rusak parah" in text (rule tone/rusak)`.
    private static func words(_ evidence: Label.Evidence, _ record: Record, _ showsText: Bool) -> String {
        let finder =
            switch evidence.finder {
            case .rule(let name): "rule \(name)"
            case .model(let name): "model \(name)"
            case .correction(let name): "correction \(name)"
            }
        guard showsText, let text = record.string(evidence.field) else { return "\(evidence.field) (\(finder))" }
        let bytes = text.utf8
        guard evidence.range.lowerBound >= 0, evidence.range.upperBound <= bytes.count else {
            return "\(evidence.field) (\(finder))"
        }
        let span = bytes.dropFirst(evidence.range.lowerBound).prefix(evidence.range.count)
        return
            "\"\(ComparedValue.short(String(decoding: span, as: UTF8.self), limit: 60))\" in \(evidence.field) (\(finder))"
    }
}

/// The value of a field, as it is compared and as it is shown.
///
/// A list of labels is the set of its codes and targets: their order, scores and evidence do not make it another value.
struct ComparedValue: Sendable, Equatable {
    /// The codes alone; of a plain field the value.
    let codes: String
    /// With what each is directed at; compared.
    let full: String

    init(_ json: JSONValue?) {
        let elements = json?.array ?? [json].compactMap(\.self)
        let labels = elements.compactMap { Label($0) }
        if !labels.isEmpty, labels.count == elements.count {
            codes = Set(labels.map(\.code)).sorted().joined(separator: ", ")
            full = Set(labels.map { label in label.code + (label.target.map { " (\($0))" } ?? "") }).sorted()
                .joined(separator: ", ")
        } else {
            let texts = elements.filter { !$0.isNull }.map { $0.string ?? $0.text }
            full = texts.isEmpty ? "none" : texts.joined(separator: ", ")
            codes = full
        }
    }

    static func == (left: ComparedValue, right: ComparedValue) -> Bool { left.full == right.full }

    /// How a move from one value to another is told: by the codes, or by all of it where the codes are the same.
    static func move(_ from: ComparedValue, _ to: ComparedValue) -> (from: String, to: String) {
        let pair = from.codes == to.codes ? (from.full, to.full) : (from.codes, to.codes)
        return (short(pair.0, limit: 60), short(pair.1, limit: 60))
    }

    /// One line of at most so many characters.
    static func short(_ text: String, limit: Int) -> String {
        let line = String(
            text.unicodeScalars.prefix(limit * 4).map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
        return line.count > limit ? "\(line.prefix(limit - 3))..." : line
    }
}
