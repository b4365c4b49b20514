import Records

/// What a server said of the version of a body, to ask it for a newer one alone (RFC 9110, section 13).
public struct Validators: Sendable, Equatable, Hashable {
    /// The URL that answered so; they are sent to no other.
    public var url: String
    /// The `ETag`, to the byte.
    public var etag: String?
    /// `Last-Modified`, to the byte.
    public var lastModified: String?

    /// Validators of a URL; nil where it has none that can be sent.
    public init?(url: String, etag: String?, lastModified: String?) {
        self.url = url
        self.etag = etag.flatMap(Self.sendable)
        self.lastModified = lastModified.flatMap(Self.sendable)
        if self.etag == nil, self.lastModified == nil { return nil }
    }

    /// The lines of the request.
    var lines: [String] {
        [etag.map { "If-None-Match: \($0)" }, lastModified.map { "If-Modified-Since: \($0)" }].compactMap { $0 }
    }

    /// A server's own text in a request: on one line, and short.
    private static func sendable(_ text: String) -> String? {
        let bytes = text.utf8
        return !bytes.isEmpty && bytes.count <= 512 && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? text : nil
    }
}
