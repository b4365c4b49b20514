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

/// 26 base-32 characters of SHA-256 over parts joined by NUL.
public func digestID(_ parts: [String]) -> String {
    var hash = SHA256()
    for (index, part) in parts.enumerated() {
        if index > 0 { hash.update([0]) }
        hash.update(part.utf8)
    }
    return base32(hash.finalize(), length: 26)
}

/// URL rule 1: lower-case scheme and host, no fragment, no `utm_*` parameters, no trailing slash.
///
/// Nothing else is touched, and what does not look like `scheme://host` stays as it is: an id must not depend on a URL
/// parser's opinions of the day.
public func linkIdentity(_ url: String) -> String {
    let text = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    guard let mark = text.range(of: "://") else { return String(text) }
    let scheme = text[..<mark.lowerBound].lowercased()
    let rest = text[mark.upperBound...]
    let hostEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let host = rest[..<hostEnd].lowercased()
    let pathAndQuery = rest[hostEnd...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path = pathAndQuery.first.map(String.init) ?? ""
    while path.hasSuffix("/") { path.removeLast() }
    let query = (pathAndQuery.count > 1 ? pathAndQuery[1] : "").split(separator: "&")
        .filter { !$0.lowercased().hasPrefix("utm_") }
        .joined(separator: "&")
    return "\(scheme)://\(host)\(path)" + (query.isEmpty ? "" : "?\(query)")
}

extension Substring {
    /// The first place of a short pattern, without Foundation.
    fileprivate func range(of pattern: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(pattern) { return start..<index(start, offsetBy: pattern.count) }
            start = index(after: start)
        }
        return nil
    }
}
