/// A moment to the second, in UTC: `2023-08-15T10:19:00Z`.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let seconds: Int

    /// The moment so many seconds after the epoch.
    public init(seconds: Int) { self.seconds = seconds }

    /// The moment of a wall clock in a zone.
    public init(_ day: CivilDay, hour: Int = 0, minute: Int = 0, second: Int = 0, in zone: Zone = .utc) {
        seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second - zone.secondsEast
    }

    /// Reads `2023-08-15T10:19:00Z`, exactly so: the form that records hold.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
            let day = CivilDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = CivilDay.digits(bytes[11..<13]), hour < 24,
            let minute = CivilDay.digits(bytes[14..<16]), minute < 60,
            let second = CivilDay.digits(bytes[17..<19]), second < 60
        else { return nil }
        self.init(day, hour: hour, minute: minute, second: second)
    }

    /// The day and the time of day on a wall clock in a zone.
    public func wallClock(in zone: Zone) -> (day: CivilDay, hour: Int, minute: Int, second: Int) {
        let local = seconds + zone.secondsEast
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let rest = local - day * 86_400
        return (CivilDay(number: day), rest / 3600, rest % 3600 / 60, rest % 60)
    }

    /// The day on a calendar in a zone.
    public func day(in zone: Zone) -> CivilDay { wallClock(in: zone).day }

    /// `2023-08-15T10:19:00Z`
    public var description: String {
        let (day, hour, minute, second) = wallClock(in: .utc)
        let (year, month, dayOfMonth) = day.date
        guard (0...9999).contains(year) else {
            return "\(day)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))Z"
        }
        // Written by hand: every item has a few of these.
        return String(unsafeUninitializedCapacity: 20) { buffer in
            var index = 0
            func write(_ number: Int, _ mark: Unicode.Scalar) {
                buffer[index] = 0x30 + UInt8(number / 10)
                buffer[index + 1] = 0x30 + UInt8(number % 10)
                buffer[index + 2] = UInt8(ascii: mark)
                index += 3
            }
            write(year / 100, "-")
            index -= 1
            write(year % 100, "-")
            write(month, "-")
            write(dayOfMonth, "T")
            write(hour, ":")
            write(minute, ":")
            write(second, "Z")
            return index
        }
    }

    /// Earlier moments come first.
    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

/// A zone with one offset all year, as all of Indonesia's are.
///
/// Zones with summer time are refused by name rather than guessed: their rules would have to come from the machine, and
/// the same input would no longer give the same bytes everywhere.
public struct Zone: Sendable, Hashable, CustomStringConvertible {
    /// What the zone was called.
    public let name: String
    /// Seconds to add to UTC for the wall clock.
    public let secondsEast: Int

    /// Coordinated universal time.
    public static let utc = Zone(name: "UTC", secondsEast: 0)

    /// A zone by name and offset.
    public init(name: String, secondsEast: Int) {
        self.name = name
        self.secondsEast = secondsEast
    }

    /// Reads an Indonesian zone (`Asia/Makassar`, `WITA`), `UTC`, or an offset (`+08:00`).
    public init?(_ text: String) {
        if let hours = Self.known[text] {
            self.init(name: text, secondsEast: hours * 3600)
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let sign = [0x2B: 1, 0x2D: -1][Int(bytes[0])],
            let hours = CivilDay.digits(bytes[1..<3]), hours <= 14, let minutes = CivilDay.digits(bytes[4..<6]),
            minutes < 60
        else { return nil }
        self.init(name: text, secondsEast: sign * (hours * 3600 + minutes * 60))
    }

    /// What the zone was called.
    public var description: String { name }

    private static let known: [String: Int] = [
        "UTC": 0, "Asia/Jakarta": 7, "Asia/Pontianak": 7, "WIB": 7, "Asia/Makassar": 8, "WITA": 8,
        "Asia/Jayapura": 9, "WIT": 9,
    ]
}
