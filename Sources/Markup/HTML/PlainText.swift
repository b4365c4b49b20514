/// What a reader sees of an HTML fragment: tags removed, references resolved, paragraphs separated by one line end.
///
/// Scripts, styles, comments and form controls are dropped. White space runs are one space; a non-breaking space is a
/// space. Any bytes are read, in one pass.
public enum PlainText {
    /// The text of a fragment; block elements and `br` end a line, empty lines are dropped.
    public static func of(html: String) -> String {
        var reader = PlainTextReader()
        reader.read(Array(html.utf8))
        return reader.lines.joined(separator: "\n")
    }

    /// The text of a fragment on one line.
    public static func line(html: String) -> String { of(html: html).split(separator: "\n").joined(separator: " ") }

    /// The plain text of what may be a fragment or plain text already: a title.
    ///
    /// Only tags of known names are taken for tags, so that `<3` and `List<Int>` stay.
    public static func line(maybeHTML text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return text.squeezed
        }
        var reader = PlainTextReader(knownTagsOnly: true)
        reader.read(Array(text.utf8))
        return reader.lines.joined(separator: " ")
    }
}

/// The walk behind `PlainText`.
struct PlainTextReader {
    private(set) var lines: [String] = []
    private let knownTagsOnly: Bool
    private var line: [UInt8] = []
    /// Names of elements without an end tag in the rest.
    private var endless: Set<String> = []

    init(knownTagsOnly: Bool = false) { self.knownTagsOnly = knownTagsOnly }

    mutating func read(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { walk($0) }
        endLine()
    }

    private mutating func walk(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<"), let tag = HTMLTag(bytes, at: index),
                !knownTagsOnly || tag.kind != .other || tag.isKnown
            {
                index = tag.end
                switch tag.kind {
                case .block, .lineBreak: endLine()
                case .dropped where !tag.closing: index = skip(bytes, past: tag)
                case .dropped, .other, .comment: break
                }
            } else if byte == UInt8(ascii: "&"),
                let found = CharacterReferences.read(bytes, at: index, before: bytes.count)
            {
                for scalar in found.scalars { line.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
                index += found.length
            } else {
                line.append(byte)
                index += 1
            }
        }
    }

    /// Goes past the end tag of an element whose content nobody reads. Where none is, a script or style takes the rest,
    /// as in browsers; of others only the start tag goes.
    private mutating func skip(_ bytes: UnsafeBufferPointer<UInt8>, past tag: HTMLTag) -> Int {
        var index = endless.contains(tag.name) ? bytes.count : tag.end
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/"),
                let end = HTMLTag(bytes, at: index), end.closing, end.name == tag.name
            {
                return end.end
            }
            index += 1
        }
        endless.insert(tag.name)
        return tag.name == "script" || tag.name == "style" ? bytes.count : tag.end
    }

    private mutating func endLine() {
        let text = String(decoding: line, as: UTF8.self).squeezed
        line.removeAll(keepingCapacity: true)
        if !text.isEmpty { lines.append(text) }
    }
}
