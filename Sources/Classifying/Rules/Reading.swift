import Pack
import Records

/// An item read by the rules: its words, and every phrase of the rules that stands in them.
struct Reading: Sendable {
    /// A rule whose phrase stands in the item and whose conditions hold.
    struct Match: Sendable {
        var rule: RuleBook.WordRule
        var words: ClosedRange<Int>
        /// A negation stands within two words before.
        var negated: Bool
    }

    let book: RuleBook
    let form: String
    let document: Document
    let hits: [PhraseBook.Hit]
    /// The day on which the item counts, where it is known.
    let day: CivilDay?
    /// How many bytes of an article's text only say where it was written: `PENAJAM, KABAR BENUO –`.
    let dateline: Int
    /// By phrase and sentence, where it was found there.
    private let found: [PhrasePlace: [ClosedRange<Int>]]
    private let phrases: Set<Int>
    private let negations: [Int]

    private struct PhrasePlace: Hashable {
        var phrase: Int
        var sentence: Int
    }

    /// Reads an item.
    init(_ item: Item, by book: RuleBook) {
        self.book = book
        form = item.form ?? ""
        day = item.published?.day ?? item.published?.at?.day(in: .utc)
        var fields: [(String, String)] = []
        if let title = item.title { fields.append(("title", title)) }
        if let text = item.text {
            fields.append(("text", text))
        } else if let summary = item.summary {
            fields.append(("summary", summary))
        }
        dateline = form == "artikel" ? Self.dateline(of: item.text ?? item.summary ?? "") : 0
        document = Document(fields: fields, forms: book.forms, abbreviations: book.abbreviations)
        hits = book.phrases.hits(in: document)
        var found: [PhrasePlace: [ClosedRange<Int>]] = [:]
        var negations: [Int] = []
        for hit in hits {
            let sentence = document.words[hit.words.lowerBound].sentence
            found[PhrasePlace(phrase: hit.phrase, sentence: sentence), default: []].append(hit.words)
            if book.uses[hit.phrase].isNegation { negations.append(hit.words.upperBound) }
        }
        self.found = found
        phrases = Set(hits.map(\.phrase))
        self.negations = negations.sorted()
    }

    /// Whether a phrase stands in the sentence of some words, and not only within them.
    func has(_ phrase: Int, near words: ClosedRange<Int>) -> Bool {
        let sentence = document.words[words.lowerBound].sentence
        return found[PhrasePlace(phrase: phrase, sentence: sentence)]?.contains { !$0.overlaps(words) } ?? false
    }

    /// Whether a phrase stands anywhere.
    func has(_ phrase: Int) -> Bool { phrases.contains(phrase) }

    /// The rules of a task that hold, in the order of the text.
    ///
    /// A phrase inside a longer one of the same task does not count: `air bersih` is no `bersih`.
    func matches(_ task: LexiconTask) -> [Match] {
        var matches: [Match] = []
        var end = -1
        for hit in hits {
            guard let rules = book.uses[hit.phrase].rules[task] else { continue }
            let holding = rules.filter { rule in
                (rule.forms.isEmpty || rule.forms.contains(form)) && conditions(of: rule, holdAt: hit.words)
            }
            // Hits come by first word, the longest first, so whatever ends no later than an earlier one lies inside it.
            guard !holding.isEmpty, hit.words.upperBound > end || matches.last?.words == hit.words else { continue }
            end = max(end, hit.words.upperBound)
            let negated = isNegated(hit.words)
            matches += holding.map { Match(rule: $0, words: hit.words, negated: negated) }
        }
        return matches
    }

    /// How much words count by where they stand: double in a title, and in the body of an article, after its first
    /// sentences, half, as much is mentioned there by the way.
    func prominence(_ words: ClosedRange<Int>) -> Double {
        let word = document.words[words.lowerBound]
        if document.fields[word.field] == "title" { return 2 }
        return form == "artikel" && word.sentence > 4 ? 0.5 : 1
    }

    /// Up to the first dash between blanks within 60 bytes, where no sentence ends before it.
    private static func dateline(of text: String) -> Int {
        let bytes = Array(text.utf8.prefix(64))
        for dash in [" – ", " — ", " - ", " -- "].map({ Array($0.utf8) }) {
            guard bytes.count > dash.count else { continue }
            let place = (0...bytes.count - dash.count).first { bytes[$0...].starts(with: dash) }
            if let place, !bytes[..<place].contains(where: { [0x2E, 0x22, 0x3F, 0x21, 0x0A].contains($0) }) {
                return place
            }
        }
        return 0
    }

    /// Whether the words that a rule wants in the sentence are there, and those that it does not are not.
    func conditions(of rule: RuleBook.WordRule, holdAt words: ClosedRange<Int>) -> Bool {
        (rule.near.isEmpty || rule.near.contains { has($0, near: words) })
            && !rule.notNear.contains { has($0, near: words) }
    }

    private func isNegated(_ words: ClosedRange<Int>) -> Bool {
        let sentence = document.words[words.lowerBound].sentence
        return negations.contains {
            $0 < words.lowerBound && $0 >= words.lowerBound - 2 && document.words[$0].sentence == sentence
        }
    }
}

/// Evidence without copies, in the order of the text, and not more than a reader would look at.
func trimmed(_ evidence: [Label.Evidence]) -> [Label.Evidence] {
    var kept: [Label.Evidence] = []
    for piece in evidence where kept.count < 8 && !kept.contains(piece) { kept.append(piece) }
    return kept.sorted {
        ($0.field == "title" ? 0 : 1, $0.range.lowerBound, $0.range.upperBound)
            < ($1.field == "title" ? 0 : 1, $1.range.lowerBound, $1.range.upperBound)
    }
}

/// Labels in their order: the surest first, then by code.
func ordered(_ labels: [Label]) -> [Label] {
    labels.sorted { $0.score != $1.score ? $0.score > $1.score : $0.code < $1.code }
}

/// A sum of weights as a score: 1 is one half, 3 three quarters, never quite 1.
func score(_ weight: Double) -> Double { ((weight / (weight + 1)) * 100).rounded() / 100 }
