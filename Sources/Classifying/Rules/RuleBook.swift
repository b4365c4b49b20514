import Pack

/// The rules of a vocabulary with their phrases compiled: what all items of a run are read by.
struct RuleBook: Sendable {
    /// A line of a lexicon.
    struct WordRule: Sendable {
        var code: String
        var weight: Double
        var target: String?
        var forms: [String]
        /// One of these phrases must stand in the same sentence, if there are any.
        var near: [Int]
        /// None of these may.
        var notNear: [Int]
        var name: String
    }

    /// A name of a place.
    struct PlaceName: Sendable {
        /// Index of the region in the vocabulary.
        var region: Int
        var ambiguous: Bool
        var acceptNear: [Int]
        var rejectNear: [Int]
    }

    /// What a phrase is looked up for.
    struct Uses: Sendable {
        var rules: [LexiconTask: [WordRule]] = [:]
        var places: [PlaceName] = []
        /// Indices of agencies in the vocabulary.
        var agencies: [Int] = []
        var isNegation = false
        /// The level that the phrase announces: `kec` before a name.
        var level: Region.Level?
    }

    let vocabulary: Vocabulary
    let forms: WordForms
    let abbreviations: Set<[UInt8]>
    let phrases: PhraseBook
    /// By number of phrase.
    let uses: [Uses]
    /// The phrases of each routing of each issue.
    let routingWords: [[[Int]]]

    /// Compiles a vocabulary.
    init(_ vocabulary: Vocabulary) {
        let lines = vocabulary.rules.compactMap { rule in LexiconTask(rawValue: rule.task).map { ($0, rule) } }
        let forms = WordForms(
            spellings: lines.filter { $0.0 == .spelling }.map { (written: $0.1.phrase, word: $0.1.code) })
        var builder = PhraseBook.Builder(forms: forms)
        var uses: [Int: Uses] = [:]
        var abbreviations: Set<[UInt8]> = []
        func numbers(_ phrases: [String]) -> [Int] { phrases.compactMap { builder.intern($0) } }
        for (task, line) in lines where task != .spelling && task != .voice {
            if task == .words, line.code == "singkatan" {
                abbreviations.formUnion(Document.forms(ofPhrase: line.phrase, forms))
                continue
            }
            guard let phrase = builder.intern(line.phrase) else { continue }
            if task == .words {
                if line.code == "negasi" { uses[phrase, default: Uses()].isNegation = true }
                if let level = Region.Level(rawValue: line.code) { uses[phrase, default: Uses()].level = level }
                continue
            }
            let rule = WordRule(
                code: line.code, weight: line.weight, target: line.target, forms: line.forms, near: numbers(line.near),
                notNear: numbers(line.notNear), name: line.name)
            uses[phrase, default: Uses()].rules[task, default: []].append(rule)
        }
        for (index, region) in vocabulary.regions.enumerated() {
            for name in [region.name] + region.aliases {
                guard let phrase = builder.intern(name) else { continue }
                let condition = region.aliasRules.first { $0.alias == name }
                let place = PlaceName(
                    region: index, ambiguous: condition.map { !$0.acceptNear.isEmpty } ?? region.ambiguous,
                    acceptNear: numbers(condition?.acceptNear ?? region.acceptNear),
                    rejectNear: numbers(condition?.rejectNear ?? region.rejectNear))
                if !uses[phrase, default: Uses()].places.contains(where: { $0.region == index }) {
                    uses[phrase, default: Uses()].places.append(place)
                }
            }
        }
        for (index, agency) in vocabulary.agencies.enumerated() {
            for name in [agency.name, agency.shortName] + agency.aliases {
                guard let phrase = builder.intern(name) else { continue }
                if !uses[phrase, default: Uses()].agencies.contains(index) {
                    uses[phrase, default: Uses()].agencies.append(index)
                }
            }
        }
        routingWords = vocabulary.issues.map { issue in issue.routing.map { numbers($0.words) } }
        phrases = PhraseBook(builder)
        self.vocabulary = vocabulary
        self.forms = forms
        self.abbreviations = abbreviations
        self.uses = (0..<phrases.count).map { uses[$0] ?? Uses() }
    }
}
