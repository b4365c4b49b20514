import Records

/// A kind of fact that stands in a YAML list and is known by its code.
protocol PackFact: Sendable {
    /// With its article, for messages: `an issue`.
    static var what: String { get }
    /// The keys that its entries may have.
    static var keys: [String] { get }
    /// What later packs replace it by.
    var code: String { get }
    /// Reads an entry; nil where what is required is not there. Problems are in the entry's report.
    init?(_ entry: PackEntry)
}

extension PackFact {
    /// Keys that every fact may have.
    static var commonKeys: [String] { ["code", "origin", "verified", "remove"] }
}

extension Region: PackFact {
    static let what = "a region"
    static let keys =
        commonKeys + [
            "name", "level", "aliases", "ambiguous", "accept_near", "reject_near", "alias_rules", "from", "until",
        ]

    init?(_ entry: PackEntry) {
        if !entry.has("level") { entry.report.add(.missingKey("level", in: entry.what), at: entry.place) }
        let code = entry.requiredText("code")
        if let code, !Self.isCode(code) {
            let wanted = "numbers joined by dots, such as \"64.09.03\""
            // Which code was meant, and so what refers to it, cannot be told.
            entry.report.lose(
                entry.place.file, .badValue(key: "code", value: code, wanted: wanted), at: entry.place(of: "code"))
            return nil
        }
        let name = entry.requiredText("name")
        let level = entry.choice("level", Level.self)
        let aliases = entry.texts("aliases")
        let rules = entry.entries(
            "alias_rules", what: "an alias rule", keys: ["alias", "accept_near", "reject_near"]
        ).compactMap { rule in AliasRule(rule, aliases: aliases) }
        let ambiguous = entry.bool("ambiguous") ?? false
        let accept = entry.texts("accept_near")
        let reject = entry.texts("reject_near")
        let (validity, origin) = (entry.validity, entry.origin)
        guard let code, let name, let level else { return nil }
        self.init(
            code: code, name: name, level: level, aliases: aliases, ambiguous: ambiguous, acceptNear: accept,
            rejectNear: reject, aliasRules: rules, validity: validity, origin: origin)
    }

    private static func isCode(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }
}

extension Region.AliasRule {
    init?(_ entry: PackEntry, aliases: [String]) {
        let alias = entry.requiredText("alias")
        let accept = entry.texts("accept_near")
        let reject = entry.texts("reject_near")
        guard let alias else { return nil }
        guard aliases.contains(alias) else {
            let wanted = "one of the region's own 'aliases'"
            entry.report.add(.badValue(key: "alias", value: alias, wanted: wanted), at: entry.place(of: "alias"))
            return nil
        }
        self.init(alias: alias, acceptNear: accept, rejectNear: reject)
    }
}

extension Agency: PackFact {
    static let what = "an agency"
    static let keys = commonKeys + ["name", "short_name", "aliases", "district", "from", "until"]

    init?(_ entry: PackEntry) {
        let (code, name) = (entry.requiredText("code"), entry.requiredText("name"))
        let (short, aliases) = (entry.text("short_name"), entry.texts("aliases"))
        let (district, validity, origin) = (entry.bool("district") ?? true, entry.validity, entry.origin)
        guard let code, let name else { return nil }
        self.init(
            code: code, name: name, shortName: short, aliases: aliases, district: district, validity: validity,
            origin: origin)
    }
}

extension Issue: PackFact {
    static let what = "an issue"
    static let keys = commonKeys + ["name", "owner", "routing", "categories", "sensitive", "leading"]

    init?(_ entry: PackEntry) {
        let (code, name, owner) = (entry.requiredText("code"), entry.requiredText("name"), entry.text("owner"))
        let routing = entry.entries(
            "routing", what: "a routing", keys: ["agency", "words", "places", "from", "until"]
        ).compactMap { Routing($0) }
        let (categories, sensitive) = (entry.texts("categories"), entry.bool("sensitive") ?? false)
        let (leading, origin) = (entry.bool("leading") ?? true, entry.origin)
        guard let code, let name else { return nil }
        self.init(
            code: code, name: name, owner: owner, routing: routing, categories: categories, sensitive: sensitive,
            leading: leading, origin: origin)
    }
}

extension Issue.Routing {
    init?(_ entry: PackEntry) {
        let agency = entry.requiredText("agency")
        let (words, places, validity) = (entry.texts("words"), entry.texts("places"), entry.validity)
        guard let agency else { return nil }
        self.init(agency: agency, words: words, places: places, validity: validity)
    }
}

extension Source: PackFact {
    static let what = "a source"
    static let keys =
        commonKeys + [
            "name", "type", "url", "domains", "owner", "lang", "zone", "weight", "follow", "allow_private", "proxy",
            "robots", "active", "pages", "page_url", "sitemaps",
        ]

