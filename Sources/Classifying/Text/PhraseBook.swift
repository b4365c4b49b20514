/// All phrases of all rules, each once, compiled to one automaton over words.
///
/// A word of a phrase that ends in `*` stands for every word that begins so. Phrases match whole words within one
/// sentence.
struct PhraseBook: Sendable {
    /// A phrase where it was found: words from one to another.
    struct Hit: Sendable, Equatable {
        var phrase: Int
        var words: ClosedRange<Int>
    }

    /// Collects phrases before they are compiled.
    struct Builder {
        let forms: WordForms
        private var numbers: [[Word]: Int] = [:]
        fileprivate var phrases: [[Word]] = []

        init(forms: WordForms) { self.forms = forms }

        /// The number of a phrase; nil where it has no word.
        mutating func intern(_ phrase: String) -> Int? {
            var words: [Word] = []
            for part in phrase.split(whereSeparator: \.isWhitespace) {
                let open = part.hasSuffix("*") && part.count > 1
                let wordForms = Document.forms(ofPhrase: String(open ? part.dropLast() : part), forms)
                for (index, form) in wordForms.enumerated() {
                    let isOpen = open && index == wordForms.count - 1
                    words.append(Word(form: isOpen ? Self.bare(part, forms) ?? form : form, open: isOpen))
                }
            }
            guard !words.isEmpty else { return nil }
            if let number = numbers[words] { return number }
            numbers[words] = phrases.count
            phrases.append(words)
            return phrases.count - 1
        }

        /// The beginning of a word as written: its suffix, if it has one, is a part of it.
        private static func bare(_ part: Substring, _ forms: WordForms) -> [UInt8]? {
            let last = part.dropLast().split(separator: "-").last.map { Array($0.utf8) } ?? []
            return last.isEmpty ? nil : forms.folded(last, whole: false)
        }
    }

    fileprivate struct Word: Hashable {
        var form: [UInt8]
        var open: Bool
    }

    private let phrases: [[Word]]
    private let automaton: AhoCorasick
    /// The phrases that begin with each pattern of the automaton, and how many bytes that has.
    private let starts: [(phrases: [Int], length: Int)]

    /// How many phrases there are; they are numbered from 0.
    var count: Int { phrases.count }

    /// Compiles what was collected.
    init(_ builder: Builder) {
        phrases = builder.phrases
        var numbers: [[UInt8]: Int] = [:]
        var patterns: [[UInt8]] = []
        var starts: [(phrases: [Int], length: Int)] = []
        for (index, words) in phrases.enumerated() {
            var pattern: [UInt8] = [0x20]
            for word in words {
                pattern += word.form
                if word.open { break }
                pattern.append(0x20)
            }
            if let number = numbers[pattern] {
                starts[number].phrases.append(index)
            } else {
                numbers[pattern] = patterns.count
                patterns.append(pattern)
                starts.append(([index], pattern.count))
            }
        }
        automaton = AhoCorasick(patterns)
        self.starts = starts
    }

    /// All phrases in a document, by first word, then the longest first.
    func hits(in document: Document) -> [Hit] {
        guard !phrases.isEmpty, !document.words.isEmpty else { return [] }
        var hits: [Hit] = []
        automaton.forEachMatch(in: document.stream) { pattern, end in
            let start = end - starts[pattern].length + 1
            guard let first = Self.word(at: start, in: document.words) else { return }
            for phrase in starts[pattern].phrases {
                if let last = last(of: phrase, from: first, in: document) {
                    hits.append(Hit(phrase: phrase, words: first...last))
                }
            }
        }
        return hits.sorted {
            ($0.words.lowerBound, -$0.words.upperBound, $0.phrase) < (
                $1.words.lowerBound, -$1.words.upperBound, $1.phrase
            )
        }
    }

    /// The word whose form begins at a place of the stream, by bisection.
    private static func word(at start: Int, in words: [Document.Word]) -> Int? {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle].form.lowerBound < start { low = middle + 1 } else { high = middle }
        }
        return low < words.count && words[low].form.lowerBound == start ? low : nil
    }

    private func last(of phrase: Int, from first: Int, in document: Document) -> Int? {
        let words = phrases[phrase]
        let last = first + words.count - 1
        guard last < document.words.count, document.words[last].sentence == document.words[first].sentence else {
            return nil
        }
        for (offset, word) in words.enumerated() {
            let form = document.form(first + offset)
            guard word.open ? form.starts(with: word.form) : form.elementsEqual(word.form) else { return nil }
        }
        return last
    }
}
