/// What a page says of its article outside of the text: JSON-LD, OpenGraph, meta elements, microdata, bylines.
enum PageMetadata {
    static func read(
        _ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, _ measures: PageMeasures, url: String?,
        entryTitle: String?
    ) -> Article {
        var article = Article()
        let lines = shortLines(tree, measures)
        let bylines = lines.compactMap { Byline($0) }
        let byline = bylines.first { $0.author != nil && $0.date != nil } ?? bylines.first
        article.siteName = meta.first("og:site_name", "application-name")?.value ?? data.publisher
        article.title = PageTitle.choose(
            PageTitle.Sources(
                headline: data.headline, openGraph: meta.first("og:title")?.value,
                twitter: meta.first("twitter:title")?.value,
                title: tree.elements("title").first.map { tree.text(of: $0) }, headings: texts(tree, "h1"),
                subheadings: texts(tree, "h2"), lines: lines, entry: entryTitle),
            names: SiteNames([article.siteName, data.publisher], url: url))
        article.editor = bylines.compactMap(\.editor).first
        article.authors = authors(tree, data, meta, byline, site: article.siteName)
        let dates = PageDates(tree, data, meta, byline: byline, lines: lines)
        article.published = dates.published
        article.modified = dates.modified
        article.canonicalURL = (meta.canonical ?? meta.first("og:url")?.value).map { URLs.resolve($0, against: url) }
        article.language =
            tree.elements("html").first.flatMap { tree.nodes[$0]["lang"]?.trimmed.nonEmpty } ?? data.language
            ?? meta.first("og:locale", "content-language", "language")?.value
        article.section = data.section ?? meta.first("article:section", "section")?.value
        article.tags = tags(data, meta)
        let pictures = (meta.all("og:image") + data.images).map { URLs.resolve($0, against: url) }
        for picture in pictures where !article.images.contains(picture) { article.images.append(picture) }
        article.summary = meta.first("og:description", "description", "twitter:description")?.value ?? data.description
        if let hits = bylines.compactMap(\.hits).first ?? hits(lines) { article.counters["dibaca"] = hits }
        return article
    }

    private static func texts(_ tree: HTMLTree, _ name: String) -> [String] {
        tree.elements(name).map { tree.text(of: $0) }.filter { !$0.isEmpty }
    }

    /// The own texts of blocks too short for paragraphs: there bylines, dates and counters stand.
    private static func shortLines(_ tree: HTMLTree, _ measures: PageMeasures) -> [String] {
        var lines: [String] = []
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            guard !node.isText, node.name != "title", (4...300).contains(measures.own[index]) else { continue }
            lines.append(ownText(tree, index))
            if lines.count >= 2000 { break }
        }
        return lines
    }

    private static func ownText(_ tree: HTMLTree, _ block: Int) -> String {
        var text = ""
        var index = block + 1
        while index < tree.nodes[block].end {
            let node = tree.nodes[index]
            if !node.isText, PageMeasures.blocks.contains(node.name) {
                text += " "
                index = node.end
                continue
            }
            text += node.isText ? node.text : node.name == "br" ? " " : ""
            index += 1
        }
        return text.squeezed
    }

    private static func authors(
        _ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, _ byline: Byline?, site: String?
    ) -> [String] {
        func names(_ texts: [String]) -> [String]? {
            let names = AuthorNames.clean(texts, site: site)
            return names.isEmpty ? nil : names
        }
        if let found = names(data.authors) { return found }
        if let author = byline?.author, byline?.date != nil, let found = names([author]) { return found }
        for key in [
            "author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author", "cxenseparse:author",
        ] {
            if let found = names(meta.all(key)) { return found }
        }
        for matches in Self.authorMarkup {
            let texts = tree.nodes.indices.filter { matches(tree.nodes[$0]) }.prefix(6).map { tree.text(of: $0) }
            if let found = names(texts) { return found }
        }
        if let found = byline?.author.flatMap({ names([$0]) }) { return found }
        // A person counts more than the newsroom that the metadata names on every page; without one, it signs.
        return AuthorNames.clean(data.authors + [byline?.author].compactMap { $0 }, site: site, newsroom: true)
    }

    private static let authorMarkup: [@Sendable (HTMLTree.Node) -> Bool] = [
        { $0["itemprop"] == "author" && $0.name != "meta" },
        { $0["rel"] == "author" },
        {
            $0["class"].map { $0.contains("author-name") || $0.contains("author__name") || $0.contains("byline") }
                ?? false
        },
    ]

    private static func tags(_ data: LinkedData, _ meta: MetaTags) -> [String] {
        var tags: [String] = []
        let lists = meta.all("article:tag") + meta.all("news_keywords") + data.keywords
        let all = lists.isEmpty ? meta.all("keywords") : lists
        for tag in all.flatMap({ $0.split(separator: ",") }).map({ String($0).trimmed })
        where !tag.isEmpty && !tags.contains(tag) {
            tags.append(tag)
        }
        return tags
    }

    /// `Dibaca: 77 kali`
    private static func hits(_ lines: [String]) -> Int? {
        for line in lines where line.lowercased().hasPrefix("dibaca") || line.lowercased().hasPrefix("dilihat") {
            let digits = line.utf8.filter { $0.isDigit }
            if (1...9).contains(digits.count) { return Int(String(decoding: digits, as: UTF8.self)) }
        }
        return nil
    }
}
