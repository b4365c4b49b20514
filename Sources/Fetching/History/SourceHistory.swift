import Records

/// What the captures of earlier keys say of one source, bounded however many there are: a fold over them in their order.
struct SourceHistory: Equatable {
    /// The key of the last capture.
    private(set) var key = ""
    /// Of the URL that it has now.
    private(set) var address = AddressHistory(url: "")
    /// By the entries that it lists.
    private(set) var entryNews = NewsRhythm()
    /// By its bytes, for what lists none.
    private(set) var byteNews = NewsRhythm()
    /// The entries of the last key that gave any, and of this one; in rising order.
    private(set) var previous: [EntryMark] = []
    private(set) var current: [EntryMark] = []

    init() {}

    /// A history of its parts, as a cache holds them.
    init(
        key: String, address: AddressHistory, entryNews: NewsRhythm, byteNews: NewsRhythm, previous: [EntryMark],
        current: [EntryMark]
    ) {
        (self.key, self.address, self.entryNews, self.byteNews) = (key, address, entryNews, byteNews)
        (self.previous, self.current) = (previous, current)
    }

    /// When it gave something new, as its kind shows that.
    func news(isList: Bool) -> NewsRhythm { isList ? entryNews : byteNews }

    /// The history of a URL; an empty one where the source had another.
    func address(_ url: String) -> AddressHistory { address.url == url ? address : AddressHistory(url: url) }

    /// Whether something new came with a capture: an entry that the key before did not list, or that has another title
    /// or date since (`EntryMark.areNews`); other bytes than before.
    struct News: Equatable {
        var entries = false
        var bytes = false
    }

    /// Takes the next capture.
    @discardableResult
    mutating func take(_ one: EarlierCaptures.Known, key: String) -> News {
        if key != self.key {
            if !current.isEmpty { (previous, current) = (current, []) }
            self.key = key
        }
        if one.isAsked, one.url != address.url { address = AddressHistory(url: one.url) }
        if let failure = one.failure {
            if one.isAsked { address.failed(failure, one, key: key) }
            return News()
        }
        var news = News()
        if one.status == 304 {
            current = EntryMark.union(previous, current)
        } else {
            if let marks = one.marks {
                news.entries = EntryMark.areNews(marks, toWhoKnows: EntryMark.byID(previous + current))
                current = EntryMark.union(current, marks)
            }
            news.bytes = one.isAsked && one.sha256 != address.sha256
        }
        if news.entries { entryNews.news(at: one.at) }
        if news.bytes { byteNews.news(at: one.at) }
        if one.isAsked { address.answered(one, key: key) }
        return news
    }
}
