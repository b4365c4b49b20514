import Records

/// The date of an HTTP header field in its three forms (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`; nil for
    /// anything else. A year of two digits that seems more than 50 years ahead of `now` is in the past.
    static func instant(_ text: String, now: Instant) -> Instant? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
        switch words.count {
        case 6 where text.contains("-"):
            guard words[5] == "GMT", words[3].utf8.count == 2, let short = number(words[3]) else { return nil }
            return instant(year(short, now), words[2], words[1], words[4])
        case 6:
            guard words[5] == "GMT", words[3].utf8.count == 4, let year = number(words[3]) else { return nil }
            return instant(year, words[2], words[1], words[4])
        case 5:
            guard words[4].utf8.count == 4, let year = number(words[4]) else { return nil }
            return instant(year, words[1], words[2], words[3])
        default: return nil
        }
    }

    private static func instant(_ year: Int, _ month: Substring, _ day: Substring, _ time: Substring) -> Instant? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 }), let month = months.firstIndex(of: month),
            day.utf8.count <= 2, let day = number(day), let civil = CivilDay(year: year, month: month + 1, day: day),
            let hour = number(clock[0]), hour < 24, let minute = number(clock[1]), minute < 60,
            let second = number(clock[2]), second <= 60
        else { return nil }
        return Instant(civil, hour: hour, minute: minute, second: second)
    }

    private static func year(_ short: Int, _ now: Instant) -> Int {
        let this = now.day(in: .utc).date.year
        let year = this - this % 100 + short
        return year > this + 50 ? year - 100 : year
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
