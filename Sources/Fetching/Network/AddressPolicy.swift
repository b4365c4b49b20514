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

    private static func isPublicIPv4(_ a: [UInt8]) -> Bool {
        switch (a[0], a[1], a[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (198, 18...19, _): false
        case (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113), (192, 88, 99): false
        default: true
        }
    }

    private static func isPublicIPv6(_ a: [UInt8]) -> Bool {
        let isMapped = a[0..<10].allSatisfy { $0 == 0 } && a[10] == 0xFF && a[11] == 0xFF
        let isTranslated = a[0..<12].elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        // An IPv4 address in other clothes is what it is inside.
        if isMapped || isTranslated { return isPublicIPv4(Array(a[12..<16])) }
        if a[0] == 0x20, a[1] == 0x02 { return isPublicIPv4(Array(a[2..<6])) }
        guard a[0] & 0xE0 == 0x20 else { return false }
        let isDocumentation = a[0..<4].elementsEqual([0x20, 0x01, 0x0D, 0xB8]) || (a[0] == 0x3F && a[1] == 0xFF)
        let isProtocol = a[0] == 0x20 && a[1] == 0x01 && a[2] < 0x02
        return !isDocumentation && !isProtocol
    }
}
