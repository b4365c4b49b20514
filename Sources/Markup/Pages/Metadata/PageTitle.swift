/// The headline of a page: a vote among all that the page calls itself, and what the entry that led to it calls it.
///
/// No single place can be trusted: `og:title` is the site's slogan on some sites, `h1` the logo, `<title>` carries the
/// site's name, JSON-LD a headline that nobody sees. Site names are cut first; then equal texts add up their weights, and
/// texts that hold one another half of them.
struct PageTitle {
    /// What a page and its entry say.
    struct Sources {
        /// JSON-LD.
        var headline: String?
        var openGraph: String?
        var twitter: String?
        /// The `title` element.
        var title: String?
        /// `h1` in order.
        var headings: [String] = []
        /// `h2` in order.
        var subheadings: [String] = []
        /// All short lines of the page.
        var lines: [String] = []
        /// The title of the feed's entry.
        var entry: String?
    }

    private struct Candidate {
        let text: String
        let key: String
        var weight: Double
    }

    private var names: SiteNames
    /// Whether a text stands on the page alone.
    private let shown: (String) -> Bool
    private let headingKeys: Set<String>

    /// The headline; nil where nothing on the page is one.
    static func choose(_ sources: Sources, names: SiteNames) -> String? {
        PageTitle(sources, names).vote(sources)
    }

    private init(_ sources: Sources, _ names: SiteNames) {
        self.names = names
        self.names.learn(
            from: [sources.title, sources.openGraph, sources.twitter, sources.entry].compactMap { $0?.squeezed })
        let headings = sources.headings.prefix(8) + sources.subheadings.prefix(40)
        headingKeys = Set(headings.map(\.titleKey))
        let declared = Set([sources.headline, sources.openGraph, sources.entry].compactMap { $0?.squeezed } + headings)
        let lines = sources.lines
        shown = { text in
            let length = text.utf8.count
            // Pages have thousands of lines, and nearly none is as long.
            return length > 0 && (declared.contains(text) || lines.contains { $0.utf8.count == length && $0 == text })
        }
    }

    // MARK: The vote

    private func vote(_ sources: Sources) -> String? {
        var candidates: [Candidate] = []
        func add(_ text: String?, _ weight: Double) {
            guard let text = text?.squeezed.nonEmpty else { return }
            let cut = withoutSite(text)
            let key = cut.titleKey
            guard !key.isEmpty, !names.contain(cut) else { return }
            candidates.append(Candidate(text: cut, key: key, weight: weight))
        }
        add(sources.headline, 3)
        add(sources.headings.first { !names.contain($0) && $0.titleKey.utf8.count >= 5 }, 2.5)
        add(sources.openGraph, 2.5)
        add(sources.entry, 3)
        add(sources.title, 1.5)
        add(sources.twitter, 0.5)
        let declared = candidates
        for heading in sources.headings.dropFirst().prefix(8) { add(heading, 0.5) }
        for heading in sources.subheadings.prefix(40) where heading.utf8.count >= 10 {
            let key = heading.titleKey
            guard declared.contains(where: { $0.key.holds(key) }) else { continue }
            add(heading, sources.headings.isEmpty ? 2.5 : 1)
        }
        if let index = candidates.indices.first, sources.headline?.squeezed.nonEmpty != nil,
            headingKeys.contains(candidates[index].key)
        {
            // What is declared as the headline and stands on the page as one is not what search engines are told.
            candidates[index].weight += 3
        }
        if let index = passedOn(sources, candidates) { candidates[index].weight += 8 }
        let words = candidates.map { Self.words($0.text) }
        let keys = candidates.map(\.key)
        for index in candidates.indices
        where Self.isAlone(index, in: words, keys) || Self.isCutOff(index, in: candidates) {
            candidates[index].weight *= 0.4
        }
        // Of the spellings of one text the most usual counts, and of equals the first; but plain quotation marks in the
        // metadata are those that were typed, which themes set anew.
        var best: (text: String, score: Double, spelling: Double)?
        for candidate in candidates {
            let score = candidates.reduce(0) { $0 + $1.weight * Self.support(of: $1.key, for: candidate.key) }
            let spelling = candidates.reduce(0) { $0 + ($1.text == candidate.text ? $1.weight : 0) }
            if best.map({ (score, spelling) > ($0.score, $0.spelling) }) ?? true {
                best = (candidate.text, score, spelling)
            }
        }
        guard let best else { return nil }
        guard let typed = sources.openGraph.map({ withoutSite($0.squeezed) }), typed.titleKey == best.text.titleKey,
            !typed.contains(where: { "‘’“”„«»".contains($0) })
        else { return best.text }
        return typed
    }

