import Records

/// A page that an entry links to.
struct PageLink {
    /// The record of the inputs that asks for it; nil for one that only the last key's left-overs hold.
    var ordinal: Int?
    var item: String
    var url: String
    var source: String
    var title: String?
    /// When it was published: the moment, else the words as written.
    var published: String?
    /// The day of that, where it was read.
    var day: String?
    /// It was left over by the last key.
    var waited = false
    /// What came of it before.
    var history: PageHistory?

    /// The same page has the same; costs too much to be made each time.
    let identity: String
    /// When its entry was published, in seconds since 1970, as far as that was read or is plain from its words; nil for
    /// others, such as `1 jam lalu`.
    let moment: Int?
    /// Changes when title or date of the entry do.
    var fingerprint: String { entryFingerprint(title: title, published: published) }

    init(
        ordinal: Int? = nil, item: String, url: String, source: String, title: String?, published: String?,
        day: String? = nil, waited: Bool = false
    ) {
        self.ordinal = ordinal
        self.item = item
        self.url = url
        self.source = source
        self.title = title
        self.published = published
        self.day = day
        self.waited = waited
        identity = pageIdentity(url)
        moment = Self.moment(published, day: day)
    }

    /// A day is its noon, as it says no more.
    private static func moment(_ published: String?, day: String?) -> Int? {
        if let moment = published.flatMap({ Instant($0) }) { return moment.seconds }
        if let day = (day ?? published).flatMap({ CivilDay($0) }) { return Instant(day, hour: 12).seconds }
        return published.flatMap { LatestMoment.of(w3c: $0) }
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
        if let day { line["day"] = .string(day) }
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
            day: line["day"]?.string, waited: true)
    }
}
