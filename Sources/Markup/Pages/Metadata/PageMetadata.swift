/// What a page says of its article outside of the text: JSON-LD, OpenGraph, meta elements, microdata, bylines.
///
/// Each field is decided by a vote of its own; `Article.evidence` keeps the places that agree.
enum PageMetadata {
    static func read(
        _ tree: HTMLTree, _ index: PageIndex, _ data: LinkedData, _ meta: MetaTags, _ measures: PageMeasures,
        url: String?, entryTitle: String?
    ) -> Article {
        var article = Article()
        var lines = PageLines(tree, measures)
        let aside = PageAside(tree, index, good: measures.good)
        let embedded = EmbeddedData(tree, index, aside)
        article.siteName = meta.first("og:site_name", "application-name")?.value ?? data.publisher
        let sites = SiteNames([article.siteName, data.publisher], url: url ?? meta.canonical)
        readTitle(&article, index, data, meta, embedded, lines, sites, entryTitle)
        lines.find(title: article.title, tree, aside)
        let bylines = bylines(lines)
        article.editor = bylines.compactMap(\.editor).first
        let authors = PageAuthors(
            data, meta, embedded, bylines: bylines,
            signed: lines.near.prefix(60).lazy.compactMap { SignedLine.names(in: $0.text) }.first,
            beside: PersonIcon.names(lines.near, tree, index), sites: sites)
        article.authors = authors.names
        article.evidence["authors"] = authors.places.isEmpty ? nil : authors.places
        let canonical = meta.canonical ?? meta.first("og:url")?.value
        let dates = PageDates(
            data, meta, embedded, bylines: bylines, lines: lines.near,
            addresses: [url, canonical].compactMap { $0 })
        article.published = dates.published
        article.modified = dates.modified
        article.canonicalURL = canonical.map { URLs.resolve($0, against: url) }
        article.language = language(index, data, meta)
        let topics = PageTopics(tree, data, meta, embedded, title: article.title, index, aside)
        article.section = topics.section
        article.tags = topics.tags
        if topics.areLoose, !topics.tags.isEmpty { article.evidence["tags"] = ["meta:keywords"] }
        article.pictures = PagePictures.read(tree, data, meta, url: url, index, aside)
        article.summary =
            meta.line("og:description") ?? meta.line("description") ?? meta.line("twitter:description")
            ?? data.description
        if let hits = bylines.compactMap(\.hits).first ?? hits(lines.near) { article.counters["dibaca"] = hits }
        return article
    }

    /// What the page is known as, for the choice among several articles of its JSON-LD.
    static func identity(_ index: PageIndex, _ meta: MetaTags, url: String?) -> LinkedData.Page {
        let addresses = [url, meta.canonical.map { URLs.resolve($0, against: url) }, meta.first("og:url")?.value]
        let titles = [meta.line("og:title"), index.title]
        return LinkedData.Page(
            addresses: Set(addresses.compactMap { $0.flatMap { PageAddress($0) } }), titles: titles.compactMap { $0 })
    }

    private static func readTitle(
        _ article: inout Article, _ index: PageIndex, _ data: LinkedData, _ meta: MetaTags, _ embedded: EmbeddedData,
        _ lines: PageLines, _ sites: SiteNames, _ entryTitle: String?
    ) {
        let sources = PageTitle.Sources(
            headline: data.headline ?? embedded.headline, openGraph: meta.line("og:title"),
            twitter: meta.line("twitter:title"), title: index.title,
            headings: index.headings.filter { !$0.isEmpty }, subheadings: index.subheadings.filter { !$0.isEmpty },
            lines: lines.all.map(\.text),
            entry: entryTitle)
        article.title = PageTitle.choose(sources, names: sites)
        guard let title = article.title?.titleKey else { return }
        let places: [(String, [String?])] = [
            ("json-ld:headline", [data.headline]), ("itemprop:headline", [embedded.headline]), ("h1", sources.headings),
            ("og:title", [sources.openGraph]), ("twitter:title", [sources.twitter]), ("title", [sources.title]),
            ("h2", sources.subheadings), ("entry", [entryTitle]),
        ]
        let found = places.filter { $0.1.contains { $0?.titleKey.hasPrefix(title) ?? false } }.map(\.0)
        article.evidence["title"] = found.isEmpty ? nil : found
    }

    /// The bylines near the headline, that of writer and date first.
    private static func bylines(_ lines: PageLines) -> [Byline] {
        let all = lines.near.prefix(400).compactMap { Byline($0.text) }
        guard let whole = all.firstIndex(where: { $0.author != nil && $0.date != nil }) else { return all }
        return [all[whole]] + all[..<whole] + all[(whole + 1)...]
    }

    /// BCP 47; Facebook's names of languages have an underscore.
    private static func language(_ index: PageIndex, _ data: LinkedData, _ meta: MetaTags) -> String? {
        if let own = index.language { return own }
        let declared = data.language ?? meta.first("og:locale", "content-language", "language")?.value
        return declared.map { String($0.map { $0 == "_" ? "-" : $0 }) }
    }

    private static let hitWords = ["dibaca", "dilihat", "hits", "views", "viewed", "pembaca", "telah dibaca"]

    /// `Dibaca: 77 kali`, `1.077 kali dibaca`, `Hits: 77`
    private static func hits(_ lines: [PageLines.Line]) -> Int? {
        for line in lines.prefix(400) where line.text.utf8.count <= 60 && line.text.utf8.contains(where: \.isDigit) {
            let text = line.text.lowercased()
            let isBefore = hitWords.contains { text.hasPrefix($0) }
            let isAfter = ["views", "hits", "kali dibaca", "dibaca", "pembaca", "x dibaca"].contains {
                text.hasSuffix($0)
            }
            guard isBefore || isAfter && text.first?.isNumber == true else { continue }
            let numbers = text.split(whereSeparator: { !($0.isNumber || $0 == "." || $0 == ",") })
                .map { $0.filter(\.isNumber) }.filter { !$0.isEmpty }
            if numbers.count == 1, let digits = numbers.first, digits.utf8.count <= 9, let hits = Int(digits) {
                return hits
            }
        }
        return nil
    }
}
