/// What a reader sees of an HTML fragment: tags removed, references resolved, paragraphs separated by one line end.
///
/// Scripts, styles, comments and form controls are dropped. White space runs are one space; a non-breaking space is a
/// space. Any bytes are read, in one pass.
public enum PlainText {
    /// The text of a fragment; block elements and `br` end a line, empty lines are dropped.
    public static func of(html: String) -> String { read(html, separator: 0x0A) }

    /// The text of a fragment on one line.
    public static func line(html: String) -> String { read(html, separator: 0x20) }

    /// The plain text of what may be a fragment or plain text already: a title.
    ///
    /// Only tags of known names are taken for tags, so that `<3` and `List<Int>` stay.
    public static func line(maybeHTML text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return text.squeezed
        }
        return read(text, separator: 0x20, knownTagsOnly: true)
    }

    private static func read(_ html: String, separator: UInt8, knownTagsOnly: Bool = false) -> String {
        var reader = PlainTextReader(separator: separator, knownTagsOnly: knownTagsOnly)
        var html = html
        html.withUTF8 { reader.read($0) }
        return String(textOf: reader.output)
    }
}

/// The walk behind `PlainText`.
private struct PlainTextReader {
    /// The lines with one separator between them.
    private(set) var output: [UInt8] = []
    private let separator: UInt8
    private let knownTagsOnly: Bool
    /// The line so far, where it is made of more than one piece of the input; else `piece` is all of it.
    private var line: [UInt8] = []
    private var piece = 0..<0
    /// Names of elements without an end tag in the rest.
    private var endless: Set<HTMLName> = []
    private static let takingRest = [HTMLName("script".utf8), HTMLName("style".utf8)]

    init(separator: UInt8, knownTagsOnly: Bool) {
        self.separator = separator
        self.knownTagsOnly = knownTagsOnly
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        output.reserveCapacity(bytes.count)
        var index = 0
        // Where the next of each stands, looked for only when the one before is passed.
        var tag = -1
        var reference = -1
        while index < bytes.count {
            if tag < index { tag = bytes.next(UInt8(ascii: "<"), from: index) ?? bytes.count }
            if reference < index { reference = bytes.next(UInt8(ascii: "&"), from: index) ?? bytes.count }
            if index == tag, let found = HTMLTag(bytes, at: index, knownOnly: knownTagsOnly) {
                index = found.end
                switch found.kind {
                case .block, .lineBreak: endLine(bytes)
                case .dropped where !found.closing: index = skip(bytes, past: found)
                case .dropped, .other, .comment: break
                }
            } else if index == reference,
                let found = CharacterReferences.read(bytes, at: index, before: bytes.count)
            {
                joinPiece(bytes)
                line.append(contentsOf: UTF8.encode(found.scalar) ?? .init())
                index += found.length
            } else {
                // One that stands here begins nothing and is text.
                let end = index == tag || index == reference ? index + 1 : min(tag, reference)
                joinPiece(bytes)
                piece = index..<end
                index = end
            }
        }
        endLine(bytes)
    }

    private mutating func joinPiece(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !piece.isEmpty else { return }
        line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[piece]))
        piece = 0..<0
    }

    /// Goes past the end tag of an element whose content nobody reads. Where none is, a script or style takes the rest,
    /// as in browsers; of others only the start tag goes.
    private mutating func skip(_ bytes: UnsafeBufferPointer<UInt8>, past tag: HTMLTag) -> Int {
        var index = endless.contains(tag.name) ? bytes.count : tag.end
        while let next = bytes.next(UInt8(ascii: "<"), from: index) {
            if next + 1 < bytes.count, bytes[next + 1] == UInt8(ascii: "/"),
                let end = HTMLTag(bytes, at: next, closing: tag.name)
            {
                return end.end
            }
            index = next + 1
        }
        endless.insert(tag.name)
        return Self.takingRest.contains(tag.name) ? bytes.count : tag.end
    }

    private mutating func endLine(_ bytes: UnsafeBufferPointer<UInt8>) {
        if !line.isEmpty { joinPiece(bytes) }
        guard !line.isEmpty || !piece.isEmpty else { return }
        let before = output.count
        if before > 0 { output.append(separator) }
        let start = output.count
        if line.isEmpty {
            Squeezing.append(UnsafeBufferPointer(rebasing: bytes[piece]), to: &output)
        } else {
            line.withUnsafeBufferPointer { Squeezing.append($0, to: &output) }
        }
        if output.count == start { output.removeLast(start - before) }
        if !line.isEmpty { line.removeAll(keepingCapacity: true) }
        piece = 0..<0
    }
}
