/// The sentences between headline and text that sum an article up: standfirst, lead, *Vorspann*, *ingress*.
///
/// Told by saying what the page's description says, or by the element's names. It belongs to the text: many readers read
/// nothing else.
struct Standfirst {
    let tree: HTMLTree
    let measures: PageMeasures
    /// What the page says of itself for search engines and cards.
    let description: String?

    /// The standfirst behind the headline and before the text's first block; nil where there is none.
    func find(headline: Int, before first: Int) -> String? {
        let start = tree.nodes[headline].end
        guard start < first else { return nil }
        let known = description.map { $0.titleKey } ?? ""
        var named: String?
        var isAlone = true
        for index in start..<first {
            if Self.pictures.contains(tree.nodes[index].name) { isAlone = false }
            guard isBlock(index) else { continue }
            let text = tree.text(of: index)
            guard text.utf8.count < 1200, Self.isLong(text) else { continue }
            let key = text.titleKey
            guard key.utf8.count >= 24 else { continue }
            if Self.agree(key, known) { return text }
            guard named == nil, text.utf8.count >= 40 else { continue }
            if isNamed(index) || isSubheading(index) || isAlone && Self.isSentence(text) { named = text }
            isAlone = false
        }
        return named
    }

    /// Whether one begins as the other does: descriptions are cut off, and some begin with a place.
    static func agree(_ text: String, _ known: String) -> Bool {
        guard known.utf8.count >= 24 else { return false }
        let length = min(text.utf8.count, known.utf8.count)
        let (beginning, whole) = text.utf8.count < known.utf8.count ? (text, known) : (known, text)
        return String(whole.prefix(length + 24)).holds(String(beginning.prefix(length * 9 / 10)))
    }

    /// What stands between a headline and anything but its standfirst.
    private static let pictures: Set<String> = ["img", "figure", "picture", "video", "audio", "form", "time"]

    /// Eight words with an end.
    private static func isSentence(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last else { return false }
        return ".?!…\"”»。".unicodeScalars.contains(last) && text.split(separator: " ").count >= 8
    }

    /// Five words, or as much in a script without spaces.
    private static func isLong(_ text: String) -> Bool {
        text.split(separator: " ").count >= 5 || text.utf8.count > text.unicodeScalars.count * 2
    }

    /// A block with text of its own that readers see.
    private func isBlock(_ index: Int) -> Bool {
        let node = tree.nodes[index]
        guard !node.isText, measures.own[index] >= 24, measures.linked[index] * 2 < measures.own[index] else {
            return false
        }
        var outer = index
        while outer >= 0 {
            if ["figure", "figcaption", "nav", "aside", "footer", "button", "ul", "ol"].contains(tree.nodes[outer].name)
            {
                return false
            }
            outer = tree.nodes[outer].parent
        }
        return true
    }

    /// A heading behind the headline that is a sentence.
    private func isSubheading(_ index: Int) -> Bool { ["h2", "h3", "h4"].contains(tree.nodes[index].name) }

    private func isNamed(_ index: Int) -> Bool {
        var outer = index
        for _ in 0..<3 where outer >= 0 {
            let node = tree.nodes[outer]
            for name in ["class", "id", "itemprop", "data-testid"] {
                guard let value = node[name] else { continue }
                for word in value.utf8.split(whereSeparator: { !$0.isLetter }) {
                    if Self.names.contains(String(decoding: word.map(\.lowercased), as: UTF8.self)) { return true }
                }
            }
            if node.name == "header" || node.name == "article" { break }
            outer = node.parent
        }
        return false
    }

    private static let names: Set<String> = [
        "standfirst", "lead", "lede", "dek", "deck", "subtitle", "subheadline", "subheading", "subhead", "subline",
        "summary", "intro", "introduction", "excerpt", "chapeau", "ingress", "abstract", "perex", "vorspann", "sapo",
        "sommario", "occhiello", "entradilla", "bajada", "strapline", "underline", "teaser", "leadtext", "introtext",
        "kurztext", "spot", "untertitel", "preamble", "synopsis", "ringkasan", "anons",
    ]
}
