/// A JSON value in memory: numbers keep their spelling, objects the order of their keys.
///
/// Parsing and writing again gives the same value; white space and the choice of escapes are not kept
/// (`Record` keeps those of fields that nobody touched).
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The text of a string; nil for any other kind.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The number as a whole number that fits; nil for any other kind.
    public var int: Int? { if case .number(let number) = self { number.int } else { nil } }
    /// The number; nil for any other kind.
    public var double: Double? { if case .number(let number) = self { number.double } else { nil } }
    /// The truth value; nil for any other kind.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The elements; nil for any other kind.
    public var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members; nil for any other kind.
    public var object: JSONObject? { if case .object(let members) = self { members } else { nil } }
    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// A member of an object; nil where this is no object or has no such key.
    public subscript(key: String) -> JSONValue? { object?[key] }

    /// A whole number.
    public static func int(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    /// A finite number in the shortest spelling that reads back the same.
    public static func double(_ value: Double) -> JSONValue { .number(JSONNumber(value)) }
    /// An array of strings.
    public static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
}

/// A JSON number by its spelling: `1.50` stays `1.50`, and an id of 19 digits loses none.
public struct JSONNumber: Sendable, Equatable {
    /// The digits as written.
    public let spelling: String

    /// A whole number.
    public init(_ value: Int) { spelling = String(value) }

    /// A finite number; whole ones are spelled without a fraction. Not-a-number and infinity become 0.
    public init(_ value: Double) {
        if value.isFinite, let whole = Int(exactly: value) {
            spelling = String(whole)
        } else {
            spelling = value.isFinite ? "\(value)" : "0"
        }
    }

    init(spelling: String) { self.spelling = spelling }

    /// The value, where it is a whole number that fits.
    public var int: Int? { Int(spelling) ?? Double(spelling).flatMap { Int(exactly: $0) } }
    /// The value, rounded to the nearest double.
    public var double: Double { Double(spelling) ?? 0 }
}

/// A JSON object in memory: members in the order of their first setting, unique by key.
public struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral, Sequence {
    /// The members in order.
    public private(set) var members: [(key: String, value: JSONValue)] = []

    /// An object without members.
    public init() {}

    /// An object of the given members in that order; of equal keys the last value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements { self[key] = value }
    }

    /// An object of the given members in that order; of equal keys the last value counts.
    public init(_ elements: some Sequence<(String, JSONValue)>) {
        for (key, value) in elements { self[key] = value }
    }

    /// The value of a key. Setting nil removes the member; a new key goes last. Costs a walk over the members.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }
    /// How many members there are.
    public var count: Int { members.count }
    /// Whether there are none.
    public var isEmpty: Bool { members.isEmpty }

    /// Walks the members in order.
    public func makeIterator() -> IndexingIterator<[(key: String, value: JSONValue)]> { members.makeIterator() }

    /// Whether both hold equal members in the same order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count
            && zip(left.members, right.members).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
