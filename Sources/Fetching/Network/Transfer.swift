import CCurl
import Glibc
import Records

/// One request under way in libcurl: its handle, and what its callbacks have gathered.
///
/// The callbacks run on the thread that drives the multi handle, so nothing here is shared.
final class Transfer {
    /// The request's place in the list.
    let index: Int
    let request: FetchRequest
    /// The URL of this step.
    let url: String
    let parts: URLParts
    let redirects: [Redirect]
    /// Milliseconds that earlier steps took.
    let spent: Int
    let limits: FetchLimits
    let collector: BodyCollector
    private let access: NetworkAccess
    private let proxy: Proxy?
    /// The host of this step is the one that the source allows to be at a private address.
    let allowsPrivate: Bool
    private(set) var handle: UnsafeMutableRawPointer?
    private var head: AnswerHead
    /// Bytes of a body that is not kept.
    private var skipped = 0
    /// More of this answer is not needed.
    private var isEnough = false
    /// Bytes of the body on the wire.
    private var received = 0
    private var lastByte = 0
    /// What a callback refused; it explains the error that libcurl then reports.
    private var refusal: FetchFailure?
    private var refusedAddress: String?
    private var storageError: (any Error)?
    private var resolved: UnsafeMutablePointer<curl_slist>?
    private var requestLines: UnsafeMutablePointer<curl_slist>?
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    var started = 0
    /// How often the step was asked before.
    var attempt = 0
    /// The service whose robots.txt this is; nil for what somebody asked for.
    var robotsOf: RobotsGate.Service?

    /// Bytes of a failure's body or a redirect's that are read, so that its connection can be used again.
    private static let skipLimit = 256 << 10

    init(
        index: Int, request: FetchRequest, url: String, parts: URLParts, redirects: [Redirect] = [], spent: Int = 0,
        limits: FetchLimits, access: NetworkAccess, collector: BodyCollector
    ) {
        self.index = index
        self.request = request
        self.url = url
        self.parts = parts
        self.redirects = redirects
        self.spent = spent
        self.limits = limits
        self.access = access
        self.collector = collector
        head = AnswerHead(limits: limits)
        proxy = access.proxies.proxy(parts, source: request.proxy)
        allowsPrivate = request.allowPrivate && (redirects.isEmpty || parts.host == URLParts(request.url)?.host)
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        if let handle { curl_easy_cleanup(handle) }
        curl_slist_free_all(resolved)
        curl_slist_free_all(requestLines)
        message.deallocate()
    }

    /// The last answer's headers.
    var headers: HeaderFields { head.fields }

    /// Why the URL is not asked for at all; nil where it is.
    ///
    /// A proxy resolves names out of sight, so that there only an address in the URL itself can be refused.
    var refusedBeforehand: FetchFailure? {
        guard proxy != nil else { return nil }
        // Digits of other scripts become an address only once libcurl has brought the name into ASCII.
        if parts.host.unicodeScalars.contains(where: { !$0.isASCII && $0.properties.numericType != nil }) {
            return .badURL(url)
        }
        guard let address = AddressPolicy.literal(parts.host), !mayUse(address) else { return nil }
        return privateAddress(AddressPolicy.text(address))
    }

    /// Whether this step may be answered by 304: only the URL that gave the validators is asked with them.
    var isConditional: Bool { request.validators?.url == url }

