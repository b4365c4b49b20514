import CCurl
import Glibc
import Records

/// One request under way in libcurl: its handle, and what its callbacks have gathered.
///
/// The callbacks run on the thread that drives the multi handle, so nothing here is shared. `TransferOptions.swift` tells
/// libcurl what to do.
final class Transfer {
    /// The request's place in the list.
    let index: Int
    let request: FetchRequest
    /// The URL of this step.
    let url: String
    let parts: URLParts
    /// The steps before this one.
    let earlier: EarlierSteps
    let limits: FetchLimits
    let access: NetworkAccess
    let proxy: Proxy?
    private var addresses: AddressGuard
    private var head: AnswerHead
    private var body: BodyIntake
    /// More of this answer is not needed.
    private var isEnough = false
    private var lastByte = 0
    /// When the head of an answer had come whose body nobody needs.
    private var headEnd: Int?
    /// What a callback refused; it explains the error that libcurl then reports.
    private var refusal: FetchFailure?
    private var storageError: (any Error)?
    var handle: UnsafeMutableRawPointer?
    var resolved: UnsafeMutablePointer<curl_slist>?
    var requestLines: UnsafeMutablePointer<curl_slist>?
    let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    var started = 0
    /// How often the step was asked before.
    var attempt = 0
    /// The service whose robots.txt this is; nil for what somebody asked for.
    var robotsOf: RobotsGate.Service?

    init(
        index: Int, request: FetchRequest, url: String, parts: URLParts, earlier: EarlierSteps, limits: FetchLimits,
        access: NetworkAccess, collector: BodyCollector
    ) {
        self.index = index
        self.request = request
        self.url = url
        self.parts = parts
        self.earlier = earlier
        self.limits = limits
        self.access = access
        head = AnswerHead(limits: limits)
        body = BodyIntake(limits: limits, collector: collector)
        proxy = access.proxies.proxy(parts, source: request.proxy)
        addresses = AddressGuard(
            request, host: parts.host, earlier: earlier, access: access, hasProxy: proxy != nil)
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

    /// Where the body is kept.
    var collector: BodyCollector { body.collector }

    /// Why the URL is not asked for at all; nil where it is.
    var refusedBeforehand: FetchFailure? { addresses.refusedBeforehand() }

    /// The source allows this step to use addresses that are not public.
    var allowsPrivate: Bool { addresses.allowsPrivate }

    /// The connection went to an address that is not public.
    var isPrivate: Bool { addresses.isPrivate }

    /// Whether this step may be answered by 304: only the URL that gave the validators is asked with them.
    var isConditional: Bool { request.validators?.url == url }

    /// The status of the last answer; nil where none came.
    var status: Int? {
        var status = 0
        guard let handle, serap_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK else { return nil }
        return status == 0 ? nil : status
    }

    /// What the transfer came to by libcurl's result; throws where a body could not be stored.
    func failure(_ code: CURLcode) throws -> FetchFailure? {
        if let storageError { throw storageError }
        if isEnough { return proxyRefusal }
        if let refusal { return refusal }
        // Status and `Location` decide, whatever becomes of the body that nobody needs.
        if head.isAllThatCounts { return proxyRefusal }
        if code == CURLE_OK {
            guard head.isOver else { return .truncated("in the middle of its headers") }
            return try proxyRefusal ?? body.end(of: head)
        }
        if let failure = addresses.failure { return failure }
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

    /// What an operator should know of the body that was taken.
    var note: String? {
        guard body.isUntrue else { return nil }
        let name = headers["content-encoding"] ?? ""
        return "the body is plain text, though its headers say 'Content-Encoding: \(name.prefix(40))'; taken as it came"
    }

    private var proxyRefusal: FetchFailure? {
        guard let proxy, status == 407 else { return nil }
        return .proxy("the proxy '\(proxy.authority)' wants another user name and password (407)")
    }

    /// Milliseconds for a body that nobody needs, so that its connection can be used again.
    static let longestSkipping = 500

    /// Whether only a body is missing that nobody needs.
    var isSkipping: Bool { headEnd != nil }

    /// Whether a body that nobody needs has taken too long.
    func isSkippingInVain(now: Int) -> Bool { headEnd.map { now - $0 >= Self.longestSkipping } ?? false }

    /// Takes bytes of the body; false ends the transfer.
    func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        lastByte = monotonicMilliseconds()
        do {
            isEnough = try !body.take(piece, of: head)
            return !isEnough
        } catch let failure as FetchFailure {
            refusal = failure
        } catch {
            storageError = error
        }
        return false
    }

    /// Takes a line of the head or of the trailers; false ends the transfer.
    func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        lastByte = monotonicMilliseconds()
        do throws(FetchFailure) {
            try head.take(line)
            if headEnd == nil, head.isAllThatCounts { headEnd = lastByte }
            return true
        } catch {
            refusal = error
            return false
        }
    }

    /// A socket for an address, where it may be used.
    func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let family = address.pointee.family
        guard mayConnect(AddressPolicy.bytes(family: family, of: serap_curl_address(address)) ?? []) else {
            return serap_curl_bad_socket()
        }
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(family, type, address.pointee.protocol)
    }

    /// Whether a connection may be opened or used; asked for each.
    func mayConnect(_ address: [UInt8]) -> Bool { addresses.mayConnect(address) }
}
