import Records

/// The lines of one `lexicon/<task>.csv`.
struct LexiconFile {
    static let required = ["code", "phrase"]
    static let optional = ["weight", "target", "near", "not_near", "forms", "note"]

    private(set) var rules: [Placed<LexiconRule>] = []

    /// Reads a file; `name` is its path relative to the pack, which names the rules.
    init(text: String, file: String, name: String, task: LexiconTask, _ report: PackReport) {
        let table = PackTable(text: text, file: file, required: Self.required, optional: Self.optional, report)
        var lines: [LexiconKey: Int] = [:]
        for row in table.rows {
            guard let rule = Self.rule(row, task: task, name: "\(name):\(row.place.line)", report) else { continue }
            if let first = lines[LexiconKey(rule)] {
                report.add(.duplicateLine(line: first), at: row.place)
                continue
            }
            lines[LexiconKey(rule)] = row.place.line
            rules.append(Placed(fact: rule, place: row.place))
        }
        for rule in rules where rule.fact.weight == 0 {
            let other = rules.first {
                $0.fact.weight != 0 && $0.fact.code == rule.fact.code && $0.fact.phrase == rule.fact.phrase
            }
            if let other { report.add(.contradiction(line: other.place.line), at: rule.place) }
        }
    }

    private static func rule(
        _ row: PackTable.Row, task: LexiconTask, name: String, _ report: PackReport
    ) -> LexiconRule? {
        var good = true
        func bad(_ column: String, _ value: String, _ wanted: String) {
            report.add(.badValue(key: column, value: value, wanted: wanted), at: row.place(of: column))
            good = false
        }
        for column in required where row.text(column) == nil {
            report.add(.empty(key: column), at: row.place(of: column))
            good = false
        }
        guard good, let code = row.text("code"), let phrase = row.text("phrase") else { return nil }
        if let codes = task.codes, !codes.contains(code) {
            bad("code", code, "one of \(codes.joined(separator: ", "))")
        }
        checkWords(phrase, task) { bad("phrase", phrase, $0) }
        for column in ["near", "not_near"] {
            for words in row.list(column) { checkWords(words, task) { bad(column, words, $0) } }
        }
        let weight = row.text("weight").map { Double($0) } ?? 1
        if weight?.isFinite != true { bad("weight", row.text("weight") ?? "", "a number such as 1 or -0.5") }
        let target = row.text("target")
        if let target, task != .tone {
            bad("target", target, "empty; only lexicon/tone.csv has targets")
        } else if let target, !LexiconTask.targets.contains(target) {
            bad("target", target, "one of \(LexiconTask.targets.joined(separator: ", "))")
        }
        for form in row.list("forms") where !LexiconTask.forms.contains(form) {
            bad("forms", form, "one or more of \(LexiconTask.forms.joined(separator: ", ")), separated by |")
        }
        guard good, let weight else { return nil }
        return LexiconRule(
            task: task.rawValue, code: code, phrase: phrase, weight: weight, target: target, near: row.list("near"),
            notNear: row.list("not_near"), forms: row.list("forms"), name: name)
    }

    /// Phrases are compared with text in lower case, so one with a capital would never be met.
    private static func checkWords(_ text: String, _ task: LexiconTask, _ bad: (String) -> Void) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        if text != text.lowercased() {
            bad("in lower case")
        } else if words.contains(where: \.isEmpty) {
            bad("words with one space between them")
        } else if task != .voice, words.contains(where: { $0 == "*" || $0.dropLast().contains("*") }) {
            // Marks of a voice are looked for letter for letter: `(*diskominfo`.
            bad("words with '*' at their end only")
        }
    }
}

/// What makes two lexicon lines the same but for their weight.
struct LexiconKey: Hashable {
    let task, code, phrase: String
    let target: String?
    let near, notNear, forms: [String]

    init(_ rule: LexiconRule) {
        task = rule.task
        code = rule.code
        phrase = rule.phrase
        target = rule.target
        near = rule.near
        notNear = rule.notNear
        forms = rule.forms
    }
}
