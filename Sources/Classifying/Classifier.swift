import Pack
import Records

/// Says of one item what it is, in which tone, about which issues, places and agencies, and why.
///
/// A pure function of the item and the vocabulary; its neighbours change nothing. What a field held before is replaced.
struct Classifier: Sendable {
    private let book: RuleBook
    private let issueFinder: IssueFinder
    private let placeFinder: PlaceFinder
    private let agencyFinder = AgencyFinder()
    private let toneJudge = ToneJudge()
    private let kindJudge = KindJudge()
    private let relevanceJudge = RelevanceJudge()
    private let sensitiveIssues: Set<String>
    private let inboxes: Set<String>
    private let districtNames: [String]

    /// Compiles the rules of a vocabulary.
    init(_ vocabulary: Vocabulary) {
        book = RuleBook(vocabulary)
        issueFinder = IssueFinder(vocabulary)
        placeFinder = PlaceFinder(vocabulary)
        sensitiveIssues = Set(vocabulary.issues.filter(\.sensitive).map(\.code))
        inboxes = Set(vocabulary.sources.filter { $0.kind == .inbox && $0.owner == .warga }.map(\.code))
        districtNames = vocabulary.regions.filter { $0.code == vocabulary.district }.map { $0.name.lowercased() }
    }

    /// The item with its labels.
    func classified(_ record: Record) -> Record {
        var item = Item(record)
        let reading = Reading(item, by: book)
        let declaredName = item.agencyDeclared?.lowercased() ?? ""
        let declared = districtNames.contains { declaredName.contains($0) }
        let collected = item.form != "artikel" && inboxes.contains(item.source ?? "")
        let places = placeFinder.find(reading, declared: declared || collected)
        let relevance = relevanceJudge.relevance(reading, places, collected: collected)
        let relevant = relevance.code == "tentang"
        // An article tells what it is about wherever that is; a post that is not about the district is nobody's issue.
        var issues =
            relevant || item.form == "artikel" ? issueFinder.issues(reading, category: item.category) : []
        let balance = toneJudge.balance(reading)
        let kind = kindJudge.kind(reading, balance: balance, hasIssue: !issues.isEmpty, relevant: relevant)
        let agencies =
            relevant || item.form == "artikel"
            ? agencyFinder.agencies(reading, issues: relevant ? issues : [], places: places.places) : []
        if issues.isEmpty, relevant, item.form != "artikel" {
            issues = issueFinder.others(item, kind: kind, agencies: agencies)
        }
        item.kind = kind
        item.tone = [toneJudge.tone(balance, kind: kind, agencies: agencies, reading)]
        item.issues = issues
        item.places = relevant ? places.places : []
        item.agencies = agencies
        item.sensitive =
            kind.code == "whistleblowing" || issues.contains { sensitiveIssues.contains($0.code) }
            || reading.matches(.sensitive).contains { $0.rule.weight > 0 }
        item.record["relevance"] = relevance.json
        return item.record
    }
}
