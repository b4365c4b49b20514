/// References between documents by RFC 3986, byte for byte: spelling is kept, nothing is decoded or encoded.
public enum URLs {
    /// The five parts of RFC 3986, appendix B; the scheme without its colon, query and fragment without their marks.
    struct Parts: Equatable {
        var scheme: String?
        var authority: String?
        var path = ""
        var query: String?
        var fragment: String?

        init(_ text: String) {
            var rest = Substring(text)
            if let hash = rest.firstIndex(of: "#") {
                fragment = String(rest[rest.index(after: hash)...])
                rest = rest[..<hash]
            }
            if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
                scheme = String(rest[..<colon])
                rest = rest[rest.index(after: colon)...]
            }
            if let mark = rest.firstIndex(of: "?") {
                query = String(rest[rest.index(after: mark)...])
                rest = rest[..<mark]
            }
            if rest.hasPrefix("//") {
                let name = rest.dropFirst(2)
                let slash = name.firstIndex(of: "/") ?? name.endIndex
                authority = String(name[..<slash])
                rest = name[slash...]
            }
            path = String(rest)
        }

        private static func isScheme(_ text: Substring) -> Bool {
            guard let first = text.utf8.first, first.isLetter else { return false }
            return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
        }

        var spelling: String {
            var output = ""
            if let scheme { output += scheme + ":" }
            if let authority { output += "//" + authority }
            output += path
            if let query { output += "?" + query }
            if let fragment { output += "#" + fragment }
            return output
        }
    }

    /// What a reference means in a document of that address (RFC 3986, 5.2).
    ///
    /// A reference with a scheme is given back as it is; without a base, or with a base that is none, so is any other.
    public static func resolve(_ reference: String, against base: String?) -> String {
        let reference = clean(reference)
        if hasWebScheme(reference) { return reference }
        guard let base = base.map(clean), !base.isEmpty else { return reference }
        var target = Parts(reference)
        if target.scheme != nil { return reference }
        let origin = Parts(base)
        guard origin.scheme != nil else { return joined(target, origin).spelling }
        // `mailto:` and the like have no hierarchy to resolve in.
        if origin.authority == nil, !origin.path.hasPrefix("/"), origin.scheme != "file" { return reference }
        target = joined(target, origin)
        return target.spelling
    }

    /// The host of an address, in lower case, without user or port; nil where it names none.
    public static func host(_ url: String) -> String? {
        guard let authority = Parts(url).authority else { return nil }
        let name = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return String(name.split(separator: ":", omittingEmptySubsequences: false).first ?? "").asciiLowercased
            .nonEmpty
    }

    /// Whether the text is an address of the web: a scheme of http and a host.
    public static func isWeb(_ text: String) -> Bool {
        if hasWebScheme(text), let first = text.utf8.dropFirst(text.hasPrefix("https") ? 8 : 7).first {
            return ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains(first)
        }
        let parts = Parts(text)
        guard let scheme = parts.scheme?.asciiLowercased else { return false }
        return (scheme == "http" || scheme == "https") && !(parts.authority ?? "").isEmpty
    }

    /// Whether the text begins as nearly all addresses do: then there is nothing to take apart.
    private static func hasWebScheme(_ text: String) -> Bool { text.hasPrefix("https://") || text.hasPrefix("http://") }

    private static func joined(_ reference: Parts, _ base: Parts) -> Parts {
        var target = reference
        target.scheme = base.scheme
        if reference.authority != nil {
            target.path = withoutDots(reference.path)
            return target
        }
        target.authority = base.authority
        if reference.path.isEmpty {
            target.path = base.path
            target.query = reference.query ?? base.query
        } else if reference.path.hasPrefix("/") {
            target.path = withoutDots(reference.path)
        } else if base.authority != nil, base.path.isEmpty {
            target.path = withoutDots("/" + reference.path)
        } else {
            let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? ""
            target.path = withoutDots(folder + reference.path)
        }
        return target
    }

    /// RFC 3986, 5.2.4.
    private static func withoutDots(_ path: String) -> String {
        guard path.contains(".") else { return path }
        var output: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let last = index == segments.count - 1
            switch segment {
            case ".": if last { output.append("") }
            case "..":
                if output.count > 1 { output.removeLast() }
                if last { output.append("") }
            default: output.append(segment)
            }
        }
        return output.joined(separator: "/")
    }

    /// Without the white space and line ends that editors leave around and inside addresses.
    private static func clean(_ text: String) -> String {
        let text = text.trimmed
        guard text.utf8.contains(where: { $0 <= 0x0D && ($0 == 0x0A || $0 == 0x0D || $0 == 0x09) }) else { return text }
        return String(decoding: text.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }, as: UTF8.self)
    }
}
