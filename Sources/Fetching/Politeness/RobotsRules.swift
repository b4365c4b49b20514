/// What a robots.txt says to one crawler (RFC 9309): its rules, its delay, and the sitemaps that it names to all.
///
/// Reading never fails: every line that can be read counts, and all others are passed over (2.3.1.5). Beyond the RFC it
/// accepts a version after a product token (`Serap/1.0`), a missing colon between two words, and the misspellings of
/// names that other crawlers accept. Costs one pass; memory is about twice the length of the rules for this crawler.
struct RobotsRules: Sendable {
    /// One line that allows or disallows.
    struct Rule: Sendable, Equatable {
        /// The line of the file, from 1.
        var line: Int
        var allows: Bool
        fileprivate var tokens: Range<Int>
        /// The length of the pattern in octets, as it is compared; the longest match decides.
        fileprivate var octets: Int
    }

    /// Bytes that are read of a file; the RFC asks for 500 KiB at least (2.5).
    static let limit = 512 << 10
    /// Comparisons of octets for one URL. A file of the greatest length with ordinary rules takes a tenth of that, one
    /// that is made to take long would take hundreds of times as much.
    private static let steps = 4_000_000

    /// Rules for this crawler, in the order of the file.
    private(set) var rules: [Rule] = []
    private var tokens: [RobotsToken] = []
    /// Milliseconds between two requests (`Crawl-delay`, which is no part of the RFC); nil where nothing is asked for.
    private(set) var crawlDelay: Int?
    /// The values of `Sitemap` lines, in their order.
    private(set) var sitemaps: [String] = []

    /// Reads what a file says to a crawler with a product token, such as `serap`.
    init(_ file: [UInt8], agent: String) {
        let agent = Array(agent.lowercased().utf8)
        // Both are kept while reading, as a group for the crawler may yet come.
        var (own, all) = (Group(), Group())
        var isNamed = false
        var (namesOwn, namesAll, isOpen) = (false, false, false)
        RobotsLine.forEach(in: file) { number, line in
            switch line.field {
            case .userAgent:
                // A user-agent line after a rule begins the next group.
                if !isOpen { (namesOwn, namesAll) = (false, false) }
                isOpen = true
                switch RobotsLine.agent(line.value) {
                case .all: namesAll = true
                case .token(let token) where token == agent:
                    namesOwn = true
                    isNamed = true
                case .token: break
                }
            case .allow, .disallow:
                isOpen = false
                if namesOwn { own.add(line.value, line: number, allows: line.field == .allow) }
                if namesAll { all.add(line.value, line: number, allows: line.field == .allow) }
            case .crawlDelay:
                guard let delay = RobotsLine.milliseconds(line.value) else { break }
                if namesOwn { own.crawlDelay = max(own.crawlDelay ?? 0, delay) }
                if namesAll { all.crawlDelay = max(all.crawlDelay ?? 0, delay) }
            case .sitemap:
                if !line.value.isEmpty { sitemaps.append(String(decoding: line.value, as: UTF8.self)) }
            }
        }
        let group = isNamed ? own : all
        rules = group.rules
        tokens = group.tokens
        crawlDelay = group.crawlDelay
    }

    /// The rule that decides on a path with its query; nil where none matches, which allows it.
    func rule(for target: String) -> Rule? {
        let path = RobotsToken.ofTarget(target)
        // 2.2.2: this one is allowed whatever the rules say.
        if target == "/robots.txt" { return nil }
        return tokens.withUnsafeBufferPointer { tokens in
            path.withUnsafeBufferPointer { path in
                var best: Rule?
                var steps = Self.steps
                for rule in rules {
                    if let best, rule.octets < best.octets { continue }
                    if let best, rule.octets == best.octets, best.allows || !rule.allows { continue }
                    // What takes too long to be found out is not allowed.
                    if RobotsToken.matches(tokens[rule.tokens], path, steps: &steps) ?? !rule.allows { best = rule }
                }
                return best
            }
        }
    }

    /// Whether a path with its query may be asked for.
    func allows(_ target: String) -> Bool { rule(for: target)?.allows ?? true }

    /// A rule as it is compared: `Disallow: /foo/%E3%83%84`.
    func text(_ rule: Rule) -> String {
        (rule.allows ? "Allow: " : "Disallow: ") + RobotsToken.text(tokens[rule.tokens])
    }

    private struct Group {
        var rules: [Rule] = []
        var tokens: [RobotsToken] = []
        var crawlDelay: Int?

        mutating func add(_ value: ArraySlice<UInt8>, line: Int, allows: Bool) {
            // An empty pattern matches nothing, and one that begins otherwise is none: paths begin with a slash.
            guard value.first == UInt8(ascii: "/") || value.first == UInt8(ascii: "*") else { return }
            let start = tokens.count
            let octets = RobotsToken.append(pattern: value, to: &tokens)
            rules.append(Rule(line: line, allows: allows, tokens: start..<tokens.count, octets: octets))
        }
    }
}
