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
        for index in members.indices {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            writeJSONString(members[index].key, to: &output)
            output.append(UInt8(ascii: ":"))
            members[index].value.write(to: &output)
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
/// Bodies of pages are most of what is written, so 32 bytes are looked at and moved together where none of them is
/// escaped, and eight elsewhere, through a small buffer that has room for the worst.
func writeJSONString(_ text: String, to output: inout [UInt8]) {
    if text.utf8.withContiguousStorageIfAvailable({ writeJSONString($0, to: &output) }) != nil { return }
    var text = text
    text.withUTF8 { writeJSONString($0, to: &output) }
}

/// The same for well-formed UTF-8.
func writeJSONString(_ utf8: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    let bytes = UnsafeRawBufferPointer(utf8)
    let piece = 160
    withUnsafeTemporaryAllocation(byteCount: piece * 6, alignment: 8) { buffer in
        guard let from = bytes.baseAddress, let to = buffer.baseAddress else { return }
        var index = 0
        while index < bytes.count {
            let end = min(bytes.count, index + piece)
            var next = to
            while index < end {
                if index + 32 <= end {
                    let words = from.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
                    next.storeBytes(of: words, as: SIMD4<UInt64>.self)
                    if (escapes(words[0]) | escapes(words[1]) | escapes(words[2]) | escapes(words[3])) == 0 {
                        next += 32
                        index += 32
                        continue
                    }
                }
                let blockEnd = min(end, index + 32)
                while index < blockEnd {
                    if index + 8 <= blockEnd {
                        let word = from.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        next.storeBytes(of: word, as: UInt64.self)
                        let plain = escapes(UInt64(littleEndian: word)).trailingZeroBitCount / 8
                        next += plain
                        index += plain
                        if plain == 8 { continue }
                    }
                    next += write(from.load(fromByteOffset: index, as: UInt8.self), to: next)
                    index += 1
                }
            }
            output.append(contentsOf: UnsafeRawBufferPointer(start: to, count: next - UnsafeMutableRawPointer(to)))
        }
    }
    output.append(UInt8(ascii: "\""))
}

/// Zero where none of eight bytes is a control character, quote or backslash; otherwise the lowest bit that is set is the
/// top bit of the first of those.
///
/// Each subtraction sets the top bit of a byte where it borrows. Only a byte that is one of those does so first; above it
/// there may be bits too many.
@inline(__always)
private func escapes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones * UInt64(UInt8(ascii: "\"")))
    let slashes = word ^ (ones * UInt64(UInt8(ascii: "\\")))
    let hits = (word &- ones * 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
    return hits & (ones << 7)
}

/// Writes one byte of a string, escaped where it must be; gives how many bytes that took, at most six.
@inline(__always)
private func write(_ byte: UInt8, to place: UnsafeMutableRawPointer) -> Int {
    let to = place.assumingMemoryBound(to: UInt8.self)
    guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        to[0] = byte
        return 1
    }
    to[0] = UInt8(ascii: "\\")
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): to[1] = byte
    case 0x08: to[1] = UInt8(ascii: "b")
    case 0x09: to[1] = UInt8(ascii: "t")
    case 0x0A: to[1] = UInt8(ascii: "n")
    case 0x0C: to[1] = UInt8(ascii: "f")
    case 0x0D: to[1] = UInt8(ascii: "r")
    default:
        to[1] = UInt8(ascii: "u")
        to[2] = UInt8(ascii: "0")
        to[3] = UInt8(ascii: "0")
        to[4] = UInt8(ascii: "0") + byte >> 4
        to[5] = byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") - 10 + byte & 15
        return 6
    }
    return 2
}
