import Records

extension Mapping {
    static let keys = [
        "mapping", "about", "recognize", "form", "source", "separator", "decimal", "identity", "scraped_at", "fields",
        "counters", "drop",
    ]
    private static let forms = ["artikel", "unggahan", "komentar", "laporan", "pesan"]

    /// Reads a mapping file; throws all that is wrong with it as `PackProblems`, each with file, line and column.
    public init(path: String) throws {
        let report = PackReport()
        let mapping = PackText.read(path, report).flatMap { Mapping(text: $0, file: path, report) }
        guard let mapping, report.problems.isEmpty else { throw PackProblems(problems: report.problems) }
        self = mapping
    }

    /// Reads a mapping from text; what is wrong goes into the report.
    init?(text: String, file: String, _ report: PackReport) {
        let origin = Origin(source: file, verified: false)
        guard let tree = PackTree(text: text, file: file, report),
            let entry = PackEntry(tree, what: "a mapping", keys: Self.keys, origin: origin, report)
        else { return nil }
        let name = entry.requiredText("mapping")
        var recognize: [String] = []
        if let section = entry.section("recognize", what: "'recognize'", keys: ["columns"]) {
            recognize = section.texts("columns")
            if recognize.isEmpty { report.add(.missingKey("columns", in: section.what), at: section.place) }
        } else if !entry.has("recognize") {
            report.add(.missingKey("recognize", in: entry.what), at: entry.place)
        }
        if !entry.has("form") { report.add(.missingKey("form", in: entry.what), at: entry.place) }
        let form = entry.value("form", "one of \(Self.forms.joined(separator: ", "))") {
            Self.forms.contains($0) ? $0 : nil
        }
        let separator = entry.value("separator", "one of ',', ';' or tab") { text -> UInt8? in
            switch text {
            case ",", ";", "\t": text.utf8.first
            case "tab": 0x09
            default: nil
            }
        }
        let decimal = entry.value("decimal", "one of ',' or '.'") { [",", "."].contains($0) ? $0.utf8.first : nil }
        self.init(
            name: name ?? "", about: entry.text("about") ?? "", recognize: recognize,
            recognizeLine: entry.has("recognize") ? entry.place(of: "recognize").line : nil, form: form ?? "",
            source: entry.text("source"), separator: separator, decimal: decimal, identity: MappingIdentity(entry),
            scrapedAt: ScrapeTime(entry), fields: Self.fields(entry), counters: Self.counters(entry),
            drop: entry.texts("drop"), file: file)
        for column in entry.placedTexts("drop") where fields.contains(where: { $0.columns.contains(column.fact) }) {
            report.add(.excludes(key: "drop: \(column.fact)", other: "a field of that column"), at: column.place)
        }
    }

    private static func fields(_ entry: PackEntry) -> [MappingField] {
        let names = MappingField.Name.allCases.map(\.rawValue)
        if !entry.has("fields") { entry.report.add(.missingKey("fields", in: entry.what), at: entry.place) }
        guard let section = entry.section("fields", what: "'fields'", keys: names) else { return [] }
        return section.keys.compactMap { key in
            MappingField.Name(rawValue: key).flatMap { MappingField($0, in: section) }
        }
    }

    private static func counters(_ entry: PackEntry) -> [MappingCounter] {
        guard let tree = entry.tree("counters") else { return [] }
        guard case .map(let members) = tree.content,
            let section = PackEntry(
                tree, what: "'counters'", keys: members.map(\.key), origin: entry.defaultOrigin, entry.report)
        else {
            entry.report.add(.wrongType(key: "counters", wanted: "a mapping", found: tree.kind), at: tree.place)
            return []
        }
        return section.keys.compactMap { key in
            if case .map = section.tree(key)?.content {
                guard let rule = section.section(key, what: "the counter '\(key)'", keys: ["column", "before"]),
                    let column = rule.requiredText("column")
                else { return nil }
                return MappingCounter(
                    name: key, column: column, before: rule.text("before"), line: section.place(of: key).line)
            }
            return section.text(key).map { MappingCounter(name: key, column: $0, line: section.place(of: key).line) }
        }
    }
}

extension MappingIdentity {
    init?(_ entry: PackEntry) {
        let keys = ["system", "column", "columns", "strip"]
        guard let rule = entry.section("identity", what: "'identity'", keys: keys) else { return nil }
        let (system, columns) = (rule.requiredText("system"), rule.columns())
        guard let system, !columns.isEmpty else { return nil }
        self.init(system: system, columns: columns, strip: rule.text("strip") ?? "", line: rule.place.line)
    }
}

