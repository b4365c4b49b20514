import RecordIO
import Records

/// The facts of one kind in one pack: those that it gives, and the codes that it takes out of earlier packs.
struct FactLayer<Fact: PackFact> {
    var facts: [Placed<Fact>] = []
    var removed: [Placed<String>] = []

    init() {}

    /// Reads the list under `key` of a file; its `origin` and `verified` are those of facts that name none.
    init(text: String, file: String, key: String, origin: Origin, _ report: PackReport) {
        guard let tree = PackTree(text: text, file: file, report),
            let root = PackEntry(
                tree, what: "the file", keys: [key, "origin", "verified"], origin: origin, report),
            let list = root.list(key)
        else {
            report.lose(file)
            return
        }
        let origin = root.origin
        var lines: [String: Int] = [:]
        for element in list {
            guard let entry = PackEntry(element, what: Fact.what, keys: Fact.keys, origin: origin, report) else {
                report.lose(file)
                continue
            }
            let code: String
            if entry.has("remove") {
                guard let removed = Self.removal(entry) else {
                    Self.lose(entry, in: file)
                    continue
                }
                code = removed
                self.removed.append(Placed(fact: code, place: entry.place))
            } else {
                guard let fact = Fact(entry) else {
                    Self.lose(entry, in: file)
                    continue
                }
                code = fact.code
                facts.append(Placed(fact: fact, place: entry.place))
            }
            if let first = lines.updateValue(entry.place.line, forKey: code) {
                report.add(.duplicate(what: Fact.what, code: code, line: first), at: entry.place(of: "code"))
            }
        }
    }

    /// Without its code nobody can tell what an entry would have been.
    private static func lose(_ entry: PackEntry, in file: String) {
        if let code = entry.plainText("code") { entry.report.lose(code, in: file) } else { entry.report.lose(file) }
    }

    private static func removal(_ entry: PackEntry) -> String? {
        let code = entry.requiredText("code")
        guard entry.bool("remove") == true else {
            if entry.bool("remove") == false {
                let problem = PackProblem.Kind.badValue(key: "remove", value: "false", wanted: "true, or left out")
                entry.report.add(problem, at: entry.place(of: "remove"))
            }
            return nil
        }
        for key in entry.keys where key != "code" && key != "remove" {
            entry.report.add(.excludes(key: key, other: "remove"), at: entry.place(of: key))
        }
        return code
    }
}

/// One pack as it stands in its directory.
struct PackLayer {
    static let lists = ["regions.yaml", "agencies.yaml", "issues.yaml", "sources.yaml", "deadlines.yaml"]
    static let files = ["pack.yaml"] + lists + ["holidays.csv", "calendar.csv"]

    let manifest: PackManifest
    /// Where the manifest names its district.
    let districtPlace: PackPlace
    var regions = FactLayer<Region>()
    var agencies = FactLayer<Agency>()
    var issues = FactLayer<Issue>()
    var sources = FactLayer<Source>()
    var deadlines = FactLayer<Deadline>()
    var holidays: [HolidayFile.Line] = []
    var rules: [Placed<LexiconRule>] = []
    /// Path and text of `calendar.csv`: words are added to those of earlier packs.
    var calendar: (path: String, text: String)?
    /// Names and paths of the mapping files.
    var mappings: [(name: String, path: String)] = []
    /// Names and paths of the files of site rules.
    var sites: [(name: String, path: String)] = []

    /// Reads a directory; nil, and problems, where it is no pack.
    init?(directory: String, _ report: PackReport) {
        guard let names = try? Directory.names(directory), names.contains("pack.yaml") else {
            report.add(.noSuchPack, at: PackPlace(file: directory))
            report.losePack(directory)
            return nil
        }
        let path = { (name: String) in "\(directory)/\(name)" }
        let unknown = Origin(source: "", verified: false)
        guard let text = PackText.read(path("pack.yaml"), report),
            let tree = PackTree(text: text, file: path("pack.yaml"), report),
            let entry = PackEntry(tree, what: "the pack", keys: PackManifest.keys, origin: unknown, report),
            let manifest = PackManifest(entry, directory: directory)
        else {
            report.losePack(path("pack.yaml"))
            return nil
        }
        self.manifest = manifest
        districtPlace = entry.place(of: "district")

        for name in names
        where !Self.files.contains(name)
            && (name.hasSuffix(".yaml") || name.hasSuffix(".csv") || name.hasSuffix(".yml"))
        {
            report.lose(path(name), .unknownFile(name, known: Self.files), at: PackPlace(file: path(name)))
            // What is in it was most likely meant for the file that it is nearly named as.
            if let near = nearest(name, among: Self.files) { report.lose(path(near)) }
        }
        let read = { (name: String) in names.contains(name) ? PackText.read(path(name), report) : nil }
        regions = Self.list("regions", read, manifest, report)
        agencies = Self.list("agencies", read, manifest, report)
        issues = Self.list("issues", read, manifest, report)
        sources = Self.list("sources", read, manifest, report)
        deadlines = Self.list("deadlines", read, manifest, report)
        if let text = read("holidays.csv") {
            holidays = HolidayFile.read(
                text: text, file: path("holidays.csv"), origin: manifest.origin, report)
        }
        if let text = read("calendar.csv") { calendar = (path("calendar.csv"), text) }
        if names.contains("lexicon") { rules = Self.lexicon(path("lexicon"), report) }
        if names.contains("mappings") { mappings = Self.files(path("mappings")) }
        if names.contains("sites") { sites = Self.files(path("sites")) }
    }

    private static func list<Fact: PackFact>(
        _ key: String, _ read: (String) -> String?, _ manifest: PackManifest, _ report: PackReport
    ) -> FactLayer<Fact> {
        guard let text = read("\(key).yaml") else { return FactLayer() }
        return FactLayer(
            text: text, file: "\(manifest.directory)/\(key).yaml", key: key, origin: manifest.origin, report)
    }

    private static func files(_ directory: String) -> [(name: String, path: String)] {
        ((try? Directory.names(directory)) ?? []).filter { !$0.hasPrefix(".") && $0.hasSuffix(".yaml") }
            .map { ($0, "\(directory)/\($0)") }
    }

    private static func lexicon(_ directory: String, _ report: PackReport) -> [Placed<LexiconRule>] {
        let known = LexiconTask.allCases.map { "\($0.rawValue).csv" }
        var rules: [Placed<LexiconRule>] = []
        for name in (try? Directory.names(directory)) ?? [] where name.hasSuffix(".csv") && !name.hasPrefix(".") {
            let path = "\(directory)/\(name)"
            guard let task = LexiconTask(rawValue: String(name.dropLast(4))) else {
                report.add(.unknownFile(name, known: known), at: PackPlace(file: path))
                continue
            }
            guard let text = PackText.read(path, report) else { continue }
            rules += LexiconFile(text: text, file: path, name: "lexicon/\(name)", task: task, report).rules
        }
        return rules
    }
}
