/// Reads the bytes of a feed in any of its formats; the one way from bytes to a `Feed`.
///
/// One pass over the bytes decodes and mends, one over libxml2's SAX2 interface reads; nothing is loaded from
/// anywhere. Memory is about three times the feed. A JSON Feed is read by `JSONFeed`.
public struct FeedReader: Sendable {
    /// How much of a feed is read.
    public struct Limits: Sendable {
        /// More bytes are refused.
        public var bytes = 64 << 20
        /// Entries after these are left out, and the feed says so.
        public var entries = 100_000

        /// The limits for a source of the usual size.
        public init() {}
    }

    private let limits: Limits

    /// A reader with limits.
    public init(limits: Limits = Limits()) { self.limits = limits }

    /// Reads a feed; `url` is its own address, against which others are resolved, `charset` that of the HTTP header,
    /// `answer` what else it says.
    public func read(
        _ bytes: [UInt8], url: String? = nil, charset: String? = nil, answer: FeedAnswer = FeedAnswer()
    ) throws(FeedError) -> Feed {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
        let text = DecodedText(bytes, http: charset, markup: .xml)
        guard let first = text.bytes.first(where: { !$0.isBlank && $0 != 0 }) else { throw .empty }
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        if isJSON, var feed = JSONFeed.read(text, url: url, limit: limits.entries) {
            let more = answer.mends(of: bytes, charset: charset, isJSON: true).reasons
            feed.mended = (feed.mended + more).sorted()
            if feed.language == nil, let language = answer.soleLanguage {
                feed.language = language
                for index in feed.entries.indices where feed.entries[index].language == nil {
                    feed.entries[index].language = language
                }
            }
            return feed
        }
        guard text.bytes.contains(UInt8(ascii: "<")) else { throw .notAFeed(what: isJSON ? "JSON" : "plain text") }
        let mended = XMLMending(text.bytes)
        let builder = FeedBuilder(url: url, language: answer.soleLanguage, limit: limits.entries)
        SAXParser.parse(mended, of: text.bytes, listener: builder)
        let mends = text.mends.union(mended.mends).union(answer.mends(of: bytes, charset: charset, isJSON: false))
        guard let root = builder.root else {
            if isJSON { throw .notAFeed(what: "JSON") }
            throw .unreadable
        }
        guard builder.isFeed else {
            if Self.looksLikeHTML(root, text.bytes) { throw .notAFeed(what: "HTML page") }
            throw .notAFeed(what: "XML document <\(root.prefix(40))>")
        }
        return builder.finish(
            charset: text.charset, mends: mends, closed: Self.isClosed(mended.output, root: builder.rootTag)
        ) { offset in
            mended.offsets.input(of: offset).flatMap { inner in text.offsets.flatMap { $0.input(of: inner) } }
        }
    }

    private static func looksLikeHTML(_ root: String, _ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(4096)
        return ["html", "head", "body", "script", "div", "p", "br", "b", "meta", "h1", "title"].contains(
            root.asciiLowercased) || head.find("<!doctype html", from: 0) != nil || head.find("<html", from: 0) != nil
    }

    /// Whether the root's end tag is the last thing in the text: then faults before it are no truncation.
    private static func isClosed(_ bytes: [UInt8], root: String) -> Bool {
        let tail = bytes.suffix(4096)
        let name = Array("</\(root)".utf8)
        guard tail.count >= name.count else { return false }
        return tail.withUnsafeBufferPointer { tail in
            (0...tail.count - name.count).contains { start in
                tail[start] == UInt8(ascii: "<") && tail[start..<start + name.count].elementsEqual(name)
            }
        }
    }
}