    /// The candidate of OpenGraph where Twitter's says the same and no main heading does, but some other source is near it.
    ///
    /// The two that a newsroom writes to be passed on, set alike, are its headline; what the page shows is then a longer or
    /// older one. Without a word in common with the rest they are the site's slogan.
    private func passedOn(_ sources: Sources, _ candidates: [Candidate]) -> Int? {
        guard let openGraph = sources.openGraph.map({ withoutSite($0.squeezed) }),
            let key = openGraph.titleKey.nonEmpty,
            sources.twitter.map({ withoutSite($0.squeezed).titleKey }) == key,
            !sources.headings.contains(where: { $0.titleKey == key }),
            let index = candidates.firstIndex(where: { $0.text == openGraph }), !Self.isCutOff(index, in: candidates)
        else { return nil }
        let own = Self.words(openGraph)
        let isNear = candidates.contains { candidate in
            candidate.key != key && Self.words(candidate.text).intersection(own).count * 3 >= own.count
        }
        return isNear ? index : nil
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }

    /// 1 for the same text, a half where one holds the other and is not much longer.
    private static func support(of key: String, for candidate: String) -> Double {
        if key == candidate { return 1 }
        let (short, long) = key.utf8.count < candidate.utf8.count ? (key, candidate) : (candidate, key)
        return short.utf8.count * 5 >= long.utf8.count * 3 && long.holds(short) ? 0.5 : 0
    }

    /// Whether a text has hardly a word in common with any other: then it is about the site, not the page.
    private static func isAlone(_ index: Int, in words: [Set<Substring>], _ keys: [String]) -> Bool {
        !keys.indices.contains { other in
            guard other != index else { return false }
            return keys[other].holds(keys[index]) || keys[index].holds(keys[other])
                || words[index].intersection(words[other]).count * 3 >= words[index].count
        }
    }

    /// Whether a text is the beginning of another one: it ends in dots, or where a bare quotation mark ended its attribute.
    private static func isCutOff(_ index: Int, in candidates: [Candidate]) -> Bool {
        let text = candidates[index].text
        if text.hasSuffix("...") || text.hasSuffix("…") {
            return candidates.contains { $0.key != candidates[index].key && $0.key.hasPrefix(candidates[index].key) }
        }
        return candidates.contains { $0.text.hasPrefix(text + " \"") || $0.text.hasPrefix(text + "\"") }
    }

    // MARK: Site names

    /// A title without the names of site and section before and after it.
    private func withoutSite(_ title: String) -> String {
        var title = title
        for _ in 0..<4 {
            title = Self.withoutPageNumber(title)
            guard let shorter = shortened(title) else { break }
            title = shorter
        }
        return title
    }

    /// Articles in several pages say at the end of their titles which it is: `Halaman 2`, `Halaman all`.
    private static func withoutPageNumber(_ title: String) -> String {
        let words = title.split(separator: " ")
        guard words.count > 3, let last = words.last,
            ["halaman", "page"].contains(words[words.count - 2].lowercased()),
            last.lowercased() == "all" || last.utf8.count <= 2 && last.utf8.allSatisfy(\.isDigit)
        else { return title }
        let rest = words.dropLast(2)
        let hasMark = rest.last.map { ["-", "–", "—", "|", ":"].contains($0) } ?? false
        return (hasMark ? rest.dropLast() : rest).joined(separator: " ")
    }

    private func shortened(_ title: String) -> String? {
        let cuts = TitleCut.all(title)
        guard let first = cuts.first, let last = cuts.last else { return nil }
        if let cut = cuts.first(where: { names.contain($0.after) }) { return cut.before }
        if let cut = cuts.last(where: { names.contain($0.before) }) { return cut.after }
        guard !headingKeys.contains(title.titleKey) else { return nil }
        let parts = cuts.flatMap { cut in
            [cut.before, cut.after].filter {
                shown($0) && $0.utf8.count * 3 >= title.utf8.count * (cut.isSpaced ? 1 : 2)
            }
        }
        if let part = parts.max(by: { $0.utf8.count < $1.utf8.count }) { return part }
        if last.isSpaced, names.resemble(last.after) { return last.before }
        if first.isSpaced, names.resemble(first.before) { return first.after }
        if last.isBar, last.isSpaced, last.before.utf8.count >= 15, last.after.split(separator: " ").count <= 4 {
            return last.before
        }
        return nil
    }
}
