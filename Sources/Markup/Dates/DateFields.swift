import Records

/// The parts of a moment that a text names, checked to be a real date and time of day.
public struct DateFields: Sendable, Equatable {
    /// What the text says about its zone.
    public enum ZoneName: Sendable, Equatable {
        case none
        case named(Zone)
        /// A zone is named, and nobody knows which is meant: `IST` is India's, Ireland's and Israel's.
        case unknown(String)
    }

    /// 1900 to 2199: what lies outside is a null date or a slip.
    public var year: Int
    /// 1 to 12.
    public var month: Int?
    /// 1 to 31.
    public var day: Int?
    /// 0 to 24; 24 only with nothing after it, for the end of the day.
    public var hour: Int?
    /// 0 to 59.
    public var minute: Int?
    /// 0 to 60.
    public var second: Int?
    /// The zone of the time of day.
    public var zone = ZoneName.none
    /// 0 for Monday to 6 for Sunday, as written.
    public var weekday: Int?
    /// What was taken for granted: `day before month`.
    public var notes: [String] = []

    /// The first day that the text can mean.
    public var firstDay: CivilDay? { CivilDay(year: year, month: month ?? 1, day: day ?? 1) }

    /// How much was named.
    public var precision: ItemTime.Precision {
        if month == nil { return .year }
        if day == nil { return .month }
        if hour == nil { return .day }
        if minute == nil { return .hour }
        return second == nil ? .minute : .second
    }

    /// Whether there is such a date and time of day.
    var isReal: Bool {
        guard (1900...2199).contains(year), firstDay != nil, day == nil || month != nil else { return false }
        return TimeOfDay.isReal(hour: hour, minute: minute, second: second)
    }
}

/// A time of day as written, with its zone.
struct TimeOfDay: Equatable {
    var hour: Int
    var minute: Int?
    var second: Int?
    var zone = DateFields.ZoneName.none

    static func isReal(hour: Int?, minute: Int?, second: Int?) -> Bool {
        if hour == 24 { return (minute ?? 0) == 0 && (second ?? 0) == 0 }
        return (0...23).contains(hour ?? 0) && (0...59).contains(minute ?? 0) && (0...60).contains(second ?? 0)
    }
}
