import Records

/// Why an attempt gave nothing to read: a case for each reason, with what an operator must know to mend it.
public enum FetchFailure: Error, Equatable, Sendable {
    /// An answer with a status outside 200 to 299 and other than 304.
    case status(Int, retryAfter: String?)
    /// The URL is not one that can be asked for.
    case badURL(String)
    /// The host's name does not resolve.
    case dns(host: String)
    /// No connection came about.
    case connect(host: String, String)
    /// The address is this machine's or a private network's, and the source does not allow that.
    case privateAddress(host: String, String)
    /// The certificate or the TLS handshake is not good.
    case tls(host: String, String)
    /// The time for connecting, for the whole answer, or without progress is over.
    case timeout(String)
    /// The body is over the limit.
    case tooLarge(limit: Int)
    /// The headers are over the limit.
    case headersTooLarge(limit: Int)
    /// The chain of redirects is over the limit or a ring.
    case tooManyRedirects(limit: Int, last: String)
    /// A redirect without a place to go, or to a scheme other than http and https.
    case badRedirect(String)
    /// The body is not in the content encoding that the headers name.
    case badEncoding(String)
    /// What answered does not speak HTTP, or broke off.
    case brokenAnswer(String)
    /// The host's robots.txt disallows the URL.
    case robots(file: String, line: Int, rule: String)
    /// The host's robots.txt could not be read, which disallows everything.
    indirect case robotsUnreachable(file: String, FetchFailure)
    /// The host was overloaded before, and is asked nothing more in this run.
    case hostBackingOff(host: String, why: String)
    /// The replay holds no file for the URL.
    case notRecorded(String)
    /// A local file cannot be read.
    case unreadable(String)
    /// The source failed so often that it was not asked this night.
    case backingOff(BackOff.Pause)
    /// A failure of an attempt before this one, as it told it.
    case told(reason: String, detail: String)

    /// A short code that counts are kept by.
    public var reason: String {
        switch self {
        case .status(let status, _): "http_\(status)"
        case .badURL: "bad_url"
        case .dns: "dns"
        case .connect: "connect"
        case .privateAddress: "private_address"
        case .tls: "tls"
        case .timeout: "timeout"
        case .tooLarge: "too_large"
        case .headersTooLarge: "headers_too_large"
        case .tooManyRedirects: "too_many_redirects"
        case .badRedirect: "bad_redirect"
        case .badEncoding: "bad_encoding"
        case .brokenAnswer: "broken_answer"
        case .robots: "robots"
        case .robotsUnreachable: "robots_unreachable"
        case .hostBackingOff: "host_backing_off"
        case .notRecorded: "not_recorded"
        case .unreadable: "unreadable"
        case .backingOff: BackOff.reason
        case .told(let reason, _): reason
        }
    }

    /// Whether nothing answered at all: the fault may be this machine's network.
    var isUnreachable: Bool {
        switch self {
        case .dns, .connect, .timeout: true
        case .robotsUnreachable(_, let failure): failure.isUnreachable
        default: false
        }
    }

    /// Whether no connection came about that could be used, so that nothing at the host can be asked for.
    var isOfConnection: Bool {
        switch self {
        case .dns, .connect, .privateAddress, .tls: true
        default: false
        }
    }

    /// Whether an answer broke off or never came on a connection that stood; the next one may be whole.
    var isBroken: Bool {
        switch self {
        case .brokenAnswer: true
        default: false
        }
    }

    /// Whether the host has said that it does not want to be asked, so that what it said helps to mend it.
    var isOfRobots: Bool { ["robots", "robots_unreachable", "host_backing_off", "http_429"].contains(reason) }

    /// Whether the host may be asked for the same another day.
    var asksToWait: Bool { ["host_backing_off", "http_429"].contains(reason) }

    /// The status of an answer that is a failure by its status.
    var status: Int? {
        if case .status(let status, _) = self { return status }
        return nil
    }

    /// One lower-case line with the way out.
    public var detail: String {
        switch self {
        case .status(let status, let retryAfter):
            "the server answered \(status)" + (retryAfter.map { " and asks to wait: '\($0)'" } ?? "")
        case .badURL(let url): "'\(url)' is not an http or https URL"
        case .dns(let host): "the name '\(host)' does not resolve; check the address in the register of sources"
        case .connect(let host, let what): "no connection to '\(host)': \(what)"
        case .privateAddress(let host, let address):
            "'\(host)' is at \(address), which is not public; the source needs 'allow_private: true' for that"
        case .tls(let host, let what): "no trusted connection to '\(host)': \(what)"
        case .timeout(let what): what
        case .tooLarge(let limit): "the body is over \(limit) bytes; raise 'max_bytes' to take it"
        case .headersTooLarge(let limit): "the headers are over \(limit) bytes"
        case .tooManyRedirects(let limit, let last): "more than \(limit) redirects, the last to '\(last)'"
        case .badRedirect(let target): "a redirect to '\(target)', which is not an http or https URL"
        case .badEncoding(let what): "the body is not in the encoding that its headers name: \(what)"
        case .brokenAnswer(let what): "no whole HTTP answer: \(what)"
        case .robots(let file, let line, let rule):
            "\(file), line \(line): '\(rule)'; the source needs 'robots: false' where its owner permits it all the same"
        case .robotsUnreachable(let file, let failure):
            "\(file) cannot be read, which disallows everything there: \(failure.detail)"
        case .hostBackingOff(let host, let why): "nothing more is asked of '\(host)' in this run: \(why)"
        case .notRecorded(let path): "the replay has no file '\(path)'"
        case .unreadable(let what): what
        case .backingOff(let pause): pause.detail
        case .told(_, let detail): detail
        }
    }

    /// The object that a capture's `error` holds.
    public var json: JSONObject { ["reason": .string(reason), "detail": .string(detail)] }
}