extension ScrapeTime {
    init?(_ entry: PackEntry) {
        let keys = ["file_pattern", "time", "zone", "column", "constant"]
        guard let rule = entry.section("scraped_at", what: "'scraped_at'", keys: keys) else { return nil }
        let ways = ["file_pattern", "column", "constant"].filter(rule.has)
        guard let way = ways.first else {
            rule.report.add(.missingKey("file_pattern", in: rule.what), at: rule.place)
            return nil
        }
        if ways.count > 1 { rule.report.add(.excludes(key: ways[1], other: way), at: rule.place(of: ways[1])) }
        switch way {
        case "constant":
            let wanted = "a moment in UTC, such as 2023-08-15T14:30:00Z"
            guard let moment = rule.value(way, wanted, { Instant($0) }) else { return nil }
            self = .constant(moment)
        case "column":
            guard let column = rule.text(way), let zone = rule.zone("zone", required: true) else { return nil }
            self = .column(column, zone)
        default:
            let pattern = rule.value(way, "a file name with {date} in it once, such as 'lapor-{date}.csv'") { text in
                let parts = text.parts(around: "{date}")
                return parts.count == 2 ? parts : nil
            }
            if !rule.has("time") { rule.report.add(.missingKey("time", in: rule.what), at: rule.place) }
            let time = rule.value("time", "a time of day in quotes, such as '22:30'") {
                Instant("2000-01-01T\($0):00Z")
            }
            guard let pattern, let zone = rule.zone("zone", required: true), let time else { return nil }
            let clock = time.wallClock(in: .utc)
            self = .fileName(before: pattern[0], after: pattern[1], hour: clock.hour, minute: clock.minute, zone)
        }
    }
}

extension MappingField {
    private static let keys = [
        "column", "columns", "join", "strip", "after", "split", "values", "only_values", "no_dates", "unix", "markup",
        "zone",
    ]

    /// A field's rule: a column's name alone, or a mapping.
    init?(_ name: Name, in section: PackEntry) {
        let key = name.rawValue
        guard let tree = section.tree(key) else { return nil }
        if case .scalar(let column, _) = tree.content {
            self.init(name, columns: [column], line: tree.place.line)
            return
        }
        guard let rule = section.section(key, what: "the field '\(key)'", keys: Self.keys) else { return nil }
        let columns = rule.columns()
        guard !columns.isEmpty else { return nil }
        self.init(
            name, columns: columns, join: rule.text("join") ?? " ", strip: rule.text("strip") ?? "",
            after: rule.text("after"), split: rule.text("split"), values: Self.values(rule),
            onlyValues: rule.bool("only_values") ?? false, noDates: rule.bool("no_dates") ?? false,
            unix: rule.bool("unix") ?? false,
            markup: rule.bool("markup") ?? false, zone: rule.zone("zone"), line: rule.place.line)
    }

    private static func values(_ rule: PackEntry) -> [Value] {
        guard let tree = rule.tree("values") else { return [] }
        guard case .map(let members) = tree.content else {
            rule.report.add(
                .wrongType(key: "values", wanted: "a mapping of labels to codes", found: tree.kind), at: tree.place)
            return []
        }
        return members.compactMap { label, _, value in
            guard case .scalar(let code, let plain) = value.content else {
                rule.report.add(.wrongType(key: label, wanted: "a code", found: value.kind), at: value.place)
                return nil
            }
            return Value(label: label, code: plain && value.isEmpty ? "" : code)
        }
    }
}

extension PackEntry {
    /// One column, or several.
    fileprivate func columns() -> [String] {
        if has("column"), has("columns") {
            report.add(.excludes(key: "columns", other: "column"), at: place(of: "columns"))
        }
        return has("columns") ? texts("columns") : requiredText("column").map { [$0] } ?? []
    }

    /// The mapping under a key; nil where the key is absent, and a problem where it holds something else.
    fileprivate func section(_ key: String, what: String, keys: [String]) -> PackEntry? {
        tree(key).flatMap { PackEntry($0, what: what, keys: keys, origin: defaultOrigin, report) }
    }

    fileprivate func zone(_ key: String, required: Bool = false) -> Zone? {
        if required, !has(key) { report.add(.missingKey(key, in: what), at: place) }
        return value(key, "a zone, such as Asia/Makassar, WITA or +08:00") { Zone($0) }
    }
}

extension String {
    fileprivate func parts(around mark: String) -> [String] {
        let (text, mark) = (Array(utf8), Array(mark.utf8))
        var parts: [[UInt8]] = [[]]
        var index = 0
        while index < text.count {
            if text[index...].starts(with: mark) {
                parts.append([])
                index += mark.count
            } else {
                parts[parts.count - 1].append(text[index])
                index += 1
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