    init?(_ entry: PackEntry) {
        let (code, name, url) = (entry.requiredText("code"), entry.requiredText("name"), entry.requiredText("url"))
        if !entry.has("type") { entry.report.add(.missingKey("type", in: entry.what), at: entry.place) }
        let kind = entry.choice("type", Kind.self)
        if let kind, let url, kind != .inbox, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
            let wanted = "an address that begins with http:// or https://"
            entry.report.add(.badValue(key: "url", value: url, wanted: wanted), at: entry.place(of: "url"))
        }
        if let kind, let url, kind != .inbox,
            url.drop(while: { $0 != "/" }).dropFirst(2).prefix(while: { !"/?#".contains($0) }).contains("@")
        {
            let wanted = "an address without a user name and password, as captures keep addresses for ever"
            entry.report.add(.badValue(key: "url", value: "…@…", wanted: wanted), at: entry.place(of: "url"))
        }
        let proxy = entry.text("proxy")
        if let proxy, proxy != "none", !Self.isProxy(proxy) {
            let wanted = "none, or an address that begins with http://, https:// or socks5h://"
            entry.report.add(.badValue(key: "proxy", value: "…", wanted: wanted), at: entry.place(of: "proxy"))
        }
        let zone = entry.value("zone", "WIB, WITA, WIT, UTC or an offset such as +07:00") { Zone($0) }
        let owner = entry.choice("owner", Owner.self)
        let (domains, language, weight) = (entry.texts("domains"), entry.text("lang"), entry.number("weight"))
        let (follow, allowPrivate) = (entry.bool("follow"), entry.bool("allow_private"))
        let (robots, active, origin) = (entry.bool("robots"), entry.bool("active"), entry.origin)
        let pages = entry.count("pages", 1...100)
        let pageURL = entry.value("page_url", "an address that begins with http:// or https:// and holds {n}") { text in
            (text.hasPrefix("http://") || text.hasPrefix("https://")) && text.contains("{n}") ? text : nil
        }
        let sitemaps = entry.count("sitemaps", 1...1000)
        for (key, needed) in [("pages", Kind.feed), ("page_url", .feed), ("sitemaps", .sitemap)]
        where entry.has(key) && kind != nil && kind != needed {
            entry.report.add(.excludes(key: key, other: "type: \(kind?.rawValue ?? "")"), at: entry.place(of: key))
        }
        if pageURL != nil, pages == nil { entry.report.add(.missingKey("pages", in: entry.what), at: entry.place) }
        guard let code, let name, let url, let kind else { return nil }
        self.init(
            code: code, name: name, kind: kind, url: url, domains: domains, owner: owner ?? .independen,
            language: language ?? "id", zone: zone ?? Zone(name: "WIB", secondsEast: 7 * 3600), weight: weight ?? 1,
            follow: follow ?? true, allowPrivate: allowPrivate ?? false, proxy: proxy, robots: robots ?? true,
            active: active ?? true, pages: pages ?? 1, pageURL: pageURL, sitemaps: sitemaps ?? 20, origin: origin)
    }

    private static func isProxy(_ text: String) -> Bool {
        ["http://", "https://", "socks5h://"].contains { text.hasPrefix($0) && text.count > $0.count }
    }
}

extension Deadline: PackFact {
    static let what = "a deadline"
    static let keys = commonKeys + ["name", "days", "working"]

    init?(_ entry: PackEntry) {
        let (code, name) = (entry.requiredText("code"), entry.requiredText("name"))
        if !entry.has("days") { entry.report.add(.missingKey("days", in: entry.what), at: entry.place) }
        let days = entry.value("days", "a whole number from 1 to 3650") { text in
            Int(text).flatMap { (1...3650).contains($0) ? $0 : nil }
        }
        let (working, origin) = (entry.bool("working") ?? false, entry.origin)
        guard let code, let name, let days else { return nil }
        self.init(code: code, name: name, days: days, working: working, origin: origin)
    }
}

extension PackManifest {
    static let keys = ["pack", "version", "about", "district", "zone", "licence", "origin", "verified"]

    init?(_ entry: PackEntry, directory: String) {
        let (name, version) = (entry.requiredText("pack"), entry.requiredText("version"))
        let (about, district, licence) = (entry.text("about"), entry.text("district"), entry.text("licence"))
        let zone = entry.value("zone", "WIB, WITA, WIT, UTC or an offset such as +07:00") { Zone($0) }
        let origin = entry.origin
        guard let name, let version else { return nil }
        self.init(
            name: name, version: version, about: about ?? "", district: district, zone: zone, licence: licence,
            origin: origin, directory: directory)
    }
}
