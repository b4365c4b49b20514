import CCurl

/// libcurl's error codes as reasons.
enum CurlFailure {
    /// The failure that a code means; `message` is libcurl's own account of it.
    static func failure(
        _ code: CURLcode, _ message: String, host: String, limits: FetchLimits, url: String
    ) -> FetchFailure {
        switch code {
        case CURLE_URL_MALFORMAT: .badURL(url)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns(host: host)
        case CURLE_COULDNT_CONNECT: .connect(host: host, message)
        case CURLE_OPERATION_TIMEDOUT: .timeout(timeout(message, limits))
        case CURLE_FILESIZE_EXCEEDED: .tooLarge(limit: limits.body)
        case CURLE_BAD_CONTENT_ENCODING: .badEncoding(message)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            .tls(host: host, message)
        default: .brokenAnswer(message)
        }
    }

    // One code stands for three limits; only the message tells them apart.
    private static func timeout(_ message: String, _ limits: FetchLimits) -> String {
        if message.contains("too slow") { return "no byte for \(limits.stallTimeout) s" }
        if message.hasPrefix("Connection timeout") || message.hasPrefix("Failed to connect")
            || message.hasPrefix("Resolving timed out") || message.hasPrefix("SSL connection timeout")
            || message.hasPrefix("Connection timed out")
        {
            return "no connection within \(limits.connectTimeout) ms"
        }
        return "no whole answer within \(limits.totalTimeout) ms"
    }
}
