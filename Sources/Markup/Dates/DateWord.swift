/// What a word can mean in a date; many mean several things (`minggu` is a day and a week).
struct DateWord: Sendable, Equatable {
    // In small numbers, for every piece of a date carries one: 0, -1 and the least stand for none.
    private var monthNumber: Int8 = 0
    private var weekdayNumber: Int8 = -1
    private var zoneMinutes = Int16.min
    /// Whether it is the name of several zones.
    var isAmbiguousZone = false
    var unit: Unit?
    var roles: Roles = []

    /// 1 to 12.
    var month: Int? {
        get { monthNumber == 0 ? nil : Int(monthNumber) }
        set { monthNumber = newValue.map { Int8(truncatingIfNeeded: $0) } ?? 0 }
    }

    /// 0 for Monday to 6 for Sunday.
    var weekday: Int? {
        get { weekdayNumber < 0 ? nil : Int(weekdayNumber) }
        set { weekdayNumber = newValue.map { Int8(truncatingIfNeeded: $0) } ?? -1 }
    }

    /// Minutes east of Greenwich.
    var zone: Int? {
        get { zoneMinutes == .min ? nil : Int(zoneMinutes) }
        set { zoneMinutes = newValue.map { Int16(truncatingIfNeeded: $0) } ?? .min }
    }

    /// Units of time that are counted back from the fetch, with their seconds; months and years have none of fixed length.
    enum Unit: Int {
        case second = 1
        case minute = 60
        case hour = 3600
        case day = 86_400
        case week = 604_800
        case month = 2_629_746
        case year = 31_556_952
    }

    /// What else a word can be.
    struct Roles: OptionSet {
        let rawValue: UInt16
        /// Says nothing about the time.
        static let filler = Roles(rawValue: 1)
        /// Stands before a time of day: `pukul`.
        static let clock = Roles(rawValue: 2)
        static let beforeNoon = Roles(rawValue: 4)
        static let afterNoon = Roles(rawValue: 8)
        /// Times of the Indonesian day, which need the hour to say which half is meant.
        static let morning = Roles(rawValue: 16)
        static let midday = Roles(rawValue: 32)
        static let afternoon = Roles(rawValue: 64)
        static let evening = Roles(rawValue: 128)
        static let smallHours = Roles(rawValue: 256)
        /// Stand after a number: `년`, `月`.
        static let yearMark = Roles(rawValue: 512)
        static let monthMark = Roles(rawValue: 1024)
        static let dayMark = Roles(rawValue: 2048)
        /// `lalu`, `ago`.
        static let ago = Roles(rawValue: 4096)
        static let today = Roles(rawValue: 8192)
        static let yesterday = Roles(rawValue: 16384)
        /// One of something: `an`, `satu`.
        static let one = Roles(rawValue: 32768)

        static let partsOfDay: Roles = [.morning, .midday, .afternoon, .evening, .smallHours]
    }
}
