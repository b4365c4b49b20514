/// A validating scanner over the bytes of one JSON text (RFC 8259): finds where values end without building them.
///
/// Numbers keep their spelling and strings their escapes, because a record that a stage does not touch must leave it
/// byte for byte as it came. Costs one pass and no allocation; nesting beyond `depthLimit` is an error.
struct JSONScanner {
    /// Nesting beyond this is refused: deeper text is an attack, not data.
    static let depthLimit = 256

    let bytes: UnsafeBufferPointer<UInt8>
    var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    func fail(_ problem: JSONSyntaxError.Problem) -> JSONSyntaxError {
        JSONSyntaxError(problem, at: position)
    }

    func unexpected() -> JSONSyntaxError {
        position < bytes.count ? fail(.unexpectedByte(bytes[position])) : fail(.unexpectedEnd)
    }

    mutating func skipWhitespace() {
        var next = position
        while next < bytes.count {
            let byte = bytes[next]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            next += 1
        }
        position = next
    }

    /// Skips one expected byte. Inlined: a call for each colon, quote and brace is a twelfth of a scan.
    @inline(__always)
    mutating func expect(_ byte: UInt8) throws(JSONSyntaxError) {
        guard position < bytes.count, bytes[position] == byte else { throw unexpected() }
        position += 1
    }

    /// Skips one value of any kind, checking it wholly.
    mutating func skipValue(depth: Int = 0) throws(JSONSyntaxError) {
        guard depth < Self.depthLimit else { throw fail(.tooDeep(limit: Self.depthLimit)) }
        guard position < bytes.count else { throw fail(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "\""): _ = try skipString()
        case UInt8(ascii: "{"):
            try walkMembers { (scanner) throws(JSONSyntaxError) in
                _ = try scanner.skipString()
            } value: { (scanner, _) throws(JSONSyntaxError) in
                try scanner.skipValue(depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try walkElements { (scanner) throws(JSONSyntaxError) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "t"): try skipLiteral("true")
        case UInt8(ascii: "f"): try skipLiteral("false")
        case UInt8(ascii: "n"): try skipLiteral("null")
        default: try skipNumber()
        }
    }

    /// Walks an object from its `{` to behind its `}`: `key` goes past each key, `value` past each value.
    ///
    /// This and `walkElements` are the only places that know how objects and arrays are put together; whoever skips,
    /// builds or indexes says in its closures what to do on the way. Inlined, so that skipping costs no call a member.
    @inline(__always)
    mutating func walkMembers<Key>(
        key: (inout JSONScanner) throws(JSONSyntaxError) -> Key,
        value: (inout JSONScanner, Key) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        try walkList(to: UInt8(ascii: "}")) { (scanner) throws(JSONSyntaxError) in
            let found = try key(&scanner)
            scanner.skipWhitespace()
            try scanner.expect(UInt8(ascii: ":"))
            scanner.skipWhitespace()
            try value(&scanner, found)
        }
    }

    /// Walks an array from its `[` to behind its `]`: `element` goes past each element.
    @inline(__always)
    mutating func walkElements(
        _ element: (inout JSONScanner) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        try walkList(to: UInt8(ascii: "]"), element)
    }

    @inline(__always)
    private mutating func walkList(
        to end: UInt8, _ element: (inout JSONScanner) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        position += 1
        skipWhitespace()
        if position < bytes.count, bytes[position] == end {
            position += 1
            return
        }
        while true {
            skipWhitespace()
            try element(&self)
            skipWhitespace()
            guard position < bytes.count else { throw fail(.unexpectedEnd) }
            if bytes[position] != UInt8(ascii: ",") {
                try expect(end)
                return
            }
            position += 1
        }
    }

    /// Skips a string with its quotes; says whether it holds escapes.
    mutating func skipString() throws(JSONSyntaxError) -> Bool {
        try expect(UInt8(ascii: "\""))
        var escaped = false
        while true {
            let next = endOfPlainText(from: position)
            position = next
            guard next < bytes.count else { throw fail(.unexpectedEnd) }
            switch bytes[next] {
            case UInt8(ascii: "\""):
                position += 1
                return escaped
            case UInt8(ascii: "\\"):
                escaped = true
                try skipEscape()
            default: throw fail(.controlCharacter(bytes[next]))
            }
        }
    }

    /// Where the first quote, backslash or control character stands from a position on, or the end.
    @inline(__always)
    private func endOfPlainText(from start: Int) -> Int {
        var next = start
        // Eight bytes at a time: nearly all of a text is plain. A byte's high bit in `hits` is set where it is one of
        // those; above the first such byte there may be bits too many.
        let ones: UInt64 = 0x0101_0101_0101_0101
        while next + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(fromByteOffset: next, as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let backslashes = word ^ (ones &* 0x5C)
            let hits =
                ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word)
                & (ones &* 0x80)
            if hits != 0 { return next + hits.trailingZeroBitCount / 8 }
            next += 8
        }
        while next < bytes.count, bytes[next] >= 0x20, bytes[next] != UInt8(ascii: "\""),
            bytes[next] != UInt8(ascii: "\\")
        {
            next += 1
        }
        return next
    }

    private mutating func skipEscape() throws(JSONSyntaxError) {
        guard position + 1 < bytes.count else { throw fail(.unexpectedEnd) }
        switch bytes[position + 1] {
        case UInt8(ascii: "u"):
            guard position + 5 < bytes.count else { throw fail(.unexpectedEnd) }
            for index in position + 2...position + 5 where hexadecimalDigit(bytes[index]) == nil {
                throw fail(.invalidEscape)
            }
            position += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default: throw fail(.invalidEscape)
        }
    }

    private mutating func skipLiteral(_ word: StaticString) throws(JSONSyntaxError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[index] else { throw unexpected() }
            position += 1
        }
    }

    private mutating func skipNumber() throws(JSONSyntaxError) {
        let start = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard position < bytes.count, isDigit(bytes[position]) else {
            if position == start { throw unexpected() }
            throw fail(.invalidNumber)
        }
        if bytes[position] == UInt8(ascii: "0") { position += 1 } else { skipDigits() }
        if position < bytes.count, isDigit(bytes[position]) { throw fail(.invalidNumber) }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else { throw fail(.invalidNumber) }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits() > 0 else { throw fail(.invalidNumber) }
        }
    }

    @discardableResult
    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        return position - start
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

@inline(__always)
func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}
