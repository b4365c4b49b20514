/// Reads the bytes of a page into an article; the one way from bytes to an `Article`.
///
/// One pass decodes, one cuts out what nobody reads, one libxml2 parse gives the tree, one pass forward and one back
/// measure it. Nothing is loaded from anywhere.
public struct PageReader: Sendable {
    /// How much of a page is read, and how much an article must hold.
    public struct Limits: Sendable {
        /// More bytes are refused.
        public var bytes = 16 << 20
        /// Fewer bytes of text are no article.
        public var text = 200

        /// The limits for news pages.
        public init() {}
    }

    private let limits: Limits

    /// A reader with limits.
    public init(limits: Limits = Limits()) { self.limits = limits }

    /// What became of each block of a page, read as `read` does.
    public func explain(
        _ bytes: [UInt8], url: String? = nil, charset: String? = nil, rules: PageRules? = nil
    ) throws(PageError) -> PageExplanation {
        let page = try parts(of: bytes, url: url, charset: charset, entryTitle: nil, rules: rules)
        return PageExplanation(page.article, page.tree, page.measures, page.reader, roots: page.roots)
    }

    /// Reads a page; `url` is its address, against which others are resolved, `charset` that of the HTTP header,
    /// `entryTitle` what the feed that led here calls it (one voice among those for the title), and `rules` those of its
    /// site, which count before all else.
    public func read(
        _ bytes: [UInt8], url: String? = nil, charset: String? = nil, entryTitle: String? = nil, rules: PageRules? = nil
    ) throws(PageError) -> Article {
        let page = try parts(of: bytes, url: url, charset: charset, entryTitle: entryTitle, rules: rules)
        try refuse(page, url: url)
        return page.article
    }

    /// What a page is read from, and what was read.
    private struct Parts {
        let article: Article
        let tree: HTMLTree
        let measures: PageMeasures
        let data: LinkedData
        /// The page says that it is one.
        let isArticle: Bool
        let reader: BlockReader
        let roots: [Int]
    }

    private func parts(
        of bytes: [UInt8], url: String?, charset: String?, entryTitle: String?, rules: PageRules?
    ) throws(PageError) -> Parts {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
        let decoded = DecodedText(bytes, http: charset, markup: .html)
        try Self.refuseOthers(decoded.bytes)
        let cleaned = PageCleaning(decoded.bytes)
        let (whole, complete) = HTMLParser.parse(cleaned.bytes)
        guard !whole.nodes.isEmpty else { throw .empty }
        let removed = rules?.find(in: whole)
        let tree = whole.without(removed?.nodes(.remove) ?? [])
        guard !tree.nodes.isEmpty else { throw .empty }
        let meta = MetaTags(tree)
        let index = PageIndex(tree)
        let data = LinkedData(cleaned.linkedData, page: PageMetadata.identity(index, meta, url: url))
        var measures = PageMeasures(tree)
        var article = PageMetadata.read(tree, index, data, meta, measures, url: url, entryTitle: entryTitle)
        article.charset = decoded.charset
        article.mended = decoded.mends.union(complete ? [] : [.truncated]).reasons
        let headline = Headline.find(article.title, in: tree)
        measures.leaveOut(OtherArticles.find(in: tree, measures, headline: headline), tree)
        let finding = ArticleFinder(tree: tree, measures: measures).find(body: data.body.map { PlainText.of(html: $0) })
        article.foundBy = finding?.reason ?? ""
        var reader = BlockReader.read(finding?.roots ?? [], tree, measures)
        if let headline { reader.begin(after: headline, title: article.title) }
        var blocks = reader.blocks
        if let headline, let first = reader.firstParagraph {
            let standfirst = Standfirst(tree: tree, measures: measures, description: article.summary)
            article.standfirst = standfirst.find(headline: headline, before: first)
        }
        if let rules {
            let found = rules.find(in: tree)
            found.fill(&article, tree)
            // What is removed counts where it was found, all else where it is read.
            article.ruleCounts = removed.map { zip($0.counts, found.counts).map { max($0, $1) } } ?? []
            if !found.nodes(.body).isEmpty {
                let body = tree.keeping(found.nodes(.body))
                blocks = BlockReader.read([0], body, PageMeasures(body)).blocks
                article.foundBy = PageRules.foundBy
            }
        }
        if blocks.isEmpty, data.body == nil, let html = EmbeddedText.html(in: decoded.bytes) {
            blocks = PlainText.of(html: html).split(separator: "\n").map {
                Article.Block(kind: .paragraph, text: String($0))
            }
            article.foundBy = "script"
        }
        ArticleText.fill(&article, blocks, fallback: data.body)
        PageTopics.keepOwn(&article)
        return Parts(
            article: article, tree: tree, measures: measures, data: data,
            isArticle: data.isArticle || meta.first("og:type")?.value == "article", reader: reader,
            roots: finding?.roots ?? [])
    }

    private static func refuseOthers(_ bytes: [UInt8]) throws(PageError) {
        guard let first = bytes.firstIndex(where: { !$0.isBlank && $0 != 0 }) else { throw .empty }
        if bytes.has("%PDF-", at: first) { throw .notAPage(what: "PDF") }
        if bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") { throw .notAPage(what: "JSON") }
        guard bytes.contains(UInt8(ascii: "<")) else { throw .notAPage(what: "plain text") }
        let head = bytes[first..<min(bytes.count, first + 1024)]
        for root: StaticString in ["<rss", "<rdf:rdf", "<feed", "<urlset", "<sitemapindex"]
        where head.find(root, from: first) != nil {
            throw .notAPage(what: "feed")
        }
    }

    private func refuse(_ page: Parts, url: String?) throws(PageError) {
        let (article, measures) = (page.article, page.measures)
        let length = article.text.utf8.count
        if let title = article.title, length < 1000, Self.isError(title) { throw .errorPage(title: title) }
        if !page.isArticle, let url, Self.isFront(url) { throw .frontPage }
        guard length < limits.text else { return }
        if page.data.isPaid { throw .paywall(bytes: length) }
        if article.mended.contains(Mend.truncated.rawValue) { throw .tooComplex }
        if length == 0, (measures.good.first ?? 0) == 0, measures.own.allSatisfy({ $0 == 0 }) { throw .empty }
        if measures.linkCount >= 20, !page.isArticle { throw .listing(links: measures.linkCount) }
        throw .tooShort(bytes: length, limit: limits.text)
    }

    private static func isFront(_ url: String) -> Bool {
        let parts = URLs.Parts(url)
        return URLs.isWeb(url) && ["", "/", "/index.html", "/index.php"].contains(parts.path) && parts.query == nil
    }

    private static func isError(_ title: String) -> Bool {
        let lower = title.lowercased()
        return [
            "404", "403 forbidden", "not found", "500 internal", "502 bad", "503 service", "access denied",
            "halaman tidak ditemukan", "attention required", "just a moment", "error 4", "error 5",
        ].contains { lower.hasPrefix($0) || lower.hasSuffix($0) }
    }
}
