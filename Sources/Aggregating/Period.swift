import Records

/// The stretch of time that a run is about: one day with its window, or an archive under a fixed name.
struct Period: Sendable, Equatable {
    /// The run key: `2023-08-15`, or the name of an archive.
    let key: String
    /// The day of the key; nil for an archive.
    let day: CivilDay?
    /// How many days the window has, the key's own included.
    let window: Int
    /// The keys that were run, in order: those with a record, and those whose run left none (`PublishedKeys`).
    let covered: [String]

    init(key: String, window: Int, covered: Set<String>) {
        self.key = key
        self.window = window
        day = CivilDay(key)
        self.covered = covered.union([key]).sorted()
    }

    /// The first day of the window.
    var firstDay: CivilDay? { day?.adding(1 - window) }
    /// The key before this one; nil for an archive.
    var previousKey: String? { day?.adding(-1).description }
    /// Whether the key before this one was run, so that it can be compared with.
    var hasPrevious: Bool { previousKey.map(covered.contains) ?? false }

    /// The report in which an item is new: the later of the key in which it was first met and its published day.
    func reportKey(firstKey: String, published: CivilDay?) -> String {
        guard day != nil, let published else { return firstKey }
        return max(firstKey, published.description)
    }

    /// What an item is to this report.
    func state(firstKey: String, published: CivilDay?) -> ItemState {
        guard day != nil else { return firstKey == key ? .new : .known }
        if let published, let firstDay, published < firstDay { return .late }
        let report = reportKey(firstKey: firstKey, published: published)
        return report == key ? .new : report > key ? .coming : .known
    }

    /// Whether the packs' days can be trusted to say nothing: false where that day was never run.
    func covers(_ day: CivilDay) -> Bool { self.day == nil || covered.contains(day.description) }
}

/// What an item is to one report.
enum ItemState: String, Sendable {
    /// Counted in this report.
    case new = "baru"
    /// Counted in an earlier one.
    case known = "lama"
    /// Published before the window: never counted as new.
    case late = "susulan"
    /// Dated after the key: counted in the report of that day.
    case coming = "mendatang"
}
