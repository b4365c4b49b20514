import CCurl
import Glibc
import RecordIO
import Records

/// Fetching over HTTP and HTTPS by libcurl's multi interface: many hosts at once on one thread.
///
/// Only http and https, no credentials, no cookies; every address is checked before it is used (`AddressPolicy`), and
/// behind a proxy those that stand in URLs. Redirects are followed here and not by libcurl, so that each step waits for
/// its host's turn and the chain is kept. Memory: `limits.parallel` times 4 MiB at most, and what unpacking takes (brotli
/// up to 16 MiB).
final class HTTPFetcher: Fetcher {
    let limits: FetchLimits
    private let userAgent: String
    let clock: any WallClock
    private let filesDirectory: String
    private let access: NetworkAccess
    /// Asked before each step; nil where robots.txt plays no part.
    let gate: RobotsGate?
    /// What is done about hosts that are overloaded; nil where every answer stands.
    var patience: HostPatience?
    /// Steps that wait for the robots.txt of a service.
    var held: [RobotsGate.Service: [Transfer]] = [:]
    private var multi: UnsafeMutableRawPointer?
    var queues: HostQueues<Transfer>
    private var active: [UnsafeMutableRawPointer: Transfer] = [:]

    /// A fetcher that puts large bodies below `filesDirectory`.
    init(
        limits: FetchLimits, userAgent: String, clock: any WallClock, filesDirectory: String,
        access: NetworkAccess = NetworkAccess(), gate: RobotsGate? = nil,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.limits = limits
        self.userAgent = userAgent
        self.clock = clock
        self.filesDirectory = filesDirectory
        self.access = access
        self.gate = gate
        patience = limits.patience.map { HostPatience($0, jitter: jitter) }
        queues = HostQueues(perHost: limits.perHost, delay: limits.delay)
    }

