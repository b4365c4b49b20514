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

    let name: HTMLName
    let closing: Bool
    let kind: Kind
    /// Whether HTML has an element of this name.
    let isKnown: Bool
    /// The offset after it.
    let end: Int

    /// Reads the tag at a `<`; nil where none begins there. A tag that never ends takes the rest.
    ///
    /// What is not wanted is refused by its name, before its end is looked for: many beginnings of tags without an end
    /// must not each cost a walk.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, knownOnly: Bool = false, closing wanted: HTMLName? = nil)
    {
        var index = start + 1
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "!"), index + 1 < bytes.count, !bytes[index + 1].beginsDeclaration {
            return nil
        }
        if bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
            (name, closing, kind, end) = (.none, false, .comment, Self.endOfComment(bytes, at: start))
            isKnown = true
            return
        }
        closing = bytes[index] == UInt8(ascii: "/")
        if closing { index += 1 }
        let first = index
        guard index < bytes.count, bytes[index].isLetter else { return nil }
        name = HTMLName(bytes, reading: &index)
        let known = name.kind
        kind = known ?? .other
        isKnown = known != nil
        if knownOnly, !isKnown { return nil }
        if let wanted, !closing || name != wanted { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") {
            end = index + 1
            return
        }
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
    }

    static func endOfComment(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        guard bytes.has("<!--", at: start) else {
            return bytes.next(UInt8(ascii: ">"), from: start + 2).map { $0 + 1 } ?? bytes.count
        }
        return bytes.findExactly("-->", from: start + 2).map { $0 + 3 } ?? bytes.count
    }

    /// Tags are read no further than this: data in attributes, not markup, is what makes them longer.
    private static let longest = 1 << 16
}

extension UInt8 {
    /// Whether `<!` and this byte begin a comment, document type or section; else they are text.
    @inline(__always) var beginsDeclaration: Bool {
        isLetter || self == UInt8(ascii: "-") || self == UInt8(ascii: "[") || self == UInt8(ascii: ">")
    }
}
