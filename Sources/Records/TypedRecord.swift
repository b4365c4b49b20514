/// A record whose fields have names in Swift; fields that it does not know stay with it.
public protocol TypedRecord: Sendable {
    /// The record behind the names.
    var record: Record { get set }
    /// Gives names to a record's fields. Nothing is checked: `docs/schema` says what must hold.
    init(_ record: Record)
}

extension TypedRecord {
    func text(_ key: String) -> String? { record[key]?.string }

    func strings(_ key: String) -> [String] { (record[key]?.array ?? []).compactMap(\.string) }

    mutating func set(_ key: String, _ text: String?) { record[key] = text.map { .string($0) } }

    mutating func set(_ key: String, _ texts: [String]) { record[key] = texts.isEmpty ? nil : .strings(texts) }

    func labels(_ key: String) -> [Label] { (record[key]?.array ?? []).compactMap { Label($0) } }

    mutating func set(_ key: String, _ labels: [Label]) {
        record[key] = labels.isEmpty ? nil : .array(labels.map(\.json))
    }
}
