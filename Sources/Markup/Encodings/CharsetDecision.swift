/// Which charset a text is in, and why.
///
/// The order of evidence: byte order mark, HTTP, the text's own declaration, whether the bytes are UTF-8, and
/// windows-1252 for the rest. A label that nobody knows is passed over.
public struct CharsetDecision: Sendable, Equatable {
    /// What spoke for the charset.
    public enum Evidence: String, Sendable {
        case byteOrderMark, http, declaration, content
    }

    /// What kind of declaration the text may hold.
    public enum Markup: Sendable {
        case xml, html
    }

    /// The charset to read by.
    public var charset: Charset
    /// What spoke for it.
    public var evidence: Evidence
    /// How many bytes of byte order mark to skip.
    public var markLength = 0
    /// A label was met that names no known charset.
    public var unknownLabel = false

    /// Decides for the bytes of a text.
    public static func decide(_ bytes: [UInt8], http: String?, markup: Markup) -> CharsetDecision {
        if let marked = byteOrderMark(bytes) { return marked }
        var unknown = false
        if let http, !http.trimmed.isEmpty {
            if let charset = Charset(label: http) {
                // UTF-16 that HTTP speaks of and the bytes contradict is a configuration nobody looked at.
                if !charset.isWide || bytes.prefix(64).contains(0) {
                    return CharsetDecision(charset: charset, evidence: .http)
                }
            } else {
                unknown = true
            }
        }
        if let wide = wideWithoutMark(bytes) {
            return CharsetDecision(charset: wide, evidence: .content, unknownLabel: unknown)
        }
        let label = markup == .xml ? CharsetDeclaration.inXML(bytes) : CharsetDeclaration.inHTML(bytes)
        if let label {
            if let charset = Charset(label: label) {
                // A declaration that could be read as ASCII is not in UTF-16, whatever it says.
                return CharsetDecision(
                    charset: charset.isWide ? .utf8 : charset, evidence: .declaration, unknownLabel: unknown)
            }
            unknown = true
        }
        return CharsetDecision(
            charset: UTF8Mending.isValid(bytes) ? .utf8 : .windows1252, evidence: .content, unknownLabel: unknown)
    }

    private static func byteOrderMark(_ bytes: [UInt8]) -> CharsetDecision? {
        func found(_ charset: Charset, _ length: Int) -> CharsetDecision {
            CharsetDecision(charset: charset, evidence: .byteOrderMark, markLength: length)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return found(.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
            return found(.other(name: "utf-32le", library: "UTF-32LE"), 4)
        }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            return found(.other(name: "utf-32be", library: "UTF-32BE"), 4)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return found(.utf16LE, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return found(.utf16BE, 2) }
        return nil
    }

    /// `<` beside a zero byte (XML 1.0, appendix F).
    private static func wideWithoutMark(_ bytes: [UInt8]) -> Charset? {
        guard bytes.count >= 4 else { return nil }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x3C, 0, 0, 0): return .other(name: "utf-32le", library: "UTF-32LE")
        case (0, 0, 0, 0x3C): return .other(name: "utf-32be", library: "UTF-32BE")
        case (0x3C, 0, _, 0): return .utf16LE
        case (0, 0x3C, 0, _): return .utf16BE
        default: return nil
        }
    }
}

extension Charset {
    /// Whether ASCII takes more than one byte.
    var isWide: Bool {
        switch self {
        case .utf16LE, .utf16BE: true
        case .other(let name, _): name.hasPrefix("utf-32")
        default: false
        }
    }
}
