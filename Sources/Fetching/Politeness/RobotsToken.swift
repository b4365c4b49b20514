/// One octet of a path as RFC 9309, section 2.2.2, compares it, or one of the two operators of a pattern.
///
/// An octet is the same whether it is written as itself or percent-encoded, save for reserved characters (RFC 3986,
/// section 2.2). Those are data where they are encoded and may be structure where they are not: `/` and `?` are told
/// apart from `%2F` and `%3F` in a path; `&`, `=`, `+` and `;` from their encoded forms in a query; all others are
/// equal in both forms, as the RFC's table has it for `baz=http://foo.bar`.
struct RobotsToken: Sendable, Equatable {
    private var bits: UInt16

    private static let encoded: UInt16 = 0x100
    private static let either: UInt16 = 0x200
    private static let any = RobotsToken(bits: 0x400)
    private static let end = RobotsToken(bits: 0x401)

    /// The tokens of a URL's path and query.
    static func ofTarget(_ target: String) -> [RobotsToken] {
        var tokens: [RobotsToken] = []
        tokens.reserveCapacity(target.utf8.count)
        var isQuery = false
        let bytes = Array(target.utf8)
        forEachOctet(bytes[...]) { byte, isEncoded in
            guard isReserved(byte) else { return tokens.append(octet(byte, isEncoded)) }
            let isStructure =
                isQuery ? "&=+;".utf8.contains(byte) : byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
            if byte == UInt8(ascii: "?"), !isEncoded { isQuery = true }
            tokens.append(isStructure ? octet(byte, isEncoded) : RobotsToken(bits: UInt16(byte) | either))
        }
        return tokens
    }

    /// Adds the tokens of a rule's pattern, and gives its length in octets.
    static func append(pattern: ArraySlice<UInt8>, to tokens: inout [RobotsToken]) -> Int {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let start = tokens.count
        var octets = isAnchored ? 1 : 0
        forEachOctet(isAnchored ? pattern.dropLast() : pattern) { byte, isEncoded in
            if byte == UInt8(ascii: "*"), !isEncoded {
                octets += 1
                // Several in a row mean what one means.
                if tokens.count == start || tokens.last != any { tokens.append(any) }
                return
            }
            let token = octet(byte, isEncoded)
            octets += token.bits & encoded == 0 ? 1 : 3
            tokens.append(token)
        }
        if isAnchored { tokens.append(end) }
        return octets
    }

    /// Whether a pattern matches a path from its first octet on; nil where that takes more than the steps that are left,
    /// of which it takes its own. It may take the product of both lengths.
    static func matches(
        _ pattern: Slice<UnsafeBufferPointer<RobotsToken>>, _ path: UnsafeBufferPointer<RobotsToken>, steps: inout Int
    ) -> Bool? {
        var (place, octet) = (pattern.startIndex, 0)
        var retry: (place: Int, octet: Int)?
        while place < pattern.endIndex {
            guard steps > 0 else { return nil }
            steps -= 1
            let token = pattern[place]
            if token == any {
                place += 1
                retry = (place, octet)
                continue
            }
            if token == end {
                if octet == path.count { return true }
            } else if octet == path.count {
                // A later start leaves even less of the path.
                return false
            } else if path[octet].equals(token) {
                place += 1
                octet += 1
                continue
            }
            guard let last = retry, last.octet < path.count else { return false }
            retry = (last.place, last.octet + 1)
            (place, octet) = (last.place, last.octet + 1)
        }
        return true
    }

    /// A pattern as it is compared.
    static func text(_ pattern: ArraySlice<RobotsToken>) -> String {
        pattern.map { token in
            if token == any { return "*" }
            if token == end { return "$" }
            let byte = UInt8(truncatingIfNeeded: token.bits)
            guard token.bits & encoded != 0 else { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }

    /// Of a path's octet and a pattern's.
    private func equals(_ token: RobotsToken) -> Bool {
        bits == token.bits || (bits & Self.either != 0 && bits & 0xFF == token.bits & 0xFF)
    }

    private static func octet(_ byte: UInt8, _ isEncoded: Bool) -> RobotsToken {
        if isUnreserved(byte) || (isReserved(byte) && !isEncoded) { return RobotsToken(bits: UInt16(byte)) }
        return RobotsToken(bits: UInt16(byte) | encoded)
    }

    /// Every octet, and whether it was percent-encoded; a `%` without two digits is itself.
    private static func forEachOctet(_ bytes: ArraySlice<UInt8>, _ body: (UInt8, Bool) -> Void) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                body(high << 4 | low, true)
                index += 3
            } else {
                body(bytes[index], false)
                index += 1
            }
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
        default: nil
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "-._~".utf8.contains(byte)
    }

    private static func isReserved(_ byte: UInt8) -> Bool { ":/?#[]@!$&'()*+,;=".utf8.contains(byte) }
}
