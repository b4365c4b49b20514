import Records

/// Which number comes first where a date is written in numbers alone.
public enum DayOrder: Sendable {
    /// `08/05/2023` is the eighth of May: everywhere but in the United States.
    case dayFirst
    /// `08/05/2023` is the fifth of August.
    case monthFirst

    /// The order of a language (BCP 47): month first for `en-US`, else day first.
    public init(language: String) { self = language.asciiLowercased == "en-us" ? .monthFirst : .dayFirst }
}

/// What is known of a text before it is read as a date.
public enum DateField: Sendable {
    /// Written by people for people: a byline, a cell, a line of a page.
    case written
    /// An element of a feed, where standards ask for a date: truncated forms of ISO 8601 (`-03-12`, `03335`) are read,
    /// and years before 1990 are not believed.
    case feed
    /// Seconds since 1970, or milliseconds, microseconds or nanoseconds, told by their size. What is no number is read as
    /// written.
    case unix
}

/// What the reading of one text goes by.
struct DateRules {
    var order = DayOrder.dayFirst
    var field = DateField.written
    /// The day of the fetch, on the reader's calendar.
    var today: CivilDay?

    /// The last day that is believed.
    var latest: CivilDay? { today?.adding(1) }

    /// Whether a day can be meant: it is not after the fetch.
    func isPast(_ day: CivilDay) -> Bool { latest.map { day <= $0 } ?? true }

    /// The year of two digits: 2000 to 2049 and 1950 to 1999 (RFC 5322, section 4.3).
    static func century(_ year: Int) -> Int { year < 50 ? 2000 + year : 1900 + year }
}
