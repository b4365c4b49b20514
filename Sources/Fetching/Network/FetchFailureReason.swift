/// The codes of failures, by which they are counted.
extension FetchFailure {
    /// All codes but those by status (`http_404`): `Code.allCases` is what needs words wherever people read of failures.
    public enum Code: String, CaseIterable, Sendable {
        case badURL = "bad_url"
        case credentials = "credentials_in_url"
        case urlTooLong = "url_too_long"
        case dns
        case connect
        case connectTimeout = "connect_timeout"
        case proxy
        case privateAddress = "private_address"
        case certificateName = "tls_name"
        case certificateExpired = "tls_expired"
        case unknownAuthority = "tls_unknown_ca"
        case tls
        case timeout
        case stalled
        case tooSlow = "too_slow"
        case emptyBody = "empty_body"
        case partialBody = "partial_body"
        case tooLarge = "too_large"
        case tooLargeUnpacked = "too_large_unpacked"
        case headersTooLarge = "headers_too_large"
        case headerLineTooLong = "header_line_too_long"
        case tooManyHeaders = "too_many_headers"
        case tooManyInterim = "too_many_interim"
        case badHeader = "bad_header"
        case badEncoding = "bad_encoding"
        case badChunks = "bad_chunks"
        case truncated
        case noAnswer = "no_answer"
        case notHTTP = "not_http"
        case brokenAnswer = "broken_answer"
        case tooManyRedirects = "too_many_redirects"
        case redirectRing = "redirect_ring"
        case badRedirect = "bad_redirect"
        case robots
        case robotsUnreachable = "robots_unreachable"
        case hostBackingOff = "host_backing_off"
        case notRecorded = "not_recorded"
        case unreadable
        case backingOff = "backing_off"
    }

    /// A short code that counts are kept by.
    public var reason: String {
        switch self {
        case .status(let status, _): "http_\(status)"
        case .told(let reason, _): reason
        case .badURL: Code.badURL.rawValue
        case .credentials: Code.credentials.rawValue
        case .urlTooLong: Code.urlTooLong.rawValue
        case .dns: Code.dns.rawValue
        case .connect: Code.connect.rawValue
        case .connectTimeout: Code.connectTimeout.rawValue
        case .proxy: Code.proxy.rawValue
        case .privateAddress: Code.privateAddress.rawValue
        case .certificateName: Code.certificateName.rawValue
        case .certificateExpired: Code.certificateExpired.rawValue
        case .unknownAuthority: Code.unknownAuthority.rawValue
        case .tls: Code.tls.rawValue
        case .timeout: Code.timeout.rawValue
        case .stalled: Code.stalled.rawValue
        case .tooSlow: Code.tooSlow.rawValue
        case .emptyBody: Code.emptyBody.rawValue
        case .partialBody: Code.partialBody.rawValue
        case .tooLarge(_, .sent): Code.tooLarge.rawValue
        case .tooLarge(_, .unpacked): Code.tooLargeUnpacked.rawValue
        case .headersTooLarge: Code.headersTooLarge.rawValue
        case .headerLineTooLong: Code.headerLineTooLong.rawValue
        case .tooManyHeaders: Code.tooManyHeaders.rawValue
        case .tooManyInterim: Code.tooManyInterim.rawValue
        case .badHeader: Code.badHeader.rawValue
        case .badEncoding: Code.badEncoding.rawValue
        case .badChunks: Code.badChunks.rawValue
        case .truncated, .cutBody: Code.truncated.rawValue
        case .noAnswer: Code.noAnswer.rawValue
        case .notHTTP: Code.notHTTP.rawValue
        case .brokenAnswer: Code.brokenAnswer.rawValue
        case .tooManyRedirects: Code.tooManyRedirects.rawValue
        case .redirectRing: Code.redirectRing.rawValue
        case .badRedirect, .ambiguousRedirect: Code.badRedirect.rawValue
        case .robots: Code.robots.rawValue
        case .robotsUnreachable: Code.robotsUnreachable.rawValue
        case .hostBackingOff: Code.hostBackingOff.rawValue
        case .notRecorded: Code.notRecorded.rawValue
        case .unreadable: Code.unreadable.rawValue
        case .backingOff: Code.backingOff.rawValue
        }
    }
}
