/// A text as UTF-8, whatever it came in, with the charset really used and what had to be mended.
public struct DecodedText: Sendable {
    /// Well-formed UTF-8 without a byte order mark.
    public var bytes: [UInt8]
    /// The charset really used, by its WHATWG name: `utf-8`, `windows-1252`.
    public var charset: String
    /// What spoke for the charset.
    public var evidence: CharsetDecision.Evidence
    /// What was wrong with the bytes.
    public var mends: Set<Mend>
    /// Where the bytes stood in the input; nil where another charset was converted.
    public var offsets: OffsetMap?

    /// Decodes the bytes of a feed or page; never fails. `http` is the charset of the Content-Type header.
    ///
    /// Costs one pass for UTF-8 and one more for other charsets.
    public init(_ input: [UInt8], http: String?, markup: CharsetDecision.Markup) {
        var decision = CharsetDecision.decide(input, http: http, markup: markup)
        var mends: Set<Mend> = decision.unknownLabel ? [.unknownCharset] : []
        if decision.evidence != .byteOrderMark, decision.charset != .utf8, !decision.charset.isWide,
            UTF8Mending.highBytes(input) >= (decision.charset.isSingleByte ? 2 : 24), UTF8Mending.isValid(input)
        {
            // Several characters that are all well-formed UTF-8 do not come about by chance in another charset.
            decision.charset = .utf8
            mends.insert(.utf8DeclaredOtherwise)
        }
        evidence = decision.evidence
        charset = decision.charset.name
        let body = input[min(decision.markLength, input.count)...]
        let decoded: (bytes: [UInt8], mends: Set<Mend>)?
        switch decision.charset {
        case .utf8: decoded = nil
        case .utf16LE: decoded = UTF16Decoding.decode(body, bigEndian: false)
        case .utf16BE: decoded = UTF16Decoding.decode(body, bigEndian: true)
        case .windows1252: decoded = Windows1252.decode(input)
        case .other(_, let library): decoded = IconvDecoding.decode(body, library: library)
        }
        if let decoded {
            bytes = decoded.bytes
            self.mends = mends.union(decoded.mends)
            return
        }
        if decision.charset != .utf8 {
            mends.insert(.unknownCharset)
            charset = Charset.utf8.name
        }
        let mended = UTF8Mending.mend(input, skipping: min(decision.markLength, input.count))
        bytes = mended.bytes
        offsets = mended.offsets
        self.mends = mends.union(mended.mends)
    }
}

extension Charset {
    /// Whether every byte is one character.
    fileprivate var isSingleByte: Bool {
        switch self {
        case .windows1252: true
        case .other(let name, _):
            name.hasPrefix("iso-8859") || name.hasPrefix("windows-") || name.hasPrefix("koi8")
                || name.hasPrefix("x-mac")
                || name == "macintosh"
                || name == "ibm866"
        default: false
        }
    }
}
