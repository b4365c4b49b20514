/// Turns the blocks found on a page into an article's text: dateline, credit and counters go to their own fields.
enum ArticleText {
    static func fill(_ article: inout Article, _ found: [Article.Block], fallback: String?) {
        var blocks = found
        if let body = fallback, length(blocks) * 3 < body.unicodeScalars.count {
            blocks = PlainText.of(html: body).split(separator: "\n").map {
                Article.Block(kind: .paragraph, text: String($0))
            }
            article.foundBy = "json-ld articleBody"
        }
        blocks = withoutHead(blocks, title: article.title)
        blocks.removeFirst(blocks.prefix { $0.kind == .heading }.count)
        while let last = blocks.last, last.kind == .heading { blocks.removeLast() }
        takeBylines(&article, &blocks)
        if let first = blocks.first, first.kind == .paragraph, let parts = Dateline.split(first.text) {
            article.dateline = parts.dateline
            blocks[0].text = parts.rest
        } else if blocks.count > 1, let place = Dateline.alone(blocks[0].text) {
            article.dateline = place
            blocks.removeFirst()
        }
        if let last = blocks.indices.last, let parts = Dateline.credit(blocks[last].text) {
            article.credit = parts.credit
            if parts.rest.isEmpty { blocks.removeLast() } else { blocks[last].text = parts.rest }
        }
        blocks = Furniture.removed(from: blocks, authors: article.authors)
        if let standfirst = article.standfirst, !blocks.prefix(3).contains(where: { says($0.text, standfirst) }) {
            blocks.insert(Article.Block(kind: .paragraph, text: standfirst), at: 0)
        }
        article.blocks = blocks
        article.text = blocks.map(\.text).joined(separator: "\n")
    }

    /// Whether a block says what the standfirst does, which then is not said twice.
    private static func says(_ text: String, _ standfirst: String) -> Bool {
        Standfirst.agree(text.titleKey, standfirst.titleKey)
    }

    private static func length(_ blocks: [Article.Block]) -> Int {
        blocks.reduce(0) { $0 + $1.text.unicodeScalars.count }
    }

    /// Without the headline and what stands before it.
    private static func withoutHead(_ blocks: [Article.Block], title: String?) -> [Article.Block] {
        guard let title = title?.lowercased() else { return blocks }
        return Array(
            blocks.enumerated().filter { $0.offset > 3 || $0.element.text.lowercased() != title }.map(\.element))
    }

    /// Bylines inside the text, at its beginning or end, are read and left out.
    private static func takeBylines(_ article: inout Article, _ blocks: inout [Article.Block]) {
        let near = Set(blocks.indices.prefix(3)).union(blocks.indices.suffix(3))
        var kept: [Article.Block] = []
        for (index, block) in blocks.enumerated() {
            guard near.contains(index), block.text.utf8.count < 200, let byline = Byline(block.text) else {
                kept.append(block)
                continue
            }
            if article.editor == nil { article.editor = byline.editor }
            if article.authors.isEmpty, let author = byline.author {
                article.authors = AuthorNames.clean([author], site: article.siteName)
            }
            if let hits = byline.hits, article.counters["dibaca"] == nil { article.counters["dibaca"] = hits }
            if article.published == nil, let date = byline.date {
                article.published = DatedText(text: date, foundIn: "byline")
            }
        }
        blocks = kept
    }
}
