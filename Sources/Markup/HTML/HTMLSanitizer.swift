/// Makes HTML of strangers fit to be shown: what is harmless and for readers stays, references become addresses.
///
/// One pass over the bytes with lists of what is allowed (`HTMLAllowed`); what no list names goes. Elements that no
/// reader needs lose their tags and keep their text; scripts, styles and choices of forms go with what is in them. A
/// fragment is not balanced: end tags that are missing stay missing. The policy and its reasons: `docs/sanitising.md`.
///
/// Costs time and memory in proportion to the fragment, whatever it holds.
public enum HTMLSanitizer {
    /// The fragment as it may be shown; `base` is the address that its references start from.
    public static func clean(_ html: String, base: String? = nil) -> String {
        // Plain text is most of what there is.
        guard html.utf8.contains(UInt8(ascii: "<")) else { return html }
        var walk = SanitizingWalk(base: base)
        var html = html
        html.withUTF8 { walk.run($0) }
        return String(textOf: walk.output)
    }
}

/// The walk behind `HTMLSanitizer`.
private struct SanitizingWalk {
    private(set) var output: [UInt8] = []
    private let base: String?
    /// Where the last tag may end.
    private var lastEnd = -1
    /// Names of elements without an end tag in the rest.
    private var endless: Set<String> = []
    /// Tags that never end may cost a look at the whole rest each; only so many do.
    private var looksLeft = 32
    /// The vocabulary that is open, and how many elements of its root's name are.
    private var foreign: (vocabulary: HTMLAllowed.Vocabulary, depth: Int)?
    /// The end tag of an empty foreign element: its parent's end tag makes it needless.
    private var pendingEnd: String?

    init(base: String?) { self.base = base }

    mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        output.reserveCapacity(bytes.count)
        lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                write(UnsafeBufferPointer(rebasing: bytes[index..<end]))
                index = end
                continue
            }
            index = markup(bytes, at: index)
        }
        settle()
    }

    /// Takes what begins at a `<`, and tells where to go on.
    private mutating func markup(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        let second = start + 2 < bytes.count ? bytes[start + 2] : 0
        switch next {
        case UInt8(ascii: "!") where second.beginsDeclaration, UInt8(ascii: "?"):
            return HTMLTag.endOfComment(bytes, at: start)
        case UInt8(ascii: "/") where second.isLetter && start < lastEnd: return endTag(bytes, at: start)
        case _ where next.isLetter && start < lastEnd: return startTag(bytes, at: start)
        default:
            write("&lt;".utf8)
            return start + 1
        }
    }

    // MARK: - Tags

    private mutating func endTag(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var index = start + 2
        while !bytes[index].isBlank, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/") {
            index += 1
        }
        let spelling = String(decoding: bytes[start + 2..<index], as: UTF8.self)
        let name = spelling.asciiLowercased
        while bytes[index] != UInt8(ascii: ">") { index += 1 }
        if let open = foreign {
            if name == open.vocabulary.root {
                pendingEnd = nil
                foreign = open.depth > 1 ? (open.vocabulary, open.depth - 1) : nil
                close(spelling)
            } else if open.vocabulary.elements.contains(name) {
                pendingEnd = nil
                close(spelling)
            }
        } else if HTMLAllowed.elements.contains(name), !HTMLAllowed.void.contains(name) {
            close(spelling)
        }
        return index + 1
    }

    private mutating func startTag(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        guard looksLeft > 0, let tag = HTMLStartTag(bytes, at: start) else {
            // A quote that never ends: the tag is dropped up to the first `>`.
            looksLeft -= 1
            return (bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
        }
        let name = tag.name.asciiLowercased
        let isInside = foreign != nil && HTMLAllowed.Vocabulary.withContent.contains(name)
        if HTMLAllowed.withContent.contains(name) || isInside {
            return foreign != nil && tag.closesItself ? tag.end : skip(bytes, past: name, from: tag.end)
        }
        if let open = foreign {
            if name == open.vocabulary.root, !tag.closesItself {
                foreign = (open.vocabulary, open.depth + 1)
            }
            if name == open.vocabulary.root || open.vocabulary.elements.contains(name) {
                write(tag, name, in: open.vocabulary)
                return tag.end
            }
            guard HTMLAllowed.elements.contains(name) else { return tag.end }
            // Elements of HTML end a foreign vocabulary, as in browsers.
            pendingEnd = nil
            for _ in 0..<open.depth { close(open.vocabulary.root) }
            foreign = nil
        }
        if let vocabulary = HTMLAllowed.Vocabulary(rawValue: name) {
            if !tag.closesItself { foreign = (vocabulary, 1) }
            write(tag, name, in: vocabulary)
        } else if HTMLAllowed.elements.contains(name) {
            write(tag, name)
        }
        return tag.end
    }

    /// The offset after the end tag of an element that goes with its content. Without an end tag a script or style
    /// takes the rest, as in browsers; of others only the start tag goes.
    private mutating func skip(_ bytes: UnsafeBufferPointer<UInt8>, past name: String, from start: Int) -> Int {
        let takesRest = name == "script" || name == "style"
        if endless.contains(name) { return takesRest ? bytes.count : start }
        let wanted = Array(name.utf8)
        var index = start
        while index + wanted.count + 2 < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/"),
                wanted.indices.allSatisfy({ bytes[index + 2 + $0].lowercased == wanted[$0] })
            {
                let after = bytes[index + 2 + wanted.count]
                if after.isBlank || after == UInt8(ascii: ">") || after == UInt8(ascii: "/") {
                    return (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
                }
            }
            index += 1
        }
        endless.insert(name)
        return takesRest ? bytes.count : start
    }

    // MARK: - Writing

    private mutating func settle() {
        guard let name = pendingEnd else { return }
        pendingEnd = nil
        close(name)
    }

    private mutating func write(_ bytes: some Sequence<UInt8>) {
        settle()
        output.append(contentsOf: bytes)
    }

    private mutating func close(_ name: String) {
        output.append(contentsOf: "</".utf8)
        output.append(contentsOf: name.utf8)
        output.append(UInt8(ascii: ">"))
    }

    private mutating func write(_ tag: HTMLStartTag, _ name: String) {
        write("<".utf8)
        output.append(contentsOf: name.utf8)
        for attribute in tag.attributes {
            if let value = HTMLAllowed.value(of: attribute.name, attribute.value, on: name, base: base) {
                write(attribute.name, value)
            }
        }
        output.append(UInt8(ascii: ">"))
    }

    private mutating func write(_ tag: HTMLStartTag, _ name: String, in vocabulary: HTMLAllowed.Vocabulary) {
        write("<".utf8)
        output.append(contentsOf: tag.name.utf8)
        var hasLink = false
        for attribute in tag.attributes {
            guard let value = vocabulary.value(of: attribute.name, attribute.value, on: name, base: base) else {
                continue
            }
            hasLink = hasLink || attribute.name.hasPrefix("xlink:")
            write(attribute.spelling, value)
        }
        // Declared where they are used, so that the fragment means the same wherever it is put.
        if name == vocabulary.root { write("xmlns", vocabulary.namespace) }
        if hasLink { write("xmlns:xlink", "http://www.w3.org/1999/xlink") }
        output.append(UInt8(ascii: ">"))
        if tag.closesItself { pendingEnd = tag.name }
    }

    private mutating func write(_ attribute: String, _ value: String) {
        output.append(UInt8(ascii: " "))
        output.append(contentsOf: attribute.utf8)
        output.append(contentsOf: "=\"".utf8)
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            // What looks like a tag in a value is one to parsers that see the place otherwise.
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
