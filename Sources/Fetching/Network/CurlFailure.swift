import CCurl

/// libcurl's error codes as reasons.
///
/// Where one code stands for several faults, only libcurl's message tells them apart. What a message of another version
/// does not match falls back to the wider reason.
struct CurlFailure {
    var host: String
    var url: String
    var limits: FetchLimits
    var proxy: Proxy?
    /// OpenSSL's verdict on the certificate (`X509_V_ERR_…`); 0 where it had none.
    var certificateVerdict = 0
    /// Whether a byte of the answer came.
    var hasReceived = false
    /// Whether the headers have not come to their end.
    var isInHead = true
    /// Whether a byte of the answer came not long before the end.
    var isDripping = false

    /// The failure that a code means; `message` is libcurl's own account of it.
    func failure(_ code: CURLcode, _ message: String) -> FetchFailure {
        switch code {
        case CURLE_URL_MALFORMAT: .badURL(url)
        case CURLE_COULDNT_RESOLVE_HOST: .dns(host: host)
        case CURLE_COULDNT_RESOLVE_PROXY: .proxy("the name of the proxy '\(proxy?.authority ?? "")' does not resolve")
        case CURLE_PROXY: .proxy("the proxy '\(proxy?.authority ?? "")' failed: \(message)")
        case CURLE_COULDNT_CONNECT where proxy != nil:
            .proxy("no connection through the proxy '\(proxy?.authority ?? "")': \(message)")
        case CURLE_COULDNT_CONNECT: .connect(host: host, message)
        case CURLE_OPERATION_TIMEDOUT: timeout(message)
        case CURLE_FILESIZE_EXCEEDED: .tooLarge(limit: limits.sentBody)
        case CURLE_BAD_CONTENT_ENCODING: .badEncoding(message)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            certificate(message)
        case CURLE_PARTIAL_FILE: .truncated(message)
        case CURLE_GOT_NOTHING: .noAnswer
        case CURLE_UNSUPPORTED_PROTOCOL: .notHTTP(message)
        case CURLE_WEIRD_SERVER_REPLY:
            message.lowercased().contains("header") || message.contains("Content-Length")
                ? .badHeader(message) : .notHTTP(message)
        // libcurl's own limit on one line of a header ends as a lack of memory.
        case CURLE_OUT_OF_MEMORY where isInHead: .headerLineTooLong
        case serap_curl_too_large(): .headerLineTooLong
        case CURLE_RECV_ERROR where message.contains("chunked-encoding"): .badChunks(message)
        case CURLE_RECV_ERROR where message.contains("CONNECT"), CURLE_RECV_ERROR where message.contains("from proxy"):
            .proxy("the proxy '\(proxy?.authority ?? "")' does not let this through: \(message)")
        case CURLE_RECV_ERROR where message.contains("response headers"): .headersTooLarge(limit: limits.headers)
        default: .brokenAnswer(message)
        }
    }

    private func timeout(_ message: String) -> FetchFailure {
        if message.contains("too slow") {
            return isDripping
                ? .tooSlow(bytesPerSecond: limits.minSpeed, seconds: limits.stallTimeout)
                : .stalled(seconds: limits.stallTimeout, received: hasReceived)
        }
        if message.hasPrefix("Connection timeout") || message.hasPrefix("Failed to connect")
            || message.hasPrefix("Resolving timed out") || message.hasPrefix("SSL connection timeout")
            || message.hasPrefix("Connection timed out")
        {
            return .connectTimeout(host: host, milliseconds: limits.connectTimeout)
        }
        return .timeout(
            "no whole answer within \(limits.totalTimeout) ms; 'timeout_s' is the limit", received: hasReceived)
    }

    private func certificate(_ message: String) -> FetchFailure {
        switch certificateVerdict {
        case 9, 10: return .certificateExpired(host: host, message)
        // No issuer at hand, none known, self-signed at the end or in the chain, a chain that cannot be checked.
        case 2, 18, 19, 20, 21: return .unknownAuthority(host: host, message)
        case 62: return .certificateName(host: host, message)
        default: break
        }
        if message.contains("subject name") { return .certificateName(host: host, message) }
        if message.contains("expired") || message.contains("not yet valid") {
            return .certificateExpired(host: host, message)
        }
        if message.contains("self-signed") || message.contains("self signed") || message.contains("issuer certificate")
        {
            return .unknownAuthority(host: host, message)
        }
        return .tls(host: host, message)
    }
}
