import Glibc

extension JSONValue {
    /// Reads one JSON text (RFC 8259) with nothing but white space around it.
    public init(parsing bytes: some Sequence<UInt8>) throws(JSONSyntaxError) {
        let bytes = Array(bytes)
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONSyntaxError> in
            Result { () throws(JSONSyntaxError) in try JSONValue.parseText(buffer) }
        }
        self = try result.get()
    }

    /// Reads one JSON text.
    public init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: text.utf8) }

    private static func parseText(_ buffer: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) -> JSONValue {
        if let offset = firstInvalidUTF8(buffer) { throw JSONSyntaxError(.invalidUTF8, at: offset) }
        var scanner = JSONScanner(buffer)
        scanner.skipWhitespace()
        let value = try scanner.value(depth: 0)
        scanner.skipWhitespace()
        guard scanner.position == buffer.count else { throw scanner.fail(.trailingBytes) }
        return value
    }
}

extension JSONScanner {
    /// Builds the value at the position, whose bytes are known to be UTF-8.
    mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth < Self.depthLimit else { throw fail(.tooDeep(limit: Self.depthLimit)) }
        guard position < bytes.count else { throw fail(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "["): return .array(try elements(depth: depth))
        case UInt8(ascii: "t"):
            try skipValue()
            return .bool(true)
        case UInt8(ascii: "f"):
            try skipValue()
            return .bool(false)
        case UInt8(ascii: "n"):
            try skipValue()
            return .null
        default:
            let start = position
            try skipValue()
            return .number(JSONNumber(spelling: text(start..<position)))
        }
    }

    private mutating func members(depth: Int) throws(JSONSyntaxError) -> JSONObject {
        var object = JSONObject()
        try walkMembers { (scanner) throws(JSONSyntaxError) in
            try scanner.string()
        } value: { (scanner, key) throws(JSONSyntaxError) in
            object[key] = try scanner.value(depth: depth + 1)
        }
        return object
    }

    private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
        var array: [JSONValue] = []
        try walkElements { (scanner) throws(JSONSyntaxError) in array.append(try scanner.value(depth: depth + 1)) }
        return array
    }

    /// Builds the string at the position.
    mutating func string() throws(JSONSyntaxError) -> String {
        let start = position
        let escaped = try skipString()
        let inner = start + 1..<position - 1
        return escaped ? unescaped(inner) : text(inner)
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// The UTF-8 of a string that was skipped before, by its range with the quotes.
    func textBytes(_ range: Range<Int>) -> [UInt8] { unescapedBytes(range.lowerBound + 1..<range.upperBound - 1) }

    private func unescaped(_ range: Range<Int>) -> String { String(decoding: unescapedBytes(range), as: UTF8.self) }

    /// Resolves escapes; a lone surrogate becomes U+FFFD, as no UTF-8 can say it.
    private func unescapedBytes(_ range: Range<Int>) -> [UInt8] {
        // No escape is shorter than what it stands for.
        [UInt8](unsafeUninitializedCapacity: range.count) { output, count in
            func append(_ byte: UInt8) {
                output[count] = byte
                count += 1
            }
            var index = range.lowerBound
            while index < range.upperBound {
                let plain = nextBackslash(from: index, before: range.upperBound) - index
                if plain > 0, let to = output.baseAddress, let from = bytes.baseAddress {
                    (to + count).update(from: from + index, count: plain)
                    count += plain
                    index += plain
                    continue
                }
                switch bytes[index + 1] {
                case UInt8(ascii: "u"):
                    let (scalar, length) = escapedScalar(at: index, before: range.upperBound)
                    for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
                    index += length
                    continue
                case UInt8(ascii: "b"): append(0x08)
                case UInt8(ascii: "f"): append(0x0C)
                case UInt8(ascii: "n"): append(0x0A)
                case UInt8(ascii: "r"): append(0x0D)
                case UInt8(ascii: "t"): append(0x09)
                case let literal: append(literal)
                }
                index += 2
            }
        }
    }

    /// The C library looks at many bytes at once, and bodies have few escapes.
    private func nextBackslash(from start: Int, before end: Int) -> Int {
        guard let base = bytes.baseAddress, let hit = memchr(base + start, 0x5C, end - start) else { return end }
        return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }

    private func escapedScalar(at index: Int, before end: Int) -> (UnicodeScalar, Int) {
        let high = codeUnit(at: index)
        if (0xD800..<0xDC00).contains(high), index + 11 < end, bytes[index + 6] == UInt8(ascii: "\\"),
            bytes[index + 7] == UInt8(ascii: "u")
        {
            let low = codeUnit(at: index + 6)
            if (0xDC00..<0xE000).contains(low),
                let scalar = UnicodeScalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                return (scalar, 12)
            }
        }
        return (UnicodeScalar(high) ?? "\u{FFFD}", 6)
    }

    private func codeUnit(at index: Int) -> UInt32 {
        (index + 2...index + 5).reduce(0) { $0 << 4 | (hexadecimalDigit(bytes[$1]) ?? 0) }
    }
}

/// The offset of the first byte that does not continue valid UTF-8; nil where all do.
///
/// ASCII passes 32 bytes at a time: most records are mostly ASCII, and this check runs over all of them.
public func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    let top: UInt64 = 0x8080_8080_8080_8080
    while index < count {
        let next = UnsafeRawPointer(bytes.baseAddress! + index)
        if index + 32 <= count {
            let words = next.loadUnaligned(as: SIMD4<UInt64>.self)
            if (words[0] | words[1] | words[2] | words[3]) & top == 0 {
                index += 32
                continue
            }
        }
        if index + 8 <= count, next.loadUnaligned(as: UInt64.self) & top == 0 {
            index += 8
            continue
        }
        let length = sequenceLength(bytes, at: index)
        if length == 0 { return index }
        index += length
    }
    return nil
}

/// Length of the well-formed UTF-8 sequence at an index (Unicode 15, table 3-7); 0 where there is none.
@inline(__always)
private func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
}
