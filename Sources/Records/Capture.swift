/// What one attempt to fetch one URL or file came to: exact bytes, headers, time, digest (`docs/schema/capture-1.json`).
///
/// Every source or URL tried ends in one capture; one that failed has `error` and no body.
public struct Capture: TypedRecord {
    /// The record behind the names.
    public var record: Record

    /// Gives names to a record's fields.
    public init(_ record: Record) { self.record = record }

    /// 26 characters: which URL, source and moment.
    public var id: String? {
        get { text("id") }
        set { set("id", newValue) }
    }
    /// The URL or path asked for.
    public var url: String? {
        get { text("url") }
        set { set("url", newValue) }
    }
    /// Where redirects led; absent where it is `url`.
    public var finalURL: String? {
        get { text("final_url") }
        set { set("final_url", newValue) }
    }
    /// The code of the source in the pack's register.
    public var source: String? {
        get { text("source") }
        set { set("source", newValue) }
    }
    /// When the answer was there.
    public var fetchedAt: Instant? {
        get { text("fetched_at").flatMap { Instant($0) } }
        set { set("fetched_at", newValue?.description) }
    }
    /// The HTTP status; absent for files.
    public var status: Int? {
        get { record.int("status") }
        set { record["status"] = newValue.map { .int($0) } }
    }
    /// Response headers, names in lower case.
    public var headers: JSONObject {
        get { record["headers"]?.object ?? [:] }
        set { record["headers"] = newValue.isEmpty ? nil : .object(newValue) }
    }
    /// The media type declared, without parameters: `application/rss+xml`.
    public var mediaType: String? {
        get { text("media_type") }
        set { set("media_type", newValue) }
    }
    /// The character set declared in the headers.
    public var charset: String? {
        get { text("charset") }
        set { set("charset", newValue) }
    }
    /// The body where it is UTF-8 text.
    public var body: String? {
        get { text("body") }
        set { set("body", newValue) }
    }
    /// The body where it is anything else, in base 64 (RFC 4648, with padding).
    public var bodyBase64: String? {
        get { text("body_base64") }
        set { set("body_base64", newValue) }
    }
    /// The name of the file below `files/` that holds a body over 4 MiB.
    public var blob: String? {
        get { text("blob") }
        set { set("blob", newValue) }
    }
    /// SHA-256 of the body in hexadecimal.
    public var sha256: String? {
        get { text("sha256") }
        set { set("sha256", newValue) }
    }
    /// What led here: `{"item": id}` for a page that an entry linked to.
    public var via: JSONObject? {
        get { record["via"]?.object }
        set { record["via"] = newValue.map { .object($0) } }
    }
    /// Why there is no usable answer: `{"reason", "detail"}`.
    public var error: JSONObject? {
        get { record["error"]?.object }
        set { record["error"] = newValue.map { .object($0) } }
    }
}
