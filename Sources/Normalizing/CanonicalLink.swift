import Records

/// One form for all spellings of a link that surely lead to the same page.
///
/// URL rule 1 of the records (`linkIdentity`), and beyond it: no default port, percent-encoding as RFC 3986 section 6.2.2
/// would have it, no parameters that only count clicks, no AMP copy, and the desktop host where the register of sources
/// says that host and its `m.` or `amp.` twin are one. What is not `http` or `https` stays as it is.
struct CanonicalLink: Sendable {
    private let hosts: Set<String>

    /// A form that knows the hosts of the register.
    init(hosts: some Sequence<String>) { self.hosts = Set(hosts.map { $0.lowercased() }) }

    /// The one form.
    func callAsFunction(_ url: String) -> String {
        let link = linkIdentity(url)
        let scheme = link.hasPrefix("https://") ? "https://" : "http://"
        guard link.hasPrefix(scheme) else { return link }
        let rest = link.dropFirst(scheme.count)
        let hostEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let pathAndQuery = rest[hostEnd...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = (pathAndQuery.count > 1 ? pathAndQuery[1] : "").split(separator: "&").filter { !isTracking($0) }
        return scheme + host(rest[..<hostEnd], scheme: scheme) + path(pathAndQuery.first ?? "")
            + (query.isEmpty ? "" : "?" + percentEncoding(query.joined(separator: "&")))
    }

    private func host(_ authority: Substring, scheme: String) -> String {
        var host = String(authority)
        let port = scheme == "https://" ? ":443" : ":80"
        if host.hasSuffix(port) { host.removeLast(port.count) }
        guard !hosts.contains(host) else { return host }
        for prefix in ["m.", "amp."] where host.hasPrefix(prefix) {
            let bare = String(host.dropFirst(prefix.count))
            for known in ["www.\(bare)", bare] where hosts.contains(known) { return known }
        }
        return host
    }

    private func path(_ path: Substring) -> String {
        var path = percentEncoding(String(path))
        if path.hasSuffix("/amp") { path.removeLast(4) }
        while path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private func isTracking(_ parameter: Substring) -> Bool {
        ClickParameters.contains(parameter)
            || ["amp", "outputtype"].contains(parameter.prefix { $0 != "=" }.lowercased())
    }

    /// Escapes in capitals, and none for what needs none.
    private func percentEncoding(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexDigit(bytes[index + 1]),
                let low = hexDigit(bytes[index + 2])
            else {
                output.append(bytes[index])
                index += 1
                continue
            }
            let byte = high << 4 | low
            if isUnreserved(byte) {
                output.append(byte)
            } else {
                output += Array("%\(String(byte, radix: 16, uppercase: true).leftPadded)".utf8)
            }
            index += 3
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private func isUnreserved(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
    }
}

extension String {
    fileprivate var leftPadded: String { count == 1 ? "0" + self : self }
}

/// Whether a byte is an ASCII letter or digit.
func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
}
