/// One tag or comment found in HTML text: where it ends, and what it does to the text around it.
struct HTMLTag {
    enum Kind {
        /// Begins or ends a line of text.
        case block
        case lineBreak
        /// Its content is not for readers.
        case dropped
        case comment
        case other
    }

    let name: String
    let closing: Bool
    let kind: Kind
    /// The offset after it.
    let end: Int

    /// Reads the tag at a `<`; nil where none begins there. A tag that never ends takes the rest.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        var index = start + 1
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "!"), index + 1 < bytes.count, !bytes[index + 1].beginsDeclaration {
            return nil
        }
        if bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
            (name, closing, kind, end) = ("", false, .comment, Self.endOfComment(bytes, at: start))
            return
        }
        closing = bytes[index] == UInt8(ascii: "/")
        if closing { index += 1 }
        let first = index
        guard index < bytes.count, bytes[index].isLetter else { return nil }
        while index < bytes.count, bytes[index].continuesName, index - first < 32 { index += 1 }
        name = String(decoding: bytes[first..<index].map(\.lowercased), as: UTF8.self)
        var quote: UInt8 = 0
        let limit = min(bytes.count, start + Self.longest)
        while index < limit {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if (byte == 0x22 || byte == 0x27) && bytes[index - 1] == UInt8(ascii: "=") {
                quote = byte
            }
            index += 1
        }
        // A quote that never ends would swallow the text: then the first `>` ends the tag.
        if index >= limit, quote != 0 {
            index = bytes[first..<limit].firstIndex(of: UInt8(ascii: ">")) ?? limit
        }
        end = min(index + 1, bytes.count)
        kind =
            name == "br"
            ? .lineBreak
            : Self.dropped.contains(name) ? .dropped : Self.blocks.contains(name) ? .block : .other
    }

    static func endOfComment(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var index = start + 2
        if index + 1 < bytes.count, bytes[index] == 0x2D, bytes[index + 1] == 0x2D {
            index += 2
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: ">"), bytes[index - 1] == 0x2D, bytes[index - 2] == 0x2D { break }
                index += 1
            }
        } else {
            while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
        }
        return min(index + 1, bytes.count)
    }

    /// Tags are read no further than this: data in attributes, not markup, is what makes them longer.
    private static let longest = 1 << 16

    /// Whether HTML has an element of this name.
    var isKnown: Bool { kind != .other || Self.inline.contains(name) }

    private static let dropped: Set<String> = [
        "script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea", "button", "head",
    ]
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
        "embed", "font", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "param", "picture",
        "q", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "title", "track", "tt",
        "u", "var", "video", "wbr",
    ]
}

extension UInt8 {
    /// Whether `<!` and this byte begin a comment, document type or section; else they are text.
    @inline(__always) var beginsDeclaration: Bool {
        isLetter || self == UInt8(ascii: "-") || self == UInt8(ascii: "[") || self == UInt8(ascii: ">")
    }
}
