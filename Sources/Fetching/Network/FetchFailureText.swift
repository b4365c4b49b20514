import Records

/// The words of failures; the one place where they are rendered. `FetchFailureReason.swift` has their codes.
extension FetchFailure {
    /// One lower-case line with the way out. URLs are shortened, and without passwords.
    public var detail: String {
        switch self {
        case .badURL(let url) where URLParts.hasBadPort(url):
            "the port of '\(shownURL(url))' is none; ports are 1 to 65535"
        case .badURL(let url): "'\(shownURL(url))' is not an http or https URL"
        case .credentials(let url):
            "'\(shownURL(url))' holds a user name or a password, which captures would keep for ever; leave it out"
        case .urlTooLong(let count): "the URL has \(count) bytes; at most \(URLParts.longest) are asked for"
        case .dns(let host): "the name '\(host)' does not resolve; \(Self.registerHint)"
        case .connect(let host, let what): "no connection to '\(host)': \(what)"
        case .connectTimeout(let host, let milliseconds):
            "no connection to '\(host)' within \(milliseconds) ms; 'connect_timeout_s' is the limit"
        case .proxy(let what): "\(what); see 'proxy' in sources.yaml, in the parameters and in the environment"
        case .privateAddress(let host, let address, let why):
            "'\(host)' is at \(address), which is not public; \(why.words(host: host))"
        case .certificateName(let host, let what):
            "the certificate of '\(host)' is for another name: \(what); \(Self.registerHint)"
        case .certificateExpired(let host, let what):
            "the certificate of '\(host)' is not valid today: \(what); its keeper must renew it, or this machine's clock is wrong"
        case .unknownAuthority(let host, let what):
            "nobody trusted has signed the certificate of '\(host)': \(what); behind an intercepting proxy, name its certificate in 'ca_file'"
        case .tls(let host, let what): "no trusted connection to '\(host)': \(what)"
        case .timeout(let what, _): what
        case .stalled(let seconds, let received):
            "no \(received ? "more " : "")byte for \(seconds) s; 'stall_timeout_s' is the limit"
        case .tooSlow(let speed, let seconds):
            "less than \(speed) bytes a second for \(seconds) s; 'min_speed' is the limit"
        case .status(let status, let retryAfter):
            "the server answered \(status)" + (retryAfter.map { " and asks to wait \(Self.wait($0))" } ?? "")
        case .emptyBody(let status): "the server answered \(status) with an empty body; there is nothing to read"
        case .partialBody: "the server answered 206 with a part of the body, though all of it was asked for"
        case .tooLarge(let limit, .sent): "the body is over \(limit) bytes; raise 'max_bytes' to take it"
        case .tooLarge(let limit, .unpacked):
            "the body unpacks to over \(limit) bytes; raise 'max_bytes' to take it, unless it is a bomb"
        case .headersTooLarge(let limit): "the headers are over \(limit) bytes"
        case .headerLineTooLong: "a header line is over 100 KB long or has no end"
        case .tooManyHeaders(let limit): "more than \(limit) header lines"
        case .tooManyInterim(let limit): "more than \(limit) interim answers (1xx) and no answer"
        case .badHeader(let what): "a header line is not as HTTP has it: \(what)"
        case .badEncoding(let what): "the body is not in the encoding that its headers name: \(what)"
        case .cutBody(let coding, let count):
            "the body breaks off: its \(coding) has no end, after \(count) bytes unpacked"
        case .badChunks(let what): "the chunks of the body are not as HTTP has them: \(what)"
        case .truncated(let what): "the connection ended before the answer did: \(what)"
        case .noAnswer: "the connection ended without an answer"
        case .notHTTP(let what): "what answers there does not speak HTTP: \(what); check the address and its port"
        case .brokenAnswer(let what): "no whole HTTP answer: \(what)"
        case .tooManyRedirects(let limit, let last): "more than \(limit) redirects, the last to '\(shownURL(last))'"
        case .redirectRing(let url, let setsCookies):
            "the redirects go round in a ring, back to '\(shownURL(url))'"
                + (setsCookies
                    ? "; the site sets cookies on the way, and perhaps lets in nobody who keeps none, as Serap" : "")
        case .badRedirect(""): "a redirect without a place to go"
        case .badRedirect(let target) where URLParts.hasBadPort(target):
            "a redirect to '\(shownURL(target))', whose port is none; ports are 1 to 65535"
        case .badRedirect(let target): "a redirect to '\(shownURL(target))', which is not an http or https URL"
        case .ambiguousRedirect(let targets):
            "a redirect to several places: " + targets.map { "'\(shownURL($0))'" }.joined(separator: ", ")
        case .robots(let file, let line, let rule):
            "\(shownURL(file)), line \(line): '\(rule.prefix(200))'; "
                + "the source needs 'robots: false' where its owner permits it all the same"
        case .robotsUnreachable(let file, let failure):
            "\(shownURL(file)) cannot be read, which disallows everything there: \(failure.detail)"
        case .hostBackingOff(let host, let why): "nothing more is asked of '\(host)' in this run: \(why)"
        case .notRecorded(let path): "the replay has no file '\(path)'"
        case .unreadable(let what): what
        case .backingOff(let pause): pause.detail
        case .told(_, let detail): detail
        }
    }

    /// The way out where the register gave the address.
    static let registerHint = "check the address in the register of sources"
    static let allowanceHint = "the source needs 'allow_private: true' for that"
    /// The `Retry-After` of a server: `3600 s`, or until a date as it wrote it.
    private static func wait(_ field: String) -> String {
        let isSeconds = field.utf8.allSatisfy { (0x30...0x39).contains($0) } && !field.isEmpty
        return isSeconds ? "\(field.prefix(20)) s" : "until '\(field.prefix(100))'"
    }

    /// The object that a capture's `error` holds.
    public var json: JSONObject { ["reason": .string(reason), "detail": .string(detail)] }
}

/// A URL as messages show it: the first 200 bytes, no control characters, no user name and password.
func shownURL(_ url: String) -> String {
    let clean = withoutCredentials(url)
    let head = String(decoding: clean.utf8.prefix(200).map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 }, as: UTF8.self)
    return clean.utf8.count > 200 ? "\(head)…" : head
}

/// A URL with `***` in place of a user name and password.
func withoutCredentials(_ url: String) -> String {
    guard let slashes = url.firstRange(of: "//") else { return url }
    let rest = url[slashes.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return url }
    return "\(url[..<slashes.upperBound])***\(url[at...])"
}
