/// What an HTTP answer says about the feed that it brings, beside its charset.
public struct FeedAnswer: Sendable {
    /// The media type of Content-Type, without parameters.
    public var mediaType: String?
    /// Content-Language, as written.
    public var language: String?

    /// What an answer says; nothing where the feed came from a file.
    public init(mediaType: String? = nil, language: String? = nil) {
        self.mediaType = mediaType.map { $0.trimmed.asciiLowercased }
        self.language = language
    }

    /// The language of all that the answer brings; nil where it names several, which says nothing of any text.
    var soleLanguage: String? {
        guard let language = language?.trimmed.nonEmpty, !language.contains(",") else { return nil }
        return language
    }

    /// What of the answer is at odds with the feed in it.
    func mends(of bytes: [UInt8], charset: String?, isJSON: Bool) -> Set<Mend> {
        guard let type = mediaType?.nonEmpty else { return [] }
        let isFit =
            isJSON
            ? type == "application/json" || type.hasSuffix("+json")
            : type.hasSuffix("/xml") || type.hasSuffix("+xml") || type.hasSuffix("/xml-dtd")
                || type.hasSuffix("/xml-external-parsed-entity")
        if !isFit { return [.otherMediaType] }
        if charset == nil, !isJSON, type.hasPrefix("text/"), bytes.contains(where: { $0 >= 0x80 }) {
            return [.charsetNotSaid]
        }
        return []
    }
}
