/// The key of a member as it is written, with quotes and colon: made once, written a million times.
public struct JSONKey: Sendable, Equatable {
    let bytes: [UInt8]

    /// A key of any text.
    public init(_ name: String) {
        var bytes: [UInt8] = []
        writeJSONString(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        self.bytes = bytes
    }
}

/// Lines of JSON that are written member by member, without a value in memory: for tables of a million rows.
///
/// The caller writes each key once and closes what it opens; `Record` is for everything else. Texts are well-formed UTF-8.
public struct JSONLines: Sendable {
    /// The lines so far, each with its line end.
    public private(set) var bytes: [UInt8] = []
    /// How many lines are whole.
    public private(set) var count = 0

    /// No lines.
    public init() {}

    /// Begins a line, or an object inside it.
    public mutating func open(_ key: JSONKey? = nil) {
        if let key { self.key(key) }
        bytes.append(UInt8(ascii: "{"))
    }

    /// Begins a list.
    public mutating func openList(_ key: JSONKey) {
        self.key(key)
        bytes.append(UInt8(ascii: "["))
    }

    /// Ends an object.
    public mutating func close() { bytes.append(UInt8(ascii: "}")) }

    /// Ends a list.
    public mutating func closeList() { bytes.append(UInt8(ascii: "]")) }

    /// Ends the line.
    public mutating func end() {
        bytes.append(UInt8(ascii: "}"))
        bytes.append(0x0A)
        count += 1
    }

    /// A member that is a text.
    public mutating func text(_ key: JSONKey, _ text: some Sequence<UInt8>) {
        self.key(key)
        self.text(text)
    }

    /// A text in a list.
    public mutating func element(_ text: some Sequence<UInt8>) {
        separate()
        self.text(text)
    }

    /// A member that is a whole number.
    public mutating func number(_ key: JSONKey, _ value: Int) {
        self.key(key)
        guard value >= 0 else { return bytes.append(contentsOf: String(value).utf8) }
        var rest = value
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// A member whose value is JSON already.
    public mutating func json(_ key: JSONKey, _ value: [UInt8]) {
        self.key(key)
        bytes.append(contentsOf: value)
    }

    /// Members that are JSON already, without the braces around them; at least one.
    public mutating func members(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    private mutating func key(_ key: JSONKey) {
        separate()
        bytes.append(contentsOf: key.bytes)
    }

    /// A comma, but at the beginning of an object or list. No text ends in an open brace without its quote.
    private mutating func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != 0x0A else { return }
        bytes.append(UInt8(ascii: ","))
    }

    private mutating func text(_ text: some Sequence<UInt8>) {
        let done: Void? = text.withContiguousStorageIfAvailable { writeJSONString($0, to: &bytes) }
        if done == nil { Array(text).withUnsafeBufferPointer { writeJSONString($0, to: &bytes) } }
    }
}
