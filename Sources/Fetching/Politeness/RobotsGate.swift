import Records

/// Whether a service's robots.txt lets this crawler ask for a URL (RFC 9309), for all services of a run.
///
/// It asks for nothing itself: where it does not know a service yet it hands out the request for the robots.txt once, and
/// takes its answer. A service is a scheme with an authority (2.3); addresses are checked for robots.txt as for the
/// request that needs it. Memory: the rules of each service for this one crawler.
final class RobotsGate {
    /// A service as requests with equal rights see it.
    struct Service: Hashable {
        /// `https://media.example`
        var origin: String
        var allowPrivate: Bool
        var host: String
        /// Where a redirect of the file may lead, as the source says; nobody where no private address is allowed.
        var privateHosts = PrivateHosts()
        /// The way there.
        var proxy: String?
    }

    enum Verdict {
        case allowed
        case refused(FetchFailure)
        /// Its robots.txt is not there yet; the request for it comes with the first such verdict.
        case unknown(Service, ask: FetchRequest?)
    }

    /// The most steps of a redirect that are followed for a robots.txt (2.3.1.2).
    static let redirects = 5

    private enum State {
        case asked(stale: RobotsCache.Copy?)
        case rules(RobotsRules)
        case everything
        case nothing(FetchFailure)
    }

    private let agent: String
    private let cache: RobotsCache?
    private let clock: any WallClock
    private let maxDelay: Int
    private var states: [Service: State] = [:]
    private var notes: [String: String] = [:]
    /// Hosts that asked for a delay since this was last taken, with milliseconds.
    private var delays: [(host: String, delay: Int)] = []

    /// A gate for a product token; delays that services ask for are kept up to `maxDelay` milliseconds.
    init(agent: String, cache: RobotsCache?, clock: any WallClock, maxDelay: Int) {
        self.agent = agent
        self.cache = cache
        self.clock = clock
        self.maxDelay = maxDelay
    }

    /// Whether a request may ask for a URL, which is its own or one that it was redirected to.
    ///
    /// `allowsPrivate`: addresses that are not public may be used for this URL.
    func verdict(_ request: FetchRequest, _ parts: URLParts, allowsPrivate: Bool) -> Verdict {
        guard !request.isPermitted(host: parts.host) else { return .allowed }
        let service = Service(
            origin: parts.origin, allowPrivate: allowsPrivate, host: parts.host,
            privateHosts: allowsPrivate ? request.privateHosts : PrivateHosts(), proxy: request.proxy)
        switch states[service] ?? remembered(service) {
        case .everything: return .allowed
        case .nothing(let failure): return .refused(failure.of(request))
        case .rules(let rules):
            guard let rule = rules.rule(for: parts.target), !rule.allows else { return .allowed }
            return .refused(.robots(file: file(service), line: rule.line, rule: rules.text(rule)))
        case .asked: return .unknown(service, ask: nil)
        case nil:
            states[service] = .asked(stale: cache?.copy(of: service.origin))
            var ask = request
            ask.url = file(service)
            // Where a redirect led here, it may have led out of the hosts that the source names.
            ask.allowPrivate = allowsPrivate
            ask.validators = nil
            return .unknown(service, ask: ask)
        }
    }

    /// Takes the answer to the request for a service's robots.txt.
    func take(_ answer: Answer, of service: Service) {
        var stale: RobotsCache.Copy?
        if case .asked(let copy)? = states[service] { stale = copy }
        switch Self.outcome(answer) {
        case .file(let bytes):
            settle(service, RobotsCache.Copy(file: bytes, fetchedAt: answer.fetchedAt), keeps: true)
        case .absent: settle(service, RobotsCache.Copy(file: nil, fetchedAt: answer.fetchedAt), keeps: true)
        case .unreachable(let failure):
            // 2.3.1.4 and 2.4: a copy of whatever age is better than nothing at all.
            if let stale { return settle(service, stale, keeps: false) }
            // Where no connection comes about, none will for the page either, and that is what people must know.
            let isHost = answer.redirects.isEmpty && failure.isOfConnection
            states[service] = .nothing(isHost ? failure : .robotsUnreachable(file: file(service), failure))
        }
    }

    /// The delays that hosts have asked for since this was last called, in milliseconds.
    func takeDelays() -> [(host: String, delay: Int)] {
        guard !delays.isEmpty else { return [] }
        defer { delays = [] }
        return delays
    }

    /// What an operator should know of a host's wishes; nil where all of them are kept.
    func note(host: String) -> String? { notes[host] }

    private enum Outcome {
        case file([UInt8])
        case absent
        case unreachable(FetchFailure)
    }

    private static func outcome(_ answer: Answer) -> Outcome {
        switch (answer.failure, answer.status) {
        case (nil, _):
            if case .memory(let bytes)? = answer.body { return .file(bytes) }
            return .absent
        // "Too many requests" says nothing of the file.
        case (let failure?, 429): return .unreachable(failure)
        case (_, let status?) where (300..<500).contains(status): return .absent
        case (let failure?, _) where failure.isOfRedirects: return .absent
        case (.emptyBody?, _): return .file([])
        case (let failure?, _): return .unreachable(failure)
        }
    }

    /// What the cache says of a service that this run has not met, where that is not too old.
    private func remembered(_ service: Service) -> State? {
        guard let copy = cache?.copy(of: service.origin), copy.isFresh(at: clock.now) else { return nil }
        settle(service, copy, keeps: false)
        return states[service]
    }

    private func settle(_ service: Service, _ copy: RobotsCache.Copy, keeps: Bool) {
        // A cache that cannot be written costs a request more the next time, and nothing else.
        if keeps { try? cache?.keep(copy, of: service.origin) }
        guard let file = copy.file else { return states[service] = .everything }
        let rules = RobotsRules(file, agent: agent)
        states[service] = .rules(rules)
        guard let wish = rules.crawlDelay, wish > 0 else { return }
        delays.append((service.host, min(wish, maxDelay)))
        if wish > maxDelay {
            notes[service.host] =
                "\(self.file(service)) asks for \(seconds(wish)) s between requests; \(seconds(maxDelay)) s were kept, "
                + "as 'max_crawl_delay_s' says"
        }
    }

    private func file(_ service: Service) -> String { "\(service.origin)/robots.txt" }

    private func seconds(_ milliseconds: Int) -> String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
    }
}

extension FetchFailure {
    /// The failure of a robots.txt as that of one of the requests that wait for it: sources allow different things.
    fileprivate func of(_ request: FetchRequest) -> FetchFailure {
        guard case .privateAddress(let host, let text, _) = self, let address = AddressPolicy.bytes(text) else {
            return self
        }
        return .privateAddress(host: host, text, request.privateHosts.refusal(of: host, at: address))
    }
}

extension FetchRequest {
    /// Whether the owner of a host has permitted what its robots.txt does not.
    func isPermitted(host: String) -> Bool {
        permittedHosts.contains { host == $0 || host.hasSuffix(".\($0)") }
    }
}

extension URLParts {
    /// Scheme and authority, without a port that the scheme implies.
    var origin: String {
        let implied = scheme == "https" ? ":443" : ":80"
        return "\(scheme)://\(authority.hasSuffix(implied) ? String(authority.dropLast(implied.count)) : authority)"
    }
}
