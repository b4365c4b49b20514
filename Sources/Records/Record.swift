/// One line of a dataset: a JSON object whose fields stay as they were written until somebody sets them.
///
/// Reading a line checks all of it and finds its top-level fields; values are built only when asked for. Writing copies
/// untouched fields byte for byte, so number spelling, key order, escapes and fields that this program has never heard
/// of pass through. Where a key stands twice, the last one is read, and both are written.
public struct Record: Sendable {
    private struct Field: Sendable {
        let key: String
        /// Where the member's value stands in `line`; empty for a field that was set.
        let range: Range<Int>
        /// Where the member's key (with its quotes) stands in `line`; empty for a field that was set.
        let keyRange: Range<Int>
        var value: JSONValue?

        /// Appends key and value; what was not set comes from the line that was read.
        func write(from line: [UInt8], to output: inout [UInt8]) {
            if keyRange.isEmpty {
                writeJSONString(key, to: &output)
            } else {
                output.append(contentsOf: line[keyRange])
            }
            output.append(UInt8(ascii: ":"))
            switch value {
            case let value?: value.write(to: &output)
            case nil: output.append(contentsOf: line[range])
            }
        }
    }

    private var line: [UInt8]
    private var fields: [Field] = []
    private var changed = false

    /// A record without fields.
    public init() {
        line = Self.empty
        changed = true
        fields.reserveCapacity(16)
    }

    private static let empty = Array("{}".utf8)

    /// A record of the members of an object.
    public init(_ object: JSONObject) {
        self.init()
        for (key, value) in object { append(key, value) }
    }

    /// Reads a line, without its line end; white space around the object is dropped.
    public init(line bytes: some Collection<UInt8>) throws(JSONSyntaxError) {
        line = Array(bytes)
        let scanned = line.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONSyntaxError) in try Self.scan(buffer) }
        }
        let (fields, extent) = try scanned.get()
        self.fields = fields
        if extent.count != line.count { changed = true }
    }

    /// Reads a line of text.
    public init(line text: String) throws(JSONSyntaxError) { try self.init(line: text.utf8) }

    private static func scan(
        _ buffer: UnsafeBufferPointer<UInt8>
    ) throws(JSONSyntaxError) -> (fields: [Field], extent: Range<Int>) {
        if let offset = firstInvalidUTF8(buffer) { throw JSONSyntaxError(.invalidUTF8, at: offset) }
        var scanner = JSONScanner(buffer)
        scanner.skipWhitespace()
        let start = scanner.position
        guard start < buffer.count else { throw scanner.fail(.unexpectedEnd) }
        guard buffer[start] == UInt8(ascii: "{") else {
            try scanner.skipValue()
            throw JSONSyntaxError(.notAnObject, at: start)
        }
        var fields: [Field] = []
        fields.reserveCapacity(32)
        try scanner.walkMembers { (scanner) throws(JSONSyntaxError) in
            let start = scanner.position
            return (name: try scanner.string(), range: start..<scanner.position)
        } value: { (scanner, key) throws(JSONSyntaxError) in
            let start = scanner.position
            try scanner.skipValue(depth: 1)
            fields.append(
                Field(key: key.name, range: start..<scanner.position, keyRange: key.range, value: nil))
        }
        let extent = start..<scanner.position
        scanner.skipWhitespace()
        guard scanner.position == buffer.count else { throw scanner.fail(.trailingBytes) }
        return (fields, extent)
    }

    /// The value of a field. Setting replaces it in its place, appends it, or with nil removes it.
    public subscript(key: String) -> JSONValue? {
        get { index(of: key).map { value(fields[$0]) } }
        set {
            changed = true
            guard let newValue else {
                fields.removeAll { $0.key == key }
                return
            }
            if let index = index(of: key) {
                fields[index].value = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    /// Most keys differ in length, which is told at once.
    private func index(of key: String) -> Int? {
        let length = key.utf8.count
        return fields.lastIndex { $0.key.utf8.count == length && $0.key == key }
    }

    /// The text of a string field; nil where it is absent or of another kind.
    public func string(_ key: String) -> String? { self[key]?.string }
    /// The UTF-8 of a string field; nil where it is absent or of another kind. For text of megabytes, as bodies are: no
    /// `String` is made and checked again.
    public func textBytes(_ key: String) -> [UInt8]? {
        guard let index = index(of: key) else { return nil }
        let field = fields[index]
        if let value = field.value { return value.string.map { Array($0.utf8) } }
        return line.withUnsafeBufferPointer { buffer in
            guard buffer[field.range.lowerBound] == UInt8(ascii: "\"") else { return nil }
            return JSONScanner(buffer).textBytes(field.range)
        }
    }
    /// The value of a whole-number field; nil where it is absent or of another kind.
    public func int(_ key: String) -> Int? { self[key]?.int }

    /// The keys in order.
    public var keys: [String] { fields.map(\.key) }

    /// The bytes of a field's value as written in the line, or as they would be written.
    public func raw(_ key: String) -> [UInt8]? {
        guard let index = index(of: key) else { return nil }
        let field = fields[index]
        if let value = field.value {
            var output: [UInt8] = []
            value.write(to: &output)
            return output
        }
        return Array(line[field.range])
    }

    /// All fields as an object in memory.
    public var object: JSONObject { JSONObject(fields.map { ($0.key, value($0)) }) }

    /// Appends the record as one line of JSON, without the line end.
    public func write(to output: inout [UInt8]) {
        guard changed else {
            output.append(contentsOf: line)
            return
        }
        output.append(UInt8(ascii: "{"))
        for index in fields.indices {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            fields[index].write(from: line, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// The record as one line of JSON.
    public var text: String {
        var output: [UInt8] = []
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        changed = true
        fields.append(Field(key: key, range: 0..<0, keyRange: 0..<0, value: value))
    }

    private func value(_ field: Field) -> JSONValue {
        if let value = field.value { return value }
        // The line was checked when it was read, so building one of its values cannot fail.
        return line.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer, at: field.range.lowerBound)
            return (try? scanner.value(depth: 1)) ?? .null
        }
    }
}

extension Record: Equatable {
    /// Whether both are written as the same bytes.
    public static func == (left: Record, right: Record) -> Bool {
        var a: [UInt8] = []
        var b: [UInt8] = []
        left.write(to: &a)
        right.write(to: &b)
        return a == b
    }
}
