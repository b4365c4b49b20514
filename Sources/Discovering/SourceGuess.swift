import Fetching
import Markup
import Pack
import Records

/// An entry of the register for a finding: what is known of it, and for each guess what it rests on.
struct SourceGuess: Equatable {
    /// The entry as the register's reader takes it.
    var source: Source
    /// By key of the entry: the reason, for a comment.
    var reasons: [String: String] = [:]

    init(_ finding: Finding, result: Discovery.Result, codes: Set<String>, zone: (zone: Zone, reason: String)?) {
        let host = URLParts(finding.url)?.host ?? ""
        let domains = Self.domains(finding, host: host)
        let site = domains.first ?? host
        let code = Self.code(site, taken: codes)
        let owner = Self.owner(site, path: URLParts(finding.url)?.target ?? "")
        source = Source(
            code: code, name: Self.name(finding, result.page) ?? site, kind: finding.kind == .feed ? .feed : .sitemap,
            url: finding.address, domains: domains, owner: owner.owner,
            origin: Origin(
                source: "serap-fetch discover \(finding.triedAt.day(in: .utc))", verified: false))
        reasons["owner"] = owner.reason
        reasons["code"] = code == Self.code(site, taken: []) ? nil : "the plain name of the host is taken"
        let declared = finding.language ?? result.page?.language
        source.language = Self.language(declared) ?? "id"
        let speaker = finding.language != nil ? "the list" : "the page"
        reasons["lang"] = declared.map { "\(speaker) says '\($0)'" } ?? "nothing says; Indonesian is a guess"
        if let own = finding.zone {
            source.zone = Self.named(own)
            reasons["zone"] = "most dates of the list say \(own.name)"
        } else if let zone {
            source.zone = Self.named(zone.zone)
            reasons["zone"] = "\(zone.reason); the dates of the list name none but UTC"
        } else {
            reasons["zone"] = "nothing says; its dates name none but UTC"
        }
        reasons["weight"] = "as any other source"
        source.follow = !finding.isFullText
        reasons["follow"] =
            finding.isFullText
            ? "the feed carries whole texts; true fetches the pages too"
            : finding.kind == .feed ? "the feed carries summaries" : "a sitemap carries no texts"
        if let pages = finding.pages {
            source.pages = pages
            reasons["pages"] = "\(finding.entries) entries last less than two days"
        }
    }

    /// The hosts of most entries, and the list's own, without `www.` and without those that lie below another.
    private static func domains(_ finding: Finding, host: String) -> [String] {
        func plain(_ host: String) -> String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }
        var counts: [String: Int] = [:]
        let links = finding.kind == .index ? [] : Array(finding.keys)
        for key in links { if let parts = URLParts(key) { counts[plain(parts.host), default: 0] += 1 } }
        let few = max(1, links.count / 10)
        var hosts = counts.filter { $0.value >= few }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        if hosts.isEmpty { hosts = [plain(host)] }
        hosts = Array(hosts.prefix(3))
        let outer = hosts.filter { host in !hosts.contains { $0 != host && host.hasSuffix(".\($0)") } }
        // Redirects go from one private host to another where the register names both.
        let own = URLParts(finding.address)?.host
        return outer
            + finding.privateHosts.filter { host in
                host != own && !outer.contains { host == $0 || host.hasSuffix(".\($0)") }
            }
    }

    /// `kaltim.media.co.id` is `kaltim-media`.
    private static func code(_ host: String, taken: Set<String>) -> String {
        var labels = host.split(separator: ".").map {
            $0.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
        if labels.count > 1 { labels.removeLast() }
        if labels.count > 1, let last = labels.last, secondLevel.contains(last) { labels.removeLast() }
        let plain = labels.filter { !$0.isEmpty }.joined(separator: "-")
        let code = plain.isEmpty ? "sumber" : plain
        guard taken.contains(code) else { return code }
        return (2...).lazy.map { "\(code)-\($0)" }.first { !taken.contains($0) } ?? code
    }

    private static let secondLevel: Set<String> = [
        "co", "go", "or", "ac", "sch", "web", "my", "biz", "desa", "net", "mil", "com", "org",
    ]

    private static func owner(_ host: String, path: String) -> (owner: Source.Owner, reason: String) {
        for ending in ["go.id", "desa.id", "mil.id"] where host == ending || host.hasSuffix(".\(ending)") {
            return (.pemerintah, "names below .\(ending) are given to public bodies")
        }
        for keeper in ["blogspot.com", "wordpress.com", "medium.com", "substack.com", "kompasiana.com"]
        where host == keeper || host.hasSuffix(".\(keeper)") {
            return (.warga, "\(keeper) is open to anybody")
        }
        for step in path.lowercased().split(separator: "/") where step.hasPrefix("advertorial") || step == "adv" {
            return (.advertorial, "the address says '\(step)'")
        }
        return (.independen, "nothing in the address speaks for another; say who pays for it")
    }

    /// The name of the site, else of the feed without the words that systems put around it.
    private static func name(_ finding: Finding, _ page: PageLinks?) -> String? {
        if let name = page?.siteName, !name.isEmpty { return name }
        for title in [finding.title, page?.title] {
            guard var name = title else { continue }
            for mark in [" - ", " | ", " – ", " » "] {
                if let cut = name.split(separator: mark, maxSplits: 1).first { name = String(cut) }
            }
            name = name.split(separator: " ").filter { !["rss", "feed"].contains($0.lowercased()) }
                .joined(separator: " ")
            if !name.isEmpty { return name }
        }
        return nil
    }

    /// BCP 47 without region: `id-ID` is `id`; `in` was the code of Indonesian until 1989.
    private static func language(_ text: String?) -> String? {
        guard let first = text?.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first,
            (2...3).contains(first.count), first.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return nil }
        return first == "in" ? "id" : String(first)
    }

    private static func named(_ zone: Zone) -> Zone {
        let names = [7: "WIB", 8: "WITA", 9: "WIT"]
        guard zone.secondsEast % 3600 == 0, let name = names[zone.secondsEast / 3600] else { return zone }
        return Zone(name: name, secondsEast: zone.secondsEast)
    }
}
