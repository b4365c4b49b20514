/// What politeness makes of a failure.
extension FetchFailure {
    /// Whether no connection came about that could be used, so that nothing at the host can be asked for.
    var isOfConnection: Bool {
        switch self {
        case .dns, .connect, .connectTimeout, .proxy, .privateAddress, .certificateName, .certificateExpired,
            .unknownAuthority, .tls:
            true
        default: false
        }
    }

    /// Whether an answer broke off or never came on a connection that stood; the next one may be whole.
    var isBroken: Bool {
        switch self {
        case .truncated, .cutBody, .noAnswer, .brokenAnswer: true
        default: false
        }
    }

    /// Whether a redirect led nowhere.
    var isOfRedirects: Bool {
        switch self {
        case .tooManyRedirects, .redirectRing, .badRedirect, .ambiguousRedirect, .badURL, .credentials, .urlTooLong:
            true
        default: false
        }
    }

    /// The status of an answer that is a failure by its status.
    var status: Int? {
        if case .status(let status, _) = self { return status }
        return nil
    }

    /// Whether the host has said that it does not want to be asked, so that its words help to mend it. By the reason, as
    /// what an earlier attempt told has nothing else.
    var isHostsWish: Bool {
        ["robots", "robots_unreachable", "host_backing_off", "http_429", "http_503"].contains(reason)
    }

    /// Whether its reason alone leaves open what is to be mended, so that people are told its detail: which host, which
    /// address, which proxy.
    var needsDetail: Bool {
        isHostsWish || reason.hasPrefix("tls")
            || ["dns", "connect", "connect_timeout", "proxy", "private_address", "bad_redirect"].contains(reason)
    }
}
