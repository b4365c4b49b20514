import Markup
import Pack
import Records

/// One item of an HTML page; a page that an entry led to takes that entry's id, whatever address it calls its own.
enum PageParser {
    static func parse(_ bytes: [UInt8], _ context: ParseContext, sites: [Site] = []) -> ParseOutcome {
        let site = URLs.host(context.url)
            .flatMap { Site.matching(host: $0, on: context.fetchedAt?.day(in: .utc), in: sites) }
        let article: Article
        do throws(PageError) {
            article = try PageReader().read(
                bytes, url: context.base, charset: context.charset, entryTitle: context.entryTitle,
                rules: site.map { PageRules($0) })
        } catch {
            return .rejected(error.code, "\(context.name): \(error)")
        }
        // A canonical link to the front page is a template's mistake; it would make all pages one item.
        let canonical = article.canonicalURL.flatMap { linkIdentity($0).split(separator: "/").count > 2 ? $0 : nil }
        let isFile = !URLs.isWeb(context.asked)
        var item = Item(Record())
        item.id = context.entry ?? ItemIdentity.link(isFile ? canonical ?? context.asked : context.asked).id
        item.form = "artikel"
        item.url = canonical ?? context.url
        if !isFile, let canonical, canonical != context.url { item.sameAs = [context.url] }
        item.source = context.sourceCode
        item.title = article.title
        item.authors = article.authors
        item.editor = article.editor
        item.dateline = article.dateline
        item.credit = article.credit
        item.published = context.time(article.published)
        item.modified = context.time(article.modified)
        item.text = article.text.isEmpty ? nil : article.text
        // Without headings, lists and quotes the blocks say nothing that the text does not.
        if article.blocks.contains(where: { $0.kind != .paragraph }) {
            item.record["blocks"] = .array(
                article.blocks.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] })
        }
        item.summary = article.summary
        item.language = article.language
        item.tags = article.tags
        item.category = article.section
        if !article.pictures.isEmpty {
            item.record["images"] = .array(
                article.pictures.map { picture in
                    var image: JSONObject = ["url": .string(picture.url)]
                    if let caption = picture.caption { image["caption"] = .string(caption) }
                    return .object(image)
                })
        }
        item.counters = JSONObject(article.counters.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
        item.via = context.entry
        item.record["raw"] = .object(context.raw(offset: 0, length: context.bytes))
        item.contentHash = Item.contentHash(title: item.title, text: item.text)
        item.seenAt = context.fetchedAt
        var parsed = ParsedCapture(items: [item])
        if let site { tell(site, article, &parsed) }
        return .parsed(parsed)
    }

    /// A rule that finds nothing is told: sites change their pages without a word. What is to be removed need not be there.
    private static func tell(_ site: Site, _ article: Article, _ parsed: inout ParsedCapture) {
        for (rule, count) in zip(site.rules, article.ruleCounts) where count == 0 && rule.field != .remove {
            let patterns = rule.patterns.map { "'\($0.text)'" }.joined(separator: ", ")
            parsed.lose(
                "site_rule_unmatched",
                "\(site.place):\(rule.line): '\(rule.field.rawValue)' finds nothing on this page with \(patterns); "
                    + "mend it, or end it with 'until'")
        }
    }
}

extension PageRules {
    /// The rules of a pack for a site.
    init(_ site: Site) {
        self.init(
            site.rules.compactMap { rule in
                PageRules.Field(rawValue: rule.field.rawValue).map { field in
                    PageRules.Rule(field: field, selectors: rule.patterns.map { ElementSelector($0) })
                }
            })
    }
}

extension ElementSelector {
    fileprivate init(_ pattern: ElementPattern) {
        self.init(
            steps: pattern.steps.map { step in
                Step(
                    name: step.name, id: step.id, classes: step.classes,
                    attributes: step.attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                    isChild: step.isChild)
            })
    }
}
