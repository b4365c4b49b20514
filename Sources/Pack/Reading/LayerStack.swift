import Records

/// Facts of one kind from all packs: a later entry replaces an earlier one of its code and keeps its position.
struct FactStack<Fact: PackFact> {
    private(set) var facts: [Placed<Fact>] = []
    /// Codes that some pack gave and a later one took out.
    private(set) var removed: Set<String> = []

    mutating func add(_ layer: FactLayer<Fact>, from file: String, _ report: PackReport) {
        for removal in layer.removed {
            guard let index = facts.firstIndex(where: { $0.fact.code == removal.fact }) else {
                if !report.mayHave(removal.fact, in: file) {
                    report.add(.removesNothing(what: Fact.what, code: removal.fact), at: removal.place)
                }
                continue
            }
            facts.remove(at: index)
            removed.insert(removal.fact)
        }
        var positions = Dictionary(uniqueKeysWithValues: facts.enumerated().map { ($1.fact.code, $0) })
        for fact in layer.facts {
            if let position = positions[fact.fact.code] {
                facts[position] = fact
            } else {
                positions[fact.fact.code] = facts.count
                facts.append(fact)
            }
            removed.remove(fact.fact.code)
        }
    }

    /// The codes that are there.
    var codes: Set<String> { Set(facts.map(\.fact.code)) }
}

/// All packs laid over each other, with the places of their facts.
struct LayerStack {
    private(set) var manifests: [PackManifest] = []
    private var district: Placed<String>?
    private var regions = FactStack<Region>()
    private var agencies = FactStack<Agency>()
    private var issues = FactStack<Issue>()
    private var sources = FactStack<Source>()
    private var deadlines = FactStack<Deadline>()
    private var holidays: [CivilDay: Holiday] = [:]
    private var rules: [Placed<LexiconRule>] = []
    private var calendar = CalendarWords()
    private var mappings: [String: String] = [:]
    /// Every mapping file of every pack, those that a later pack replaces included.
    private(set) var mappingFiles: [String] = []
    private var sites: [String: String] = [:]
    /// Every file of site rules of every pack, those that a later pack replaces included.
    private(set) var siteFiles: [String] = []

    /// Reads packs and lays them over each other; problems are in the report.
    init(directories: [String], _ report: PackReport) {
        for directory in directories {
            guard let layer = PackLayer(directory: directory, report) else { continue }
            add(layer, report)
        }
        checkReferences(report)
    }

    private mutating func add(_ layer: PackLayer, _ report: PackReport) {
        manifests.append(layer.manifest)
        if let code = layer.manifest.district { district = Placed(fact: code, place: layer.districtPlace) }
        regions.add(layer.regions, from: "regions.yaml", report)
        agencies.add(layer.agencies, from: "agencies.yaml", report)
        issues.add(layer.issues, from: "issues.yaml", report)
        sources.add(layer.sources, from: "sources.yaml", report)
        deadlines.add(layer.deadlines, from: "deadlines.yaml", report)
        for line in layer.holidays {
            if line.holiday == nil, holidays[line.day] == nil, !report.mayHave(in: "holidays.csv") {
                report.add(.removesNothing(what: "the day", code: "\(line.day)"), at: line.place)
            }
            holidays[line.day] = line.holiday
        }
        addRules(layer.rules, report)
        if let (path, text) = layer.calendar {
            CalendarWordsFile.read(text: text, file: path, into: &calendar, report)
        }
        for (name, path) in layer.mappings {
            mappings[name] = path
            mappingFiles.append(path)
        }
        for (name, path) in layer.sites {
            sites[name] = path
            siteFiles.append(path)
        }
    }

    private mutating func addRules(_ lines: [Placed<LexiconRule>], _ report: PackReport) {
        for line in lines where line.fact.weight == 0 {
            let before = rules.count
            rules.removeAll {
                $0.fact.task == line.fact.task && $0.fact.code == line.fact.code && $0.fact.phrase == line.fact.phrase
            }
            if rules.count == before, !report.mayHave(in: "lexicon/\(line.fact.task).csv") {
                report.add(.removesNothing(what: "the phrase", code: line.fact.phrase), at: line.place)
            }
        }
        var positions = Dictionary(uniqueKeysWithValues: rules.enumerated().map { (LexiconKey($1.fact), $0) })
        for line in lines where line.fact.weight != 0 {
            let key = LexiconKey(line.fact)
            if let position = positions[key] {
                rules[position] = line
            } else {
                positions[key] = rules.count
                rules.append(line)
            }
        }
    }

    /// Every code that a fact names must be there. What may stand in a file or an entry that could not be read is passed
    /// over: that problem is told already, and a thousand that follow from it would only hide it.
    private mutating func checkReferences(_ report: PackReport) {
        let lists = [
            "regions": ("the region", regions.codes), "agencies": ("the agency", agencies.codes),
            "issues": ("the issue", issues.codes),
        ]
        func isMissing(_ code: String, in list: String) -> Bool {
            lists[list]?.1.contains(code) == false && !report.mayHave(code, in: "\(list).yaml")
        }
        func check(_ key: String, _ code: String, in list: String, at place: PackPlace) {
            guard let (what, codes) = lists[list], isMissing(code, in: list) else { return }
            let near = nearest(code, among: codes.sorted())
            report.add(.unknownCode(key: key, code: code, what: what, near: near), at: place)
        }
        if let district { check("district", district.fact, in: "regions", at: district.place) }
        for region in regions.facts {
            guard let parent = region.fact.parent, isMissing(parent, in: "regions") else { continue }
            report.add(.missingParent(region: region.fact.code, parent: parent), at: region.place)
        }
        for issue in issues.facts {
            if let owner = issue.fact.owner { check("owner", owner, in: "agencies", at: issue.place) }
            for routing in issue.fact.routing {
                check("agency", routing.agency, in: "agencies", at: issue.place)
                for place in routing.places { check("places", place, in: "regions", at: issue.place) }
            }
        }
        // Lines for a code that a later pack took out go with it.
        let removed = ["issues": issues.removed, "agencies": agencies.removed, "places": regions.removed]
        let named = ["issues": "issues", "agencies": "agencies", "places": "regions"]
        rules.removeAll { removed[$0.fact.task]?.contains($0.fact.code) == true }
        for rule in rules {
            if let list = named[rule.fact.task] { check("code", rule.fact.code, in: list, at: rule.place) }
        }
    }

    /// The vocabulary without the places.
    var vocabulary: Vocabulary {
        var vocabulary = Vocabulary()
        vocabulary.district = district?.fact ?? ""
        vocabulary.zone = manifests.last { $0.zone != nil }?.zone
        vocabulary.regions = regions.facts.map(\.fact).sorted {
            Array($0.code.utf8).lexicographicallyPrecedes(Array($1.code.utf8))
        }
        vocabulary.agencies = agencies.facts.map(\.fact)
        vocabulary.issues = issues.facts.map(\.fact)
        vocabulary.sources = sources.facts.map(\.fact)
        vocabulary.rules = rules.map(\.fact)
        vocabulary.holidays = holidays.values.sorted { $0.day < $1.day }
        vocabulary.deadlines = deadlines.facts.map(\.fact)
        vocabulary.calendar = calendar
        vocabulary.mappingPaths = mappings.sorted { $0.key < $1.key }.map(\.value)
        vocabulary.sitePaths = sites.sorted { $0.key < $1.key }.map(\.value)
        vocabulary.packs = manifests
        return vocabulary
    }
}
