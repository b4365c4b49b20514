import Records

/// The latest moment that a date can mean: a day without a time may last until midnight on the other side of the earth.
///
/// Held against the moment of a capture, it says whether something may have changed since, and errs on the side of asking
/// once too often. Seconds since 1970.
enum LatestMoment {
    /// Where the day line ends a day twelve hours after it does in UTC.
    private static let dayLine = 12 * 3600

    /// Of a date by the W3C's profile of ISO 8601, as sitemaps have it: `2023`, `2023-08`, `2023-08-15`,
    /// `2023-08-15T18:19:00.5+08:00`; nil for anything else.
    static func of(w3c text: String) -> Int? {
        let text = Array(text.utf8)
        switch text.count {
        case 4: return number(text[...]).flatMap { endOfYear($0) }
        case 7: return monthAndYear(text).flatMap { endOfMonth($0.year, $0.month) }
        case 10: return CivilDay(String(decoding: text, as: UTF8.self)).map { endOfDay($0) }
        default: return moment(text)
        }
    }

    /// Of the date in the name of a file: `post-2023-08.xml`, `peta_20230815.xml.gz`, `2023/08/news.xml`; nil where there is
    /// none.
    static func of(name: String) -> Int? {
        let words = name.utf8.split { !(0x30...0x39).contains($0) }.map { Array($0) }
        for (place, word) in words.enumerated() {
            guard let (year, rest) = year(word) else { continue }
            var parts =
                rest.isEmpty
                ? [] : stride(from: 0, to: rest.count, by: 2).map { Array(rest[$0..<min($0 + 2, rest.count)]) }
            if rest.isEmpty { parts = Array(words[(place + 1)...].prefix { $0.count <= 2 }.prefix(2)) }
            guard let month = parts.first.flatMap({ number($0[...]) }), (1...12).contains(month) else {
                return rest.isEmpty ? endOfYear(year) : nil
            }
            if parts.count > 1, let number = number(parts[1][...]),
                let day = CivilDay(year: year, month: month, day: number)
            {
                return endOfDay(day)
            }
            return endOfMonth(year, month)
        }
        return nil
    }

    /// A word that is a year, or begins with one that months and days follow.
    private static func year(_ word: [UInt8]) -> (year: Int, rest: [UInt8])? {
        guard [4, 6, 8].contains(word.count), let year = number(word[..<4]), (1990...2099).contains(year) else {
            return nil
        }
        return (year, Array(word[4...]))
    }

    private static func moment(_ text: [UInt8]) -> Int? {
        guard text.count >= 16, let day = CivilDay(String(decoding: text[..<10], as: UTF8.self)),
            text[10] == UInt8(ascii: "T") || text[10] == 0x20, let hour = number(text[11..<13]),
            text[13] == UInt8(ascii: ":"), let minute = number(text[14..<16]), hour <= 24, minute < 60
        else { return nil }
        var rest = text[16...]
        var second = 59
        if rest.first == UInt8(ascii: ":"), rest.count >= 3, let read = number(rest.dropFirst().prefix(2)) {
            second = min(read, 60)
            rest = rest.dropFirst(3)
            if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { (0x30...0x39).contains($0) } }
        }
        let zone: Int
        switch rest.first {
        case UInt8(ascii: "Z"): zone = 0
        // Without a zone it may be the earliest one, where the moment comes last.
        case nil: zone = -dayLine
        default: zone = Zone(String(decoding: rest, as: UTF8.self))?.secondsEast ?? -dayLine
        }
        return day.number * 86_400 + hour * 3600 + minute * 60 + second - zone
    }

    private static func monthAndYear(_ text: [UInt8]) -> (year: Int, month: Int)? {
        guard text[4] == UInt8(ascii: "-"), let year = number(text[..<4]), let month = number(text[5...]) else {
            return nil
        }
        return (year, month)
    }

    private static func endOfYear(_ year: Int) -> Int? { endOfMonth(year, 12) }

    private static func endOfMonth(_ year: Int, _ month: Int) -> Int? {
        let next =
            month == 12 ? CivilDay(year: year + 1, month: 1, day: 1) : CivilDay(year: year, month: month + 1, day: 1)
        return next.map { $0.number * 86_400 + dayLine }
    }

    private static func endOfDay(_ day: CivilDay) -> Int { (day.number + 1) * 86_400 + dayLine }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 8, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
