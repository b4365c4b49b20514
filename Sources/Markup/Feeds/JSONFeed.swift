import Records

/// Reads JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1): members that are of another kind than the specification says
/// are passed over, an item without any stays an entry of which nothing is known.
enum JSONFeed {
    /// Nil where the text is no JSON Feed.
    static func read(_ text: DecodedText, url: String?, limit: Int) -> Feed? {
        guard let root = try? JSONValue(parsing: text.bytes).object, let items = root["items"]?.array,
            root["version"]?.string?.contains("jsonfeed.org") ?? false
        else { return nil }
        var feed = Feed(format: .jsonfeed, charset: text.charset)
        let base = root["feed_url"]?.string?.trimmed.nonEmpty.map { URLs.resolve($0, against: url) } ?? url
        feed.title = line(root["title"])
        feed.subtitle = line(root["description"])
        feed.url = address(root["home_page_url"], base)
        feed.id = address(root["feed_url"], url)
        feed.language = word(root["language"])
        feed.authors = people(root, base)
        feed.image = (address(root["icon"], base) ?? address(root["favicon"], base)).map { FeedImage(url: $0) }
        feed.links = [feed.url, feed.id].enumerated().compactMap { index, url in
            url.map { FeedLink(url: $0, rel: index == 0 ? "alternate" : "self") }
        }
        feed.entries = items.prefix(limit).map { entry($0, base, language: feed.language) }
        var mends = text.mends
        if items.count > limit {
            feed.truncated = true
            mends.insert(.tooManyEntries)
        }
        feed.mended = mends.reasons
        return feed
    }

    private static func entry(_ item: JSONValue, _ base: String?, language: String?) -> FeedEntry {
        var entry = FeedEntry()
        guard let item = item.object else { return entry }
        entry.id = word(item["id"])
        let external = address(item["external_url"], base)
        entry.link = address(item["url"], base) ?? external ?? entry.id.flatMap { URLs.isWeb($0) ? $0 : nil }
        entry.title = line(item["title"])
        entry.summaryHTML = item["summary"]?.string?.nonEmpty.map(HTMLWriting.escaped)
        entry.contentText = item["content_text"]?.string?.trimmed.nonEmpty
        (entry.summaryBase, entry.contentBase) = (entry.link ?? base, entry.link ?? base)
        entry.contentHTML =
            item["content_html"]?.string?.trimmed.nonEmpty
            ?? entry.contentText.map(paragraphs)
        entry.authors = people(item, base)
        for tag in item["tags"]?.array ?? [] {
            if let tag = line(tag).map({ FeedCategory($0) }), !entry.categories.contains(tag) {
                entry.categories.append(tag)
            }
        }
        entry.published = date(item, "date_published")
        entry.modified = date(item, "date_modified")
        for key in ["image", "banner_image"] {
            if let url = address(item[key], base) { entry.images.append(FeedMedia(url: url)) }
        }
        for file in item["attachments"]?.array ?? [] {
            guard let url = address(file["url"], base) else { continue }
            entry.enclosures.append(
                FeedMedia(url: url, type: word(file["mime_type"]), length: word(file["size_in_bytes"])))
        }
        if let link = entry.link { entry.links.append(FeedLink(url: link)) }
        if let external, external != entry.link { entry.links.append(FeedLink(url: external, rel: "related")) }
        entry.language = word(item["language"]) ?? language
        return entry
    }

    /// `authors` of version 1.1, else `author` of version 1.
    private static func people(_ object: JSONObject, _ base: String?) -> [FeedPerson] {
        let listed = object["authors"]?.array ?? []
        return (listed.isEmpty ? [object["author"]].compactMap { $0 } : listed).compactMap { value in
            let person = FeedPerson(name: line(value["name"]), email: nil, url: address(value["url"], base))
            return person == FeedPerson() ? nil : person
        }
    }

    private static func date(_ item: JSONObject, _ key: String) -> DatedText? {
        word(item[key]).map { DatedText(text: $0, foundIn: "jsonfeed:\(key)") }
    }

    /// Plain text on one line.
    private static func line(_ value: JSONValue?) -> String? { value?.string?.squeezed.nonEmpty }

    /// A string, or a number where a program wrote an identifier as one.
    private static func word(_ value: JSONValue?) -> String? {
        if case .number(let number) = value { return number.spelling }
        return value?.string?.trimmed.nonEmpty
    }

    private static func address(_ value: JSONValue?, _ base: String?) -> String? {
        value?.string?.trimmed.nonEmpty.map { URLs.resolve($0, against: base) }
    }

    /// Plain text as the HTML that shows it.
    private static func paragraphs(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
            .map { "<p>\(HTMLWriting.escaped($0))</p>" }.joined(separator: "\n")
    }
}
