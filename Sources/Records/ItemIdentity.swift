/// What makes an item the same item wherever and whenever it is met again, and the id made of it.
///
/// Rule 1: the id is the first 26 base-32 characters of SHA-256 over `serap-id/1`, the kind and the identity, joined by
/// NUL. An id never changes later: better canonical forms of a link change `url` and `same_as` only.
public enum ItemIdentity: Sendable, Equatable {
    /// A tracking number or post id within the system that gives it out: (`lapor`, `6512345`).
    case number(system: String, String)
    /// A link, brought to URL rule 1.
    case link(String)
    /// A guid that only its source knows.
    case guid(source: String, String)
    /// The last resort: source, title and date as written.
    case title(source: String, String, date: String)

    /// The 26 characters.
    public var id: String {
        let parts =
            switch self {
            case .number(let system, let number): ["number", system, number]
            case .link(let url): ["link", linkIdentity(url)]
            case .guid(let source, let guid): ["guid", source, guid]
            case .title(let source, let title, let date): ["title", source, title, date]
            }
        return digestID(["serap-id/1"] + parts)
    }
}

/// URL rule 1: lower-case scheme and host, no fragment, no `utm_*` parameters, no trailing slash.
///
/// Nothing else is touched, and what does not look like `scheme://host` stays as it is: an id must not depend on a URL
/// parser's opinions of the day.
public func linkIdentity(_ url: String) -> String {
    var url = url
    if url.withUTF8({ isLinkIdentity($0) }) { return url }
    let bytes = url.utf8
    let text = bytes.prefix { $0 != UInt8(ascii: "#") }
    guard let mark = schemeEnd(text) else { return String(Substring(text)) }
    let scheme = Substring(text[..<mark]).lowercased()
    let rest = text[text.index(mark, offsetBy: 3)...]
    let hostEnd = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
    let host = Substring(rest[..<hostEnd]).lowercased()
    let pathEnd = rest[hostEnd...].firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    var path = rest[hostEnd..<pathEnd]
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    var output = "\(scheme)://\(host)\(Substring(path))"
    guard pathEnd < rest.endIndex else { return output }
    var separator = "?"
    for parameter in rest[rest.index(after: pathEnd)...].split(separator: UInt8(ascii: "&")) {
        let parameter = Substring(parameter)
        if parameter.prefix(4).lowercased() == "utm_" { continue }
        output += separator + parameter
        separator = "&"
    }
    return output
}

/// Whether URL rule 1 plainly changes nothing, as with most links: no query or fragment, all of scheme and host in lower
/// case.
func isLinkIdentity(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    guard url.last != slash, let mark = url.firstIndex(of: slash), mark > 0, mark + 1 < url.count,
        url[mark - 1] == UInt8(ascii: ":"), url[mark + 1] == slash
    else { return false }
    let host = url[(mark + 2)...].prefix { $0 != slash }
    return url[..<host.endIndex].allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        && url.allSatisfy { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
}

/// Where `://` first stands.
private func schemeEnd(_ text: Substring.UTF8View) -> String.Index? {
    var index = text.startIndex
    while let colon = text[index...].firstIndex(of: UInt8(ascii: ":")) {
        if text[colon...].starts(with: "://".utf8) { return colon }
        index = text.index(after: colon)
    }
    return nil
}