    /// Makes the handle ready; nil where libcurl has no memory left.
    func open(userAgent: String) -> UnsafeMutableRawPointer? {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        func set(_ option: CURLoption, _ value: Int) { _ = serap_curl_set_long(handle, option, value) }
        _ = serap_curl_set_string(handle, CURLOPT_URL, parts.url)
        _ = serap_curl_set_string(handle, CURLOPT_USERAGENT, userAgent)
        // What AnswerHead lets through, where this libcurl has it; zstd's window costs 128 MiB.
        _ = serap_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, Self.encodings)
        _ = serap_curl_http_only(handle)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_HTTP09_ALLOWED, 0)
        for line in isConditional ? request.validators?.lines ?? [] : [] {
            requestLines = curl_slist_append(requestLines, line)
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_HTTPHEADER, requestLines)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout)
        set(CURLOPT_TIMEOUT_MS, max(1, limits.totalTimeout - spent))
        set(CURLOPT_LOW_SPEED_LIMIT, limits.minSpeed)
        set(CURLOPT_LOW_SPEED_TIME, limits.stallTimeout)
        set(CURLOPT_NOPROGRESS, 0)
        setProxy(handle)
        setAuthorities(handle)
        setResolved(handle)
        setCallbacks(handle)
        return handle
    }

    private static let encodings = serap_curl_has_brotli() ? "gzip, deflate, br" : "gzip, deflate"

    private func setProxy(_ handle: UnsafeMutableRawPointer) {
        // Without these two libcurl would look into the environment by itself.
        _ = serap_curl_set_string(handle, CURLOPT_PROXY, proxy?.shown ?? "")
        _ = serap_curl_set_string(handle, CURLOPT_NOPROXY, "")
        _ = serap_curl_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        guard let user = proxy?.user else { return }
        _ = serap_curl_set_string(handle, CURLOPT_PROXYUSERNAME, user)
        _ = serap_curl_set_string(handle, CURLOPT_PROXYPASSWORD, proxy?.password ?? "")
    }

    private func setAuthorities(_ handle: UnsafeMutableRawPointer) {
        _ = serap_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = access.authorities {
            // The system's directory of certificates stays beside it.
            _ = serap_curl_set_string(handle, CURLOPT_CAINFO, authorities)
            _ = serap_curl_set_string(handle, CURLOPT_PROXY_CAINFO, authorities)
        } else if serap_curl_system_authorities(handle) != nil {
            // The one file holds them all, and libcurl reads it once for all connections where there is no directory.
            _ = serap_curl_set_string(handle, CURLOPT_CAPATH, nil)
        }
    }

    private func setResolved(_ handle: UnsafeMutableRawPointer) {
        guard let addresses = access.resolve?(parts.host, redirects.count) else { return }
        resolved = curl_slist_append(nil, "\(parts.host):\(parts.port):\(addresses)")
        _ = serap_curl_set_list(handle, CURLOPT_RESOLVE, resolved)
    }

    private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = serap_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
        _ = serap_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = serap_curl_set_write(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Transfer.of(context).takeBody(piece) ? size * count : 0
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = serap_curl_set_write(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Transfer.of(context).takeHeader(line) ? size * count : 0
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
        _ = serap_curl_set_progress(handle) { context, _, received, _, _ in
            Transfer.of(context).mayReceive(Int(received)) ? 0 : 1
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        _ = serap_curl_set_opensocket(handle) { context, _, address in
            guard let address else { return serap_curl_bad_socket() }
            return Transfer.of(context).openSocket(address)
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_PREREQDATA, context)
        _ = serap_curl_set_prerequest(handle) { context, address, _, _, _ in
            let address = address.map { String(cString: $0) } ?? ""
            return Transfer.of(context).mayConnect(AddressPolicy.bytes(address) ?? []) ? 0 : 1
        }
    }

    /// What the transfer came to by libcurl's result; throws where a body could not be stored.
    func failure(_ code: CURLcode) throws -> FetchFailure? {
        if let storageError { throw storageError }
        if isEnough { return nil }
        if let refusal { return refusal }
        if code == CURLE_OK { return head.isOver ? proxyRefusal : .truncated("in the middle of its headers") }
        if let refusedAddress { return privateAddress(refusedAddress) }
        var verdict = 0
        if let handle { _ = serap_curl_get_long(handle, CURLINFO_SSL_VERIFYRESULT, &verdict) }
        let text = message.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: message)
        return CurlFailure(
            host: parts.host, url: url, limits: limits, proxy: proxy, certificateVerdict: verdict,
            hasReceived: lastByte > 0, isInHead: !head.isOver,
            // The average of libcurl runs behind what comes, so that a drip must be told by its last drop.
            isDripping: monotonicMilliseconds() - lastByte < limits.stallTimeout * 500
        ).failure(code, text)
    }

    private var proxyRefusal: FetchFailure? {
        guard let proxy, status == 407 else { return nil }
        return .proxy("the proxy '\(proxy.authority)' wants another user name and password (407)")
    }

    /// The status of the last answer; nil where none came.
    var status: Int? {
        var status = 0
        guard let handle, serap_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK else { return nil }
        return status == 0 ? nil : status
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        // libcurl hands back the pointer that `open` gave it, and the fetcher holds the object until then.
        Unmanaged<Transfer>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    private func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        lastByte = monotonicMilliseconds()
        guard head.isSuccess else {
            skipped += piece.count
            isEnough = skipped > Self.skipLimit
            return !isEnough
        }
        do {
            try collector.append(piece)
            return true
        } catch FetchFailure.tooLarge(let limit, _) {
            refusal = .tooLarge(limit: limit, head.isEncoded ? .unpacked : .sent)
        } catch {
            storageError = error
        }
        return false
    }

    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        lastByte = monotonicMilliseconds()
        do throws(FetchFailure) {
            try head.take(line)
            return true
        } catch {
            refusal = error
            return false
        }
    }

    private func mayReceive(_ bytes: Int) -> Bool {
        if bytes > received {
            received = bytes
            lastByte = monotonicMilliseconds()
        }
        guard bytes > limits.sentBody, head.isSuccess, refusal == nil else { return true }
        refusal = .tooLarge(limit: limits.sentBody)
        return false
    }

    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let family = address.pointee.family
        guard mayConnect(AddressPolicy.bytes(family: family, of: serap_curl_address(address)) ?? []) else {
            return serap_curl_bad_socket()
        }
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(family, type, address.pointee.protocol)
    }

    /// Also asked before each request: a connection that another source was allowed to open may be used again. A proxy's
    /// address is whoever names the proxy's to answer for.
    private func mayConnect(_ address: [UInt8]) -> Bool {
        if proxy != nil || mayUse(address) { return true }
        refusedAddress = AddressPolicy.text(address)
        return false
    }

    private func mayUse(_ address: [UInt8]) -> Bool {
        if access.isPublic(address) { return true }
        guard allowsPrivate else { return false }
        return !AddressPolicy.isMetadata(address) || AddressPolicy.literal(parts.host) == address
    }

    private func privateAddress(_ address: String) -> FetchFailure {
        .privateAddress(host: parts.host, address, own: request.allowPrivate ? URLParts(request.url)?.host : nil)
    }
}
