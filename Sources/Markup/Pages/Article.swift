/// A news page as plain values: what it says of itself, and its text without the rest of the page.
public struct Article: Sendable, Equatable {
    /// A part of the text.
    public struct Block: Sendable, Equatable {
        /// What a part is.
        public enum Kind: String, Sendable {
            case paragraph, heading, list, quote
        }

        /// What the part is.
        public var kind: Kind
        /// Plain text on one line.
        public var text: String

        /// A part of the text.
        public init(kind: Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// A picture of the page.
    public struct Picture: Sendable, Equatable {
        /// Its address.
        public var url: String
        /// What is written under it.
        public var caption: String?

        /// A picture of its parts.
        public init(url: String, caption: String? = nil) {
            self.url = url
            self.caption = caption
        }
    }

    /// The charset really used, by its WHATWG name.
    public var charset = ""
    /// The headline, without the site's name.
    public var title: String?
    /// Names, without "By" and "Oleh".
    public var authors: [String] = []
    /// The editor named in the byline.
    public var editor: String?
    /// The place named before the first sentence; no part of the text.
    public var dateline: String?
    /// The signature at the end, `(*Agency/Initials)`, as written; no part of the text.
    public var credit: String?
    /// When the page says it was published.
    public var published: DatedText?
    /// When the page says it was last changed.
    public var modified: DatedText?
    /// The address that the page calls its own.
    public var canonicalURL: String?
    /// BCP 47, as written.
    public var language: String?
    /// The site's section.
    public var section: String?
    /// The site's keywords.
    public var tags: [String] = []
    /// The page's pictures, the main one first, each once.
    public var pictures: [Picture] = []
    /// Their addresses.
    public var images: [String] { pictures.map(\.url) }
    /// The page's own summary.
    public var summary: String?
    /// What stands between headline and text and sums it up; the first part of the text.
    public var standfirst: String?
    /// The parts of the text in order.
    public var blocks: [Block] = []
    /// The blocks' texts, separated by one line end.
    public var text = ""
    /// Numbers that change with every visit, by what they count: `dibaca`.
    public var counters: [String: Int] = [:]
    /// The site's name.
    public var siteName: String?
    /// What was wrong with the bytes and was put right (`Mend`), in order of the alphabet.
    public var mended: [String] = []
    /// Where title and authors stand as they were read, by field: `title` in `json-ld:headline`, `h1`; the surest first.
    public var evidence: [String: [String]] = [:]
    /// How many elements each rule of the site found, where the page was read by rules.
    public var ruleCounts: [Int] = []
    /// Why the text was found where it was: `itemprop articleBody`, `class entry-content`, `article`, `density`.
    public var foundBy = ""
}
