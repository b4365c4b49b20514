import Fetching
import Markup
import Pack
import Records
import StageKit

/// Finds the feeds and sitemaps of a site: what its page, its robots.txt and the usual places name is tried, a bounded
/// number of addresses, and judged by what it holds.
struct Discovery {
    /// At most so many anchors, sitemaps of robots.txt, and sitemaps of one index.
    private static let linked = 12
    private static let robots = 10
    private static let children = 3
    /// Usual places that are tried at once, and other addresses.
    private static let guesses = 3
    private static let atOnce = 6

    private let visitor: Visitor
    private var way: DiscoveryWay
    private var candidates: CandidateList
    private var findings: [Finding] = []
    private var refused: [Refusal] = []
    private var indexed: Set<String> = []

    /// A discovery that tries at most so many addresses.
    init(visitor: Visitor, most: Int, allowPrivate: Bool) {
        self.visitor = visitor
        candidates = CandidateList(most: most)
        way = DiscoveryWay(visitor: visitor, allowPrivate: allowPrivate)
    }

    /// Looks at an address; `register` are the sources that are known, `zone` the clocks there, with a reason.
    mutating func discover(
        _ address: String, register: [Source] = [], zone: (zone: Zone, reason: String)? = nil
    ) throws -> Result {
        var result = Result(address: address)
        let start = try open(address)
        var site = URLParts(start.answer.finalURL)
        if start.answer.failure == nil {
            take(start, .given)
            if findings.isEmpty {
                result.page = PageLinks(start.bytes, url: start.answer.finalURL, charset: start.answer.headers.charset)
            }
        } else {
            if let failure = start.answer.failure {
                refused.append(Refusal(url: start.url, reason: failure.reason, detail: failure.detail))
            }
            result.isSilent = start.isSilent
            // Where nobody answers, or nothing may be asked for, all further addresses come to the same.
            if start.isSilent || start.isClosed { site = nil }
        }
        if let site { try search(site, &result) }
        result.refused = refused
        result.leftOut = candidates.leftOut
        result.tried = max(candidates.taken, findings.count + refused.count)
        (result.found, result.repeated) = FindingRank(path: site?.target ?? "/").ranked(findings)
        if let best = result.found.first {
            result.known = FindingRank.known(result.found, register)
            result.best = SourceGuess(best, result: result, codes: Set(register.map(\.code)), zone: zone)
        }
        return result
    }

    /// The address given; without a scheme by https, and by http where that does not answer.
    private mutating func open(_ address: String) throws -> Visitor.Visit {
        let isWhole = address.contains("://")
        var last: Visitor.Visit?
        for url in isWhole ? [address] : ["https://\(address)", "http://\(address)"] {
            guard URLParts(url) != nil else {
                let fault = URLParts.fault(url)
                guard case .badURL = fault else { throw StageFailure.usage(fault.detail) }
                throw StageFailure.usage(
                    "'\(address)' is no address of the web; give one such as https://media.example/")
            }
            _ = candidates.note(url)
            way.begin(at: url)
            last = try ask([url]).first
            if let last { way.answered(last) }
            if let last, !last.isSilent { return last }
        }
        guard let last else { throw StageFailure.failed("'\(address)' came to no end; this is a fault of the stage") }
        return last
    }

    private func ask(_ urls: [String]) throws -> [Visitor.Visit] {
        try visitor.visit(urls.map(way.request))
    }

    private mutating func search(_ site: URLParts, _ result: inout Result) throws {
        let root = "\(site.scheme)://\(site.authority)/"
        if let page = result.page { add(page, site) }
        if site.target != "/", candidates.note(root), let visit = try ask([root]).first, visit.answer.failure == nil {
            let page = PageLinks(visit.bytes, url: visit.answer.finalURL, charset: visit.answer.headers.charset)
            if result.page == nil || result.page?.head.isEmpty == true { result.page = page }
            add(page, site)
        }
        var named: [String] = []
        if let visit = try ask([root + "robots.txt"]).first, visit.answer.failure == nil {
            named = Array(Visitor.sitemaps(inRobots: visit.bytes, at: site).prefix(Self.robots))
            candidates.add(named, .robots)
        }
        try tryNext()
        try guess(UsualPlaces.feeds(at: site, generator: result.page?.generator)) {
            $0.kind == .feed && !$0.isOfComments
        }
        if named.isEmpty { try guess(UsualPlaces.sitemaps(at: site)) { $0.kind != .feed } }
        try openIndexes()
    }

    private mutating func add(_ page: PageLinks, _ site: URLParts) {
        candidates.add(UsualPlaces.declared(page), .declared)
        candidates.add(Array(UsualPlaces.linked(page, host: site.host).prefix(Self.linked)), .linked)
    }

    /// Tries usual places, a few at a time, until one of them is what is looked for: a site need not answer for all.
    private mutating func guess(_ places: [String], _ isWanted: (Finding) -> Bool) throws {
        for start in stride(from: 0, to: places.count, by: Self.guesses) {
            if findings.contains(where: isWanted) { return }
            candidates.add(Array(places[start...].prefix(Self.guesses)), .wellKnown)
            try tryNext()
        }
    }

    private mutating func tryNext() throws {
        let batch = candidates.next()
        // Bodies are read in memory, so not too many at once.
        for start in stride(from: 0, to: batch.count, by: Self.atOnce) {
            let some = Array(batch[start...].prefix(Self.atOnce))
            for (candidate, visit) in zip(some, try ask(some.map(\.url))) { take(visit, candidate.reason) }
        }
    }

    private mutating func take(_ visit: Visitor.Visit, _ reason: Candidate.Reason) {
        switch FindingJudge.judge(visit, reason: reason) {
        case .found(let finding): findings.append(finding)
        case .refused(let code, let detail):
            // That the address given is a page is what it should be.
            if reason == .given { return }
            refused.append(Refusal(url: visit.url, reason: code, detail: detail))
        }
    }

    /// The newest sitemaps of each index, and those named for news: an index is as good as what it lists.
    private mutating func openIndexes() throws {
        let indexes = findings.indices.filter { findings[$0].kind == .index }
        for index in indexes {
            let children = findings[index].children
            let news = children.filter { $0.lowercased().contains("news") }
            candidates.add(Array((news.prefix(Self.children - 1) + children.prefix(1)).prefix(Self.children)), .index)
            let before = findings.count
            try tryNext()
            let opened = findings[before...]
            findings[index].newest = opened.compactMap(\.newest).max()
            findings[index].oldest = opened.compactMap(\.oldest).min()
            findings[index].zone = opened.compactMap(\.zone).first
            findings[index].language = opened.compactMap(\.language).first
            // A plain sitemap of an index is no source of its own: the index leads to the next one too.
            let plain = Set(opened.filter { $0.kind != .newsSitemap }.map(\.url))
            findings.removeAll { $0.reason == .index && plain.contains($0.url) }
        }
    }
}
