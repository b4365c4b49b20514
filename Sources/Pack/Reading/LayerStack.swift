import Records

/// Facts of one kind from all packs: a later entry replaces an earlier one of its code and keeps its position.
struct FactStack<Fact: PackFact> {
    private(set) var facts: [Placed<Fact>] = []
    /// Codes that some pack gave and a later one took out.
    private(set) var removed: Set<String> = []

    mutating func add(_ layer: FactLayer<Fact>, _ report: PackReport) {
        for removal in layer.removed {
            guard let index = facts.firstIndex(where: { $0.fact.code == removal.fact }) else {
                report.add(.removesNothing(what: Fact.what, code: removal.fact), at: removal.place)
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
        regions.add(layer.regions, report)
        agencies.add(layer.agencies, report)
        issues.add(layer.issues, report)
        sources.add(layer.sources, report)
        deadlines.add(layer.deadlines, report)
        for line in layer.holidays {
            if line.holiday == nil, holidays[line.day] == nil {
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
    }

    private mutating func addRules(_ lines: [Placed<LexiconRule>], _ report: PackReport) {
        for line in lines where line.fact.weight == 0 {
            let before = rules.count
            rules.removeAll {
                $0.fact.task == line.fact.task && $0.fact.code == line.fact.code && $0.fact.phrase == line.fact.phrase
            }
            if rules.count == before {
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

    private mutating func checkReferences(_ report: PackReport) {
        let (regionCodes, agencyCodes, issueCodes) = (regions.codes, agencies.codes, issues.codes)
        func check(_ key: String, _ code: String, _ what: String, in codes: Set<String>, at place: PackPlace) {
            guard !codes.contains(code) else { return }
            let near = nearest(code, among: codes.sorted())
            report.add(.unknownCode(key: key, code: code, what: what, near: near), at: place)
        }
        if let district { check("district", district.fact, "the region", in: regionCodes, at: district.place) }
        for region in regions.facts {
            guard let parent = region.fact.parent, !regionCodes.contains(parent) else { continue }
            report.add(.missingParent(region: region.fact.code, parent: parent), at: region.place)
        }
        for issue in issues.facts {
            if let owner = issue.fact.owner { check("owner", owner, "the agency", in: agencyCodes, at: issue.place) }
            for routing in issue.fact.routing {
                check("agency", routing.agency, "the agency", in: agencyCodes, at: issue.place)
                for place in routing.places { check("places", place, "the region", in: regionCodes, at: issue.place) }
            }
        }
        // Lines for a code that a later pack took out go with it.
        let removed = ["issues": issues.removed, "agencies": agencies.removed, "places": regions.removed]
        let known = ["issues": issueCodes, "agencies": agencyCodes, "places": regionCodes]
        let what = ["issues": "the issue", "agencies": "the agency", "places": "the region"]
        rules.removeAll { removed[$0.fact.task]?.contains($0.fact.code) == true }
        for rule in rules {
            guard let codes = known[rule.fact.task], let what = what[rule.fact.task] else { continue }
            check("code", rule.fact.code, what, in: codes, at: rule.place)
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
        vocabulary.packs = manifests
        return vocabulary
    }
}
