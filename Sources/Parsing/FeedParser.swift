import Markup
import Records

/// An item for each entry of a feed or news sitemap.
enum FeedParser {
    static func parse(_ bytes: [UInt8], _ context: ParseContext) -> ParseOutcome {
        let feed: Feed
        do throws(FeedError) {
            feed = try FeedReader().read(bytes, url: context.base, charset: context.charset)
        } catch {
            return .rejected(error.code, "\(context.name): \(error)")
        }
        if feed.format == .sitemapindex {
            // The fetch has followed it: what it lists stands in captures of its own.
            if context.source?.kind == .sitemap { return .parsed(ParsedCapture()) }
            return .rejected(
                "sitemap_index",
                "\(context.name): an index of \(feed.entries.count) sitemaps; say 'type: sitemap' in sources.yaml, and they are fetched"
            )
        }
        if feed.entries.isEmpty && !feed.truncated {
            // Well-formed and empty is how a source goes silent: it must be seen.
            return .rejected("no_entries", "\(context.name): a feed without a single entry")
        }
        var parsed = ParsedCapture()
        parsed.items.reserveCapacity(feed.entries.count)
        for index in feed.entries.indices {
            if let item = item(feed.entries[index], context) {
                parsed.items.append(item)
            } else {
                parsed.lose("no_identity", "\(context.name): entry \(index + 1) has no link, guid or title")
            }
        }
        if feed.truncated {
            let record: JSONValue = [
                "url": .string(context.url), "entries": .int(parsed.items.count), "bytes": .int(bytes.count),
            ]
            let limit = [Mend.tooManyEntries, .tooManyNames, .tooDeep].first { feed.mended.contains($0.rawValue) }
            parsed.lose(
                (limit ?? .truncated).rawValue,
                "\(context.name): the feed breaks off after \(parsed.items.count) whole entries (\(bytes.count) bytes)",
                record)
        }
        return .parsed(parsed)
    }

    private static func item(_ entry: borrowing FeedEntry, _ context: ParseContext) -> Item? {
        let source = context.sourceCode ?? ""
        let date = entry.published ?? entry.modified
        let identity: ItemIdentity
        if let link = entry.link {
            identity = .link(link)
        } else if let guid = entry.id {
            identity = .guid(source: source, guid)
        } else if let title = entry.title {
            identity = .title(source: source, title, date: date?.text ?? "")
        } else {
            return nil
        }
        var item = Item(Record())
        item.id = identity.id
        item.form = "artikel"
        item.url = entry.link
        item.source = context.sourceCode
        item.title = entry.title
        item.authors = entry.authors.compactMap { $0.name ?? $0.email }
        item.published =
            entry.published == nil
            ? context.time(entry.modified, .feed, note: "no date of publication")
            : context.time(entry.published, .feed)
        if entry.published != nil { item.modified = context.time(entry.modified, .feed) }
        let content = entry.contentHTML.map { PlainText.of(html: $0) } ?? ""
        let summary = entry.summaryHTML.map { PlainText.of(html: $0) } ?? ""
        // Many feeds carry the whole text in their description: where there is nothing else it is the text.
        let news = NewsText(content.isEmpty ? summary : content)
        item.text = news.text.isEmpty ? nil : news.text
        item.dateline = news.dateline
        item.credit = news.credit
        if !content.isEmpty, !summary.isEmpty, summary != content { item.summary = summary }
        item.language = entry.language
        var names: Set<String> = []
        item.tags = entry.categories.map(\.name).filter { names.insert($0).inserted }
        let images =
            entry.images.map(\.url) + entry.enclosures.filter { $0.type?.hasPrefix("image/") ?? false }.map(\.url)
        item.setImages(images)
        item.record["raw"] = .object(context.raw(offset: entry.offset, length: entry.length))
        item.contentHash = Item.contentHash(title: item.title, text: item.text)
        item.seenAt = context.fetchedAt
        return item
    }
}

extension Item {
    /// Addresses of pictures, each once.
    mutating func setImages(_ urls: [String]) {
        var seen: Set<String> = []
        let images = urls.filter { !$0.isEmpty && seen.insert($0).inserted }
        if !images.isEmpty { record["images"] = .array(images.map { ["url": .string($0)] }) }
    }
}
