/// Why an attempt gave nothing to read: a case for each reason, with what an operator must know to mend it.
///
/// `FetchFailureText.swift` has their codes and words.
public enum FetchFailure: Error, Equatable, Sendable {
    /// Which size of a body is over its limit.
    public enum BodySize: Sendable, Equatable {
        /// As it is sent, or stored.
        case sent
        /// As its content encoding unpacks.
        case unpacked
    }

    // The URL.

    /// The URL is not one that can be asked for.
    case badURL(String)
    /// The URL holds a user name or a password.
    case credentials(url: String)
    /// The URL has this many bytes.
    case urlTooLong(Int)

    // The way there.

    /// The host's name does not resolve.
    case dns(host: String)
    /// No connection came about.
    case connect(host: String, String)
    /// No connection came about in the time for it.
    case connectTimeout(host: String, milliseconds: Int)
    /// The proxy does not answer, or does not let this through.
    case proxy(String)
    /// The address is this machine's or a private network's, which the request may not use.
    case privateAddress(host: String, String, PrivateHosts.Refusal = .notAllowed)
    /// The certificate is another host's.
    case certificateName(host: String, String)
    /// The certificate is not valid any more, or not yet.
    case certificateExpired(host: String, String)
    /// Nobody whom this machine trusts has signed the certificate.
    case unknownAuthority(host: String, String)
    /// Any other fault of the certificate or of the TLS handshake.
    case tls(host: String, String)

    // The time.

    /// The time for the whole answer is over; `received` says whether anything of it had come.
    case timeout(String, received: Bool = false)
    /// Nothing came for so many seconds; `received` says whether anything had come before.
    case stalled(seconds: Int, received: Bool)
    /// The answer comes, but slower than so many bytes a second.
    case tooSlow(bytesPerSecond: Int, seconds: Int)

    // The answer.

    /// An answer with a status outside 200 to 299 and other than 304.
    case status(Int, retryAfter: String?)
    /// A success without the body that was asked for.
    case emptyBody(status: Int)
    /// A part of the body, though all of it was asked for.
    case partialBody
    /// The body is over the limit.
    case tooLarge(limit: Int, BodySize = .sent)
    /// The headers are over the limit.
    case headersTooLarge(limit: Int)
    /// One header line is longer than libcurl takes, or has no end.
    case headerLineTooLong
    /// More header lines than the limit.
    case tooManyHeaders(limit: Int)
    /// More interim answers (1xx) than the limit before the answer.
    case tooManyInterim(limit: Int)
    /// A header line that RFC 9112 does not allow.
    case badHeader(String)
    /// The body is not in the content encoding that the headers name.
    case badEncoding(String)
    /// The packed body ends before its content coding does, after so many unpacked bytes.
    case cutBody(String, unpacked: Int)
    /// The chunks of the body are not as RFC 9112 has them.
    case badChunks(String)
    /// The connection ended before the answer did.
    case truncated(String)
    /// The connection ended without a byte of an answer.
    case noAnswer
    /// What answered does not speak HTTP, or HTTP/0.9 only.
    case notHTTP(String)
    /// Any other fault of the answer.
    case brokenAnswer(String)

    // Redirects.

    /// The chain of redirects is over the limit.
    case tooManyRedirects(limit: Int, last: String)
    /// The chain of redirects has come back to a URL of its own; `setsCookies` says whether cookies were set on the way.
    case redirectRing(String, setsCookies: Bool = false)
    /// A redirect without a place to go, or to a scheme other than http and https.
    case badRedirect(String)
    /// A redirect to several places.
    case ambiguousRedirect([String])

    // The host's wishes.

    /// The host's robots.txt disallows the URL.
    case robots(file: String, line: Int, rule: String)
    /// The host's robots.txt could not be read, which disallows everything.
    indirect case robotsUnreachable(file: String, FetchFailure)
    /// The host was overloaded before, and is asked nothing more in this run.
    case hostBackingOff(host: String, why: String)

    // Files, and what was told.

    /// The replay holds no file for the URL.
    case notRecorded(String)
    /// A local file cannot be read.
    case unreadable(String)
    /// The source failed so often that it was not asked this night.
    case backingOff(BackOff.Pause)
    /// A failure of an attempt before this one, as it told it.
    case told(reason: String, detail: String)

    /// The reasons that `isUnreachable` may have.
    static let unreachableReasons: Set = ["dns", "connect", "connect_timeout", "proxy", "timeout", "stalled"]

    /// Whether not a byte of an answer came: the fault may be this machine's network. A server that broke off without one
    /// (`no_answer`) or speaks something else was there all the same.
    var isUnreachable: Bool {
        switch self {
        case .dns, .connect, .connectTimeout, .proxy, .timeout(_, received: false), .stalled(_, received: false): true
        case .robotsUnreachable(_, let failure): failure.isUnreachable
        default: false
        }
    }
}
