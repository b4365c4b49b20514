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
            user = PercentEncoding.decoded(words[0])
            password = words.count > 1 ? PercentEncoding.decoded(words[1]) : ""
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
