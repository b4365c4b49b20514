import Records

/// A page that an entry links to.
struct PageLink {
    /// The record of the inputs that asks for it; nil for one that only the last key's left-overs hold.
    var ordinal: Int?
    var item: String
    var url: String
    var source: String
    var title: String?
    var published: String?
    /// It was left over by the last key.
    var waited = false
    /// What came of it before.
    var history: PageHistory?

    /// The same page has the same; costs too much to be made each time.
    let identity: String
    /// Changes when title or date of the entry do.
    var fingerprint: String { entryFingerprint(title: title, published: published) }

    init(
        ordinal: Int? = nil, item: String, url: String, source: String, title: String?, published: String?,
        waited: Bool = false
    ) {
        self.ordinal = ordinal
        self.item = item
        self.url = url
        self.source = source
        self.title = title
        self.published = published
        self.waited = waited
        identity = pageIdentity(url)
    }

    /// Of the page as it was captured before, where it was by this very URL.
    var validators: Validators? { history?.captured.flatMap { $0.url == url ? $0.validators : nil } }

    /// What its capture says of the entry.
    var via: JSONObject {
        var via: JSONObject = ["item": .string(item)]
        if let title { via["entry_title"] = .string(title) }
        if let published { via["entry_published"] = .string(published) }
        return via
    }
}

/// A line of `WaitingLinks`.
extension PageLink {
    /// The line of a page that waits; the reason is for people.
    func line(_ reason: String) -> JSONObject {
        var line: JSONObject = ["item": .string(item), "url": .string(url), "source": .string(source)]
        if let title { line["title"] = .string(title) }
        if let published { line["published"] = .string(published) }
        line["reason"] = .string(reason)
        return line
    }

    /// Reads a line back; nil where it is none.
    init?(line: JSONObject) {
        guard let item = line["item"]?.string, let url = line["url"]?.string, let source = line["source"]?.string,
            URLParts(url) != nil
        else { return nil }
        self.init(
            item: item, url: url, source: source, title: line["title"]?.string, published: line["published"]?.string,
            waited: true)
    }
}
