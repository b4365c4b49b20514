import Fetching
import Records

/// What was found, as a `sources.yaml` with everything else in comments.
enum DiscoveryText {
    /// The text, with its last line end left to `print`.
    static func text(_ result: Discovery.Result, allowPrivate: Bool = false) -> String {
        guard let guess = result.best, let best = result.found.first else {
            return nothing(result).joined(separator: "\n")
        }
        var lines = [
            "# \(result.address): \(count(result.tried, "address", "addresses")) tried, "
                + "\(result.found.count) with entries"
        ]
        if let known = result.known {
            lines.append("# the register has \(known.url) already, as '\(known.code)'")
        }
        lines.append("# \(words(best))")
        lines += warnings(best).map { "# \($0)" }
        lines += SourceEntryYAML.file(guess, allowPrivate: allowPrivate).split(separator: "\n").map(String.init)
        if result.found.count > 1 {
            lines += ["", "# also found:"]
            for finding in result.found.dropFirst() { lines += ["#   \(finding.url)", "#     \(words(finding))"] }
        }
        if !result.repeated.isEmpty {
            lines += ["", "# the same lists again:"]
            lines += result.repeated.map { "#   \($0.url) is \($0.of)" }
        }
        lines += tried(result)
        return lines.map(SourceEntryYAML.oneLine).joined(separator: "\n")
    }

    /// A finding in one line: `RSS feed with 10 entries, the newest of 2023-08-15T11:19:00Z; summaries; WordPress 6.2;
    /// named by the page's link element`.
    static func words(_ finding: Finding) -> String {
        var words: [String] = []
        switch finding.kind {
        case .feed:
            let names = ["rss": "RSS feed", "rdf": "RDF feed", "atom": "Atom feed", "jsonfeed": "JSON Feed"]
            let name = names[finding.format.rawValue] ?? finding.format.rawValue
            words.append("\(name) with \(count(finding.entries, "entry", "entries"))")
        case .newsSitemap: words.append("news sitemap with \(count(finding.entries, "page", "pages"))")
        case .sitemap: words.append("sitemap with \(count(finding.entries, "page", "pages"))")
        case .index: words.append("index of \(count(finding.entries, "sitemap", "sitemaps"))")
        }
        words[0] += finding.newest.map { ", the newest of \($0)" } ?? ", without dates"
        if finding.kind == .feed { words.append(finding.isFullText ? "whole texts" : "summaries") }
        if finding.isOfComments { words.append("of comments, not of articles") }
        if let title = finding.title { words.append("'\(title)'") }
        if let generator = finding.generator { words.append(generator) }
        words.append(finding.reason.words)
        return words.joined(separator: "; ")
    }

    private static func warnings(_ finding: Finding) -> [String] {
        var lines: [String] = []
        if let days = finding.daysOld, days > 30 {
            lines.append("nothing new for \(days) days: look whether the site still uses it")
        }
        if finding.kind == .sitemap {
            lines.append("an ordinary sitemap lists all that the site has: the first nights fetch many old pages")
        }
        if finding.isOfComments { lines.append("nothing but a list of comments was found") }
        return lines
    }

    private static func nothing(_ result: Discovery.Result) -> [String] {
        var lines = [
            "# \(result.address): no feed and no sitemap with entries among \(count(result.tried, "address", "addresses"))"
        ]
        lines += tried(result)
        let reasons = Set(result.refused.map(\.reason))
        lines.append("")
        if !reasons.isDisjoint(with: ["http_403", "http_429", "http_503"]) {
            lines.append("# the site refuses programs: ask its keeper for a feed, and put 'contact' into --params")
        }
        if reasons.contains("robots_unreachable") {
            lines += [
                "# while its robots.txt cannot be read a site must be left alone (RFC 9309): try again another day, or ask its",
                "# keeper; where he permits it all the same: --pack with a source that has 'robots: false'",
            ]
        } else if reasons.contains("private_address") {
            lines.append("# for a site of one's own network: --allow-private")
        } else if result.isSilent {
            lines.append("# nothing answered: look at the address in a browser")
        } else {
            lines += [
                "# what to try: the address of a section or of an article; a search for 'rss' on the site; asking its keeper;",
                "# else a source of type page (only the pages that it links to now), or saved files through an inbox",
            ]
        }
        return lines.map(SourceEntryYAML.oneLine)
    }

