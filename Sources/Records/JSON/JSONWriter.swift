extension JSONValue {
    /// Appends the value as JSON without white space.
    public func write(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): output.append(contentsOf: number.spelling.utf8)
        case .string(let text): writeJSONString(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object): object.write(to: &output)
        }
    }

    /// The value as one line of JSON.
    public var text: String {
        var output: [UInt8] = []
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The value as indented JSON with a line for each member, for files that people open.
    public var indentedText: String { String(decoding: indentedBytes, as: UTF8.self) }

    /// The same as bytes, for those who write it to a file at once.
    public var indentedBytes: [UInt8] {
        var output: [UInt8] = []
        writeIndented(to: &output, level: 0)
        output.append(0x0A)
        return output
    }

    private func writeIndented(to output: inout [UInt8], level: Int) {
        func line(_ level: Int) {
            output.append(0x0A)
            output.append(contentsOf: repeatElement(0x20, count: level * 2))
        }
        switch self {
        case .object(let object) where !object.isEmpty:
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                line(level + 1)
                writeJSONString(member.key, to: &output)
                output.append(contentsOf: ": ".utf8)
                member.value.writeIndented(to: &output, level: level + 1)
            }
            line(level)
            output.append(UInt8(ascii: "}"))
        case .array(let elements) where elements.contains { $0.object != nil || $0.array != nil }:
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                line(level + 1)
                element.writeIndented(to: &output, level: level + 1)
            }
            line(level)
            output.append(UInt8(ascii: "]"))
        default: write(to: &output)
        }
    }
}

extension JSONObject {
    /// Appends the object as JSON without white space.
    public func write(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            writeJSONString(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// The same members with keys in byte order, at every level: the one spelling that digests are taken of.
    public var sorted: JSONObject {
        JSONObject(
            members.map { ($0.key, $0.value.sorted) }.sorted {
                Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8))
            })
    }
}

extension JSONValue {
    /// The same value with the keys of every object in byte order.
    public var sorted: JSONValue {
        switch self {
        case .object(let object): .object(object.sorted)
        case .array(let elements): .array(elements.map(\.sorted))
        default: self
        }
    }
}

/// Appends a string with quotes; escapes only what RFC 8259 requires, other text stays UTF-8.
func writeJSONString(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
        var start = 0
        while true {
            let end = endOfPlainText(UnsafeRawBufferPointer(bytes), from: start)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
            guard end < bytes.count else { break }
            writeEscape(bytes[end], to: &output)
            start = end + 1
        }
    }
    output.append(UInt8(ascii: "\""))
}

/// The place of the first byte that must be escaped, or the end. Bodies of pages are most of what is written, so eight
/// bytes are looked at together; a borrow from the byte below can only point at a word that is then looked at closely.
private func endOfPlainText(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let quotes = word ^ (ones * UInt64(UInt8(ascii: "\"")))
        let slashes = word ^ (ones * UInt64(UInt8(ascii: "\\")))
        let hits = (word &- ones * 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
        if hits & (ones << 7) != 0 { break }
        index += 8
    }
    while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
        index += 1
    }
    return index
}

private func writeEscape(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
        let digits = Array("0123456789abcdef".utf8)
        output.append(contentsOf: "u00".utf8)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
    }
}
