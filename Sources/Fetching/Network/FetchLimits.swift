/// How much fetching may cost, and how gentle it is to the hosts.
public struct FetchLimits: Sendable, Equatable {
    /// Requests under way in all.
    public var parallel = 32
    /// Requests under way at one host.
    public var perHost = 2
    /// Milliseconds between the starts of two requests at one host.
    public var delay = 500
    /// Milliseconds until a connection must stand.
    public var connectTimeout = 15_000
    /// Milliseconds for one URL with its redirects, without the waiting for its turn.
    public var totalTimeout = 60_000
    /// Seconds without a byte after which an answer is given up.
    public var stallTimeout = 20
    /// Bytes of a body, on the wire and after decompression.
    public var body = 32 << 20
    /// Bytes of the headers of one answer.
    public var headers = 256 << 10
    /// Redirects of one URL.
    public var redirects = 10

    /// The limits of every run that says nothing else.
    public init() {}
}
