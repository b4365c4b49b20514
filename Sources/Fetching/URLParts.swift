/// The parts of an absolute http or https URL that fetching needs; everything else stays text.
struct URLParts: Equatable {
    /// `http` or `https`.
    var scheme: String
    /// The host in lower case, with the port where one is named: `media.example:8080`.
    var authority: String
    /// From the first `/`, with the query, without the fragment; `/` where the URL has none.
    var target: String

    /// The host in lower case, without the port.
    var host: String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return String(authority.prefix { $0 != ":" })
    }

    /// Reads a URL; nil where it has another scheme, no host, credentials, or bytes that no request line can hold.
    init?(_ url: String) {
        let bytes = Array(url.utf8)
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let lower = String(url.prefix(8)).lowercased()
        scheme = lower.hasPrefix("https://") ? "https" : "http"
        guard lower.hasPrefix("\(scheme)://") else { return nil }
        let rest = url.dropFirst(scheme.count + 3).prefix { $0 != "#" }
        authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }.lowercased()
        guard !authority.isEmpty, !authority.hasPrefix(":"), !authority.contains("@") else { return nil }
        let tail = rest.dropFirst(authority.count)
        target = tail.hasPrefix("/") ? String(tail) : "/\(tail)"
    }

    /// The URL that a `Location` means here (RFC 3986, section 5.2, without the removal of dot segments).
    func resolve(_ location: String) -> String {
        if location.hasPrefix("//") { return "\(scheme):\(location)" }
        if location.hasPrefix("/") { return "\(scheme)://\(authority)\(location)" }
        if Self.hasScheme(location) { return location }
        let path = target.prefix { $0 != "?" }
        if location.hasPrefix("?") { return "\(scheme)://\(authority)\(path)\(location)" }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return "\(scheme)://\(authority)\(folder)\(location)"
    }

    private static func hasScheme(_ text: String) -> Bool {
        let head = text.prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == "." }
        return !head.isEmpty && text.dropFirst(head.count).hasPrefix(":")
    }
}
