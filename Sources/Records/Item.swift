/// Anything that somebody published or sent: an article, a post, a comment, a complaint, a message
/// (`docs/schema/item-1.json`).
public struct Item: TypedRecord {
    /// The record behind the names.
    public var record: Record

    /// Gives names to a record's fields.
    public init(_ record: Record) { self.record = record }

    /// 26 characters of `ItemIdentity`; never changed later.
    public var id: String? {
        get { text("id") }
        set { set("id", newValue) }
    }
    /// artikel, unggahan, komentar, laporan or pesan.
    public var form: String? {
        get { text("form") }
        set { set("form", newValue) }
    }
    /// The best link known.
    public var url: String? {
        get { text("url") }
        set { set("url", newValue) }
    }
    /// The code of the source in the pack's register.
    public var source: String? {
        get { text("source") }
        set { set("source", newValue) }
    }
    /// Plain text on one line.
    public var title: String? {
        get { text("title") }
        set { set("title", newValue) }
    }
    /// The editor named in the byline.
    public var editor: String? {
        get { text("editor") }
        set { set("editor", newValue) }
    }
    /// The place named before the first sentence.
    public var dateline: String? {
        get { text("dateline") }
        set { set("dateline", newValue) }
    }
    /// The signature at the end: `(*Diskominfo/Eyv)`.
    public var credit: String? {
        get { text("credit") }
        set { set("credit", newValue) }
    }
    /// Plain text; paragraphs are separated by one line end.
    public var text: String? {
        get { text("text") }
        set { set("text", newValue) }
    }
    /// The source's own summary, plain text.
    public var summary: String? {
        get { text("summary") }
        set { set("summary", newValue) }
    }
    /// BCP 47.
    public var language: String? {
        get { text("language") }
        set { set("language", newValue) }
    }
    /// The item or post that this answers.
    public var parent: String? {
        get { text("parent") }
        set { set("parent", newValue) }
    }
    /// The id of the capture or item that led here.
    public var via: String? {
        get { text("via") }
        set { set("via", newValue) }
    }
    /// 26 characters of SHA-256 over title and text alone.
    public var contentHash: String? {
        get { text("content_hash") }
        set { set("content_hash", newValue) }
    }
    /// When this version was met: the time at which its capture was fetched.
    public var seenAt: Instant? {
        get { text("seen_at").flatMap { Instant($0) } }
        set { set("seen_at", newValue?.description) }
    }
    /// The run key in which this version was met; set by normalize.
    public var key: String? {
        get { text("key") }
        set { set("key", newValue) }
    }
    /// The least key of all versions; set by aggregate.
    public var firstKey: String? {
        get { text("first_key") }
        set { set("first_key", newValue) }
    }
    /// The least item id of the story; set by aggregate.
    public var story: String? {
        get { text("story") }
        set { set("story", newValue) }
    }
    /// independen, rilis, advertorial or warga; set by normalize.
    public var voice: String? {
        get { text("voice") }
        set { set("voice", newValue) }
    }
    /// A complaint's tracking number.
    public var tracking: String? {
        get { text("tracking") }
        set { set("tracking", newValue) }
    }
    /// By which way a complaint came.
    public var channel: String? {
        get { text("channel") }
        set { set("channel", newValue) }
    }
    /// The category that the sender chose.
    public var category: String? {
        get { text("category") }
        set { set("category", newValue) }
    }
    /// The agency that the source names.
    public var agencyDeclared: String? {
        get { text("agency_declared") }
        set { set("agency_declared", newValue) }
    }
    /// Other links to the same item.
    public var sameAs: [String] {
        get { strings("same_as") }
        set { set("same_as", newValue) }
    }
    /// Names, in order.
    public var authors: [String] {
        get { strings("authors") }
        set { set("authors", newValue) }
    }
    /// The source's own keywords.
    public var tags: [String] {
        get { strings("tags") }
        set { set("tags", newValue) }
    }
    /// When it was published, as far as the source says.
    public var published: ItemTime? {
        get { ItemTime(record["published"]) }
        set { record["published"] = newValue?.json }
    }
    /// When it was last changed, as far as the source says.
    public var modified: ItemTime? {
        get { ItemTime(record["modified"]) }
        set { record["modified"] = newValue?.json }
    }
    /// Positif, netral or negatif, each towards a target.
    public var tone: [Label] {
        get { labels("tone") }
        set { set("tone", newValue) }
    }
    /// Issue codes of the pack.
    public var issues: [Label] {
        get { labels("issues") }
        set { set("issues", newValue) }
    }
    /// Region codes, the most exact known.
    public var places: [Label] {
        get { labels("places") }
        set { set("places", newValue) }
    }
    /// Agency codes of the pack.
    public var agencies: [Label] {
        get { labels("agencies") }
        set { set("agencies", newValue) }
    }
    /// Public persons who are named.
    public var people: [Label] {
        get { labels("people") }
        set { set("people", newValue) }
    }
    /// What the item is: berita pengaduan aspirasi permintaan_informasi whistleblowing opini apresiasi lain.
    public var kind: Label? {
        get { record["kind"].flatMap { Label($0) } }
        set { record["kind"] = newValue?.json }
    }
    /// States of a complaint over time: `{code, text, at, seen_at}`, earliest first.
    public var statusHistory: [JSONValue] {
        get { record["status_history"]?.array ?? [] }
        set { record["status_history"] = newValue.isEmpty ? nil : .array(newValue) }
    }
    /// Counts that change with every fetch (likes, hits); no part of the content hash.
    public var counters: JSONObject {
        get { record["counters"]?.object ?? [:] }
        set { record["counters"] = newValue.isEmpty ? nil : .object(newValue) }
    }
    /// Where the bytes behind it are: `{capture, sha256, offset, length}`.
    public var raw: JSONObject? {
        get { record["raw"]?.object }
        set { record["raw"] = newValue.map { .object($0) } }
    }
    /// Whether the text must not leave the restricted data.
    public var sensitive: Bool {
        get { record["sensitive"]?.bool ?? false }
        set { record["sensitive"] = newValue ? true : nil }
    }

    /// The hash of title and text alone: the same content has the same hash, whatever counters, tags or links do.
    public static func contentHash(title: String?, text: String?) -> String {
        digestID(["serap-content/1", title ?? "", text ?? ""])
    }
}
