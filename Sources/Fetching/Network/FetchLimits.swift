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
    /// Seconds without a byte, or below the least speed, after which an answer is given up.
    public var stallTimeout = 20
    /// The least speed of an answer in bytes a second.
    public var minSpeed = 100
    /// Bytes of a body as it is kept: after decompression.
    public var body = 32 << 20
    /// Bytes of a body on the wire: before decompression.
    public var sentBody = 32 << 20
    /// Bytes of the headers of one answer, with those of interim answers.
    public var headers = 256 << 10
    /// Bytes of an answer that an archive holds whole: a body with the headers around it, or in a chunked encoding, which
    /// is little longer.
    var block: Int { body + body / 8 + headers }
    /// Header lines of one answer, with those of interim answers.
    public var headerLines = 1000
    /// Interim answers (1xx) before one answer.
    public var interimAnswers = 20
    /// Redirects of one URL.
    public var redirects = 10

    /// The limits that a failure may come from, in a line: under others the same URL may answer.
    var terms: String {
        "\(body) \(sentBody) \(headers) \(headerLines) \(interimAnswers) \(redirects) \(connectTimeout) \(totalTimeout) "
            + "\(stallTimeout) \(minSpeed) \(patience?.retries ?? 0) \(patience?.longest ?? 0)"
    }

    /// What is done about hosts that are overloaded; nil where every answer stands as it is.
    public var patience: Patience?
    /// Milliseconds between two requests at one host that its robots.txt can ask for.
    public var crawlDelay = 60_000

    /// How often and how long an overloaded host is waited for.
    public struct Patience: Sendable, Equatable {
        /// How often a URL is asked for again.
        public var retries = 3
        /// Milliseconds that one host can make this run wait, in all.
        public var longest = 120_000
        /// Milliseconds of the first pause where the host names none; each one after it is twice as long.
        public var firstPause = 2000

        /// The patience of every run that says nothing else.
        public init() {}
    }

    /// The limits of every run that says nothing else.
    public init() {}
}
