import Records

/// How the pages of one site are read where the general way fails (`sites/<name>.yaml`): which elements hold the fields.
///
/// Rules are for few sites and short times: sites change their pages without a word. What a rule does not find is found in
/// the general way, and each page on which it finds nothing is told.
public struct Site: Sendable, Equatable {
    /// What a rule finds.
    public enum Field: String, Sendable, CaseIterable {
        case title, authors, editor, published, body, remove
    }

    /// Elements for a field: the first pattern that finds some counts, but all do for `remove`.
    public struct Rule: Sendable, Equatable {
        /// What it finds.
        public var field: Field
        /// Which elements.
        public var patterns: [ElementPattern]
        /// Where it stands in the file.
        public var line: Int
    }

    /// `warta-contoh`
    public var name: String
    /// What is particular about the site, in a sentence.
    public var about: String
    /// Its hosts; those below them are meant too.
    public var domains: [String]
    /// The days of the fetch on which the rules hold.
    public var validity: Validity
    /// What is put behind the address of an article in several pages to have it whole: `?page=all`.
    public var whole: String?
    /// The rules in the order of the file.
    public var rules: [Rule]
    /// The file it was read from.
    public var file: String

    /// The file within its pack, for messages that are the same on every machine: `sites/warta-contoh.yaml`.
    public var place: String { file.split(separator: "/").suffix(2).joined(separator: "/") }

    /// The site of a host on a day: of those that fit the one with the longest domain, of equals the first by name.
    public static func matching(host: String, on day: CivilDay?, in sites: [Site]) -> Site? {
        func length(_ site: Site) -> Int? {
            site.domains.filter { host == $0 || host.hasSuffix(".\($0)") }.map(\.utf8.count).max()
        }
        return sites.filter { $0.validity.holds(on: day) }
            .compactMap { site in length(site).map { (length: $0, site: site) } }
            .min { ($1.length, $0.site.name) < ($0.length, $1.site.name) }?.site
    }

    /// The address under which the whole article is given: one with a query keeps it.
    public func wholeAddress(of url: String) -> String {
        guard let whole, !url.hasSuffix(whole) else { return url }
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts.first.map(String.init) ?? url
        guard address.contains("?"), whole.hasPrefix("?") else { return address + whole }
        let added = whole.dropFirst()
        let query = address.split(separator: "?", maxSplits: 1).last?.split(separator: "&") ?? []
        return query.contains(added) ? address : "\(address)&\(added)"
    }
}

extension Site {
    private static let keys = ["site", "about", "domains", "from", "until", "whole"] + Field.allCases.map(\.rawValue)

    /// Reads a file of rules; throws all that is wrong with it as `PackProblems`, each with file, line and column.
    public init(path: String) throws {
        let report = PackReport()
        let site = PackText.read(path, report).flatMap { Site(text: $0, file: path, report) }
        guard let site, report.problems.isEmpty else { throw PackProblems(problems: report.problems) }
        self = site
    }

    /// Reads rules from text; what is wrong goes into the report.
    init?(text: String, file: String, _ report: PackReport) {
        let origin = Origin(source: file, verified: false)
        guard let tree = PackTree(text: text, file: file, report),
            let entry = PackEntry(tree, what: "a site", keys: Self.keys, origin: origin, report)
        else { return nil }
        name = entry.requiredText("site") ?? ""
        about = entry.text("about") ?? ""
        if !entry.has("domains") { report.add(.missingKey("domains", in: entry.what), at: entry.place) }
        domains = entry.placedTexts("domains").compactMap { domain in
            let isHost =
                domain.fact.contains(".")
                && domain.fact.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
                }
            if isHost { return domain.fact }
            let wanted = "a host in small letters, such as warta.example"
            report.add(.badValue(key: "domains", value: domain.fact, wanted: wanted), at: domain.place)
            return nil
        }
        validity = entry.validity
        whole = entry.value("whole", "what is put behind an address, such as '?page=all' or '/all'") { text in
            (text.hasPrefix("?") || text.hasPrefix("/")) && text.utf8.count > 1 && !text.contains(" ") ? text : nil
        }
        rules = []
        self.file = file
        for field in Field.allCases where entry.has(field.rawValue) { add(field, entry) }
        rules.sort { $0.line < $1.line }
        if rules.isEmpty, whole == nil, report.problems.isEmpty {
            report.add(.missingKey("title", in: "a site without any rule"), at: entry.place)
        }
    }

    private mutating func add(_ field: Field, _ entry: PackEntry) {
        let key = field.rawValue
        guard let tree = entry.tree(key) else { return }
        var texts: [Placed<String>] = []
        if case .scalar(let text, _) = tree.content {
            texts = [Placed(fact: text, place: tree.place)]
        } else {
            texts = entry.placedTexts(key)
        }
        let patterns = texts.compactMap { text -> ElementPattern? in
            if let pattern = ElementPattern(text.fact) { return pattern }
            let wanted =
                "a selector of names, .classes, #ids and [attributes] (\(ElementPattern.attributes.joined(separator: " ")))"
            entry.report.add(.badValue(key: key, value: text.fact, wanted: wanted), at: text.place)
            return nil
        }
        if !patterns.isEmpty { rules.append(Rule(field: field, patterns: patterns, line: tree.place.line)) }
    }
}
