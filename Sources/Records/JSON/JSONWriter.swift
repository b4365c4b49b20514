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
///
/// Bodies of pages are most of what is written, and a page has a sign to escape in every second line, so eight bytes are
/// looked at and moved together, through a small buffer that has room for the worst.
func writeJSONString(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
        let bytes = UnsafeRawBufferPointer(utf8)
        let piece = 160
        withUnsafeTemporaryAllocation(byteCount: piece * 6, alignment: 8) { buffer in
            var index = 0
            while index < bytes.count {
                let end = min(bytes.count, index + piece)
                var filled = 0
                while index < end {
                    if index + 8 <= end {
                        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        if !needsEscape(word) {
                            buffer.storeBytes(of: word, toByteOffset: filled, as: UInt64.self)
                            filled += 8
                            index += 8
                            continue
                        }
                    }
                    let stop = min(end, index + 8)
                    while index < stop {
                        filled += write(bytes[index], to: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                        index += 1
                    }
                }
                output.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
            }
        }
    }
    output.append(UInt8(ascii: "\""))
}

/// Whether one of eight bytes is a control character, a quote or a backslash: a subtraction that borrows from the top
/// bit of a byte, for which another of the eight must have done so first where it is not the byte itself.
@inline(__always)
private func needsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones * UInt64(UInt8(ascii: "\"")))
    let slashes = word ^ (ones * UInt64(UInt8(ascii: "\\")))
    let hits = (word &- ones * 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
    return hits & (ones << 7) != 0
}

/// Writes one byte of a string, escaped where it must be; gives how many bytes that took, at most six.
@inline(__always)
private func write(_ byte: UInt8, to buffer: UnsafeMutableRawBufferPointer) -> Int {
    let isPlain = byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    buffer[0] = isPlain ? byte : UInt8(ascii: "\\")
    if isPlain { return 1 }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer[1] = byte
    case 0x08: buffer[1] = UInt8(ascii: "b")
    case 0x09: buffer[1] = UInt8(ascii: "t")
    case 0x0A: buffer[1] = UInt8(ascii: "n")
    case 0x0C: buffer[1] = UInt8(ascii: "f")
    case 0x0D: buffer[1] = UInt8(ascii: "r")
    default:
        buffer[1] = UInt8(ascii: "u")
        buffer[2] = UInt8(ascii: "0")
        buffer[3] = UInt8(ascii: "0")
        buffer[4] = UInt8(ascii: "0") + byte >> 4
        buffer[5] = byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") - 10 + byte & 15
        return 6
    }
    return 2
}
