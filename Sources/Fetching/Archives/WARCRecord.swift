import Records

/// One record of a WARC file (ISO 28500:2017; versions 1.0 and 1.1 alike).
struct WARCRecord {
    /// How a record of a version that is read begins.
    static let versionStart = Array("WARC/1.".utf8)
    /// Bytes of one header line.
    static let lineLimit = 64 << 10
    /// Lines of one header.
    static let fieldLimit = 1000

    /// Where it begins.
    var place: StoredPlace
    /// The named fields of its header, in lower case.
    var fields: HeaderFields
    /// The content block; nil where it is longer than the reader takes.
    var block: [UInt8]?

    /// `response`, `request`, `warcinfo`, …
    let type: String
    /// The URI that was captured; without the brackets that early writers put around it.
    var targetURI: String? { Self.bare(fields["warc-target-uri"]) }
    /// `WARC-Date` to the second. 1.1 allows every form of W3C's note on dates: fractions are dropped, and what is less
    /// exact is its first moment.
    var date: Instant? {
        guard let text = fields["warc-date"] else { return nil }
        let first = "0000-01-01T00:00:00"
        switch text.utf8.count {
        case 4, 7, 10: return Instant("\(text)\(first.dropFirst(text.count))Z")
        case 17 where text.hasSuffix("Z"): return Instant("\(text.dropLast()):00Z")
        default:
            guard text.hasSuffix("Z") else { return nil }
            let fraction = text.dropFirst(19).dropLast().utf8
            guard
                fraction.isEmpty
                    || fraction.first == UInt8(ascii: ".")
                        && fraction.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return Instant("\(text.prefix(19))Z")
        }
    }

    init(place: StoredPlace, fields: HeaderFields, block: [UInt8]?) {
        self.place = place
        self.fields = fields
        self.block = block
        type = fields["warc-type"]?.lowercased() ?? ""
    }

    /// Reads a text that is one whole record and nothing else, as in an archive compressed by record; nil for any other
    /// text, which is left to `WARCReader` and its messages.
    init?(whole text: UnsafeRawBufferPointer, at place: StoredPlace, blockLimit: Int) {
        guard text.starts(with: Self.versionStart) else { return nil }
        var fields = HeaderFields()
        var offset = 0
        for count in 0...Self.fieldLimit {
            guard let end = text[offset...].firstIndex(of: 0x0A), end - offset <= Self.lineLimit else { return nil }
            var line = text[offset..<end]
            offset = end + 1
            if line.last == 0x0D { line.removeLast() }
            if line.isEmpty { break }
            if count > 0, !fields.add(line: line) || count == Self.fieldLimit { return nil }
        }
        guard let length = fields["content-length"].flatMap(Int.init), (0...blockLimit).contains(length),
            length <= text.count - offset,
            text[(offset + length)...].allSatisfy({ $0 == 0x0A || $0 == 0x0D })
        else { return nil }
        self.init(place: place, fields: fields, block: Array(text[offset..<offset + length]))
    }

    private static func bare(_ uri: String?) -> String? {
        guard let uri else { return nil }
        return uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
    }

    /// The URI that a `revisit` refers to.
    var refersTo: String? { Self.bare(fields["warc-refers-to-target-uri"]) }
}
