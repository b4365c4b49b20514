import Records

/// How a language names months, weekdays, zones and days told from today (`calendar.csv`); all words in lower case.
public struct CalendarWords: Sendable, Equatable {
    /// `agustus` and `agt` are 8.
    public var months: [String: Int] = [:]
    /// 0 for Monday to 6 for Sunday, as `CivilDay.weekday` counts; `jumat` is 4.
    public var weekdays: [String: Int] = [:]
    /// `wita` is eight hours east.
    public var zones: [String: Zone] = [:]
    /// Days from today: `kemarin` is -1.
    public var days: [String: Int] = [:]

    /// No words.
    public init() {}
}
