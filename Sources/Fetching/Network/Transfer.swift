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
    private(set) var handle: UnsafeMutableRawPointer?
    private(set) var headers = HeaderFields()
    private var headerBytes = 0
    /// What a callback refused; it explains the error that libcurl then reports.
    private var refusal: FetchFailure?
    private var refusedAddress: String?
    private var storageError: (any Error)?
    private var requestLines: UnsafeMutablePointer<curl_slist>?
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    var started = 0
    /// How often the step was asked before.
    var attempt = 0
    /// The service whose robots.txt this is; nil for what somebody asked for.
    var robotsOf: RobotsGate.Service?

    init(
        index: Int, request: FetchRequest, url: String, parts: URLParts, redirects: [Redirect] = [], spent: Int = 0,
        limits: FetchLimits, collector: BodyCollector
    ) {
        self.index = index
        self.request = request
        self.url = url
        self.parts = parts
        self.redirects = redirects
        self.spent = spent
        self.limits = limits
        self.collector = collector
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        if let handle { curl_easy_cleanup(handle) }
        curl_slist_free_all(requestLines)
        message.deallocate()
    }

    /// Whether this step may be answered by 304: only the URL that gave the validators is asked with them.
    var isConditional: Bool { request.validators?.url == url }

    /// Makes the handle ready; nil where libcurl has no memory left.
    func open(userAgent: String) -> UnsafeMutableRawPointer? {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        let context = Unmanaged.passUnretained(self).toOpaque()
        func set(_ option: CURLoption, _ value: Int) { _ = serap_curl_set_long(handle, option, value) }
        _ = serap_curl_set_string(handle, CURLOPT_URL, url)
        _ = serap_curl_set_string(handle, CURLOPT_USERAGENT, userAgent)
        _ = serap_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "")
        // Names are resolved and addresses checked here; a proxy would do both out of sight.
        _ = serap_curl_set_string(handle, CURLOPT_PROXY, "")
        _ = serap_curl_http_only(handle)
        for line in isConditional ? request.validators?.lines ?? [] : [] {
            requestLines = curl_slist_append(requestLines, line)
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_HTTPHEADER, requestLines)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout)
        set(CURLOPT_TIMEOUT_MS, max(1, limits.totalTimeout - spent))
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, limits.stallTimeout)
        set(CURLOPT_NOPROGRESS, 0)
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
            return Transfer.of(context).mayUse(AddressPolicy.bytes(address) ?? []) ? 0 : 1
        }
        return handle
    }

    /// What the transfer came to by libcurl's result; throws where a body could not be stored.
    func failure(_ code: CURLcode) throws -> FetchFailure? {
        if let storageError { throw storageError }
        if code == CURLE_OK { return nil }
        if let refusal { return refusal }
        if let refusedAddress { return .privateAddress(host: parts.host, refusedAddress) }
        let text = message.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: message)
        return CurlFailure.failure(code, text, host: parts.host, limits: limits, url: url)
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
        do {
            try collector.append(piece)
            return true
        } catch let failure as FetchFailure {
            refusal = failure
        } catch {
            storageError = error
        }
        return false
    }

    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        // A status line begins an answer anew: what stood before was a 1xx.
        if line.starts(with: "HTTP/".utf8) { headers = HeaderFields() }
        headerBytes += line.count
        guard headerBytes <= limits.headers else {
            refusal = .headersTooLarge(limit: limits.headers)
            return false
        }
        headers.add(line: line)
        return true
    }

    private func mayReceive(_ bytes: Int) -> Bool {
        guard bytes > limits.body else { return true }
        refusal = .tooLarge(limit: limits.body)
        return false
    }

    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let family = address.pointee.family
        guard mayUse(AddressPolicy.bytes(family: family, of: serap_curl_address(address)) ?? []) else {
            return serap_curl_bad_socket()
        }
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(family, type, address.pointee.protocol)
    }

    /// Also asked before each request: a connection that another source was allowed to open may be used again.
    private func mayUse(_ address: [UInt8]) -> Bool {
        if request.allowPrivate || AddressPolicy.isPublic(address) { return true }
        refusedAddress = AddressPolicy.text(address)
        return false
    }
}