    /// Answers every request once, in the order in which they finish.
    func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws {
        guard Self.isReady, let multi = curl_multi_init() else { throw FetchError.outOfMemory }
        self.multi = multi
        defer { close() }
        // A server that resets a connection under TLS while libcurl writes to it must not end the run: OpenSSL writes
        // without MSG_NOSIGNAL, and libcurl is told to leave signals alone.
        signal(SIGPIPE, SIG_IGN)
        try check(serap_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, OpenFileLimit.raised / 4))
        for (index, request) in requests.enumerated() {
            if let refused = enqueue(index, request, url: request.url) { try deliver(index, refused) }
        }
        while queues.count > 0 || !active.isEmpty {
            while active.count < limits.parallel, let transfer = queues.next(now: monotonicMilliseconds()) {
                try start(transfer, multi)
            }
            var running: Int32 = 0
            try check(curl_multi_perform(multi, &running))
            if try drain(multi, deliver) { continue }
            if try leaveBodies(multi, deliver) { continue }
            let wait = active.count < limits.parallel ? queues.wait(now: monotonicMilliseconds()) ?? 1000 : 1000
            let longest = active.values.contains(where: \.isSkipping) ? 100 : 1000
            try check(curl_multi_poll(multi, nil, 0, Int32(min(wait, longest)), nil))
        }
    }

    /// Puts one step of a request into its host's queue; gives the answer where there is nothing to ask.
    func enqueue(
        _ index: Int, _ request: FetchRequest, url: String, earlier: EarlierSteps = EarlierSteps(),
        robotsOf service: RobotsGate.Service? = nil
    ) -> Answer? {
        var answer = Answer(finalURL: withoutCredentials(url), fetchedAt: clock.now)
        let redirects = earlier.redirects
        answer.redirects = redirects
        guard let parts = URLParts(url) else {
            let fault = URLParts.fault(url)
            answer.failure = fault == .badURL(url) && !redirects.isEmpty ? .badRedirect(url) : fault
            // What is no URL is shown by the failure; the answer came from the one before it.
            if let last = redirects.last { answer.finalURL = last.url }
            return answer
        }
        guard !redirects.contains(where: { URLParts($0.url) == parts }) else {
            answer.failure = .redirectRing(url, setsCookies: earlier.setCookies)
            return answer
        }
        let most = service == nil ? limits.redirects : RobotsGate.redirects
        guard redirects.count <= most else {
            answer.failure = .tooManyRedirects(limit: most, last: url)
            return answer
        }
        let transfer = step(
            index, request, url: url, parts: parts, earlier: earlier, robotsOf: service)
        guard let failure = transfer.refusedBeforehand ?? admit(transfer) else { return nil }
        answer.failure = failure
        return answer
    }

    /// One step of a request, before it is asked.
    func step(
        _ index: Int, _ request: FetchRequest, url: String, parts: URLParts, earlier: EarlierSteps,
        robotsOf service: RobotsGate.Service?
    ) -> Transfer {
        var limits = limits
        if service != nil {
            // RFC 9309, section 2.5: the beginning counts however long the file is, so that neither the length that its
            // head announces nor what an operator wants of pages ends it before a byte is read.
            limits.body = RobotsRules.limit + 1
            limits.sentBody = .max
        }
        let collector = BodyCollector(directory: filesDirectory, name: "\(index)", limit: limits.body)
        let transfer = Transfer(
            index: index, request: request, url: url, parts: parts, earlier: earlier, limits: limits, access: access,
            collector: collector)
        transfer.robotsOf = service
        return transfer
    }

    private func start(_ transfer: Transfer, _ multi: UnsafeMutableRawPointer) throws {
        guard let handle = transfer.open(userAgent: userAgent) else { throw FetchError.outOfMemory }
        transfer.started = monotonicMilliseconds()
        active[handle] = transfer
        try check(curl_multi_add_handle(multi, handle))
    }

    /// Takes what has finished; whether there was anything.
    private func drain(_ multi: UnsafeMutableRawPointer, _ deliver: (Int, Answer) throws -> Void) throws -> Bool {
        var any = false
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = active.removeValue(forKey: handle)
            else { continue }
            any = true
            try end(transfer, handle, message.pointee.data.result, multi, deliver)
        }
        return any
    }

    /// Ends the transfers of which only a body is missing that nobody needs; whether there was any.
    private func leaveBodies(
        _ multi: UnsafeMutableRawPointer, _ deliver: (Int, Answer) throws -> Void
    ) throws -> Bool {
        let now = monotonicMilliseconds()
        let slow = active.filter { $0.value.isSkippingInVain(now: now) }.sorted { $0.value.index < $1.value.index }
        for (handle, transfer) in slow {
            active[handle] = nil
            try end(transfer, handle, CURLE_OK, multi, deliver)
        }
        return !slow.isEmpty
    }

    private func end(
        _ transfer: Transfer, _ handle: UnsafeMutableRawPointer, _ code: CURLcode, _ multi: UnsafeMutableRawPointer,
        _ deliver: (Int, Answer) throws -> Void
    ) throws {
        curl_multi_remove_handle(multi, handle)
        queues.finished(host: transfer.parts.host)
        guard let answer = try finish(transfer, code) else { return }
        for (index, answer) in conclude(transfer, answer) { try deliver(index, answer) }
    }

    /// The answer of a transfer; nil where a redirect leads on.
    private func finish(_ transfer: Transfer, _ code: CURLcode) throws -> Answer? {
        defer { transfer.collector.discard() }
        var answer = Answer(finalURL: transfer.url, fetchedAt: clock.now)
        answer.redirects = transfer.earlier.redirects
        answer.isPrivate = transfer.earlier.arePrivate && transfer.isPrivate
        answer.status = transfer.status
        answer.headers = transfer.headers
        if let failure = try transfer.failure(code) {
            answer.failure = failure
            // Without a byte nothing is known of the file, and that allows nothing.
            if case .tooLarge = failure, transfer.robotsOf != nil, answer.status.map((200..<300).contains) == true,
                !transfer.collector.head.isEmpty
            {
                answer.failure = nil
                answer.body = .memory(transfer.collector.head)
            }
            return answer
        }
        answer.note = transfer.note
        if let status = answer.status, [301, 302, 303, 307, 308].contains(status) {
            let places = Set(answer.headers.values("location")).subtracting([""])
            guard let place = places.first, places.count == 1 else {
                answer.failure = places.isEmpty ? .badRedirect("") : .ambiguousRedirect(places.sorted())
                return answer
            }
            // Many servers leave spaces as they are, and browsers take that.
            let location = place.replacing(" ", with: "%20")
            let earlier = EarlierSteps(
                redirects: transfer.earlier.redirects + [Redirect(url: transfer.url, status: status)],
                spent: transfer.earlier.spent + monotonicMilliseconds() - transfer.started,
                arePrivate: answer.isPrivate,
                setCookies: transfer.earlier.setCookies || !answer.headers.values("set-cookie").isEmpty)
            return enqueue(
                transfer.index, transfer.request, url: transfer.parts.resolve(location), earlier: earlier,
                robotsOf: transfer.robotsOf)
        }
        switch (answer.status ?? 0, transfer.collector.count) {
        // Taken for "unchanged", it would hide for ever that the source gives nothing.
        case (304, _) where !transfer.isConditional:
            answer.failure = .brokenAnswer("304 to a request that names no version")
        case (206, _): answer.failure = .partialBody
        // RFC 9110, section 15.3.6: whatever comes with it is no content.
        case (205, _): answer.failure = .emptyBody(status: 205)
        case (200..<300, 0): answer.failure = .emptyBody(status: answer.status ?? 0)
        default: answer.settle(try transfer.collector.finish())
        }
        return answer
    }

    private func close() {
        guard let multi else { return }
        for (handle, transfer) in active {
            curl_multi_remove_handle(multi, handle)
            transfer.collector.discard()
        }
        active = [:]
        held = [:]
        curl_multi_cleanup(multi)
        self.multi = nil
    }

    private func check(_ code: CURLMcode) throws {
        guard code == CURLM_OK else { throw FetchError.curl(String(cString: curl_multi_strerror(code))) }
    }

    private static let isReady = serap_curl_global_init() == CURLE_OK
}

/// What ends a whole run of fetching.
enum FetchError: Error, CustomStringConvertible {
    case outOfMemory
    case curl(String)
    case noAnswer(String)

    var description: String {
        switch self {
        case .outOfMemory: "out of memory: libcurl gave no handle"
        case .curl(let what): "libcurl: \(what)"
        case .noAnswer(let url): "'\(url)' was asked for and came to no end; this is a fault of the stage"
        }
    }
}
