/// An HTTP or SOCKS5 proxy: where it is, and what it is told to let this machine through.
///
/// Its user name and password are nowhere but here and in what libcurl sends to the proxy; every text shows `shown`.
struct Proxy: Sendable, Equatable {
    /// `http`, `https` or `socks5h`: names are always resolved by the proxy.
    var scheme: String
    /// Host and port.
    var authority: String
    var user: String?
    var password: String?

    /// Reads `http://user:password@proxy.example:3128`, with or without the scheme and the rest; nil where it is none.
    init?(_ text: String) {
        var rest = text[...]
        scheme = "http"
        if let colon = rest.firstRange(of: "://") {
            scheme = rest[..<colon.lowerBound].lowercased()
            rest = rest[colon.upperBound...]
        }
        if scheme == "socks5" { scheme = "socks5h" }
        guard ["http", "https", "socks5h"].contains(scheme) else { return nil }
        if rest.hasSuffix("/") { rest.removeLast() }
        if let at = rest.lastIndex(of: "@") {
            let words = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = percentDecoded(words[0])
            password = words.count > 1 ? percentDecoded(words[1]) : ""
            rest = rest[rest.index(after: at)...]
        }
        guard let parts = URLParts("http://\(rest)"), parts.target == "/", parts.authority.count == rest.count else {
            return nil
        }
        authority = parts.authority
    }

    /// The address without user name and password.
    var shown: String { "\(scheme)://\(authority)" }
}

private func percentDecoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2,
            let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
            bytes.append(value)
            rest = rest.dropFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