    private static func tried(_ result: Discovery.Result) -> [String] {
        var lines: [String] = []
        if !result.refused.isEmpty {
            lines += ["", "# tried, and no list of entries:"]
            lines += RefusalGroup.groups(of: result.refused).map { "#   \($0.text)" }
        }
        if result.leftOut > 0 {
            lines += ["", "# \(result.leftOut) more were not tried; --most raises the bound"]
        }
        return lines
    }

    private static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }
}

/// What was found, for programs.
enum DiscoveryJSON {
    /// `{"address", "entry", "known", "found": […], "repeated": […], "refused": […], "left_out"}`
    static func object(_ result: Discovery.Result, allowPrivate: Bool = false) -> JSONObject {
        var object: JSONObject = ["address": .string(result.address)]
        object["entry"] = result.best.map { .object(entry($0, allowPrivate)) } ?? .null
        if let known = result.known { object["known"] = .string(known.code) }
        object["found"] = .array(result.found.map { .object(finding($0)) })
        object["repeated"] = .array(result.repeated.map { ["url": .string($0.url), "of": .string($0.of)] })
        object["refused"] = .array(
            result.refused.map {
                ["url": .string($0.url), "reason": .string($0.reason), "detail": .string($0.detail)]
            })
        object["left_out"] = .int(result.leftOut)
        return object
    }

    private static func finding(_ finding: Finding) -> JSONObject {
        var object: JSONObject = ["url": .string(finding.url)]
        if finding.asked != finding.url { object["asked"] = .string(finding.asked) }
        object["kind"] = .string(kinds(finding.kind))
        object["format"] = .string(finding.format.rawValue)
        object["entries"] = .int(finding.entries)
        if finding.kind == .feed { object["full_texts"] = .int(finding.fullTexts) }
        if let newest = finding.newest { object["newest"] = .string(newest.description) }
        if let oldest = finding.oldest { object["oldest"] = .string(oldest.description) }
        if let title = finding.title { object["title"] = .string(title) }
        if let language = finding.language { object["language"] = .string(language) }
        if let generator = finding.generator { object["generator"] = .string(generator) }
        if finding.isOfComments { object["comments"] = true }
        object["found_by"] = .string(finding.reason.words)
        return object
    }

    private static func kinds(_ kind: Finding.Kind) -> String {
        switch kind {
        case .feed: "feed"
        case .newsSitemap: "news_sitemap"
        case .sitemap: "sitemap"
        case .index: "sitemap_index"
        }
    }

    private static func entry(_ guess: SourceGuess, _ allowPrivate: Bool) -> JSONObject {
        let source = guess.source
        var object: JSONObject = [
            "code": .string(source.code), "name": .string(source.name), "type": .string(source.kind.rawValue),
            "url": .string(source.url), "domains": .array(source.domains.map { .string($0) }),
            "owner": .string(source.owner.rawValue), "lang": .string(source.language),
            "zone": .string(source.zone.name), "weight": .double(source.weight), "follow": .bool(source.follow),
        ]
        if source.pages > 1 { object["pages"] = .int(source.pages) }
        if allowPrivate { object["allow_private"] = true }
        if let proxy = source.proxy { object["proxy"] = .string(proxy) }
        object["origin"] = .string(source.origin.source)
        object["reasons"] = .object(
            JSONObject(guess.reasons.keys.sorted().map { ($0, .string(guess.reasons[$0] ?? "")) }))
        return object
    }
}
