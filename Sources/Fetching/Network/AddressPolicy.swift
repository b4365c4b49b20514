import Glibc

/// Which addresses a public name may lead to: globally reachable unicast by the IANA registries of special-purpose
/// addresses (RFC 6890 and its updates), and nothing else.
///
/// Held against the address that a connection is about to use, after name resolution and for every redirect, so that
/// neither a name nor a redirect leads to this machine, its network or a cloud's metadata service.
enum AddressPolicy {
    /// Whether an IPv4 (4 bytes) or IPv6 (16 bytes) address is public.
    static func isPublic(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: isPublicIPv4(address)
        case 16: isPublicIPv6(address)
        default: false
        }
    }

    /// The bytes of an address in text; nil where it is none.
    static func bytes(_ text: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4) { Array($0) } }
        var v6 = in6_addr()
        if inet_pton(AF_INET6, text, &v6) == 1 { return withUnsafeBytes(of: v6) { Array($0) } }
        return nil
    }

    /// The bytes of a socket address; nil for families other than IPv4 and IPv6.
    static func bytes(family: Int32, of address: UnsafeRawPointer) -> [UInt8]? {
        switch family {
        case AF_INET: withUnsafeBytes(of: address.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        case AF_INET6: withUnsafeBytes(of: address.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        default: nil
        }
    }

    /// An address as people write it.
    static func text(_ address: [UInt8]) -> String {
        var buffer = [CChar](repeating: 0, count: 46)
        let family = address.count == 4 ? AF_INET : AF_INET6
        guard [4, 16].contains(address.count), inet_ntop(family, address, &buffer, 46) != nil else { return "?" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether an address is link-local or that of a cloud's metadata service. A name never leads there, whatever a
    /// source allows: these services give keys to whoever asks, and whoever keeps a name chooses its address.
    static func isMetadata(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: isMetadataIPv4(address)
        case 16:
            if let inner = embedded(address) {
                isMetadataIPv4(inner)
            } else {
                (address[0] == 0xFE && address[1] & 0xC0 == 0x80)
                    || address == [0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]
            }
        default: false
        }
    }

    /// The address that a URL's host is itself, in any spelling that libcurl takes: `[::1]`, `127.1`, `0x7f000001`,
    /// `localhost`; nil for all other names.
    static func literal(_ host: String) -> [UInt8]? {
        if host.hasPrefix("["), host.hasSuffix("]") { return bytes(String(host.dropFirst().dropLast())) }
        let host = host.hasSuffix(".") ? String(host.dropLast()) : host
        if host == "localhost" || host.hasSuffix(".localhost") { return [127, 0, 0, 1] }
        var address = in_addr()
        guard inet_aton(host, &address) == 1 else { return nil }
        return withUnsafeBytes(of: address) { Array($0) }
    }

    /// Whether an address lies in a range such as `10.0.0.0/8`, or is the address that stands there alone.
    static func range(_ text: String, contains address: [UInt8]) -> Bool {
        let words = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let name = words[0].hasPrefix("[") ? words[0].dropFirst().prefix { $0 != "]" } : words[0]
        guard let base = bytes(String(name)), base.count == address.count else { return false }
        let bits = words.count > 1 ? Int(words[1]) ?? -1 : base.count * 8
        guard (0...base.count * 8).contains(bits) else { return false }
        return base.indices.allSatisfy { index in
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, bits - index * 8)))
            return base[index] & mask == address[index] & mask
        }
    }

    /// The IPv4 address that an IPv6 address carries (RFC 4291, RFC 6052, RFC 3056).
    private static func embedded(_ a: [UInt8]) -> [UInt8]? {
        let isMapped = a[0..<10].allSatisfy { $0 == 0 } && a[10] == 0xFF && a[11] == 0xFF
        let isTranslated = a[0..<12].elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        if isMapped || isTranslated { return Array(a[12..<16]) }
        return a[0] == 0x20 && a[1] == 0x02 ? Array(a[2..<6]) : nil
    }

    private static func isMetadataIPv4(_ a: [UInt8]) -> Bool {
        (a[0] == 169 && a[1] == 254) || a == [100, 100, 100, 200] || a == [192, 0, 0, 192]
    }

    private static func isPublicIPv4(_ a: [UInt8]) -> Bool {
        switch (a[0], a[1], a[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (198, 18...19, _): false
        case (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113), (192, 88, 99): false
        default: true
        }
    }

    private static func isPublicIPv6(_ a: [UInt8]) -> Bool {
        // An IPv4 address in other clothes is what it is inside.
        if let inner = embedded(a) { return isPublicIPv4(inner) }
        guard a[0] & 0xE0 == 0x20 else { return false }
        let isDocumentation = a[0..<4].elementsEqual([0x20, 0x01, 0x0D, 0xB8]) || (a[0] == 0x3F && a[1] == 0xFF)
        let isProtocol = a[0] == 0x20 && a[1] == 0x01 && a[2] < 0x02
        return !isDocumentation && !isProtocol
    }
}
