import Pack
import StageKit

/// What every way of selecting shares.
struct FetchContext {
    let register: SourceRegister
    let limits: FetchLimits
    /// Nil by hand, where nothing was captured before.
    let earlier: EarlierCaptures?
    let replay: ReplayFetcher?
    let userAgent: String
    let clock: any WallClock
    let filesDirectory: String
    var access: NetworkAccess
    /// Rules of sites that hold on the run's day.
    var sites: [Site] = []

    /// The address under which a site gives the whole of an article that it cuts into pages; else the page's own.
    func wholeAddress(of url: String) -> String {
        guard !sites.isEmpty, let host = URLParts(url)?.host else { return url }
        return Site.matching(host: host, on: nil, in: sites)?.wholeAddress(of: url) ?? url
    }

    /// What answers requests: the replay where there is one, else the network behind a spool, which hands over the
    /// answers of each group in order.
    func fetcher(_ run: StageRun, groups: [String] = []) throws -> any Fetcher {
        if let replay { return replay }
        let settings = run.settings
        takeRobots(settings.state)
        if let proxies = access.proxies.shown { run.log.info("through the proxy \(proxies)") }
        guard
            let spool = try Spool.open(
                state: settings.state, key: settings.key, partition: settings.partition, captures: earlier,
                terms: limits.terms)
        else { return LoggedFetcher(base: network(filesDirectory, settings.state), log: run.log) }
        return SpooledFetcher(
            spool: spool, base: LoggedFetcher(base: network(spool.directory, settings.state), log: run.log),
            filesDirectory: filesDirectory, groups: groups, log: run.log)
    }

    private func network(_ filesDirectory: String, _ state: String?) -> HTTPFetcher {
        let gate = RobotsGate(
            agent: FetchStage.productToken,
            cache: robots(state), clock: clock,
            maxDelay: limits.crawlDelay)
        return HTTPFetcher(
            limits: limits, userAgent: userAgent, clock: clock, filesDirectory: filesDirectory, access: access,
            gate: gate)
    }
}

extension FetchContext {
    /// The robots.txt files that are kept in a stage's state.
    private func robots(_ state: String?) -> RobotsCache? {
        state.flatMap { $0.isEmpty ? nil : RobotsCache(directory: "\($0)/robots") }
    }

    /// Takes over what the other stages of the night have fetched.
    private func takeRobots(_ state: String?) {
        guard let cache = robots(state), let earlier else { return }
        for (service, copy) in PublishedRobots.read(earlier.tonight, now: clock.now)
        where (cache.copy(of: service)?.fetchedAt).map({ $0 < copy.fetchedAt }) ?? true {
            // A cache that cannot be written costs a request more, and nothing else.
            try? cache.keep(copy, of: service)
        }
    }

    /// Leaves what is fresh for the other stages of the night.
    func leaveRobots(_ run: StageRun) throws {
        guard replay == nil, let cache = robots(run.settings.state) else { return }
        try PublishedRobots.write(cache.sweep(now: clock.now), files: filesDirectory)
    }
}
