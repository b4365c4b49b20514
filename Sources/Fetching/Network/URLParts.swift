/// The parts of an absolute http or https URL that fetching needs; everything else stays text.
public struct URLParts: Sendable, Equatable {
    /// `http` or `https`.
    public var scheme: String
    /// The host in lower case, with the port where one is named: `media.example:8080`.
    public var authority: String
    /// From the first `/`, with the query, without the fragment; `/` where the URL has none.
    public var target: String

    /// The longest URL in bytes that is asked for; RFC 9110, section 4.1, wants 8000 at least.
    static let longest = 16 << 10

    /// The whole URL. What is asked for is this and never the text it was read from, so that nothing else can read
    /// another host from it.
    var url: String { "\(scheme)://\(authority)\(target)" }

    /// The host in lower case, without the port.
    public var host: String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return authority.utf8.firstIndex(of: UInt8(ascii: ":")).map { String(authority[..<$0]) } ?? authority
    }

    /// The port, the scheme's own where the URL names none.
    var port: String {
        let named = authority.dropFirst(host.count)
        return named.count > 1 ? String(named.dropFirst()) : scheme == "https" ? "443" : "80"
    }

    /// Reads a URL; nil where it has another scheme, no host, credentials, bytes that no host or request line can hold,
    /// or is too long.
    public init?(_ url: String) {
        let bytes = Array(url.utf8)
        guard bytes.count <= Self.longest, bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let lower = String(decoding: bytes.prefix(8), as: UTF8.self).lowercased()
        scheme = lower.hasPrefix("https://") ? "https" : "http"
        guard lower.hasPrefix("\(scheme)://") else { return nil }
        // Bytes and not characters: an accent behind a slash does not make it another sign.
        let rest = bytes.dropFirst(scheme.utf8.count + 3).prefix { $0 != UInt8(ascii: "#") }
        let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "\\") }
        // `%` is another spelling of a host's letters, or the zone of an address that is not public.
        guard let name = InternationalName.ascii(String(decoding: host, as: UTF8.self)), !name.isEmpty,
            !name.hasPrefix(":"), !name.utf8.contains(where: Self.isNoHost), Self.hasPort(name)
        else { return nil }
        authority = name
        let tail = String(decoding: rest[host.endIndex...], as: UTF8.self)
        target = rest[host.endIndex...].first == UInt8(ascii: "/") ? tail : "/\(tail)"
    }

    /// The URL that a `Location` means here (RFC 3986, section 5.2).
    public func resolve(_ location: String) -> String {
        // The same document, whatever its path and query.
        if location.isEmpty || location.hasPrefix("#") { return url + location }
        if location.hasPrefix("//") { return "\(scheme):\(location)" }
        if Self.hasScheme(location) { return location }
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        let reference =
            location.hasPrefix("/") ? location : location.hasPrefix("?") ? path + location : folder + location
        let end = reference.firstIndex { $0 == "?" || $0 == "#" } ?? reference.endIndex
        return "\(scheme)://\(authority)\(Self.withoutDots(reference[..<end]))\(reference[end...])"
    }

    /// Whether what follows the host is a port, or nothing.
    private static func hasPort(_ authority: String) -> Bool {
        let end = authority.utf8.lastIndex(of: UInt8(ascii: "]")) ?? authority.utf8.startIndex
        guard let colon = authority.utf8[end...].firstIndex(of: UInt8(ascii: ":")) else { return true }
        let port = authority.utf8[authority.utf8.index(after: colon)...]
        return port.allSatisfy { (0x30...0x39).contains($0) } && (port.isEmpty || UInt16(Substring(port)) ?? 0 > 0)
    }

    /// Whether a text is the URL of a host whose port is none.
    static func hasBadPort(_ url: String) -> Bool {
        guard let slashes = url.firstRange(of: "://") else { return false }
        let rest = url[slashes.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let colon = authority.lastIndex(of: ":"), colon > authority.startIndex else { return false }
        return URLParts(url) == nil && URLParts("\(url[..<colon])\(rest[authority.endIndex...])") != nil
    }

    private static let noHost: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "@%!$&'()*+,;=\"`<>{}|^".utf8 { table[Int(byte)] = true }
        return table
    }()

    private static func isNoHost(_ byte: UInt8) -> Bool { noHost[Int(byte)] }

    /// Why a text is no URL that is asked for.
    public static func fault(_ url: String) -> FetchFailure {
        if url.utf8.count > longest { return .urlTooLong(url.utf8.count) }
        return withoutCredentials(url) == url ? .badURL(url) : .credentials(url: withoutCredentials(url))
    }

    /// RFC 3986, section 5.2.4, for a path that begins with `/`.
    private static func withoutDots(_ path: Substring) -> String {
        var kept: [Substring] = []
        let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (number, step) in steps.enumerated() {
            if step == ".." { _ = kept.popLast() } else if step != "." { kept.append(step) }
            // `/a/..` is the folder, and a folder ends in `/`.
            if number == steps.count - 1, step == "." || step == ".." { kept.append("") }
        }
        return "/" + kept.joined(separator: "/")
    }

    private static func hasScheme(_ text: String) -> Bool {
        let head = text.prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == "." }
        return !head.isEmpty && text.dropFirst(head.count).hasPrefix(":")
    }
}
